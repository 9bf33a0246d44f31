//! What a form and the server say about a change.

use super::{add, apply_edits, change, item, made, person, then};
use crate::change::{At, Edit};
use crate::check::{ProblemKind, left_to_nobody, missing_before, problems_of};
use crate::field::{ChoiceOf, FieldKey};
use crate::file::{FileFact, FileHash, LARGEST_FILE};
use crate::kind::{Kind, StateKey};
use crate::kinds::{circle_member, measure, medium_term_plan as plan, progress_review as review, pupil, resource};
use crate::limits::MOST_EDITS;
use crate::role::Sensitivity;
use crate::value::Value;

fn said(kind: Kind, edits: Vec<Edit>) -> Vec<ProblemKind> {
    problems_of(&change(2, &made(kind, |record| record), edits)).into_iter().map(|problem| problem.what).collect()
}

fn set(field: FieldKey, value: Value) -> Edit {
    Edit::Set { at: At::field(field), value, base: Value::Empty }
}

#[test]
fn each_type_has_its_limits() {
    let in_plan = |field, value| said(plan::KIND, vec![set(field, value)]);
    assert_eq!(in_plan(plan::SUBJECT.key, Value::Line("é".repeat(80))), []);
    assert_eq!(in_plan(plan::SUBJECT.key, Value::Line("é".repeat(81))), [ProblemKind::TooLong(80)]);
    assert_eq!(in_plan(plan::SUBJECT.key, Value::Prose("Maths".into())), [ProblemKind::WrongType]);
    assert_eq!(in_plan(plan::SUBJECT.key, Value::Empty), [], "half a form can always be kept");
    assert_eq!(in_plan(FieldKey(99), Value::Empty), [ProblemKind::Unknown]);
    assert_eq!(said(review::KIND, vec![set(review::LISTENED.key, Value::Number(6))]), [ProblemKind::OutOfRange(1, 5)]);
    assert_eq!(said(measure::KIND, vec![set(measure::BETTER.key, Value::Choice(2))]), [ProblemKind::NoSuchChoice]);
    let write = |text: String| Edit::Write { at: At::field(plan::SUBJECT.key), text, base: String::new() };
    assert_eq!(said(plan::KIND, vec![write("Maths".into())]), [ProblemKind::WrongType], "a line is set as a whole");
}

#[test]
fn items_are_checked_field_by_field() {
    let large = FileFact {
        hash: FileHash([1; 32]),
        bytes: LARGEST_FILE + 1,
        media: "video/mp4".into(),
        name: "Lesson".into(),
        thumbnail: None,
    };
    let file = |file: FileFact| add(resource::FILES, 1, vec![(resource::FILE.key, Value::File(file))]);
    assert_eq!(said(resource::KIND, vec![file(large.clone())]), [ProblemKind::FileTooLarge]);
    let turned = FileFact { bytes: 1, name: "Lesson \u{202e}gpj.exe".into(), ..large.clone() };
    assert_eq!(said(resource::KIND, vec![file(turned)]), [ProblemKind::WrongType]);
    assert_eq!(said(resource::KIND, vec![file(FileFact { bytes: LARGEST_FILE, ..large })]), []);
    assert_eq!(said(plan::KIND, vec![add(plan::ROWS, 1, vec![(FieldKey(77), Value::Empty)])]), [ProblemKind::Unknown]);
    let no_list = Edit::AddItem { list: plan::SUBJECT.key, item: item(1), place: Default::default(), fields: vec![] };
    assert_eq!(said(plan::KIND, vec![no_list]), [ProblemKind::Unknown]);
}

