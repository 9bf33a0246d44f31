//! Who may: strangers, ends of membership, ceilings, names, drafts.

use proptest::prelude::*;

use super::{add, change, circle, day, item, made, made_by, noon, person, record_id, then, viewer};
use crate::access::{Action, Membership, Subject, Viewer, allows, allows_change, scopes};
use crate::change::{At, Change, Edit};
use crate::compose::Compose;
use crate::field::FieldKey;
use crate::ids::CircleId;
use crate::kind::{Kind, StateKey};
use crate::kinds::{
    ALL, circle_member, conversation_note as note, feedback, medium_term_plan as plan, progress_review as review,
    session, today_note, work,
};
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};
use crate::scope::Scope;
use crate::value::Value;

fn today() -> chrono::NaiveDate {
    day("2026-11-03")
}

fn may(n: u8, role: Role, action: Action, record: &Record) -> bool {
    allows(&viewer(n, role, Sensitivity::Sensitive), action, Subject::from(record), today())
}

fn may_do(n: u8, role: Role, record: &Record, edits: Vec<Edit>) -> bool {
    allows_change(&viewer(n, role, Sensitivity::Sensitive), Some(record), &change(9, record, edits), today())
}

#[test]
fn a_stranger_may_do_nothing() {
    let elsewhere = CircleId::from_bytes([1; 16]);
    let membership = Membership { role: Role::KeyContact, ceiling: Sensitivity::Restricted, from: None, until: None };
    let stranger = Viewer { person: person(1), memberships: [(elsewhere, membership)].into(), may_add_pupils: true };
    for spec in ALL {
        // Even what they made themselves, before they left.
        let record = made(spec.kind, |record| record);
        assert!(!allows(&stranger, Action::Read, Subject::from(&record), today()), "{}", spec.name);
        assert!(!allows_change(&stranger, Some(&record), &change(2, &record, vec![Edit::Remove]), today()));
    }
    assert!(!scopes(&stranger, today()).iter().any(|scope| scope.circle() == Some(circle())));
}

#[test]
fn access_begins_and_ends_with_its_days_both_included() {
    let record = then(&made(plan::KIND, |plan| plan), 1, 2, |plan| plan.move_to(plan::SHARED));
    let mut cover = viewer(2, Role::ClassTeacher, Sensitivity::Everyday);
    let membership = cover.memberships.get_mut(&circle()).unwrap();
    (membership.from, membership.until) = (Some(day("2026-11-03")), Some(day("2026-11-05")));
    let on = |date: &str| allows(&cover, Action::Read, Subject::from(&record), day(date));
    assert_eq!(["2026-11-02", "2026-11-03", "2026-11-05", "2026-11-06"].map(on), [false, true, true, false]);
    assert!(scopes(&cover, day("2026-11-06")).is_empty());
    let open = [Sensitivity::Practice, Sensitivity::Everyday, Sensitivity::Sensitive];
    assert_eq!(scopes(&cover, day("2026-11-03")), open.map(|level| Scope::Circle(circle(), level)));
}

#[test]
fn a_name_shows_somebody_in_the_circle_a_sensitive_kind_and_nothing_beyond() {
    let talk = made(note::KIND, |note| note.named(vec![person(2)]).move_to(note::SHARED));
    let may_read = |n, ceiling, record: &Record| {
        allows(&viewer(n, Role::ClassTeacher, ceiling), Action::Read, Subject::from(record), today())
    };
    assert!(may_read(2, Sensitivity::Sensitive, &talk) && may_read(2, Sensitivity::Everyday, &talk));
    assert!(!may_read(3, Sensitivity::Sensitive, &talk) && !may_read(3, Sensitivity::Everyday, &talk), "not named");
    assert!(!may_read(2, Sensitivity::Practice, &talk), "somebody who sees no child at all");
    // Narrowed on purpose: a kind that the circle sees, or anything restricted, is under the ceiling as ever.
    let restricted = Record { sensitivity: Sensitivity::Restricted, ..talk };
    assert!(!may_read(2, Sensitivity::Everyday, &restricted) && !may_read(2, Sensitivity::Sensitive, &restricted));
    let lesson = made(work::KIND, |work| work.named(vec![person(2)]).move_to(work::HANDED_IN));
    let narrowed = Record { sensitivity: Sensitivity::Sensitive, ..lesson };
    assert!(!may_read(2, Sensitivity::Everyday, &narrowed) && may_read(2, Sensitivity::Sensitive, &narrowed));
    // Ward staff have no sensitive kinds, so not even the scope is open to them.
    let levels = |role| scopes(&viewer(2, role, Sensitivity::Everyday), today()).len();
    assert_eq!((levels(Role::ClassTeacher), levels(Role::WardStaff)), (3, 2));
}

