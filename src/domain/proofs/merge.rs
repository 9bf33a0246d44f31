//! What a change does to a record, by example.

use super::{add, apply_edits, change, change_id, circle, item, made, noon, person, record_id};
use crate::change::{At, Change, Edit};
use crate::kind::StateKey;
use crate::kinds::medium_term_plan as plan;
use crate::merge::{Fate, Unfit, apply};
use crate::record::{Place, Record};
use crate::role::Sensitivity;
use crate::scope::Revision;
use crate::value::Value;

fn set(value: &str, base: &str) -> Edit {
    let line = |text: &str| if text.is_empty() { Value::Empty } else { Value::Line(text.into()) };
    Edit::Set { at: At::field(plan::TOPIC.key), value: line(value), base: line(base) }
}

fn write(text: &str, base: &str) -> Edit {
    Edit::Write { at: At::field(plan::PRIORITIES.key), text: text.into(), base: base.into() }
}

fn start() -> Record {
    made(plan::KIND, |plan| plan.set(plan::SUBJECT, "Maths".into()))
}

fn waiting(record: &Record) -> Vec<String> {
    let slot = &record.fields[&plan::PRIORITIES.key];
    slot.others.iter().filter(|version| version.to_choose).map(|version| version.value.words()).collect()
}

#[test]
fn a_value_that_was_not_seen_stays_in_history() {
    let record = apply_edits(&start(), 2, 2, vec![set("fractions", "")]).record;
    let applied = apply_edits(&record, 3, 3, vec![set("decimals", "")]);
    assert_eq!(applied.fate, Fate::Merged);
    assert_eq!(applied.record.text(plan::TOPIC), "decimals");
    let version = &applied.record.fields[&plan::TOPIC.key].others[0];
    assert_eq!((version.value.words().as_str(), version.stamp.by, version.to_choose), ("fractions", person(2), false));
}

#[test]
fn a_value_that_was_seen_is_simply_replaced() {
    let record = apply_edits(&start(), 2, 2, vec![set("fractions", "")]).record;
    let applied = apply_edits(&record, 3, 3, vec![set("decimals", "fractions")]);
    assert_eq!(applied.fate, Fate::Applied);
    assert!(applied.record.fields[&plan::TOPIC.key].others.is_empty());
}

#[test]
fn two_people_setting_the_same_value_agree() {
    let record = apply_edits(&start(), 2, 2, vec![set("fractions", "")]).record;
    let applied = apply_edits(&record, 3, 3, vec![set("fractions", "")]);
    assert_eq!((applied.fate, applied.record.fields[&plan::TOPIC.key].others.len()), (Fate::Applied, 0));
}

#[test]
fn both_texts_about_the_same_sentence_are_kept_until_somebody_chooses() {
    let record = apply_edits(&start(), 2, 2, vec![write("She reads well.", "")]).record;
    let applied = apply_edits(&record, 3, 3, vec![write("She reads slowly.", "")]);
    assert_eq!(applied.fate, Fate::BothKept);
    assert_eq!(applied.record.text(plan::PRIORITIES), "She reads well.");
    assert_eq!(waiting(&applied.record), ["She reads slowly."]);
    assert_eq!(applied.record.to_choose(), [At::field(plan::PRIORITIES.key)]);

    let settles = vec![change_id(3)];
    let at = At::field(plan::PRIORITIES.key);
    let choose = Edit::Choose { at, value: Value::Prose("She reads slowly and well.".into()), settles };
    let chosen = apply_edits(&applied.record, 2, 4, vec![choose]).record;
    assert_eq!(chosen.text(plan::PRIORITIES), "She reads slowly and well.");
    assert!(chosen.to_choose().is_empty());
    let kept: Vec<String> = chosen.fields[&plan::PRIORITIES.key].others.iter().map(|v| v.value.words()).collect();
    assert_eq!(kept, ["She reads slowly.", "She reads well."], "what was not chosen is history for ever");
}