#[test]
fn a_change_says_something_and_not_too_much() {
    assert_eq!(said(plan::KIND, vec![]), [ProblemKind::TooMuch]);
    assert_eq!(said(plan::KIND, vec![Edit::Remove; MOST_EDITS]), []);
    assert_eq!(said(plan::KIND, vec![Edit::Remove; MOST_EDITS + 1]), [ProblemKind::TooMuch]);
    assert_eq!(said(Kind(250), vec![Edit::Remove]), [ProblemKind::Unknown]);
    assert_eq!(said(plan::KIND, vec![Edit::Move { from: plan::DRAFT, to: StateKey(99) }]), [ProblemKind::Unknown]);
    let nobody = Edit::Create { sensitivity: Sensitivity::Restricted, named: vec![] };
    assert_eq!(said(plan::KIND, vec![nobody]), [ProblemKind::NobodyNamed]);
}

#[test]
fn who_is_in_a_circle_and_around_whom_is_as_open_as_its_kind() {
    for level in [Sensitivity::Practice, Sensitivity::Everyday, Sensitivity::Sensitive, Sensitivity::Restricted] {
        for kind in [circle_member::KIND, pupil::KIND] {
            let begins = Edit::Create { sensitivity: level, named: vec![person(1), person(2)] };
            assert_eq!(said(kind, vec![begins]).is_empty(), level == Sensitivity::Everyday, "{kind:?} {level:?}");
        }
    }
}

#[test]
fn a_name_looks_like_no_other() {
    let called = |name: &str| said(circle_member::KIND, vec![set(circle_member::NAME.key, Value::Line(name.into()))]);
    assert_eq!(called("\u{202e}ecarG"), [ProblemKind::WrongType]);
    assert_eq!(called("Grace\nAdeyemi"), [ProblemKind::WrongType]);
    assert_eq!(called("نازنین\u{200c}زهرا"), []);
}

#[test]
fn a_place_that_the_circle_does_not_see_gives_nothing() {
    let place = made(circle_member::KIND, |place| {
        let place = place.set(circle_member::PERSON, person(7)).set(circle_member::ROLE, ChoiceOf(3));
        place.move_to(circle_member::ACTIVE)
    });
    assert!(circle_member::membership(&place).is_some() && circle_member::place(&place).is_some());
    // As older servers took it in.
    let hidden = crate::record::Record { sensitivity: Sensitivity::Sensitive, ..place };
    assert!(circle_member::membership(&hidden).is_none() && circle_member::place(&hidden).is_none());
}

fn missing(record: &crate::record::Record, to: StateKey) -> Vec<FieldKey> {
    missing_before(record, to).iter().filter_map(|problem| Some(problem.at?.field)).collect()
}

#[test]
fn what_is_finished_is_complete_and_what_is_let_go_need_not_be() {
    use crate::kinds::{conversation_note as note, episode, friends_link as call, session, work};
    let talk = made(note::KIND, |note| note);
    assert_eq!(missing(&talk, note::SHARED), [note::DATE.key, note::WAY.key, note::SUMMARY.key]);
    let lesson = made(session::KIND, |session| session);
    assert_eq!(missing(&lesson, session::SHARED), [session::DATE.key]);
    assert_eq!(missing(&lesson, session::NOT_DONE), [], "too unwell: nobody fills in forms");
    let friends = made(call::KIND, |call| call.set(call::WHEN, super::noon("2026-11-06")));
    for to in [call::NOT_TODAY, call::NO_LONGER_NEEDED] {
        assert_eq!(missing(&friends, to), []);
    }
    assert!(missing(&friends, call::HAPPENED).starts_with(&[call::ADULT_HERE.key, call::ADULT_THERE.key]));
    // Where a child is taught, not by whom, is what the add-pupil form asks.
    let stay = made(episode::KIND, |stay| {
        stay.set(episode::SETTING, crate::field::ChoiceOf(0)).set(episode::STARTED, super::day("2026-11-02"))
    });
    for to in [episode::ACCEPTED, episode::STARTING, episode::ACTIVE, episode::DECLINED] {
        assert_eq!(missing(&stay, to), []);
    }
    assert_eq!(missing(&stay, episode::ENDED), [episode::OUTCOME.key]);
    assert_eq!(missing(&made(work::KIND, |work| work), work::NOT_TODAY), []);
}