#[test]
fn a_talk_is_for_its_author_and_the_people_named() {
    let draft = made(note::KIND, |note| note.named(vec![person(2), person(3)]));
    let shared = then(&draft, 1, 2, |note| note.move_to(note::SHARED));
    assert!(may(1, Role::HospitalTeacher, Action::Read, &draft));
    assert!(!may(2, Role::KeyContact, Action::Read, &draft), "a draft is its author's, whoever is named");
    assert!(may(2, Role::KeyContact, Action::Read, &shared));
    assert!(may(3, Role::Parent, Action::Read, &shared), "v: shared with this very person");
    assert!(!may(4, Role::KeyContact, Action::Read, &shared), "the same role, not named");
    assert!(!may(2, Role::KeyContact, Action::Edit, &shared));
    assert!(!may(3, Role::WardStaff, Action::Read, &shared), "naming gives no right that the role lacks");
}

#[test]
fn a_talk_cannot_be_begun_for_the_whole_circle() {
    let begin = Compose::begin(super::change_id(1), noon("2026-11-02"), note::KIND, circle(), record_id(1)).done();
    assert!(crate::check::problems_of(&begin).is_empty());
    let wide = Edit::Create { sensitivity: Sensitivity::Everyday, named: vec![] };
    assert_eq!(crate::check::problems_of(&Change { edits: vec![wide], ..begin }).len(), 1);
}

#[test]
fn the_family_does_not_see_feedback_before_it_is_shared() {
    let draft = made(feedback::KIND, |feedback| feedback.named(vec![person(8), person(9)]));
    let ready = then(&draft, 1, 2, |feedback| feedback.move_to(feedback::READY));
    let released = then(&ready, 1, 3, |feedback| feedback.move_to(feedback::RELEASED));
    for (n, role) in [(8, Role::Parent), (9, Role::Pupil)] {
        assert!(!may(n, role, Action::Read, &draft) && !may(n, role, Action::Read, &ready));
        assert!(may(n, role, Action::Read, &released));
        let read = vec![Edit::Move { from: feedback::RELEASED, to: feedback::READ }];
        assert_eq!(may_do(n, role, &released, read), role == Role::Pupil, "nobody reads it for the child");
        let opened = |who| vec![add(feedback::OPENED_BY, 1, vec![(feedback::OPENED_PERSON.key, Value::Person(who))])];
        assert!(may_do(n, role, &released, opened(person(n))) && !may_do(n, role, &released, opened(person(1))));
        let thanks = Edit::Set { at: At::field(feedback::THANKS.key), value: Value::Flag(true), base: Value::Empty };
        assert!(may_do(n, role, &released, vec![thanks.clone()]));
        assert!(!may_do(n, role, &draft, vec![thanks]), "who may not read may not answer");
        let edit = Edit::Write { at: At::field(feedback::STRENGTH.key), text: "Perfect".into(), base: String::new() };
        assert!(!may_do(n, role, &released, vec![edit]));
    }
    assert!(may(2, Role::ClassTeacher, Action::Read, &draft));
    // Whoever writes it says neither that it was opened nor thank you.
    let opened = add(feedback::OPENED_BY, 1, vec![(feedback::OPENED_PERSON.key, Value::Person(person(2)))]);
    let thanks = Edit::Set { at: At::field(feedback::THANKS.key), value: Value::Flag(true), base: Value::Empty };
    for edit in [opened, thanks] {
        assert!(!may_do(2, Role::ClassTeacher, &released, vec![edit]));
    }
}

