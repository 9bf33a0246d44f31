//! The promise: nothing that anybody typed is ever lost. Several devices write without seeing each other, in any
//! order; an oracle remembers every sentence that nobody who had seen it took out.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{apply_edits, change, change_id, item, made, person};
use crate::change::{At, Change, Edit};
use crate::kinds::medium_term_plan as plan;
use crate::merge::{Unfit, apply};
use crate::record::Record;
use crate::scope::Revision;
use crate::value::Value;

/// What somebody does in one text.
#[derive(Clone, Debug)]
enum Doing {
    /// A new sentence before the one at this place.
    Insert(prop::sample::Index),
    /// The sentence at this place is written anew.
    Replace(prop::sample::Index),
    /// The sentence at this place goes.
    Delete(prop::sample::Index),
    /// This device hears from the server.
    Sync,
}

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        4 => any::<prop::sample::Index>().prop_map(Doing::Insert),
        3 => any::<prop::sample::Index>().prop_map(Doing::Replace),
        1 => any::<prop::sample::Index>().prop_map(Doing::Delete),
        1 => Just(Doing::Sync),
    ]
}

fn sentences(text: &str) -> Vec<String> {
    text.split_inclusive(". ").map(str::to_owned).collect()
}

const AT: fn() -> At = || At::field(plan::PRIORITIES.key);

/// Every text there is of the field: shown, waiting or in history.
fn all_texts(record: &Record) -> Vec<String> {
    let Some(slot) = record.slot(AT()) else { return Vec::new() };
    let others = slot.others.iter().map(|version| version.value.words());
    std::iter::once(slot.value.words()).chain(others).collect()
}

#[derive(Clone)]
struct Device {
    /// What this device shows: its own texts on top of what it last heard.
    text: String,
    /// Not sent yet, in order.
    pending: Vec<Edit>,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_sentence_is_there_unless_somebody_took_it_out(
        acts in proptest::collection::vec((0usize..3, doing()), 1..40),
    ) {
        let start = "Start one. Start two. Start three. ";
        let mut server = made(plan::KIND, |plan| plan.write(plan::PRIORITIES, start));
        let mut devices = vec![Device { text: start.into(), pending: Vec::new() }; 3];
        let mut expected: BTreeSet<String> = sentences(start).into_iter().collect();
        let mut revision = 2;
        let mut sync = |device: &mut Device, who: usize, server: &mut Record| {
            for edit in device.pending.drain(..) {
                *server = apply_edits(server, u8::try_from(who).unwrap() + 1, revision, vec![edit]).record;
                revision += 1;
            }
            // Who sees both texts goes on in the one that is shown.
            device.text = server.text(plan::PRIORITIES).to_owned();
        };
        for (n, (who, act)) in acts.into_iter().enumerate() {
            let device = &mut devices[who];
            let mut now = sentences(&device.text);
            let new = format!("Sentence {n} by {who}. ");
            let gone = match act {
                Doing::Sync => {
                    sync(device, who, &mut server);
                    continue;
                }
                Doing::Insert(place) => {
                    now.insert(place.index(now.len() + 1), new.clone());
                    expected.insert(new);
                    None
                }
                Doing::Replace(place) if !now.is_empty() => {
                    expected.insert(new.clone());
                    let place = place.index(now.len());
                    Some(std::mem::replace(&mut now[place], new))
                }
                Doing::Delete(place) if !now.is_empty() => Some(now.remove(place.index(now.len()))),
                _ => continue,
            };
            if let Some(gone) = gone {
                expected.remove(&gone);
            }
            let text = now.concat();
            device.pending.push(Edit::Write { at: AT(), text: text.clone(), base: device.text.clone() });
            device.text = text;
        }
        for (who, device) in devices.iter_mut().enumerate() {
            sync(device, who, &mut server);
        }
        let texts = all_texts(&server).concat();
        for sentence in &expected {
            prop_assert!(texts.contains(sentence.trim_end()), "lost: {sentence:?} from {:#?}", all_texts(&server));
        }
    }

    #[test]
    fn every_value_set_by_somebody_who_saw_no_other_is_kept_in_any_order(
        values in proptest::collection::vec("[a-d]", 1..8).prop_shuffle(),
    ) {
        let start = made(plan::KIND, |plan| plan.set(plan::TOPIC, "before".into()));
        let at = At::field(plan::TOPIC.key);
        let kept_in = |order: &[String]| -> BTreeSet<String> {
            let mut record = start.clone();
            for (n, value) in (2u16..).zip(order) {
                let edit = Edit::Set { at, value: Value::Line(value.clone()), base: Value::Line("before".into()) };
                record = apply_edits(&record, 2, n, vec![edit]).record;
            }
            let slot = record.slot(at).unwrap();
            std::iter::once(&slot.value).chain(slot.others.iter().map(|v| &v.value)).map(Value::words).collect()
        };
        let typed: BTreeSet<String> = values.iter().cloned().collect();
        let mut backwards = values.clone();
        backwards.reverse();
        prop_assert_eq!(&kept_in(&values), &typed);
        prop_assert_eq!(&kept_in(&backwards), &typed);
    }