#[test]
fn nothing_is_shared_with_nobody() {
    use crate::kinds::conversation_note as note;
    let talk = made(note::KIND, |note| {
        note.set(note::DATE, super::day("2026-11-02"))
            .set(note::WAY, crate::field::ChoiceOf(0))
            .write(note::SUMMARY, "All")
    });
    let lacks = |talk: &crate::record::Record| {
        missing_before(talk, note::SHARED).into_iter().map(|problem| problem.what).collect::<Vec<_>>()
    };
    assert_eq!(lacks(&talk), [ProblemKind::NobodyNamed]);
    assert_eq!(lacks(&then(&talk, 1, 2, |talk| talk.name(vec![super::person(2)], vec![]))), []);
    // It may stay a draft, and what a whole circle sees needs no names.
    assert_eq!(missing_before(&talk, note::DRAFT), []);
    // Nor does it come to nobody afterwards.
    let shared = then(&talk, 1, 2, |talk| talk.name(vec![super::person(2)], vec![]).move_to(note::SHARED));
    assert!(left_to_nobody(&shared, 0).is_some() && left_to_nobody(&shared, 1).is_none());
    assert_eq!(left_to_nobody(&talk, 0), None);
}

#[test]
fn no_call_with_friends_before_everybody_agrees() {
    use crate::kinds::friends_link as call;
    let planned = made(call::KIND, |call| {
        call.set(call::WHEN, super::noon("2026-11-06"))
            .set(call::ADULT_HERE, "Grace".into())
            .set(call::ADULT_THERE, "Helen".into())
    });
    let agreements = [call::PUPIL_AGREES, call::PARENT_AGREES, call::SCHOOL_AGREES];
    assert_eq!(missing(&planned, call::HAPPENED), agreements.map(|field| field.key));
    assert_eq!(missing(&planned, call::HAPPENED), call::agreements_missing(&planned));
    let asked = then(&planned, 9, 2, |call| {
        call.set(call::PUPIL_AGREES, true).set(call::PARENT_AGREES, false).set(call::SCHOOL_AGREES, true)
    });
    assert_eq!(missing(&asked, call::HAPPENED), [call::PARENT_AGREES.key], "no is an answer, and not a yes");
    let agreed = then(&asked, 8, 3, |call| call.set(call::PARENT_AGREES, true));
    assert_eq!(missing(&agreed, call::HAPPENED), []);
}

#[test]
fn what_is_required_is_asked_for_when_others_come_to_see_the_record() {
    let empty = made(plan::KIND, |plan| plan);
    assert_eq!(missing(&empty, plan::SHARED), [plan::SUBJECT.key]);
    assert_eq!(missing(&empty, plan::DRAFT), [], "a draft may have gaps");
    assert_eq!(missing(&empty, plan::ARCHIVED), [], "to put it away nothing is missing");
    assert_eq!(missing(&then(&empty, 1, 2, |plan| plan.set(plan::SUBJECT, "Maths".into())), plan::SHARED), []);
    assert_eq!(
        missing(&then(&empty, 1, 2, |plan| plan.set(plan::SUBJECT, "  ".into())), plan::SHARED),
        [plan::SUBJECT.key]
    );
    // A required list needs an item that was not taken out.
    use crate::kinds::meeting;
    let full = made(meeting::KIND, |meeting| {
        meeting
            .set(meeting::PURPOSE, "Way back".into())
            .set(meeting::WHEN, super::noon("2026-12-01"))
            .write(meeting::AGENDA, "How")
    });
    assert_eq!(missing(&full, meeting::CONFIRMED), [meeting::ATTENDEES.key]);
    let one = apply_edits(&full, 1, 2, vec![add(meeting::ATTENDEES, 1, vec![])]).record;
    assert_eq!(missing(&one, meeting::CONFIRMED), []);
    let none = apply_edits(&one, 1, 3, vec![Edit::RemoveItem { list: meeting::ATTENDEES.key, item: item(1) }]).record;
    assert_eq!(missing(&none, meeting::CONFIRMED), [meeting::ATTENDEES.key]);
}
