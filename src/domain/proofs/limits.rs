//! Nothing that passes the check is larger than what everybody can carry, and nothing absurd passes.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{add, apply_edits, change, change_id, circle, item, made, person, record_id};
use crate::calendar::days_after;
use crate::change::{At, Change, Edit};
use crate::check::{ProblemKind, problems_of, problems_of_growth};
use crate::field::FieldKey;
use crate::file::{FileFact, FileHash};
use crate::ids::PersonId;
use crate::kind::{Kind, StateKey};
use crate::kinds::{medium_term_plan as plan, meeting, progress_review as review, resource, term_dates};
use crate::limits::{
    LONGEST_PLACE, MOST_FILES, MOST_NAMED, MOST_OF_CHANGE, MOST_OF_RECORD, MOST_PROBLEMS, MOST_SETTLED, MOST_TAGS,
    Weigh, bounded,
};
use crate::merge::apply;
use crate::record::Place;
use crate::role::Sensitivity;
use crate::scope::Revision;
use crate::value::{Moment, Value};

fn said(kind: Kind, edits: Vec<Edit>) -> Vec<ProblemKind> {
    problems_of(&change(2, &made(kind, |record| record), edits)).into_iter().map(|problem| problem.what).collect()
}

fn file(name: usize, media: usize) -> Value {
    let (media, name) = ("m".repeat(media), "n".repeat(name));
    Value::File(FileFact { hash: FileHash([1; 32]), bytes: 1, media, name, thumbnail: None })
}

fn value() -> impl Strategy<Value = Value> {
    let days = (-262_142i32..262_142, 1u32..366).prop_filter_map("a day", |(y, d)| NaiveDate::from_yo_opt(y, d));
    prop_oneof![
        Just(Value::Empty),
        ".{0,90}".prop_map(Value::Line),
        ".{0,3000}".prop_map(Value::Prose),
        any::<i64>().prop_map(Value::Number),
        any::<bool>().prop_map(Value::Flag),
        days.prop_map(Value::Date),
        any::<i64>().prop_map(|millis| Value::Moment(Moment(millis))),
        any::<u8>().prop_map(Value::Choice),
        Just(Value::Person(person(3))),
        Just(Value::Record(record_id(3))),
        (0usize..400, 0usize..200).prop_map(|(name, media)| file(name, media)),
        proptest::collection::btree_set(".{0,70}", 0..120).prop_map(Value::Tags),
    ]
}

fn people() -> impl Strategy<Value = Vec<PersonId>> {
    (0usize..600).prop_map(|count| vec![person(1); count])
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = (0u8..20, any::<bool>())
        .prop_map(|(key, inside)| At { field: FieldKey(key), item: inside.then(|| (plan::ROWS.key, item(key))) });
    let place = || proptest::collection::vec(any::<u8>(), 0..1_500).prop_map(Place);
    let fields = proptest::collection::vec((any::<u8>().prop_map(FieldKey), value()), 0..20);
    prop_oneof![
        people().prop_map(|named| Edit::Create { sensitivity: Sensitivity::Everyday, named }),
        (at.clone(), value(), value()).prop_map(|(at, value, base)| Edit::Set { at, value, base }),
        (at.clone(), ".{0,3000}", ".{0,3000}").prop_map(|(at, text, base)| Edit::Write { at, text, base }),
        (any::<u8>(), place(), fields).prop_map(|(n, place, fields)| Edit::AddItem {
            list: plan::ROWS.key,
            item: item(n),
            place,
            fields
        }),
        place().prop_map(|place| Edit::PlaceItem { list: plan::ROWS.key, item: item(1), place }),
        Just(Edit::Move { from: StateKey(255), to: StateKey(1) }),
        (at, value(), 0usize..1_200).prop_map(|(at, value, count)| Edit::Choose {
            at,
            value,
            settles: vec![change_id(1); count]
        }),
        (people(), people()).prop_map(|(add, remove)| Edit::Name { add, remove }),
        Just(Edit::Remove),
    ]
}

