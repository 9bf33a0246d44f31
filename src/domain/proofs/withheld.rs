//! What was taken out stays with those who may bring it back.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{add, apply_edits, change, circle, day, item, made, person, viewer};
use crate::access::{Action, Subject, allows};
use crate::change::{At, Edit};
use crate::kinds::{ALL, medium_term_plan as plan};
use crate::merge::apply;
use crate::record::Record;
use crate::role::{Role, Sensitivity};
use crate::scope::Revision;
use crate::value::Value;
use crate::withheld::{as_given, has_something_withheld, in_sight, takes_out};

fn words_in(record: &Record) -> String {
    format!("{:?} {:?}", record.fields, record.lists)
}

#[test]
fn a_row_that_left_before_sharing_reaches_no_reader() {
    let draft = made(plan::KIND, |plan| plan.set(plan::SUBJECT, "Maths".into()));
    let row = |n, word: &str| add(plan::ROWS, n, vec![(plan::ROW_OBJECTIVE.key, Value::Prose(word.into()))]);
    let two = apply_edits(&draft, 1, 2, vec![row(1, "fractions"), row(2, "wrongchild")]).record;
    let one = apply_edits(&two, 1, 3, vec![Edit::RemoveItem { list: plan::ROWS.key, item: item(2) }]).record;
    assert!(takes_out(&two, &one) && !takes_out(&draft, &two));
    let shared = apply_edits(&one, 1, 4, vec![Edit::Move { from: plan::DRAFT, to: plan::SHARED }]).record;
    let today = day("2026-11-03");
    let parent = viewer(9, Role::Parent, Sensitivity::Everyday);
    let given = as_given(&parent, &shared, today);
    assert!(words_in(&given).contains("fractions") && !words_in(&given).contains("wrongchild"));
    assert!(given.item(plan::ROWS.key, item(2)).is_some_and(|item| item.removed), "that it is out is told");
    let teacher = viewer(8, Role::ClassTeacher, Sensitivity::Everyday);
    assert_eq!(*as_given(&teacher, &shared, today), shared, "who may bring it back has all of it");

    let away = apply_edits(&shared, 1, 5, vec![Edit::Remove]).record;
    let given = as_given(&parent, &away, today);
    assert!(given.removed && given.fields.is_empty() && given.lists.is_empty());
    assert_eq!((given.id, given.revision()), (away.id, away.revision()));
}

#[test]
fn what_was_written_while_a_record_was_away_is_told_to_no_reader() {
    let draft = made(plan::KIND, |plan| plan.set(plan::SUBJECT, "Maths".into()));
    let shared = apply_edits(&draft, 1, 2, vec![Edit::Move { from: plan::DRAFT, to: plan::SHARED }]).record;
    let write = |base: &str, text: &str| Edit::Write {
        at: At::field(plan::PRIORITIES.key),
        text: text.to_owned(),
        base: base.to_owned(),
    };
    let past = [
        (vec![write("", "Fractions.")], 1),
        (vec![write("Fractions.", "wrongchild"), Edit::Remove], 1),
        (vec![write("wrongchild", "wrongchild too")], 0),
        (vec![Edit::Restore, write("wrongchild too", "Rivers.")], 1),
        (vec![write("Rivers.", "Rivers. Maps.")], 1),
        (vec![Edit::Remove, write("Rivers. Maps.", "wrongchild"), write("wrongchild", ""), Edit::Restore], 2),
    ];
    let (parent, teacher) =
        (viewer(9, Role::Parent, Sensitivity::Everyday), viewer(8, Role::ClassTeacher, Sensitivity::Everyday));
    let (today, mut before) = (day("2026-11-03"), shared.clone());
    for (n, (edits, told)) in (3..).zip(past) {
        let made = change(n, &before, edits);
        let seen = in_sight(&parent, &shared, Some(&before), made.clone(), today);
        assert!(!format!("{seen:?}").contains("wrongchild"), "{seen:?}");
        assert_eq!(seen.edits.len(), told, "{seen:?}");
        assert_eq!(in_sight(&teacher, &shared, Some(&before), made.clone(), today), made);
        before = apply(Some(&before), &made, person(1), Revision(u64::from(n))).unwrap().record;
    }
}

