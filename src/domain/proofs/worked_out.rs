//! What kinds work out for the screens.

use super::{add, apply_edits, day, item, made, made_by, noon, record_id, then};
use crate::compose::Compose;
use crate::field::ChoiceOf;
use crate::kinds::{
    action, circle_member as member, episode, measure, medium_term_plan as plan, progress_review as review, session,
    step_ladder, target, today_note, work,
};
use crate::record::Record;
use crate::role::Role;
use crate::scope::Revision;
use crate::value::{Moment, Value};

#[test]
fn a_note_without_an_end_holds_until_midnight_and_one_with_an_end_until_then() {
    let note = made(today_note::KIND, |note| note);
    let at = |text: &str| Moment(text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp_millis());
    assert!(today_note::is_live(&note, at("2026-11-02T23:59:59Z")));
    assert!(!today_note::is_live(&note, at("2026-11-03T00:00:00Z")));
    let until = then(&note, 1, 2, |note| note.set(today_note::VALID_UNTIL, noon("2026-11-04")));
    assert!(
        today_note::is_live(&until, at("2026-11-04T11:59:59Z")) && !today_note::is_live(&until, noon("2026-11-04"))
    );
    let taken_back = then(&until, 1, 3, |note| note.move_to(today_note::EXPIRED));
    assert!(!today_note::is_live(&taken_back, noon("2026-11-03")));
}

#[test]
fn an_episode_knows_how_long_it_took_and_when_the_first_plan_came() {
    let episode = made(episode::KIND, |episode| episode.set(episode::STARTED, day("2026-10-28")));
    assert_eq!(episode::days_to_end(&episode), None);
    let ended = then(&episode, 1, 2, |episode| episode.set(episode::ENDED_ON, day("2026-11-30")));
    assert_eq!(episode::days_to_end(&ended), Some(33));
    let draft = made(plan::KIND, |plan| plan);
    let shared = then(&draft, 1, 2, |plan| plan.move_to(plan::SHARED));
    assert_eq!(episode::days_to_first_plan(&episode, [&draft]), None);
    assert_eq!(episode::days_to_first_plan(&episode, [&draft, &shared]), Some(6));
}

#[test]
fn a_session_knows_its_rows_and_minutes() {
    let row = |n, how_far: u8| {
        add(
            session::ROWS,
            n,
            vec![
                (session::ROW_PLAN.key, Value::Record(record_id(50))),
                (session::ROW_ITEM.key, Value::Line(item(n).to_string())),
                (session::ROW_HOW_FAR.key, Value::Choice(how_far)),
            ],
        )
    };
    let begun = made(session::KIND, |session| session.set(session::STARTED, Moment(0)));
    assert_eq!(session::minutes(&begun), None);
    let ended = then(&begun, 1, 2, |session| session.set(session::ENDED, Moment(35 * 60_000 + 59_000)));
    assert_eq!(session::minutes(&ended), Some(35));
    let backwards = then(&begun, 1, 2, |session| session.set(session::ENDED, Moment(-1)));
    assert_eq!(session::minutes(&backwards), None, "a clock that was set back");
    let unreadable = add(session::ROWS, 9, vec![(session::ROW_PLAN.key, Value::Record(record_id(50)))]);
    let taught = apply_edits(&ended, 1, 3, vec![row(2, 1), row(1, 0), unreadable]).record;
    let rows: Vec<_> = session::rows(&taught).iter().map(|row| (row.row, row.how_far)).collect();
    assert_eq!(rows, [(item(1), Some(session::PART_OF_IT)), (item(2), Some(session::TAUGHT))]);
}

#[test]
fn targets_and_measures_are_compared_with_the_childs_own_start() {
    let rating = |n, on: &str, value, by: u8| {
        add(
            target::RATINGS,
            n,
            vec![
                (target::RATED_ON.key, Value::Date(day(on))),
                (target::RATED.key, Value::Number(value)),
                (target::RATED_BY.key, Value::Choice(by)),
            ],
        )
    };
    let target = made(target::KIND, |target| target);
    let one = apply_edits(&target, 1, 2, vec![rating(1, "2026-10-20", 6, 0)]).record;
    assert_eq!(target::change_since_start(&one), None);
    let more = apply_edits(&one, 1, 3, vec![rating(2, "2026-09-10", 3, 0), rating(3, "2026-10-19", 9, 1)]).record;
    assert_eq!(target::change_since_start(&more), Some(3), "by days, not by when they were typed in");
    assert_eq!(target::ratings(&more, true), [(day("2026-10-19"), 9)]);

    let value = add(
        measure::VALUES,
        1,
        vec![(measure::VALUE_ON.key, Value::Date(day("2026-10-20"))), (measure::VALUE.key, Value::Number(40))],
    );
    let start = made(measure::KIND, |m| m.set(measure::BASELINE, 25).set(measure::BASELINE_ON, day("2026-09-10")));
    let measured = apply_edits(&start, 1, 2, vec![value]).record;
    assert_eq!(measure::values(&measured), [(day("2026-09-10"), 25), (day("2026-10-20"), 40)]);
}