#[test]
fn a_choice_settles_only_what_its_maker_had_seen() {
    let mut record = apply_edits(&start(), 2, 2, vec![write("One.", "")]).record;
    record = apply_edits(&record, 3, 3, vec![write("Two.", "")]).record;
    record = apply_edits(&record, 4, 4, vec![write("Three.", "")]).record;
    let at = At::field(plan::PRIORITIES.key);
    let choose = Edit::Choose { at, value: Value::Prose("One.".into()), settles: vec![change_id(3)] };
    record = apply_edits(&record, 2, 5, vec![choose]).record;
    assert_eq!(waiting(&record), ["Three."]);
}

#[test]
fn who_goes_on_writing_in_a_text_that_waits_makes_it_longer_and_leaves_no_trail_of_versions() {
    let mut record = apply_edits(&start(), 2, 2, vec![write("Theirs.", "")]).record;
    let mut mine = String::new();
    for n in 0..100 {
        let longer = format!("{mine}Mine {n}. ");
        record = apply_edits(&record, 3, 3 + n, vec![write(&longer, &mine)]).record;
        mine = longer;
    }
    assert_eq!(waiting(&record), [mine]);
    assert_eq!(record.text(plan::PRIORITIES), "Theirs.");
}

#[test]
fn who_ends_up_at_the_others_text_has_nothing_to_choose() {
    let mut record = apply_edits(&start(), 2, 2, vec![write("Theirs.", "")]).record;
    record = apply_edits(&record, 3, 3, vec![write("Mine.", "")]).record;
    record = apply_edits(&record, 3, 4, vec![write("Theirs.", "Mine.")]).record;
    assert!(record.to_choose().is_empty());
    assert_eq!(record.text(plan::PRIORITIES), "Theirs.");
}

#[test]
fn different_fields_and_different_items_never_meet() {
    let rows = vec![add(plan::ROWS, 1, vec![]), add(plan::ROWS, 2, vec![])];
    let record = apply_edits(&start(), 1, 2, rows).record;
    let in_row = |row, text: &str| Edit::Write {
        at: At::item(plan::ROWS.key, item(row), plan::ROW_OBJECTIVE.key),
        text: text.into(),
        base: String::new(),
    };
    let edits = [
        set("fractions", ""),
        write("Count.", ""),
        in_row(1, "Halves."),
        in_row(2, "Thirds."),
        add(plan::ROWS, 3, vec![]),
    ];
    let mut record = record;
    for (n, edit) in (3u16..).zip(edits) {
        let applied = apply_edits(&record, 2, n, vec![edit]);
        assert_eq!(applied.fate, Fate::Applied);
        record = applied.record;
    }
    let words: Vec<&str> = record.items(plan::ROWS).iter().map(|row| row.text(plan::ROW_OBJECTIVE)).collect();
    assert_eq!(words, ["Halves.", "Thirds.", ""]);
}

#[test]
fn writing_in_a_row_that_was_taken_out_brings_it_back() {
    let mut record = apply_edits(&start(), 1, 2, vec![add(plan::ROWS, 1, vec![])]).record;
    record = apply_edits(&record, 2, 3, vec![Edit::RemoveItem { list: plan::ROWS.key, item: item(1) }]).record;
    assert!(record.items(plan::ROWS).is_empty());
    let at = At::item(plan::ROWS.key, item(1), plan::ROW_OBJECTIVE.key);
    record = apply_edits(&record, 3, 4, vec![Edit::Write { at, text: "Halves.".into(), base: String::new() }]).record;
    let rows = record.items(plan::ROWS);
    assert_eq!(rows[0].text(plan::ROW_OBJECTIVE), "Halves.");
    assert_eq!(rows[0].revision, Revision(4));
}

