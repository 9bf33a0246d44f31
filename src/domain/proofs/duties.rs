//! Who must do what by when, kind by kind.

use std::collections::BTreeSet;

use super::{add, apply_edits, change, day, made, made_by, noon, person, record_id, then};
use crate::calendar::Calendar;
use crate::change::Change;
use crate::compose::Compose;
use crate::duty::{self, ALL_WHATS, Duty, Standing, Whose};
use crate::kind::Kind;
use crate::kinds::{
    ALL, action, contact_rhythm, feedback, first_contact_checklist as checklist, friends_link, lesson_contribution,
    medium_term_plan as plan, progress_review as review, reintegration_plan as way_back, resource_request as request,
    session, step_ladder, work,
};
use crate::merge::apply;
use crate::record::Record;
use crate::role::Role;
use crate::school_years::Nation;
use crate::scope::Revision;
use crate::value::Value;

fn duties(record: &Record) -> Vec<Duty> {
    duty::of_record(record, &Calendar::typical(Nation::England))
}

/// What waits for this role on this day.
fn waits(record: &Record, role: Role, today: &str) -> Vec<&'static str> {
    let duties = duties(record).into_iter().filter(|duty| duty.waits_for(person(99), role, day(today)));
    duties.map(|duty| duty.what).collect()
}

