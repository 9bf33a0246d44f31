//! Marks: nobody speaks for another, in any kind.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{add, apply_edits, change, circle, day, item, made, made_by, person, record_id, viewer};
use crate::access::{Action, Subject, allows, allows_change};
use crate::change::{At, Edit};
use crate::compose::with;
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items};
use crate::kind::KindSpec;
use crate::kinds::{
    ALL, circle_member as member, contact_rhythm as rhythm, reintegration_plan as way_back, session,
    step_ladder as ladder, target,
};
use crate::mark::{Mark, Roles, believe_only_own, counts};
use crate::record::{Place, Record};
use crate::role::{Role, Sensitivity};
use crate::value::Value;

fn marks() -> Vec<(&'static KindSpec, &'static FieldSpec, &'static Mark)> {
    let fields = ALL.iter().flat_map(|spec| spec.fields.iter().map(|field| (*spec, field)));
    fields.filter_map(|(spec, field)| Some((spec, field, field.mark.as_ref()?))).collect()
}

fn may(n: u8, role: Role, record: &Record, edit: Edit) -> bool {
    let viewer = viewer(n, role, Sensitivity::Restricted);
    allows_change(&viewer, Some(record), &change(9, record, vec![edit]), day("2026-11-03"))
}

fn adds(field: &FieldSpec, fields: Vec<(crate::field::FieldKey, Value)>) -> Edit {
    add(Field::<Items>::new(field.key.0), 1, fields)
}

/// A record of this kind that everybody with a right to it sees.
fn open(spec: &KindSpec) -> Record {
    let mut record = made_by(90, record_id(1), spec.kind, |record| record.named((0..100).map(person).collect()));
    let shared = spec.states.iter().find(|state| !state.draft).unwrap();
    record.state = shared.key;
    record
}

#[test]
fn every_mark_is_somebodys_to_make() {
    for (spec, field, mark) in marks() {
        let record = open(spec);
        let own = |role: &Role| may(7, *role, &record, adds(field, mark.fields_of(person(7), *role)));
        assert!(Role::ALL.iter().any(own), "{}.{}", spec.name, field.name);
    }
}

proptest! {
    /// Whatever a role may do with a kind, it makes no mark of another person or side, and touches nobody else's.
    #[test]
    fn nobody_makes_or_touches_a_mark_of_another(
        which in 0..marks().len(), role in prop::sample::select(Role::ALL.to_vec()), other in 1u8..60, side in 0u8..5,
        author in any::<bool>(),
    ) {
        let (spec, field, mark) = marks()[which];
        let mut record = open(spec);
        if author {
            record.created.by = person(70);
        }
        let me = 70;
        if let Some(named) = mark.person {
            let mut fields = mark.fields_of(person(me), role);
            fields.retain(|(key, _)| *key != named);
            fields.push((named, Value::Person(person(other))));
            prop_assert!(!may(me, role, &record, adds(field, fields)), "{}.{} of another person", spec.name, field.name);
        }
        if let Some(of) = mark.side && (of.of)(role) != Some(ChoiceOf(side)) {
            let person = mark.person.map(|named| (named, Value::Person(person(me))));
            let fields = person.into_iter().chain([(of.field, Value::Choice(side))]).collect();
            let written_down = of.written_down == Some(ChoiceOf(side)) && role != Role::Pupil;
            let added = may(me, role, &record, adds(field, fields));
            prop_assert!(!added || written_down, "{}.{} of another side", spec.name, field.name);
        }
        // One that stands there, of somebody else; and one's own, which cannot be turned into another's.
        let (list, id) = (field.key, item(1));
        let theirs = apply_edits(&record, other, 5, vec![adds(field, mark.fields_of(person(other), role))]).record;
        let inner = match field.holds { FieldType::Items(inner) => inner, _ => &[] };
        let mut touches = vec![
            Edit::RemoveItem { list, item: id },
            Edit::RestoreItem { list, item: id },
            Edit::PlaceItem { list, item: id, place: Place(vec![9]) },
        ];
        for part in inner {
            let at = At::item(list, id, part.key);
            touches.push(match part.holds {
                FieldType::Prose(_) => Edit::Write { at, text: "x".into(), base: String::new() },
                _ => Edit::Set { at, value: Value::Empty, base: Value::Empty },
            });
        }
        for edit in touches {
            prop_assert!(!may(me, role, &theirs, edit.clone()), "{}.{}: {edit:?}", spec.name, field.name);
        }
        let mine = apply_edits(&record, me, 5, vec![adds(field, mark.fields_of(person(me), role))]).record;
        if let Some(named) = mark.person {
            let (at, value) = (At::item(list, id, named), Value::Person(person(other)));
            let turned = may(me, role, &mine, Edit::Set { at, value, base: Value::Empty });
            prop_assert!(!turned);
        }
    }
}