fn any_change() -> impl Strategy<Value = Change> {
    let kind = prop_oneof![Just(plan::KIND), Just(resource::KIND), Just(review::KIND), any::<u8>().prop_map(Kind)];
    (kind, any::<i64>(), proptest::collection::vec(edit(), 0..60)).prop_map(|(kind, at, edits)| Change {
        id: change_id(9),
        record: record_id(1),
        kind,
        circle: circle(),
        made_at: Moment(at),
        edits,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_weight_is_never_less_than_the_bytes(change in any_change()) {
        let bytes = postcard::to_allocvec(&change).unwrap().len();
        prop_assert!(change.weight() >= bytes, "{} < {bytes}", change.weight());
        let begins = Change { edits: [vec![Edit::Create { sensitivity: Sensitivity::Everyday, named: vec![] }],
            change.edits.iter().filter(|edit| !matches!(edit, Edit::Create { .. })).cloned().collect()].concat(), ..change };
        if let Ok(applied) = apply(None, &begins, person(1), Revision(u64::MAX)) {
            let bytes = postcard::to_allocvec(&applied.record).unwrap().len();
            prop_assert!(applied.record.weight() >= bytes, "{} < {bytes}", applied.record.weight());
        }
    }

    #[test]
    fn what_passes_the_check_is_within_every_limit(change in any_change(), times in 1usize..40) {
        prop_assert!(problems_of(&change).len() <= MOST_PROBLEMS);
        // Of the sound edits as many as there may be, and then some.
        let is_sound = |edit: &&Edit| problems_of(&Change { edits: vec![(*edit).clone()], ..change.clone() }).is_empty();
        let sound: Vec<Edit> = change.edits.iter().filter(is_sound).cloned().collect();
        let change = Change { edits: vec![sound; times].concat(), ..change };
        if problems_of(&change).is_empty() {
            prop_assert!(postcard::to_allocvec(&change).unwrap().len() <= MOST_OF_CHANGE);
        } else {
            prop_assert!(change.edits.is_empty() || change.weight() > MOST_OF_CHANGE);
        }
        for edit in &change.edits {
            match edit {
                Edit::Create { named, .. } => prop_assert!(named.len() <= MOST_NAMED),
                Edit::AddItem { place, .. } => prop_assert!(place.0.len() <= LONGEST_PLACE),
                Edit::Choose { settles, .. } => prop_assert!(settles.len() <= MOST_SETTLED),
                _ => {}
            }
        }
    }
}

#[test]
fn names_media_tags_people_and_places_have_limits() {
    let attach = |value| said(resource::KIND, vec![add(resource::FILES, 1, vec![(resource::FILE.key, value)])]);
    assert_eq!(attach(file(255, 127)), []);
    assert_eq!(attach(file(256, 1)), [ProblemKind::TooLong(255)]);
    assert_eq!(attach(file(1, 128)), [ProblemKind::TooLong(127)]);
    let tags: BTreeSet<String> = (0..=MOST_TAGS).map(|n| n.to_string()).collect();
    let spec = plan::SUBJECT.spec("tags", crate::field::FieldType::Tags);
    assert_eq!(crate::check::problem_of_value(&spec, &Value::Tags(tags)), Some(ProblemKind::TooMany(100)));
    let named = vec![person(1); MOST_NAMED + 1];
    assert_eq!(said(plan::KIND, vec![Edit::Name { add: named, remove: vec![] }]), [ProblemKind::TooMany(500)]);
    let place = Place(vec![128; LONGEST_PLACE + 1]);
    let crowded = Edit::PlaceItem { list: plan::ROWS.key, item: item(1), place };
    assert_eq!(said(plan::KIND, vec![crowded]), [ProblemKind::TooMany(1_024)]);
    let files: Vec<Edit> = (0..=MOST_FILES)
        .map(|n| add(resource::FILES, u8::try_from(n).unwrap_or(0), vec![(resource::FILE.key, file(1, 1))]))
        .collect();
    assert_eq!(said(resource::KIND, files), [ProblemKind::TooMuch]);
}

#[test]
fn a_base_is_no_larger_than_what_a_field_can_have_held() {
    let write = |base: usize| {
        let at = At::field(plan::PRIORITIES.key);
        said(plan::KIND, vec![Edit::Write { at, text: "Two.".into(), base: "a".repeat(base) }])
    };
    assert_eq!(write(2_000), []);
    assert!(matches!(write(200_000)[..], [ProblemKind::TooLong(_)]));
    assert_eq!(write(MOST_OF_CHANGE), [ProblemKind::TooMuch]);
}

#[test]
fn five_thousand_problems_are_told_as_a_few() {
    let wrong = Edit::Set { at: At::field(FieldKey(99)), value: Value::Empty, base: Value::Empty };
    assert_eq!(said(plan::KIND, vec![wrong; 5_000]).len(), MOST_PROBLEMS);
}

#[test]
fn a_record_that_is_full_takes_no_more_and_may_grow_smaller() {
    let at = At::field(plan::TOPIC.key);
    let mut record = made(plan::KIND, |plan| plan);
    let slot = |text: String| crate::record::Slot { value: Value::Prose(text), stamp: None, others: Vec::new() };
    record.fields.insert(at.field, slot("a".repeat(MOST_OF_RECORD)));
    let longer = apply_edits(&record, 1, 2, vec![add(plan::ROWS, 1, vec![])]).record;
    let full = |before, after| problems_of_growth(before, after).iter().map(|found| found.what).collect::<Vec<_>>();
    assert_eq!(full(Some(&record), &longer), [ProblemKind::RecordFull]);
    assert_eq!(full(Some(&longer), &record), []);
    assert_eq!(full(None, &record), [ProblemKind::RecordFull]);
}

#[test]
fn days_are_days_that_people_write_about() {
    let when = |day: &str| {
        said(
            term_dates::KIND,
            vec![add(term_dates::HALF_TERMS, 1, vec![(term_dates::FIRST.key, Value::Date(super::day(day)))])],
        )
    };
    assert_eq!(when("2026-11-02"), []);
    assert_eq!(when("1899-12-31"), [ProblemKind::NoSuchDay]);
    assert_eq!(when("-262143-01-01"), [ProblemKind::NoSuchDay]);
    assert_eq!(when("2201-01-01"), [ProblemKind::NoSuchDay]);
    let at = At::field(meeting::WHEN.key);
    let moment =
        |millis| said(meeting::KIND, vec![Edit::Set { at, value: Value::Moment(Moment(millis)), base: Value::Empty }]);
    assert_eq!(moment(super::noon("2026-11-02").0), []);
    assert_eq!(moment(i64::MAX), [ProblemKind::NoSuchDay]);
    assert_eq!(moment(i64::MIN), [ProblemKind::NoSuchDay]);
}

#[test]
fn a_clock_that_is_far_off_counts_as_now() {
    let now = super::noon("2026-11-30");
    assert_eq!(bounded(Moment(i64::MAX), now), now);
    assert_eq!(bounded(Moment(i64::MIN), now), now);
    assert_eq!(bounded(super::noon("9999-01-01"), now), now);
    assert_eq!(bounded(super::noon("2026-09-01"), now), super::noon("2026-09-01"), "offline for a term");
    assert_eq!(bounded(Moment(now.0 + 3_600_000), now), Moment(now.0 + 3_600_000), "an hour ahead");
}

/// What an older server took in: two thousand half terms in the year -262143, and one 500,000 years later.
#[test]
fn absurd_half_terms_that_are_there_already_hold_nobody_up() {
    let half_term = |n: u16, first: NaiveDate, last: NaiveDate| Edit::AddItem {
        list: term_dates::HALF_TERMS.key,
        item: crate::ids::ItemId::from_bytes([
            n.to_be_bytes()[0],
            n.to_be_bytes()[1],
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ]),
        place: Place(vec![1]),
        fields: vec![(term_dates::FIRST.key, Value::Date(first)), (term_dates::LAST.key, Value::Date(last))],
    };
    let first = NaiveDate::from_ymd_opt(-262_143, 1, 1).unwrap();
    let mut edits: Vec<Edit> = (0..2_000).map(|n| half_term(n, first, days_after(first, 30))).collect();
    edits.push(half_term(3_000, NaiveDate::MIN, NaiveDate::MAX));
    let last = NaiveDate::from_ymd_opt(262_142, 1, 1).unwrap();
    edits.push(half_term(3_001, last, last));
    edits.push(half_term(3_002, super::day("2026-11-02"), super::day("2026-12-18")));
    let dates = apply_edits(&made(term_dates::KIND, |dates| dates), 1, 2, edits).record;
    let begun = Instant::now();
    let calendar = term_dates::calendar(&dates);
    let names: Vec<NaiveDate> = calendar.half_terms.iter().map(|half_term| half_term.first).collect();
    assert_eq!(names, [super::day("2026-11-02")]);
    assert_eq!(calendar.school_days_before(super::day("2026-12-18"), u32::MAX), None);
    let opens = calendar.review_window_opens(&calendar.half_terms[0]);
    assert!(opens > super::day("2026-11-02"));
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}