fn built(kind: Kind, fill: impl FnOnce(Compose<'_>) -> Compose<'_>) -> Record {
    made(kind, fill)
}

#[test]
fn every_duty_has_its_own_words() {
    let different: BTreeSet<_> = ALL_WHATS.iter().collect();
    assert_eq!(different.len(), ALL_WHATS.len());
    for spec in ALL {
        for state in spec.states {
            let mut record = made(spec.kind, |record| record);
            record.state = state.key;
            for duty in duties(&record) {
                assert!(ALL_WHATS.contains(&duty.what), "{}", duty.what);
                // Nobody is asked to do something with what they cannot see.
                let Whose::Roles(roles) = duty.whose else { panic!("{}: nobody is named yet", duty.what) };
                let next = duty.then.map_or(&[][..], |(_, roles)| roles);
                let blind = |role: &Role| spec.right_of(*role) == crate::role::Right::Nothing;
                assert!(!roles.iter().chain(next).any(blind), "{}", duty.what);
                assert!(!state.settled || duty.what == duty::SEE_SESSION, "{} {}: settled", spec.name, state.name);
            }
        }
    }
}

#[test]
fn nothing_waits_because_of_a_record_that_was_taken_away() {
    let asked = built(request::KIND, |request| request);
    assert_eq!(duties(&asked).len(), 1);
    assert!(duties(&apply_edits(&asked, 1, 2, vec![crate::change::Edit::Remove]).record).is_empty());
}

#[test]
fn a_worksheet_asked_for_waits_for_the_school_then_for_the_teacher() {
    let asked = built(request::KIND, |request| request.set(request::NEEDED_BY, day("2026-11-09")));
    assert_eq!(waits(&asked, Role::ClassTeacher, "2026-11-02"), [duty::ANSWER_REQUEST]);
    assert_eq!(waits(&asked, Role::KeyContact, "2026-11-02"), [duty::ANSWER_REQUEST]);
    assert!(waits(&asked, Role::HospitalTeacher, "2026-11-02").is_empty());
    assert_eq!(duties(&asked)[0].due, Some(day("2026-11-09")));
    let ready = then(&asked, 2, 2, |request| request.move_to(request::READY));
    assert_eq!(waits(&ready, Role::HospitalTeacher, "2026-11-03"), [duty::GET_RESOURCE]);
    assert!(duties(&then(&ready, 1, 3, |request| request.move_to(request::GOT))).is_empty());
}

#[test]
fn work_waits_for_feedback_and_feedback_for_the_child() {
    let draft = built(work::KIND, |work| work);
    assert!(duties(&draft).is_empty());
    let handed_in = then(&draft, 1, 2, |work| work.move_to(work::HANDED_IN));
    assert!(work::is_unseen(&handed_in));
    assert_eq!(waits(&handed_in, Role::ClassTeacher, "2026-11-03"), [duty::GIVE_FEEDBACK]);
    assert!(waits(&handed_in, Role::ClassTeacher, "2026-11-02").is_empty(), "not before it was there");
    let seen = then(&handed_in, 2, 3, |work| work.move_to(work::SEEN));
    assert_eq!((work::is_unseen(&seen), waits(&seen, Role::ClassTeacher, "2026-11-03").len()), (false, 1));
    assert!(duties(&then(&seen, 2, 4, |work| work.move_to(work::FEEDBACK_GIVEN))).is_empty());
    assert!(duties(&then(&draft, 2, 4, |work| work.move_to(work::NOT_TODAY))).is_empty(), "never late");

    let ready = built(feedback::KIND, |feedback| feedback.move_to(feedback::READY));
    assert_eq!(waits(&ready, Role::ClassTeacher, "2026-11-02"), [duty::RELEASE_FEEDBACK]);
    assert!(waits(&ready, Role::Pupil, "2026-11-02").is_empty(), "they do not see it yet");
    let released = then(&ready, 1, 2, |feedback| feedback.move_to(feedback::RELEASED));
    assert_eq!(waits(&released, Role::Pupil, "2026-11-03"), [duty::READ_FEEDBACK]);
    assert_eq!(waits(&released, Role::Parent, "2026-11-03"), [duty::READ_FEEDBACK]);
}

#[test]
fn a_plan_asked_for_waits_until_it_is_shared() {
    let asked = built(plan::KIND, |plan| plan.set(plan::FIRST_DAY, day("2026-11-02")).move_to(plan::REQUESTED));
    assert_eq!(waits(&asked, Role::KeyContact, "2026-11-02"), [duty::SHARE_PLAN]);
    assert_eq!(plan::arrived_on(&asked), None);
    let shared = then(&asked, 2, 2, |plan| plan.move_to(plan::SHARED));
    assert!(duties(&shared).is_empty());
    assert_eq!(plan::arrived_on(&shared), Some(day("2026-11-03")));
    // Taken into the school's draft, it is still owed; a draft that nobody asked for is not.
    let writing = then(&asked, 2, 2, |plan| plan.move_to(plan::before_writing(&asked).unwrap()));
    assert_eq!(waits(&writing, Role::ClassTeacher, "2026-11-03"), [duty::SHARE_PLAN]);
    assert_eq!(plan::arrived_on(&writing), None);
    assert_eq!([&writing, &shared].map(plan::before_writing), [None, None]);
    assert!(duties(&built(plan::KIND, |plan| plan)).is_empty());
}

#[test]
fn a_session_the_school_was_told_about_waits_until_somebody_has_seen_it() {
    let planned =
        built(session::KIND, |session| session.set(session::DATE, day("2026-11-04")).set(session::TELL_SCHOOL, true));
    assert!(waits(&planned, Role::HospitalTeacher, "2026-11-03").is_empty());
    assert_eq!(waits(&planned, Role::HospitalTeacher, "2026-11-04"), [duty::RECORD_SESSION]);
    let done = then(&planned, 1, 2, |session| session.move_to(session::DONE));
    assert_eq!(waits(&done, Role::HospitalTeacher, "2026-11-04"), [duty::SHARE_SESSION]);
    let shared = then(&done, 1, 3, |session| session.move_to(session::SHARED));
    assert_eq!(waits(&shared, Role::ClassTeacher, "2026-11-04"), [duty::SEE_SESSION]);
    assert_eq!(waits(&shared, Role::SeniorLeader, "2026-11-04"), [duty::SEE_SESSION]);
    let mark = add(session::SEEN_BY, 1, vec![(session::SEEN_PERSON.key, Value::Person(person(2)))]);
    assert!(duties(&apply_edits(&shared, 2, 4, vec![mark]).record).is_empty());
    let quiet = then(&shared, 1, 5, |session| session.set(session::TELL_SCHOOL, false));
    assert!(duties(&quiet).is_empty());
}

#[test]
fn what_is_late_goes_to_the_next_as_well() {
    let rhythm = built(contact_rhythm::KIND, |rhythm| rhythm.set(contact_rhythm::FIRST_DUE, day("2026-11-06")));
    assert_eq!(waits(&rhythm, Role::SeniorLeader, "2026-11-08"), [""; 0], "late for two days");
    assert_eq!(waits(&rhythm, Role::SeniorLeader, "2026-11-09"), [duty::GIVE_UPDATE], "the school's");
    assert_eq!(waits(&rhythm, Role::ServiceLead, "2026-11-09"), [duty::GIVE_UPDATE], "the hospital's");
    assert_eq!(waits(&rhythm, Role::KeyContact, "2026-11-09"), [duty::GIVE_UPDATE], "and still theirs");
    assert!(waits(&rhythm, Role::Parent, "2026-12-09").is_empty());

    let todo = built(action::KIND, |action| action.set(action::DUE, day("2026-11-13")).set(action::OWNER, person(8)));
    let owed = duties(&todo).remove(0);
    assert!(!owed.waits_for(person(7), Role::KeyContact, day("2026-11-19")));
    assert!(owed.waits_for(person(7), Role::KeyContact, day("2026-11-20")), "a week late, for who leads");
    let open = built(action::KIND, |action| action.set(action::OWNER, person(8)));
    assert!(!duties(&open)[0].waits_for(person(7), Role::KeyContact, day("2027-11-20")), "without a day, never late");
}

#[test]
fn a_duty_says_in_days_how_late_it_is_and_never_to_the_family() {
    let asked = built(request::KIND, |request| request.set(request::NEEDED_BY, day("2026-11-09")));
    let stands = |role, today: &str| duties(&asked)[0].standing(role, day(today));
    assert_eq!(stands(Role::KeyContact, "2026-11-06"), Standing::Open);
    assert_eq!(stands(Role::KeyContact, "2026-11-07"), Standing::Soon);
    assert_eq!(stands(Role::KeyContact, "2026-11-09"), Standing::Soon, "its last day is not late");
    assert_eq!(stands(Role::KeyContact, "2026-11-10"), Standing::Late(1));
    assert_eq!(stands(Role::Parent, "2026-11-30"), Standing::Open);
    let lesson = built(lesson_contribution::KIND, |lesson| {
        lesson.set(lesson_contribution::NEEDED_BY, day("2026-11-09")).move_to(lesson_contribution::SHARED)
    });
    let due = duties(&lesson).remove(0);
    assert_eq!(due.due, Some(day("2026-11-09")));
    assert_eq!(due.standing(Role::HospitalTeacher, day("2026-11-30")), Standing::Open, "never late (A27)");
}

#[test]
fn a_review_waits_for_a_day_then_for_views_then_for_its_notes() {
    let proposed = built(review::KIND, |review| {
        review.set(review::PERIOD_FIRST, day("2026-11-02")).set(review::PERIOD_LAST, day("2026-12-18"))
    });
    assert!(waits(&proposed, Role::KeyContact, "2026-11-27").is_empty());
    assert_eq!(waits(&proposed, Role::KeyContact, "2026-11-28"), [duty::BOOK_REVIEW]);
    assert_eq!(duties(&proposed)[0].due, Some(day("2026-12-18")));

    let booked = then(&proposed, 1, 2, |review| review.set(review::WHEN, noon("2026-12-10")).move_to(review::BOOKED));
    assert_eq!(waits(&booked, Role::Pupil, "2026-11-03"), [duty::GIVE_PUPIL_VIEW]);
    assert_eq!(waits(&booked, Role::Parent, "2026-11-03"), [duty::GIVE_PARENT_VIEW]);
    assert_eq!(waits(&booked, Role::KeyContact, "2026-12-10"), [duty::SHARE_PACK, duty::HOLD_REVIEW]);
    assert!(
        duties(&booked)
            .iter()
            .filter(|duty| duty.what == duty::GIVE_PUPIL_VIEW)
            .all(|duty| duty.due == Some(day("2026-12-10")))
    );
    let said = then(&booked, 9, 3, |review| review.write(review::PUPIL_VIEW, "More friends"));
    assert!(waits(&said, Role::Pupil, "2026-11-03").is_empty());

    let held = then(&said, 1, 4, |review| review.move_to(review::HELD));
    assert_eq!(waits(&held, Role::HospitalTeacher, "2026-12-10"), [duty::SHARE_REVIEW_NOTES]);
    let notes = then(&held, 1, 5, |review| review.move_to(review::NOTES_SHARED));
    assert_eq!(waits(&notes, Role::Pupil, "2026-12-10"), [duty::SAY_IF_LISTENED]);
    assert_eq!(waits(&notes, Role::KeyContact, "2026-12-10"), [duty::CLOSE_REVIEW]);
    let answered = then(&notes, 9, 6, |review| review.set(review::LISTENED, 5));
    assert!(waits(&answered, Role::Pupil, "2026-12-10").is_empty());
}

#[test]
fn a_review_hands_its_priorities_to_the_next_plans() {
    use crate::compose::with;
    use crate::field::Prose;
    let priority = |n, subject: &str, text: &str| {
        add(
            review::PRIORITIES,
            n,
            vec![with(review::PRIORITY_SUBJECT, subject.to_owned()), with(review::PRIORITY, Prose(text.into()))],
        )
    };
    let edits = vec![
        priority(1, "Maths", "Number lines"),
        priority(2, "", "Short bursts"),
        priority(3, "English", "Openings"),
        priority(4, "Maths", "Money"),
        priority(5, "Art", " "),
    ];
    let review = apply_edits(&built(review::KIND, |review| review), 1, 2, edits).record;
    let expected = [("Maths", "Number lines\nMoney\nShort bursts"), ("English", "Openings\nShort bursts")];
    assert_eq!(review::next_plan_priorities(&review), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn an_action_waits_for_its_owner() {
    let of = |owner: Option<u8>| {
        built(action::KIND, |action| {
            let action = action.set(action::DUE, day("2026-11-13"));
            owner.map_or(action.clone(), |owner| action.set(action::OWNER, person(owner)))
        })
    };
    let owned = duties(&of(Some(8))).remove(0);
    assert_eq!((owned.what, owned.due), (duty::DO_ACTION, Some(day("2026-11-13"))));
    assert!(owned.waits_for(person(8), Role::Parent, day("2026-11-02")));
    assert!(!owned.waits_for(person(7), Role::KeyContact, day("2026-11-02")));
    assert_eq!(waits(&of(None), Role::KeyContact, "2026-11-02"), [duty::DO_ACTION], "without an owner, for who leads");
    assert!(duties(&then(&of(Some(8)), 8, 2, |action| action.move_to(action::DONE))).is_empty());
}

#[test]
fn each_side_gives_its_update_every_week() {
    let rhythm = built(contact_rhythm::KIND, |rhythm| rhythm.set(contact_rhythm::FIRST_DUE, day("2026-11-06")));
    assert!(waits(&rhythm, Role::KeyContact, "2026-11-03").is_empty());
    assert_eq!(waits(&rhythm, Role::KeyContact, "2026-11-04"), [duty::GIVE_UPDATE]);
    assert_eq!(waits(&rhythm, Role::HospitalTeacher, "2026-11-04"), [duty::GIVE_UPDATE]);
    let nothing_new = add(
        contact_rhythm::UPDATES,
        1,
        vec![
            (contact_rhythm::ON.key, Value::Date(day("2026-11-06"))),
            (contact_rhythm::SIDE.key, Value::Choice(contact_rhythm::SCHOOL.0)),
            (contact_rhythm::NOTHING_NEW.key, Value::Flag(true)),
        ],
    );
    let on_friday = Change { made_at: noon("2026-11-06"), ..change(2, &rhythm, vec![nothing_new]) };
    let told = apply(Some(&rhythm), &on_friday, person(2), Revision(2)).unwrap().record;
    assert_eq!(contact_rhythm::next_due(&told, contact_rhythm::SCHOOL), day("2026-11-13"));
    assert!(waits(&told, Role::KeyContact, "2026-11-10").is_empty());
    assert_eq!(
        waits(&told, Role::HospitalTeacher, "2026-11-10"),
        [duty::GIVE_UPDATE],
        "the other side still owes its own"
    );
    assert!(duties(&then(&told, 1, 3, |rhythm| rhythm.move_to(contact_rhythm::PAUSED))).is_empty());
}

#[test]
fn the_first_contact_waits_from_the_day_on_which_it_was_asked() {
    let ask = |n, what: u8, on: &str| {
        add(
            checklist::ITEMS,
            n,
            vec![(checklist::WHAT.key, Value::Choice(what)), (checklist::ASKED_ON.key, Value::Date(day(on)))],
        )
    };
    let open =
        apply_edits(&built(checklist::KIND, |list| list), 1, 2, vec![ask(1, 0, "2026-11-02"), ask(2, 1, "2026-11-05")])
            .record;
    assert_eq!(checklist::waiting(&open).len(), 2);
    assert_eq!(duties(&open)[0].from, day("2026-11-02"));
    assert_eq!(waits(&open, Role::KeyContact, "2026-11-02"), [duty::ANSWER_CHECKLIST]);
    let answer = |record: &Record, n: u8, answer: crate::field::ChoiceOf| {
        then(record, 2, 2 + u16::from(n), |list| {
            list.set_in(checklist::ITEMS, super::item(n), checklist::ANSWER, answer).set_in(
                checklist::ITEMS,
                super::item(n),
                checklist::ANSWERED_ON,
                day("2026-11-09"),
            )
        })
    };
    let one = answer(&open, 1, checklist::RECEIVED);
    assert_eq!(checklist::waiting(&one).len(), 1);
    assert_eq!(duties(&one)[0].from, day("2026-11-05"));
    let items = one.items(checklist::ITEMS);
    let days: Vec<i64> = items.iter().map(|item| checklist::days_waiting(item, day("2026-11-12"))).collect();
    assert_eq!(days, [7, 7], "answered after seven days; waiting for seven");
    assert!(duties(&answer(&one, 2, checklist::DECLINED)).is_empty());
    let after = |record: &Record, n, answer| checklist::state_after(record, super::item(n), answer);
    assert_eq!(after(&open, 1, checklist::RECEIVED), checklist::OPEN, "another waits");
    assert_eq!(after(&one, 2, checklist::NOT_HELD), checklist::COMPLETE);
    assert_eq!(after(&one, 1, checklist::DECLINED), checklist::OPEN, "the other still waits");
    assert_eq!(after(&answer(&one, 2, checklist::RECEIVED), 1, checklist::ASKED), checklist::OPEN, "asked again");
}

#[test]
fn a_call_with_friends_waits_for_every_agreement() {
    let call = built(friends_link::KIND, |call| {
        call.set(friends_link::WHEN, noon("2026-11-06")).set(friends_link::PUPIL_AGREES, true)
    });
    assert!(waits(&call, Role::Pupil, "2026-11-03").is_empty());
    assert_eq!(waits(&call, Role::Parent, "2026-11-03"), [duty::AGREE_TO_CALL]);
    assert_eq!(waits(&call, Role::KeyContact, "2026-11-06"), [duty::SAY_HOW_CALL_WAS, duty::AGREE_TO_CALL]);
    let agreed =
        then(&call, 8, 2, |call| call.set(friends_link::PARENT_AGREES, true).set(friends_link::SCHOOL_AGREES, true));
    assert!(friends_link::agreements_missing(&agreed).is_empty());
}

#[test]
fn a_signature_holds_until_the_plan_changes() {
    let draft = built(way_back::KIND, |plan| plan.write(way_back::FOR_PUPIL, "Mornings first."));
    let agreed = then(&draft, 1, 2, |plan| plan.move_to(way_back::AGREED));
    assert_eq!(way_back::unsigned_sides(&agreed).len(), 4);
    let sign = |n, side| {
        let own = (way_back::PERSON.key, Value::Person(person(n)));
        add(way_back::SIGNATURES, n, vec![own, (way_back::SIDE.key, Value::Choice(side))])
    };
    let signed = apply_edits(&agreed, 1, 3, vec![sign(1, 0)]).record;
    let signed = apply_edits(&signed, 2, 4, vec![sign(2, 1)]).record;
    assert_eq!(way_back::standing_signatures(&signed).len(), 2, "one signature does not undo another");
    assert!(waits(&signed, Role::HospitalTeacher, "2026-11-03").is_empty());
    assert_eq!(waits(&signed, Role::Parent, "2026-11-03"), [duty::SIGN_PLAN]);
    let other = (way_back::PERSON.key, Value::Person(person(99)));
    let forged = add(way_back::SIGNATURES, 3, vec![(way_back::SIDE.key, Value::Choice(2)), other]);
    let forged = apply_edits(&signed, 2, 5, vec![forged]).record;
    assert_eq!(way_back::standing_signatures(&forged).len(), 2, "nobody signs for somebody else");
    let seen = (way_back::AS_OF.key, Value::Number(way_back::as_of(&signed)));
    let changed = then(&signed, 2, 5, |plan| plan.set(way_back::SAFE_PLACE, "The library".into()));
    let own = (way_back::PERSON.key, Value::Person(person(8)));
    let offline = add(way_back::SIGNATURES, 4, vec![own, (way_back::SIDE.key, Value::Choice(2)), seen]);
    let late = apply_edits(&changed, 8, 6, vec![offline]).record;
    assert!(way_back::standing_signatures(&late).is_empty(), "signed without a network, before it changed");
    let changed = then(&signed, 2, 5, |plan| plan.set(way_back::KEY_ADULT, "Leah Duffy".into()));
    assert!(way_back::standing_signatures(&changed).is_empty());
    assert_eq!(waits(&changed, Role::HospitalTeacher, "2026-11-03"), [duty::SIGN_PLAN]);
}

#[test]
fn each_week_of_the_way_back_is_recorded() {
    let step = |n, week: &str, planned| {
        add(
            step_ladder::STEPS,
            n,
            vec![(step_ladder::WEEK.key, Value::Date(day(week))), (step_ladder::PLANNED.key, Value::Number(planned))],
        )
    };
    let steps = vec![step(1, "2026-11-02", 2), step(2, "2026-11-09", 3), step(3, "2026-10-26", 0)];
    let ladder = apply_edits(&built(step_ladder::KIND, |ladder| ladder), 1, 2, steps).record;
    let active = then(&ladder, 1, 3, |ladder| ladder.move_to(step_ladder::AGREED).move_to(step_ladder::ACTIVE));
    assert!(waits(&active, Role::KeyContact, "2026-11-05").is_empty());
    assert_eq!(waits(&active, Role::KeyContact, "2026-11-06"), [duty::RECORD_WEEK]);
    let done = then(&active, 1, 4, |ladder| ladder.set_in(step_ladder::STEPS, super::item(1), step_ladder::DONE, 2));
    assert_eq!(duties(&done)[0].from, day("2026-11-13"), "then the next week");
    assert_eq!(step_ladder::step_on(&done, day("2026-11-15")).unwrap().id, super::item(2), "Sunday still");
    assert!(step_ladder::step_on(&done, day("2026-11-16")).is_none());
}

#[test]
fn a_lesson_for_which_something_was_handed_in_waits_for_nobody_any_more() {
    let lesson = made_by(1, record_id(1), lesson_contribution::KIND, |lesson| {
        lesson.set(lesson_contribution::LESSON, "Rivers".to_owned()).move_to(lesson_contribution::SHARED)
    });
    let made_for = |id, fill: fn(Compose<'_>) -> Compose<'_>| {
        made_by(2, record_id(id), work::KIND, |work| fill(work.set(work::LESSON, record_id(1))))
    };
    let whats = |records: &[&Record]| {
        let duties = duty::of_circle(records, &Calendar::typical(Nation::England), day("2026-11-03"));
        duties.iter().map(|duty| duty.what).filter(|what| *what == duty::MAKE_LESSON_WORK).count()
    };
    let begun = made_for(2, |work| work);
    let handed_in = made_for(3, |work| work.move_to(work::HANDED_IN));
    let mut taken_back = handed_in.clone();
    taken_back.removed = true;
    assert_eq!(whats(&[&lesson, &begun]), 1, "a draft is no answer");
    assert_eq!(whats(&[&lesson, &handed_in]), 0);
    assert_eq!(whats(&[&lesson, &taken_back]), 1);
    let seen = then(&handed_in, 3, 2, |work| work.move_to(work::SEEN));
    assert_eq!(whats(&[&lesson, &seen]), 0);
}