/// Where a person or a side is named that is no mark: facts about others, which whoever writes the record says.
const FACTS: &[&str] = &[
    // Whose place it is: `access::may_give`.
    "circle_member.person",
    "circle_member.role",
    // Who taught, who is asked to come, who took part, who will do it.
    "session.teacher",
    "progress_review.attendees.person",
    "meeting.attendees.person",
    "conversation_note.people.person",
    "action.owner",
    // Whom a measure asks.
    "measure.rated_by",
];

/// Names under which people say something for themselves.
const SAYS_I: &[&str] = &["agree", "sign", "seen", "ready", "opened", "confirm", "thank", "approve", "consent"];

#[test]
fn no_person_or_side_is_named_that_is_neither_a_mark_nor_a_known_fact() {
    let sides: &[&[&str]] = &[way_back::SIDES, rhythm::SIDES, target::RATERS, ladder::WHO_CHOICES];
    let names_somebody = |field: &FieldSpec| match field.holds {
        FieldType::Person => true,
        FieldType::Choice(choices) => sides.contains(&choices) || field.name == "role" || field.name == "side",
        _ => false,
    };
    let says_i = |field: &FieldSpec| SAYS_I.iter().any(|word| field.name.contains(word));
    let mut facts = Vec::new();
    for spec in ALL {
        for field in spec.fields {
            let name = format!("{}.{}", spec.name, field.name);
            if names_somebody(field) {
                facts.push(name.clone());
            }
            match field.holds {
                FieldType::Items(inner) => {
                    assert!(field.mark.is_some() || !says_i(field), "{name} is not declared as a mark");
                    for part in inner.iter().filter(|part| names_somebody(part)) {
                        if !field.mark.is_some_and(|mark| mark.says_whose(part.key)) {
                            facts.push(format!("{name}.{}", part.name));
                        }
                    }
                }
                // One field for the whole record: left to those whose word it is.
                FieldType::Flag => assert!(!field.only.is_empty() || !says_i(field), "{name} is left to nobody"),
                _ => {}
            }
            if let Some(mark) = field.mark {
                let FieldType::Items(inner) = field.holds else { panic!("{name} is no list") };
                let is =
                    |key, fits: fn(&FieldType) -> bool| inner.iter().any(|part| part.key == key && fits(&part.holds));
                assert!(mark.person.is_none_or(|key| is(key, |holds| matches!(holds, FieldType::Person))), "{name}");
                let side = mark.side.is_none_or(|side| is(side.field, |holds| matches!(holds, FieldType::Choice(_))));
                assert!(side, "{name}");
            }
        }
    }
    facts.sort();
    let mut known = FACTS.to_vec();
    known.sort_unstable();
    assert_eq!(facts, known);
}

/// Grace (1) teaches on the ward, Daniel (2) is the school's contact, Samina (8) is the mother.
fn people() -> Vec<Record> {
    let one = |(n, role): (u8, Role)| {
        made_by(1, record_id(100 + n), member::KIND, |record| {
            record.set(member::PERSON, person(n)).set(member::ROLE, member::role_choice(role))
        })
    };
    [(1, Role::HospitalTeacher), (2, Role::KeyContact), (8, Role::Parent)].into_iter().map(one).collect()
}

#[test]
fn a_mark_counts_for_its_author_and_their_side() {
    let roles = Roles::of(&people());
    let mark = way_back::SPEC.field(way_back::SIGNATURES.key).unwrap().mark.unwrap();
    let counts_as = |by: u8, fields: Vec<_>| {
        let signed = vec![add(way_back::SIGNATURES, 1, fields)];
        let plan = apply_edits(&made(way_back::KIND, |plan| plan), by, 2, signed).record;
        counts(&mark, plan.items(way_back::SIGNATURES)[0], &roles)
    };
    let signed = |n, side| vec![with(way_back::PERSON, person(n)), with(way_back::SIDE, ChoiceOf(side))];
    assert!(counts_as(8, signed(8, 2)), "a parent, for the family");
    assert!(!counts_as(8, signed(8, 0)), "a parent, for the hospital");
    assert!(!counts_as(8, signed(1, 0)), "in the hospital's name");
    assert!(!counts_as(8, vec![with(way_back::SIDE, ChoiceOf(2))]), "in nobody's name");
    assert!(counts_as(9, signed(9, 3)), "of whom nothing is known here: the gate knew");
}

