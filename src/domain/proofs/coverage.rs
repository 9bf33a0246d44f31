//! How far a plan has come, from sessions and from marks made by hand.

use super::{add, apply_edits, item, made, made_by, record_id, then};
use crate::change::{At, Edit};
use crate::coverage::{Coverage, coverage};
use crate::field::ChoiceOf;
use crate::kinds::{medium_term_plan as plan, session};
use crate::record::Record;
use crate::value::Value;

fn the_plan() -> Record {
    let rows = [1, 2, 3].map(|row| add(plan::ROWS, row, vec![]));
    apply_edits(&made(plan::KIND, |plan| plan), 1, 2, rows.to_vec()).record
}

/// A session at this revision that brought row 1 this far.
fn a_session(id: u8, revision: u16, how_far: ChoiceOf, shared: bool) -> Record {
    let begun = made_by(1, record_id(id), session::KIND, |session| session);
    let row = add(
        session::ROWS,
        40,
        vec![
            (session::ROW_PLAN.key, Value::Record(record_id(1))),
            (session::ROW_ITEM.key, Value::Line(item(1).to_string())),
            (session::ROW_HOW_FAR.key, Value::Choice(how_far.0)),
        ],
    );
    let held = apply_edits(&begun, 1, revision, vec![row]).record;
    if shared {
        then(&held, 1, revision, |session| session.move_to(session::DONE).move_to(session::SHARED))
    } else {
        held
    }
}

fn mark(of: &Record, revision: u16, name: &str) -> Record {
    let place = plan::COVERAGE.iter().position(|known| *known == name).unwrap();
    let at = At::item(plan::ROWS.key, item(1), plan::ROW_MARK.key);
    let value = Value::Choice(u8::try_from(place).unwrap());
    apply_edits(of, 2, revision, vec![Edit::Set { at, value, base: Value::Empty }]).record
}

fn of_row_1(of: &Record, sessions: &[Record]) -> Coverage {
    let all = coverage(of, sessions);
    assert_eq!(all.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [item(1), item(2), item(3)]);
    assert!(all[1..].iter().all(|(_, coverage)| *coverage == Coverage::NotYet));
    all[0].1
}

#[test]
fn the_furthest_that_any_session_got_counts() {
    let of = the_plan();
    assert_eq!(of_row_1(&of, &[]), Coverage::NotYet);
    let part = a_session(2, 5, session::PART_OF_IT, true);
    let taught = a_session(3, 6, session::TAUGHT, true);
    let not_today = a_session(4, 7, session::NOT_TODAY, true);
    assert_eq!(of_row_1(&of, &[part.clone(), not_today.clone()]), Coverage::Part);
    assert_eq!(of_row_1(&of, &[taught, part, not_today]), Coverage::Taught);
}

#[test]
fn a_session_that_was_not_held_says_nothing() {
    let of = the_plan();
    assert_eq!(of_row_1(&of, &[a_session(2, 5, session::TAUGHT, false)]), Coverage::NotYet);
    let mut gone = a_session(2, 5, session::TAUGHT, true);
    gone.removed = true;
    assert_eq!(of_row_1(&of, &[gone]), Coverage::NotYet);
    let mut other = the_plan();
    other.id = record_id(99);
    assert_eq!(of_row_1(&other, &[a_session(2, 5, session::TAUGHT, true)]), Coverage::NotYet, "another plan's row");
}

#[test]
fn a_mark_by_hand_holds_until_a_session_says_more() {
    let of = mark(&the_plan(), 10, "skipped");
    assert_eq!(of_row_1(&of, &[]), Coverage::Skipped);
    assert_eq!(of_row_1(&of, &[a_session(2, 9, session::TAUGHT, true)]), Coverage::Skipped);
    assert_eq!(of_row_1(&of, &[a_session(2, 11, session::PART_OF_IT, true)]), Coverage::Part);
}

#[test]
fn every_coverage_has_its_name_in_the_plan() {
    for coverage in [Coverage::NotYet, Coverage::Part, Coverage::Taught, Coverage::Skipped] {
        assert!(plan::COVERAGE.contains(&coverage.name()));
    }
}