#[test]
fn nobody_takes_back_the_thanks_of_another() {
    let released = made(feedback::KIND, |feedback| feedback.move_to(feedback::RELEASED));
    let set = |value, base| Edit::Set { at: At::field(feedback::THANKS.key), value, base };
    let (yes, no) = (Value::Flag(true), Value::Flag(false));
    for (author, other) in [((9, Role::Pupil), (8, Role::Parent)), ((8, Role::Parent), (9, Role::Pupil))] {
        let thanked = then(&released, author.0, 2, |feedback| feedback.set(feedback::THANKS, true));
        for away in [no.clone(), Value::Empty] {
            assert!(!may_do(other.0, other.1, &thanked, vec![set(away.clone(), yes.clone())]), "{other:?}");
            let chosen = Edit::Choose {
                at: At::field(feedback::THANKS.key),
                value: away.clone(),
                settles: vec![super::change_id(4)],
            };
            assert!(!may_do(other.0, other.1, &thanked, vec![chosen]), "nor as what to keep of two");
            assert!(may_do(author.0, author.1, &thanked, vec![set(away, yes.clone())]), "{author:?}");
        }
        assert!(may_do(other.0, other.1, &thanked, vec![set(yes.clone(), Value::Empty)]), "says it as well");
        let taken_back = then(&thanked, author.0, 3, |feedback| feedback.set(feedback::THANKS, false));
        assert!(may_do(other.0, other.1, &taken_back, vec![set(yes.clone(), no.clone())]));
    }
}

#[test]
fn the_childs_drafts_are_not_the_schools_and_what_is_handed_in_stays_the_childs() {
    let draft = made_by(9, record_id(1), work::KIND, |work| work.write(work::COMMENT, "I like bends"));
    assert!(!may(2, Role::ClassTeacher, Action::Read, &draft));
    assert!(!may(3, Role::Parent, Action::Read, &draft));
    let handed_in = then(&draft, 9, 2, |work| work.move_to(work::HANDED_IN));
    assert!(may(2, Role::ClassTeacher, Action::Read, &handed_in) && may(3, Role::Parent, Action::Read, &handed_in));
    assert!(may_do(2, Role::ClassTeacher, &handed_in, vec![Edit::Move { from: work::HANDED_IN, to: work::SEEN }]));
    let rewrite =
        Edit::Write { at: At::field(work::COMMENT.key), text: "I like rivers".into(), base: "I like bends".into() };
    assert!(!may_do(2, Role::ClassTeacher, &handed_in, vec![rewrite]));
    let wall = Edit::Set { at: At::field(work::USED_WHERE.key), value: Value::Line("Wall".into()), base: Value::Empty };
    assert!(may_do(2, Role::ClassTeacher, &handed_in, vec![wall]));
    let withdrawn = then(&handed_in, 9, 3, |work| work.move_to(work::WITHDRAWN));
    assert!(!may(2, Role::ClassTeacher, Action::Read, &withdrawn), "taken back");
}

#[test]
fn ward_staff_see_todays_notes_and_their_own_place_and_nothing_else() {
    for spec in ALL {
        for state in spec.states {
            let mut record = made_by(7, record_id(1), spec.kind, |record| record.named(vec![person(7)]));
            record.state = state.key;
            let reads = may(7, Role::WardStaff, Action::Read, &record);
            let theirs = matches!(spec.kind, today_note::KIND | circle_member::KIND);
            assert_eq!(reads, theirs, "{} {}", spec.name, state.name);
        }
    }
    let place = |named| made(circle_member::KIND, |place| place.named(vec![person(named)]));
    assert!(may(7, Role::WardStaff, Action::Read, &place(7)) && !may(7, Role::WardStaff, Action::Edit, &place(7)));
    assert!(!may(7, Role::WardStaff, Action::Read, &place(8)), "nobody else's place");
    let others = made(today_note::KIND, |note| note);
    assert!(may(7, Role::WardStaff, Action::Read, &others) && !may(7, Role::WardStaff, Action::Edit, &others));
    let own = made_by(7, record_id(1), today_note::KIND, |note| note);
    assert!(may(7, Role::WardStaff, Action::Edit, &own));
}

#[test]
fn the_school_marks_a_session_as_seen_and_answers_but_rewrites_nothing() {
    let shared = made(session::KIND, |session| session.move_to(session::DONE).move_to(session::SHARED));
    let seen = |n| vec![add(session::SEEN_BY, n, vec![(session::SEEN_PERSON.key, Value::Person(person(2)))])];
    assert!(may_do(2, Role::KeyContact, &shared, seen(1)));
    assert!(!may_do(2, Role::Pupil, &shared, seen(1)));
    let rewrite = Edit::Write { at: At::field(session::WHAT_HAPPENED.key), text: "x".into(), base: String::new() };
    assert!(!may_do(2, Role::KeyContact, &shared, vec![rewrite]));
    let mut both = seen(1);
    both.push(Edit::Remove);
    assert!(!may_do(2, Role::KeyContact, &shared, both), "a change is allowed as a whole or not at all");

    let marked = super::apply_edits(&shared, 2, 5, seen(1)).record;
    let take_back = |n| vec![Edit::RemoveItem { list: session::SEEN_BY.key, item: item(n) }];
    assert!(may_do(2, Role::KeyContact, &marked, take_back(1)), "one's own mark");
    assert!(!may_do(3, Role::ClassTeacher, &marked, take_back(1)), "somebody else's");
}