#[test]
fn what_was_marked_for_others_before_is_not_believed() {
    let all_sides = (0..4).map(|side| add(way_back::SIGNATURES, side + 1, vec![with(way_back::SIDE, ChoiceOf(side))]));
    let in_own_name = (0..4).map(|side| {
        add(
            way_back::SIGNATURES,
            side + 11,
            vec![with(way_back::PERSON, person(8)), with(way_back::SIDE, ChoiceOf(side))],
        )
    });
    let plan = made_by(1, record_id(1), way_back::KIND, |plan| plan);
    let plan = apply_edits(&plan, 8, 2, all_sides.chain(in_own_name).collect()).record;
    let update = |n, side, text: &str| {
        let fields = vec![with(rhythm::SIDE, side), with(rhythm::TEXT, crate::field::Prose(text.into()))];
        add(rhythm::UPDATES, n, fields)
    };
    let told = made_by(1, record_id(2), rhythm::KIND, |told| told.set(rhythm::FIRST_DUE, day("2026-11-02")));
    let told = apply_edits(&told, 8, 2, vec![update(1, rhythm::HOSPITAL, "For Grace.")]).record;
    let told = apply_edits(&told, 2, 3, vec![update(2, rhythm::HOSPITAL, "For her, too.")]).record;
    let seen = made_by(1, record_id(3), session::KIND, |seen| seen.set(session::TELL_SCHOOL, true));
    let seen = apply_edits(&seen, 1, 2, vec![add(session::SEEN_BY, 1, vec![with(session::SEEN_PERSON, person(2))])]);
    let all = people().into_iter().chain([plan, told, seen.record]);
    let mut records: BTreeMap<_, _> = all.map(|record| (record.id, record)).collect();
    believe_only_own(&mut records);
    let believed = |n| &records[&record_id(n)];
    assert_eq!(way_back::unsigned_sides(believed(1)), [0, 1, 3].map(ChoiceOf), "a parent signs for the family only");
    let updates = believed(2).items(rhythm::UPDATES);
    assert_eq!(updates.iter().map(|item| item.get(rhythm::SIDE)).collect::<Vec<_>>(), [None, Some(rhythm::SCHOOL)]);
    assert_eq!(updates[0].text(rhythm::TEXT), "For Grace.", "their words stay theirs");
    assert!(session::is_unseen(believed(3)));
}

#[test]
fn an_adult_writes_a_rating_down_for_the_child_and_a_child_rates_for_no_adult() {
    let mut active = made(target::KIND, |target| target);
    active.state = target::ACTIVE;
    let rates = |n, role, by| {
        may(n, role, &active, add(target::RATINGS, 1, vec![with(target::RATED, 5), with(target::RATED_BY, by)]))
    };
    assert!(rates(1, Role::HospitalTeacher, target::BY_ADULT) && rates(1, Role::HospitalTeacher, target::BY_PUPIL));
    assert!(rates(9, Role::Pupil, target::BY_PUPIL) && !rates(9, Role::Pupil, target::BY_ADULT));
    let sure = |n, role, who| {
        let mut active = made(ladder::KIND, |ladder| ladder);
        active.state = ladder::ACTIVE;
        may(n, role, &active, add(ladder::CONFIDENCE, 1, vec![with(ladder::WHO, who)]))
    };
    assert!(sure(2, Role::KeyContact, ladder::SCHOOL) && sure(2, Role::KeyContact, ladder::PUPIL));
    assert!(!sure(2, Role::KeyContact, ladder::PARENT) && !sure(9, Role::Pupil, ladder::SCHOOL));
}

#[test]
fn an_answer_is_rewritten_by_nobody_else() {
    let held = made(session::KIND, |session| session.move_to(session::DONE).move_to(session::SHARED));
    let reply = add(session::REPLIES, 1, vec![with(session::REPLY, crate::field::Prose("Lovely.".into()))]);
    let answered = apply_edits(&held, 2, 5, vec![reply]).record;
    let at = At::item(session::REPLIES.key, item(1), session::REPLY.key);
    let rewrite = Edit::Write { at, text: "No.".into(), base: "Lovely.".into() };
    assert!(allows(
        &viewer(1, Role::HospitalTeacher, Sensitivity::Sensitive),
        Action::Edit,
        Subject::from(&answered),
        day("2026-11-03")
    ));
    assert!(!may(1, Role::HospitalTeacher, &answered, rewrite.clone()), "whoever may write the session");
    assert!(may(2, Role::ClassTeacher, &answered, rewrite));
    assert_eq!(answered.circle, circle());
}