#[test]
fn how_sure_somebody_feels_now_and_before() {
    let sure = |n, who: u8, on: &str, value| {
        add(
            step_ladder::CONFIDENCE,
            n,
            vec![
                (step_ladder::WHO.key, Value::Choice(who)),
                (step_ladder::SURE_ON.key, Value::Date(day(on))),
                (step_ladder::SURE.key, Value::Number(value)),
            ],
        )
    };
    let edits = vec![sure(1, 0, "2026-11-09", 6), sure(2, 0, "2026-11-02", 5), sure(3, 1, "2026-11-09", 7)];
    let ladder = apply_edits(&made(step_ladder::KIND, |ladder| ladder), 1, 2, edits).record;
    assert_eq!(step_ladder::sure(&ladder, ChoiceOf(0)), (Some(6), Some(5)));
    assert_eq!(step_ladder::sure(&ladder, ChoiceOf(1)), (Some(7), None));
}

#[test]
fn a_circle_without_a_second_and_a_cover_contact_says_so() {
    let contact = |n, role, order| {
        made_by(1, record_id(n), member::KIND, |m| {
            m.set(member::ROLE, member::role_choice(role)).set(member::CONTACT_ORDER, ChoiceOf(order))
        })
    };
    let first = contact(1, Role::SeniorLeader, 0);
    let not_at_school = contact(2, Role::HospitalTeacher, 1);
    let missing = member::contacts_missing([&first, &not_at_school]);
    assert_eq!(missing, [ChoiceOf(1), ChoiceOf(2)], "any role at school may be the first");
    let gone = then(&first, 1, 2, |m| m.move_to(member::ENDED));
    assert_eq!(member::contacts_missing([&gone]).len(), 3);
}

#[test]
fn rows_that_changed_since_somebody_looked_are_marked() {
    let rows = vec![add(plan::ROWS, 1, vec![]), add(plan::ROWS, 2, vec![])];
    let shared = apply_edits(&made(plan::KIND, |plan| plan), 1, 5, rows).record;
    assert!(plan::rows_changed_since(&shared, Revision(5)).is_empty());
    let changed = then(&shared, 1, 6, |plan| plan.set_in(plan::ROWS, item(2), plan::ROW_WEEK, "Week 2".into()));
    assert_eq!(plan::rows_changed_since(&changed, Revision(5)), [item(2)]);
}

#[test]
fn a_pack_builds_itself_from_the_half_term() {
    let with = |n, kind, fill: fn(Compose<'_>) -> Compose<'_>| made_by(1, record_id(n), kind, fill);
    let mut records: Vec<Record> = vec![
        with(1, session::KIND, |s| {
            s.set(session::DATE, day("2026-11-20")).move_to(session::DONE).move_to(session::SHARED)
        }),
        with(2, session::KIND, |s| {
            s.set(session::DATE, day("2026-11-10")).move_to(session::DONE).move_to(session::SHARED)
        }),
        with(3, session::KIND, |s| s.set(session::DATE, day("2026-11-10")).move_to(session::DONE)),
        with(4, session::KIND, |s| {
            s.set(session::DATE, day("2026-10-20")).move_to(session::DONE).move_to(session::SHARED)
        }),
        with(5, work::KIND, |w| w.move_to(work::HANDED_IN)),
        with(6, work::KIND, |w| w),
        with(7, target::KIND, |t| t.move_to(target::ACTIVE)),
        with(8, target::KIND, |t| t),
        with(9, action::KIND, |a| a),
        with(10, action::KIND, |a| a.move_to(action::DONE)),
        with(11, action::KIND, |a| a),
    ];
    records[10].removed = true;
    let pack = review::pack(&records, day("2026-11-02"), day("2026-12-18"));
    assert_eq!(pack.sessions, [record_id(2), record_id(1)]);
    assert_eq!((pack.work, pack.targets), (vec![record_id(5)], vec![record_id(7)]));
    assert_eq!(pack.open_actions, [record_id(9)]);
    assert!(review::pack(&records, day("2027-01-04"), day("2027-02-12")).work.is_empty());
}