#[test]
fn moving_on_where_somebody_else_was_first() {
    let record = made(plan::KIND, |plan| plan.set(plan::SUBJECT, "Maths".into()));
    let to = |to| Edit::Move { from: plan::DRAFT, to };
    let shared = apply_edits(&record, 1, 2, vec![to(plan::SHARED)]).record;
    assert_eq!(shared.moved.unwrap().revision, Revision(2));
    assert_eq!(apply_edits(&shared, 2, 3, vec![to(plan::SHARED)]).fate, Fate::Merged, "both meant the same");
    let requested = change(3, &shared, vec![to(plan::REQUESTED)]);
    assert_eq!(apply(Some(&shared), &requested, person(2), Revision(3)), Err(Unfit::MovedOn));
}

#[test]
fn a_change_is_accepted_as_a_whole_or_not_at_all() {
    let record = start();
    let both = change(2, &record, vec![set("fractions", ""), Edit::RemoveItem { list: plan::ROWS.key, item: item(9) }]);
    assert_eq!(apply(Some(&record), &both, person(2), Revision(2)), Err(Unfit::NoSuchItem));
    assert_eq!(record.text(plan::TOPIC), "");
}

#[test]
fn a_change_must_be_about_this_record() {
    let record = start();
    let begin = Edit::Create { sensitivity: Sensitivity::Everyday, named: vec![] };
    let cases = [
        (Change { record: record_id(9), ..change(2, &record, vec![Edit::Remove]) }, Unfit::WrongRecord),
        (change(2, &record, vec![begin.clone()]), Unfit::ExistsAlready),
        (change(2, &record, vec![Edit::Remove, begin]), Unfit::ExistsAlready),
    ];
    for (change, unfit) in cases {
        assert_eq!(apply(Some(&record), &change, person(2), Revision(2)), Err(unfit));
    }
    assert_eq!(apply(None, &change(2, &record, vec![Edit::Remove]), person(2), Revision(2)), Err(Unfit::NoSuchRecord));
    let elsewhere =
        Change { circle: crate::ids::CircleId::from_bytes([1; 16]), ..change(2, &record, vec![Edit::Remove]) };
    assert_ne!(elsewhere.circle, circle());
    assert_eq!(apply(Some(&record), &elsewhere, person(2), Revision(2)), Err(Unfit::WrongRecord));
}

#[test]
fn a_kind_from_a_newer_version_is_kept_as_it_is() {
    let unknown = crate::kind::Kind(250);
    let record = made(unknown, |new| new);
    assert_eq!(record.state, StateKey(0));
    let at = At::field(crate::field::FieldKey(99));
    let edits = vec![Edit::Set { at, value: Value::Line("from the future".into()), base: Value::Empty }];
    let record = apply_edits(&record, 2, 2, edits).record;
    assert_eq!(record.slot(at).unwrap().value.words(), "from the future");
}

#[test]
fn naming_taking_away_and_bringing_back() {
    let record =
        apply_edits(&start(), 1, 2, vec![Edit::Name { add: vec![person(5), person(6)], remove: vec![] }]).record;
    let record = apply_edits(&record, 1, 3, vec![Edit::Name { add: vec![person(6)], remove: vec![person(5)] }]).record;
    assert_eq!(record.named, [person(6)]);
    let record = apply_edits(&record, 1, 4, vec![Edit::Remove]).record;
    assert!(record.removed);
    assert!(!apply_edits(&record, 1, 5, vec![Edit::Restore]).record.removed);
}

#[test]
fn rows_placed_by_two_people_stand_in_one_order() {
    let place = |n| Edit::PlaceItem { list: plan::ROWS.key, item: item(n), place: Place(vec![50]) };
    let mut record = apply_edits(&start(), 1, 2, vec![add(plan::ROWS, 1, vec![]), add(plan::ROWS, 2, vec![])]).record;
    record = apply_edits(&record, 2, 3, vec![place(2)]).record;
    record = apply_edits(&record, 3, 4, vec![place(1)]).record;
    let order: Vec<_> = record.items(plan::ROWS).iter().map(|row| row.id).collect();
    assert_eq!(order, [item(1), item(2)], "the same place: by identifier, on every device");
    assert_eq!(record.changed.at, noon("2026-11-03"));
}
