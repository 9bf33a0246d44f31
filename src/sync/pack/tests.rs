//! Packs of every format hold what was put into them, and a record that is not understood hinders no other.

use domain::ids::RecordId;
use domain::scope::Revision;
use domain::value::Value;
use proptest::prelude::*;

use super::strange::{as_the_newer_release_reads, from_a_newer_release};
use super::*;
use crate::golden::samples;

/// The sample record with this text in every place that holds one.
fn saying(text: &str) -> Record {
    let mut record = samples::record();
    for slot in record.fields.values_mut() {
        if let Value::Line(held) | Value::Prose(held) = &mut slot.value {
            *held = text.to_owned();
        }
    }
    record
}

#[test]
fn every_text_comes_back_in_every_format() {
    let texts = ["", "\0", "\0said", "one\r\ntwo", "one\ntwo", "Zara says: “it’s 3/4”."];
    let long = "Zara placed three quarters on the number line by herself. ".repeat(40);
    let records: Vec<Record> = texts.into_iter().chain([long.as_str()]).map(saying).collect();
    let references: Vec<&Record> = records.iter().collect();
    let apart = [false, true].map(|by_words| {
        let members: Vec<Member<'_>> = records.iter().map(Member::Read).collect();
        apart::pack(&members, by_words, compress)
    });
    assert!(apart.iter().all(|packed| stand_apart(packed)));
    for packed in apart.into_iter().chain([pack_by_words(&references, compress), pack_plainly(&references, compress)]) {
        assert_eq!(unpack(&packed), Ok(records.clone()));
    }
}

#[test]
fn a_damaged_pack_is_an_error() {
    let records = [saying(&"What was read today, and what comes next. ".repeat(60))];
    let references: Vec<&Record> = records.iter().collect();
    for packed in [pack_by_words(&references, compress), pack(&references, compress)] {
        for cut in 0..packed.len() {
            assert!(unpack(&packed[..cut]).is_err(), "cut at {cut}");
        }
    }
}

/// The sample record under another identifier, at this revision.
fn numbered(number: u8, text: &str) -> Record {
    let mut record = saying(text);
    record.id = RecordId::from_bytes([number; 16]);
    record.changed.revision = Revision(u64::from(number));
    record
}

#[test]
fn a_record_that_is_not_understood_hinders_no_other_and_is_packed_again_byte_for_byte() {
    let (before, after) = (numbered(1, "Zara read a page."), numbered(3, "And wrote one."));
    let newer = numbered(2, "She says: “more”.\nTomorrow.");
    let strange = from_a_newer_release(&newer);
    assert!(strange.record().is_none());
    let all = [Found::Read(before), strange.clone(), Found::Read(after)];
    let packed = pack_found(&all.iter().collect::<Vec<_>>(), compress);
    assert_eq!(open(&packed).as_deref(), Ok(&all[..]));
    assert_eq!(unpack(&packed).map(|records| records.len()), Ok(2));
    assert_eq!((strange.id(), strange.revision()), (newer.id, Revision(2)));
    // Packed again by a device, and again by another, in other company.
    let again = pack_found(&[&strange], compress);
    let again =
        open(&pack_found(&open(&again).unwrap().iter().chain(&all[..1]).collect::<Vec<_>>(), compress)).unwrap();
    assert_eq!(again[0], strange);
    assert_eq!(as_the_newer_release_reads(&again[0]), Some(newer));
}

#[test]
fn a_body_of_a_shape_to_come_is_kept_and_not_taken_for_another() {
    let record = numbered(1, "Zara read a page.");
    let mut longer = Unread::of(&record, true);
    longer.body.push(0);
    let longer = Found::Unread(longer);
    let mut other = apart::pack(&[Member::Read(&record)], false, <[u8]>::to_vec);
    // Words and tokens are empty, the frame has one length; then how many, one identifier, and the shape.
    let shape = other.len() - to_bytes(&record).len() + 17 - 5;
    assert_eq!(other[shape], 1);
    other[shape] = 2;
    for packed in [pack_found(&[&longer], compress), reframed(&other)] {
        let found = open(&packed).unwrap();
        assert_eq!((found[0].id(), found[0].record()), (record.id, None));
        assert_eq!(open(&pack_found(&[&found[0]], compress)), Ok(found));
    }
}

/// A pack whose frame of records was left as it is, with that frame made.
fn reframed(packed: &[u8]) -> Vec<u8> {
    let parts: Parts = postcard::from_bytes(&packed[1..]).unwrap();
    postcard::to_extend(&Parts { records: compress(&parts.records), ..parts }, vec![FORMAT_3]).unwrap()
}

proptest! {
    /// Whatever a newer release puts into a body: the others are read, and it comes back as it went in.
    #[test]
    fn whatever_is_in_a_body_the_others_are_read(
        places in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::of(any::<proptest::sample::Index>()),
        more in proptest::collection::vec(any::<u8>(), 0..9),
        by_words in any::<bool>(),
    ) {
        let mut changed = Unread::of(&numbered(2, "Zara read a page. "), by_words);
        for (place, byte) in places {
            let place = place.index(changed.body.len());
            changed.body[place] = byte;
        }
        let cut = cut.map_or(changed.body.len(), |cut| cut.index(changed.body.len()));
        changed.body.truncate(cut);
        changed.body.extend(more);
        let members = [numbered(1, "One."), numbered(3, "Three.")];
        let packed = apart::pack(
            &[Member::Read(&members[0]), Member::Unread(&changed), Member::Read(&members[1])], by_words, compress,
        );
        let found = open(&packed).unwrap();
        prop_assert_eq!(found[0].record(), Some(&members[0]));
        prop_assert_eq!(found[2].record(), Some(&members[1]));
        prop_assert_eq!((found[1].id(), found[1].revision()), (RecordId::from_bytes([2; 16]), Revision(2)));
        if let Found::Unread(unread) = &found[1] {
            prop_assert_eq!(unread, &changed);
        }
        let again = open(&pack_found(&found.iter().collect::<Vec<_>>(), compress)).unwrap();
        prop_assert_eq!(again, found);
    }

    #[test]
    fn no_frame_breaks_it(mut frame in proptest::collection::vec(any::<u8>(), 0..120), count in 0..4u8) {
        frame.insert(0, count);
        let parts = Parts { words: Vec::new(), tokens: Vec::new(), records: compress(&frame) };
        let _ = open(&postcard::to_extend(&parts, vec![FORMAT_3]).unwrap());
    }
}