#[test]
fn what_was_overwritten_before_sharing_is_no_reader_s_history() {
    let draft = made(plan::KIND, |plan| plan.set(plan::TOPIC, "angry words".into()));
    let set = |text: &str, base: &str| {
        let (value, base) = (Value::Line(text.into()), Value::Line(base.into()));
        vec![Edit::Set { at: At::field(plan::TOPIC.key), value, base }]
    };
    let overruled = apply_edits(&draft, 2, 2, set("kind words", "something else")).record;
    assert!(words_in(&overruled).contains("angry words"), "its writers have it");
    let shared = apply_edits(&overruled, 1, 3, vec![Edit::Move { from: plan::DRAFT, to: plan::SHARED }]).record;
    let later = apply_edits(&shared, 2, 4, set("kinder words", "unseen")).record;
    let parent = viewer(9, Role::Parent, Sensitivity::Everyday);
    let given = words_in(&as_given(&parent, &later, day("2026-11-03")));
    assert!(!given.contains("angry words") && given.contains("kinder words"));
    let last = apply_edits(&later, 1, 5, set("kindest words", "unseen")).record;
    let given = words_in(&as_given(&parent, &last, day("2026-11-03")));
    assert!(given.contains("kinder words"), "what was written in sight stays history");
}

#[test]
fn somebody_who_may_add_a_row_of_their_own_may_put_it_back() {
    let kinds = ALL.iter().flat_map(|spec| spec.fields.iter().map(move |field| (spec, field)));
    let lists = kinds.filter(|(_, field)| matches!(field.holds, crate::field::FieldType::Items(_)));
    let mut seen = 0;
    for (spec, list) in lists {
        for role in list.also {
            let record = made(spec.kind, |record| record);
            let mut record =
                apply_edits(&record, 9, 2, vec![add(crate::field::Field::new(list.key.0), 1, vec![])]).record;
            record = apply_edits(&record, 9, 3, vec![Edit::RemoveItem { list: list.key, item: item(1) }]).record;
            record.state = spec.states.iter().find(|state| !state.draft).map_or(record.state, |state| state.key);
            let (own, other) = (viewer(9, *role, Sensitivity::Sensitive), viewer(8, *role, Sensitivity::Sensitive));
            let today = day("2026-11-03");
            if allows(&own, Action::Read, Subject::from(&record), today) {
                seen += 1;
                assert!(crate::withheld::taken_out(&own, &record, today).is_empty(), "{}", spec.name);
                let writes = allows(&other, Action::Edit, Subject::from(&record), today);
                assert!(writes || !crate::withheld::taken_out(&other, &record, today).is_empty(), "{}", spec.name);
            }
        }
    }
    assert!(seen > 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Whatever was done to it: no word of a row that is out, or of a record that was taken away, is in the bytes that
    /// a reader gets who may not write it.
    #[test]
    fn no_word_that_is_out_reaches_a_reader(
        acts in proptest::collection::vec((0u8..7, 1u8..5), 1..40),
        role in (0..Role::ALL.len()).prop_map(|place| Role::ALL[place]),
    ) {
        let mut record = made(plan::KIND, |plan| plan.set(plan::SUBJECT, "Q0Q".into()));
        let list = plan::ROWS.key;
        for (n, (act, row)) in (2u16..).zip(acts) {
            let there = record.item(list, item(row)).is_some();
            let word = Value::Prose(format!("Q{n}Q"));
            let edit = match act {
                0 => Edit::Remove,
                1 => Edit::Restore,
                2 => Edit::Move { from: plan::DRAFT, to: plan::SHARED },
                _ if !there => add(plan::ROWS, row, vec![(plan::ROW_OBJECTIVE.key, word)]),
                3 | 4 => Edit::RemoveItem { list, item: item(row) },
                5 => Edit::RestoreItem { list, item: item(row) },
                _ => Edit::Write { at: At::item(list, item(row), plan::ROW_NOTES.key), text: word.words(), base: String::new() },
            };
            let change = super::change(n, &record, vec![edit]);
            if let Ok(applied) = apply(Some(&record), &change, person(1), Revision(u64::from(n))) {
                prop_assert!(!takes_out(&record, &applied.record) || has_something_withheld(&applied.record));
                record = applied.record;
            }
        }
        let today = day("2026-11-03");
        let reader = viewer(9, role, Sensitivity::Sensitive);
        let writes = allows(&reader, Action::Edit, Subject::from(&record), today);
        let bytes = postcard::to_allocvec(&*as_given(&reader, &record, today)).unwrap();
        let given = String::from_utf8_lossy(&bytes);
        let marks = |text: &str| -> BTreeSet<String> {
            text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.starts_with('Q') && word.ends_with('Q') && word.len() > 2).map(str::to_owned).collect()
        };
        let out: BTreeSet<String> = record.lists.values().flatten().filter(|item| item.removed || record.removed).flat_map(|item| marks(&format!("{:?}", item.fields))).collect();
        for word in &out {
            prop_assert_eq!(writes, given.contains(word.as_str()), "{} {:?}", word, role);
        }
        if record.removed && !writes {
            prop_assert!(!given.contains("Q0Q"));
        }
        prop_assert_eq!(circle(), record.circle);
    }
}