    /// Changes by people who had not seen each other's, in any order: the same texts are there in the end.
    #[test]
    fn the_order_decides_what_is_shown_and_never_what_is_kept(
        texts in proptest::collection::vec((0usize..4, "[A-Z][a-z]{3}"), 2..6),
        shuffled in any::<prop::sample::Index>(),
    ) {
        let start = "One. Two. Three. Four. ";
        let writes: Vec<Edit> = texts.iter().map(|(place, new)| {
            let mut now = sentences(start);
            now[*place] = format!("{new}. ");
            Edit::Write { at: AT(), text: now.concat(), base: start.into() }
        }).collect();
        let kept_in = |order: &[Edit]| {
            let mut record = made(plan::KIND, |plan| plan.write(plan::PRIORITIES, start));
            for (n, edit) in (2u16..).zip(order) {
                record = apply_edits(&record, 2, n, vec![edit.clone()]).record;
            }
            all_texts(&record).concat()
        };
        let mut other = writes.clone();
        other.rotate_left(shuffled.index(writes.len()));
        for (_, new) in &texts {
            prop_assert!(kept_in(&writes).contains(new.as_str()));
            prop_assert!(kept_in(&other).contains(new.as_str()));
        }
    }

    /// Rows: whoever writes in a row finds it again with these words, whatever others do with it before.
    #[test]
    fn words_in_rows_are_never_hidden_by_what_came_before(
        acts in proptest::collection::vec((1u8..4, 0u8..4), 1..30),
    ) {
        let mut record = made(plan::KIND, |plan| plan);
        let mut expected: BTreeMap<u8, BTreeSet<String>> = BTreeMap::new();
        let list = plan::ROWS.key;
        for (n, (row, act)) in (2u16..).zip(acts) {
            let there = record.item(list, item(row)).is_some();
            let edit = match act {
                _ if !there => super::add(plan::ROWS, row, vec![]),
                0 => Edit::RemoveItem { list, item: item(row) },
                1 => Edit::PlaceItem { list, item: item(row), place: crate::record::Place(vec![u8::try_from(n).unwrap()]) },
                _ => {
                    let text = format!("Objective {n}");
                    expected.entry(row).or_default().insert(text.clone());
                    Edit::Set { at: At::item(list, item(row), plan::ROW_WEEK.key), value: Value::Line(text), base: Value::Empty }
                }
            };
            let wrote = act >= 2 && there;
            record = apply_edits(&record, 2, n, vec![edit]).record;
            if wrote {
                prop_assert!(record.items(plan::ROWS).iter().any(|shown| shown.id == item(row)));
            }
        }
        for (row, texts) in expected {
            let slot = record.slot(At::item(list, item(row), plan::ROW_WEEK.key)).unwrap();
            let kept: BTreeSet<String> = std::iter::once(&slot.value).chain(slot.others.iter().map(|v| &v.value)).map(Value::words).collect();
            prop_assert_eq!(kept, texts);
        }
    }

    /// The server and every device come to the same record from the same changes; a change that does not fit
    /// changes nothing.
    #[test]
    fn replaying_gives_the_same_record(acts in proptest::collection::vec((0u8..7, 1u8..4, "[a-c]{1,3}[.]"), 1..25)) {
        let start = made(plan::KIND, |plan| plan.set(plan::SUBJECT, "Maths".into()));
        let list = plan::ROWS.key;
        let edit = |(what, n, text): &(u8, u8, String)| match what {
            0 => Edit::Set { at: At::field(plan::TOPIC.key), value: Value::Line(text.clone()), base: Value::Empty },
            1 => Edit::Write { at: AT(), text: text.clone(), base: String::new() },
            2 => super::add(plan::ROWS, *n, vec![(plan::ROW_WEEK.key, Value::Line(text.clone()))]),
            3 => Edit::RemoveItem { list, item: item(*n) },
            4 => Edit::Move { from: plan::DRAFT, to: plan::SHARED },
            5 => Edit::Choose { at: AT(), value: Value::Prose(text.clone()), settles: vec![change_id(u16::from(*n) + 1)] },
            _ => Edit::Name { add: vec![person(*n)], remove: vec![] },
        };
        let changes: Vec<Change> = (2u16..).zip(&acts).map(|(n, act)| change(n, &start, vec![edit(act)])).collect();
        let replay = || {
            let mut record = start.clone();
            let mut outcomes = Vec::new();
            for (n, change) in (2u64..).zip(&changes) {
                match apply(Some(&record), change, person(2), Revision(n)) {
                    Ok(applied) => {
                        record = applied.record;
                        outcomes.push(Ok(applied.fate));
                    }
                    Err(unfit) => {
                        prop_assert!(matches!(unfit, Unfit::ExistsAlready | Unfit::NoSuchItem | Unfit::MovedOn));
                        outcomes.push(Err(unfit));
                    }
                }
            }
            Ok((record, outcomes))
        };
        prop_assert_eq!(replay()?, replay()?);
    }
}