#[test]
fn the_hospital_marks_rows_of_a_plan_that_it_may_not_change() {
    let row = add(plan::ROWS, 1, vec![]);
    let shared = super::apply_edits(&made(plan::KIND, |plan| plan.move_to(plan::SHARED)), 1, 2, vec![row]).record;
    let at = |field| At::item(plan::ROWS.key, item(1), field);
    let mark = Edit::Set { at: at(plan::ROW_MARK.key), value: Value::Choice(2), base: Value::Empty };
    let rewrite = Edit::Write { at: at(plan::ROW_OBJECTIVE.key), text: "x".into(), base: String::new() };
    assert!(may_do(2, Role::HospitalTeacher, &shared, vec![mark.clone()]));
    assert!(!may_do(2, Role::HospitalTeacher, &shared, vec![rewrite]));
    assert!(!may_do(2, Role::Parent, &shared, vec![mark]));
}

#[test]
fn pupil_and_parent_give_their_own_view_in_a_review_and_not_each_others() {
    let booked = made(review::KIND, |review| review.move_to(review::BOOKED));
    let say = |field: crate::field::Field<crate::field::Prose>| {
        vec![Edit::Write { at: At::field(field.key), text: "I want friends".into(), base: String::new() }]
    };
    assert!(may_do(9, Role::Pupil, &booked, say(review::PUPIL_VIEW)));
    assert!(!may_do(9, Role::Pupil, &booked, say(review::PARENT_VIEW)));
    assert!(may_do(8, Role::Parent, &booked, say(review::PARENT_VIEW)));
    assert!(!may_do(8, Role::Parent, &booked, say(review::NOTES)));
    assert!(may_do(2, Role::HospitalTeacher, &booked, say(review::PUPIL_VIEW)), "written down for them at the bedside");
}

#[test]
fn beginning_a_record_asks_for_the_right_to() {
    let begin = |kind: Kind| Compose::begin(super::change_id(1), noon("2026-11-02"), kind, circle(), record_id(1));
    let may_begin =
        |role, kind| allows_change(&viewer(5, role, Sensitivity::Sensitive), None, &begin(kind).done(), today());
    assert!(may_begin(Role::HospitalTeacher, session::KIND));
    assert!(!may_begin(Role::KeyContact, session::KIND));
    assert!(may_begin(Role::Pupil, work::KIND) && may_begin(Role::WardStaff, today_note::KIND));
    assert!(!may_begin(Role::WardStaff, work::KIND));
    // Begun, filled and moved on in one go, as the screens do.
    let ask = begin(plan::KIND).set(plan::SUBJECT, "Maths".into()).move_to(plan::REQUESTED);
    assert!(allows_change(&viewer(5, Role::HospitalTeacher, Sensitivity::Everyday), None, &ask.done(), today()));
    let share = begin(plan::KIND).move_to(plan::SHARED).done();
    assert!(
        !allows_change(&viewer(5, Role::HospitalTeacher, Sensitivity::Everyday), None, &share, today()),
        "the school's plan"
    );
    // A change of a record that is not there, and one that begins a record that is.
    let record = made(session::KIND, |session| session);
    let teacher = viewer(1, Role::HospitalTeacher, Sensitivity::Everyday);
    assert!(!allows_change(&teacher, None, &change(2, &record, vec![Edit::Remove]), today()));
    assert!(!allows_change(&teacher, Some(&record), &begin(session::KIND).done(), today()));
}

#[test]
fn a_kind_that_this_version_does_not_know_is_closed_to_all() {
    let record = made(Kind(250), |record| record);
    for role in Role::ALL {
        assert!(!may(1, role, Action::Read, &record));
    }
}

