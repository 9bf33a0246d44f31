//! Taking back a change gives what was there before, and touches nothing that others did meanwhile.

use proptest::prelude::*;

use super::{add, apply_edits, change, item, made, person};
use crate::change::{At, Edit};
use crate::kinds::medium_term_plan as plan;
use crate::merge::apply;
use crate::record::{Place, Record};
use crate::scope::Revision;
use crate::undo::inverse;
use crate::value::Value;

fn start() -> Record {
    let record = made(plan::KIND, |plan| plan.set(plan::SUBJECT, "Maths".into()).write(plan::PRIORITIES, "One. Two. "));
    let rows =
        vec![add(plan::ROWS, 1, vec![(plan::ROW_WEEK.key, Value::Line("1".into()))]), add(plan::ROWS, 2, vec![])];
    let record = apply_edits(&record, 1, 2, rows).record;
    apply_edits(&record, 1, 3, vec![Edit::RemoveItem { list: plan::ROWS.key, item: item(2) }]).record
}

/// What people see of a record.
fn seen(record: &Record) -> impl PartialEq + std::fmt::Debug + use<> {
    let words = |fields: &std::collections::BTreeMap<crate::field::FieldKey, crate::record::Slot>| {
        let filled = fields.iter().filter(|(_, slot)| !slot.value.is_empty());
        filled.map(|(key, slot)| (*key, slot.value.clone())).collect::<Vec<_>>()
    };
    let rows: Vec<_> =
        record.items(plan::ROWS).iter().map(|row| (row.id, row.place.clone(), words(&row.fields))).collect();
    (words(&record.fields), rows, record.state, record.named.clone(), record.removed)
}

fn topic(value: &str, base: Value) -> Edit {
    Edit::Set { at: At::field(plan::TOPIC.key), value: Value::Line(value.into()), base }
}

#[test]
fn every_kind_of_edit_is_taken_back() {
    let list = plan::ROWS.key;
    let in_row = |row| At::item(list, item(row), plan::ROW_WEEK.key);
    let edits = [
        topic("fractions", Value::Empty),
        Edit::Write { at: At::field(plan::PRIORITIES.key), text: "One. Three. ".into(), base: "One. Two. ".into() },
        Edit::Set { at: in_row(1), value: Value::Line("2".into()), base: Value::Line("1".into()) },
        // In a row that was taken out, which this brings back.
        Edit::Set { at: in_row(2), value: Value::Line("2".into()), base: Value::Empty },
        add(plan::ROWS, 3, vec![]),
        Edit::PlaceItem { list, item: item(1), place: Place(vec![200]) },
        Edit::RemoveItem { list, item: item(1) },
        Edit::RemoveItem { list, item: item(2) },
        Edit::RestoreItem { list, item: item(1) },
        Edit::RestoreItem { list, item: item(2) },
        Edit::Move { from: plan::DRAFT, to: plan::REQUESTED },
        Edit::Name { add: vec![person(5)], remove: vec![person(6)] },
        Edit::Remove,
        Edit::Restore,
    ];
    for edit in edits {
        let before = start();
        let change = change(4, &before, vec![edit.clone()]);
        let back = inverse(&before, &change).unwrap();
        let after = apply(Some(&before), &change, person(1), Revision(4)).unwrap().record;
        let again = if back.is_empty() { after } else { apply_edits(&after, 1, 5, back).record };
        assert_eq!(seen(&again), seen(&before), "{edit:?}");
    }
}

#[test]
fn what_leads_only_one_way_is_not_taken_back() {
    let before = apply_edits(&start(), 1, 4, vec![Edit::Move { from: plan::DRAFT, to: plan::SHARED }]).record;
    let at = At::field(plan::PRIORITIES.key);
    let choose = Edit::Choose { at, value: Value::Prose("x".into()), settles: vec![] };
    assert_eq!(inverse(&before, &change(5, &before, vec![choose])), None);
    let share = Edit::Move { from: plan::DRAFT, to: plan::SHARED };
    assert_eq!(
        inverse(&start(), &change(5, &start(), vec![topic("x", Value::Empty), share])),
        None,
        "shared is shared"
    );
    let nowhere = Edit::RemoveItem { list: plan::ROWS.key, item: item(9) };
    assert_eq!(inverse(&start(), &change(5, &start(), vec![nowhere])), None);
}

#[test]
fn taking_back_leaves_what_somebody_else_wrote_meanwhile() {
    let before = start();
    let at = At::field(plan::PRIORITIES.key);
    let mine = change(4, &before, vec![Edit::Write { at, text: "One. Two. Mine. ".into(), base: "One. Two. ".into() }]);
    let back = inverse(&before, &mine).unwrap();
    let after = apply(Some(&before), &mine, person(1), Revision(4)).unwrap().record;
    let theirs = Edit::Write { at, text: "Theirs. One. Two. Mine. ".into(), base: "One. Two. Mine. ".into() };
    let both = apply_edits(&after, 2, 5, vec![theirs]).record;
    assert_eq!(apply_edits(&both, 1, 6, back).record.text(plan::PRIORITIES), "Theirs. One. Two. ");
}

proptest! {
    #[test]
    fn several_edits_in_one_go_are_taken_back_together(
        acts in proptest::collection::vec((0u8..6, 1u8..4, "[a-c]{1,3}"), 1..12),
    ) {
        let before = start();
        let mut now = before.clone();
        let mut edits = Vec::new();
        for (what, n, text) in acts {
            let list = plan::ROWS.key;
            let at = At::field(plan::TOPIC.key);
            let base = now.slot(at).map_or(Value::Empty, |slot| slot.value.clone());
            let there = now.item(list, item(n)).is_some();
            let edit = match what {
                0 => topic(&text, base),
                1 if there => Edit::RemoveItem { list, item: item(n) },
                2 if there => Edit::RestoreItem { list, item: item(n) },
                3 if there => Edit::PlaceItem { list, item: item(n), place: Place(text.clone().into_bytes()) },
                4 if there => {
                    let at = At::item(list, item(n), plan::ROW_WEEK.key);
                    let base = now.slot(at).map_or(Value::Empty, |slot| slot.value.clone());
                    Edit::Set { at, value: Value::Line(text), base }
                }
                _ if there => Edit::Name { add: vec![person(n)], remove: vec![] },
                _ => add(plan::ROWS, n, vec![(plan::ROW_WEEK.key, Value::Line(text))]),
            };
            now = apply_edits(&now, 1, 4, vec![edit.clone()]).record;
            edits.push(edit);
        }
        let change = change(4, &before, edits);
        let back = inverse(&before, &change).unwrap();
        let after = apply(Some(&before), &change, person(1), Revision(4)).unwrap().record;
        prop_assert_eq!(seen(&apply_edits(&after, 1, 5, back).record), seen(&before));
    }
}