#[test]
fn whoever_asks_for_a_plan_may_change_the_request_only_until_the_school_takes_it_up() {
    fn ask(plan: Compose<'_>) -> Compose<'_> {
        plan.set(plan::SUBJECT, "Maths".into()).move_to(plan::REQUESTED)
    }
    let asked = made(plan::KIND, ask);
    let topic = |record: &Record| {
        let topic = Value::Line("Fractions".into());
        let edits = vec![Edit::Set { at: At::field(plan::TOPIC.key), value: topic, base: Value::Empty }];
        may_do(1, Role::HospitalTeacher, record, edits)
    };
    assert!(topic(&asked) && may_do(1, Role::HospitalTeacher, &asked, vec![Edit::Remove]), "their own request");
    let moved = then(&asked, 1, 2, |plan| plan.move_to(plan::SHARED));
    let shared = then(&asked, 2, 2, |plan| plan.move_to(plan::SHARED));
    let draft = then(&asked, 2, 2, |plan| plan.move_to(plan::DRAFT));
    assert!(topic(&moved), "nobody else has moved it");
    assert!(!topic(&shared) && !may_do(1, Role::HospitalTeacher, &shared, vec![Edit::Remove]), "the school's by now");
    assert!(may(1, Role::HospitalTeacher, Action::Read, &shared));
    assert!(!topic(&draft) && !may(1, Role::HospitalTeacher, Action::Read, &draft), "the school's draft");
    assert!(may(2, Role::ClassTeacher, Action::Edit, &draft));
    // What somebody adds of their own stays theirs, whoever takes it further.
    let handed_in = made(work::KIND, |work| work.move_to(work::HANDED_IN));
    let seen = then(&handed_in, 2, 2, |work| work.move_to(work::SEEN));
    assert!(may(1, Role::Parent, Action::Edit, &seen));
    let begin = Compose::begin(super::change_id(1), noon("2026-11-02"), plan::KIND, circle(), record_id(1));
    let asks = |role| allows_change(&viewer(5, role, Sensitivity::Everyday), None, &ask(begin.clone()).done(), today());
    assert!(asks(Role::HospitalTeacher) && asks(Role::KeyContact));
    assert!(!asks(Role::ServiceLead), "R in table 4.4");
}

fn write(at: At, text: &str, base: &str) -> Vec<Edit> {
    vec![Edit::Write { at, text: text.into(), base: base.into() }]
}

#[test]
fn the_childs_words_are_changed_by_nobody_else() {
    let comment = At::field(work::COMMENT.key);
    let childs =
        made_by(9, record_id(1), work::KIND, |work| work.write(work::COMMENT, "I like bends").move_to(work::HANDED_IN));
    let rewrite = write(comment, "I like rivers", "I like bends");
    assert!(!may_do(1, Role::HospitalTeacher, &childs, rewrite.clone()), "who may write the record");
    assert!(may_do(9, Role::Pupil, &childs, rewrite));
    assert!(!may_do(1, Role::HospitalTeacher, &childs, write(comment, "", "I like bends")));
    let title = Edit::Set { at: At::field(work::TITLE.key), value: Value::Line("Bends".into()), base: Value::Empty };
    assert!(may_do(1, Role::HospitalTeacher, &childs, vec![title]), "the rest of it is as before");
    // A tap is words too.
    let session = made(session::KIND, |session| session.move_to(session::DONE).move_to(session::SHARED));
    let tapped = then(&session, 9, 2, |session| session.set(session::RATING, crate::field::ChoiceOf(2)));
    let at = At::field(session::RATING.key);
    let better = |base| vec![Edit::Set { at, value: Value::Choice(0), base }];
    assert!(may_do(1, Role::HospitalTeacher, &session, better(Value::Empty)), "tapped for them at the bedside");
    assert!(!may_do(1, Role::HospitalTeacher, &tapped, better(Value::Choice(2))));
    assert!(!may_do(1, Role::HospitalTeacher, &tapped, better(Value::Empty)), "not having seen the tap");
    // Nor what they brought: a drawing, a recording.
    let booked = made(review::KIND, |review| review.move_to(review::BOOKED));
    let brought = super::apply_edits(&booked, 9, 2, vec![add(review::PUPIL_VIEW_FILES, 1, vec![])]).record;
    let gone = |n| vec![Edit::RemoveItem { list: review::PUPIL_VIEW_FILES.key, item: item(n) }];
    assert!(!may_do(1, Role::HospitalTeacher, &brought, gone(1)));
    assert!(may_do(9, Role::Pupil, &brought, gone(1)));
    let brought = super::apply_edits(&brought, 1, 3, vec![add(review::PUPIL_VIEW_FILES, 2, vec![])]).record;
    assert!(may_do(1, Role::HospitalTeacher, &brought, gone(2)), "what they added for the child themselves");
}

#[test]
fn whoever_writes_for_the_child_goes_on_until_the_child_writes() {
    let view = At::field(review::PUPIL_VIEW.key);
    let booked = made(review::KIND, |review| review.move_to(review::BOOKED));
    assert!(may_do(1, Role::HospitalTeacher, &booked, write(view, "I miss art.", "")));
    let scribed = then(&booked, 1, 2, |review| review.write(review::PUPIL_VIEW, "I miss art."));
    assert!(may_do(1, Role::HospitalTeacher, &scribed, write(view, "I miss art most.", "I miss art.")));
    assert!(!may_do(2, Role::KeyContact, &scribed, write(view, "I miss art most.", "I miss art.")));
    assert!(may_do(9, Role::Pupil, &scribed, write(view, "I miss my friends.", "I miss art.")), "it is theirs");
    let childs = then(&scribed, 9, 3, |review| review.write(review::PUPIL_VIEW, "I miss my friends."));
    assert!(!may_do(1, Role::HospitalTeacher, &childs, write(view, "Art.", "I miss my friends.")));
    // Written on two devices at once: both stand there, and only the child says which it is.
    let first = write(view, "Music.", "");
    assert!(may_do(2, Role::KeyContact, &childs, first.clone()), "nothing was there on their device");
    let both = super::apply_edits(&childs, 2, 4, first).record;
    assert_eq!(both.text(review::PUPIL_VIEW), "I miss my friends.");
    assert!(may_do(2, Role::KeyContact, &both, write(view, "Music. And art.", "Music.")), "theirs, still waiting");
    assert!(!may_do(1, Role::HospitalTeacher, &both, write(view, "Music. And art.", "Music.")));
    let choose = |value: &str| {
        vec![Edit::Choose { at: view, value: Value::Prose(value.into()), settles: vec![super::change_id(4)] }]
    };
    assert!(may_do(9, Role::Pupil, &both, choose("Music.")));
    assert!(!may_do(2, Role::KeyContact, &both, choose("Music.")));
    assert!(!may_do(1, Role::HospitalTeacher, &both, choose("I miss my friends.")));
}

#[test]
fn a_parents_words_are_theirs_and_a_parent_writes_for_the_child_as_any_adult_does() {
    let portrait = crate::kinds::pen_portrait::LIKED;
    let at = At::field(portrait.key);
    let drafted = made_by(2, record_id(1), crate::kinds::pen_portrait::KIND, |p| p.write(portrait, "Kind."));
    assert!(may_do(8, Role::Parent, &drafted, write(at, "Kind and funny.", "Kind.")), "what both agree to");
    let ladder = made(crate::kinds::step_ladder::KIND, |ladder| ladder.move_to(crate::kinds::step_ladder::AGREED));
    let at = At::field(crate::kinds::step_ladder::PUPIL_SAID.key);
    assert!(may_do(8, Role::Parent, &ladder, write(at, "Slowly.", "")));
    let said = then(&ladder, 9, 2, |ladder| ladder.write(crate::kinds::step_ladder::PUPIL_SAID, "Slowly."));
    assert!(!may_do(8, Role::Parent, &said, write(at, "Soon.", "Slowly.")));
}

#[test]
fn everybody_agrees_to_a_call_for_themselves() {
    use crate::kinds::friends_link as call;
    let planned = made(call::KIND, |call| call);
    let agrees = |n, role, field: crate::field::Field<bool>| {
        let edit = Edit::Set { at: At::field(field.key), value: Value::Flag(true), base: Value::Empty };
        may_do(n, role, &planned, vec![edit])
    };
    let who = |field| Role::ALL.into_iter().filter(|role| agrees(1, *role, field)).collect::<Vec<_>>();
    assert_eq!(who(call::PARENT_AGREES), [Role::Parent], "whoever may write the rest of it");
    assert_eq!(who(call::PUPIL_AGREES), [Role::Parent, Role::Pupil]);
    assert_eq!(who(call::SCHOOL_AGREES), [Role::KeyContact, Role::ClassTeacher]);
    let no = then(&planned, 9, 2, |call| call.set(call::PUPIL_AGREES, false));
    let overrule =
        Edit::Set { at: At::field(call::PUPIL_AGREES.key), value: Value::Flag(true), base: Value::Flag(false) };
    assert!(!may_do(8, Role::Parent, &no, vec![overrule.clone()]), "the child's no stands");
    assert!(may_do(9, Role::Pupil, &no, vec![overrule]));
    // Nor in the same breath as beginning it.
    let begin = Compose::begin(super::change_id(1), noon("2026-11-02"), call::KIND, circle(), record_id(1));
    let begin = begin.set(call::PARENT_AGREES, true).done();
    let may_begin = |role| allows_change(&viewer(5, role, Sensitivity::Everyday), None, &begin, today());
    assert!(may_begin(Role::Parent) && !may_begin(Role::HospitalTeacher));
}

#[test]
fn a_form_offers_what_the_gate_takes() {
    use crate::access::may_fill_in;
    use crate::kinds::friends_link as call;
    let offers = |n, role, record: &Record, field: FieldKey| {
        may_fill_in(&viewer(n, role, Sensitivity::Everyday), record, At::field(field), today())
    };
    let planned = made(call::KIND, |call| call);
    assert!(offers(1, Role::HospitalTeacher, &planned, call::PLACE.key));
    assert!(!offers(1, Role::HospitalTeacher, &planned, call::PARENT_AGREES.key), "left to the parent");
    assert!(offers(8, Role::Parent, &planned, call::PARENT_AGREES.key));
    assert!(!offers(8, Role::Parent, &planned, call::PLACE.key));
    let childs =
        made_by(9, record_id(1), work::KIND, |work| work.write(work::COMMENT, "I like bends").move_to(work::HANDED_IN));
    assert!(!offers(1, Role::HospitalTeacher, &childs, work::COMMENT.key), "the child's words");
    assert!(offers(1, Role::HospitalTeacher, &childs, work::TYPED.key), "nothing stands there");
    assert!(offers(2, Role::ClassTeacher, &childs, work::CLASS_PHOTOS.key), "a list of one's own items");
    assert!(
        !offers(2, Role::ClassTeacher, &childs, work::PAGES.key) && !offers(2, Role::WardStaff, &childs, FieldKey(99))
    );
}

fn any_subject() -> impl Strategy<Value = (usize, usize, u8, u8, (bool, bool), Sensitivity, Role, Sensitivity)> {
    let level = prop_oneof![
        Just(Sensitivity::Practice),
        Just(Sensitivity::Everyday),
        Just(Sensitivity::Sensitive),
        Just(Sensitivity::Restricted)
    ];
    let role = (0..Role::ALL.len()).prop_map(|place| Role::ALL[place]);
    (0..ALL.len(), 0usize..20, 1u8..3, 1u8..3, any::<(bool, bool)>(), level.clone(), role, level)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn who_may_do_anything_may_read(
        (kind, state, author, who, (named, moved), level, role, ceiling) in any_subject(),
    ) {
        let spec = ALL[kind];
        let state = spec.states[state % spec.states.len()].key;
        let names = if named { vec![person(who)] } else { Vec::new() };
        let subject = Subject { circle: circle(), kind: spec.kind, sensitivity: level, state, author: person(author), moved_by: moved.then(|| person(3)), named: &names };
        let viewer = viewer(who, role, ceiling);
        let reads = allows(&viewer, Action::Read, subject, today());
        let may = |action| allows(&viewer, action, subject, today());
        prop_assert!(reads || !may(Action::Edit));
        for m in spec.moves {
            let moves = may(Action::Move { from: m.from, to: m.to });
            prop_assert!(reads || !moves);
        }
        // No name, authorship or state gives what the role or the ceiling does not.
        let by_name = named && level == Sensitivity::Sensitive && ceiling == Sensitivity::Everyday;
        let reach = level <= ceiling || by_name || (author == who && level == spec.sensitivity);
        prop_assert!(!reads || (spec.right_of(role) > Right::Nothing && reach));
        // What is read is in a scope that is open.
        prop_assert!(!reads || scopes(&viewer, today()).contains(&Scope::Circle(circle(), level)));
        // No declared move, no move.
        let undeclared = may(Action::Move { from: state, to: StateKey(255) });
        prop_assert!(!undeclared);
    }
}
