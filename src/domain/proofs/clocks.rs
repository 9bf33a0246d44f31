//! No clock on a device decides what is live, latest or due: the server's does, from when it received something.

use super::{add, apply_edits, change_id, circle, day, item, made, noon, person, record_id};
use crate::calendar::end_of_london_day;
use crate::compose::Compose;
use crate::field::ChoiceOf;
use crate::kinds::{contact_rhythm as rhythm, feedback, step_ladder, today_note, work};
use crate::merge::{accept, apply};
use crate::record::{Record, WRITTEN};
use crate::scope::Revision;
use crate::value::{Moment, Value, Written};
use proptest::prelude::*;

/// Two minutes past this.
fn soon(at: Moment) -> Moment {
    Moment(at.0 + 120_000)
}

/// A note that a device wrote when its clock showed this, until that clock's midnight, and the server received then.
fn note(written: Moment, received: Moment, revision: u64) -> Record {
    let begin = Compose::begin(change_id(1), written, today_note::KIND, circle(), record_id(1));
    let change = begin.set(today_note::VALID_UNTIL, end_of_london_day(written)).done();
    accept(None, &change, person(1), Revision(revision), received).unwrap().record
}

#[test]
fn a_note_holds_on_the_day_on_which_it_was_received_whatever_its_writers_clock_showed() {
    let (received, evening) = (noon("2026-11-03"), Moment(noon("2026-11-03").0 + 8 * 3_600_000));
    for clock in ["1970-01-01", "2026-11-02", "2026-11-03", "2099-06-01", "9999-12-30"].map(noon) {
        let note = note(clock, received, 1);
        assert!(today_note::is_live(&note, evening), "written at {clock:?}");
        assert!(!today_note::is_live(&note, noon("2026-11-04")), "written at {clock:?}");
    }
    for clock in [Moment(i64::MIN), Moment(i64::MAX)] {
        let note = note(clock, received, 1);
        assert!(today_note::is_live(&note, evening) && !today_note::is_live(&note, noon("2026-11-04")));
        assert_eq!(note.written(), Written::Doubtful);
    }
}

#[test]
fn a_note_for_some_days_holds_for_as_many_days_and_one_for_years_for_its_day() {
    let for_days = |written: &str, until: &str| {
        let begin = Compose::begin(change_id(1), noon(written), today_note::KIND, circle(), record_id(1));
        let change = begin.set(today_note::VALID_UNTIL, noon(until)).done();
        accept(None, &change, person(1), Revision(1), noon("2026-11-03")).unwrap().record
    };
    let until_noon = for_days("2026-11-03", "2026-11-05");
    assert!(today_note::is_live(&until_noon, Moment(noon("2026-11-05").0 - 1)));
    assert!(!today_note::is_live(&until_noon, noon("2026-11-05")), "to the minute, where clocks agree");
    let ahead = for_days("2031-05-01", "2031-05-03");
    assert!(today_note::is_live(&ahead, noon("2026-11-05")) && !today_note::is_live(&ahead, noon("2026-11-06")));
    let two_weeks = for_days("2026-11-03", "2026-11-17");
    assert!(today_note::is_live(&two_weeks, noon("2026-11-16")));
    for years in ["2027-11-03", "9999-01-01"] {
        let for_ever = for_days("2026-11-03", years);
        assert!(today_note::is_live(&for_ever, Moment(noon("2026-11-03").0 + 3_600_000)), "{years}");
        assert!(!today_note::is_live(&for_ever, noon("2026-11-04")), "{years}: a clock that is wrong");
    }
}

#[test]
fn what_the_server_has_not_got_yet_is_the_newest_and_holds() {
    let begin = |clock| {
        let begin = Compose::begin(change_id(1), clock, today_note::KIND, circle(), record_id(1));
        apply(None, &begin.done(), person(1), Revision::PENDING).unwrap().record
    };
    let received = note(noon("9999-12-30"), noon("2026-11-03"), 7);
    for clock in [noon("1970-01-01"), noon("2026-11-02"), noon("9999-12-31")] {
        let pending = begin(clock);
        assert!(pending.created.turn() > received.created.turn(), "written at {clock:?}");
        assert!(today_note::is_live(&pending, noon("2026-11-03")), "written at {clock:?}");
    }
}

#[test]
fn duties_begin_when_the_server_heard_and_not_when_a_clock_says() {
    for clock in ["1970-01-01", "9999-12-30"].map(noon) {
        let begin = Compose::begin(change_id(1), clock, work::KIND, circle(), record_id(1));
        let record =
            accept(None, &begin.move_to(work::HANDED_IN).done(), person(1), Revision(1), noon("2026-11-03")).unwrap();
        let calendar = crate::calendar::Calendar::typical(crate::school_years::Nation::England);
        let duties = crate::duty::of_record(&record.record, &calendar);
        assert_eq!(duties.iter().map(|duty| duty.from).collect::<Vec<_>>(), [day("2026-11-03")], "at {clock:?}");
    }
}

#[test]
fn what_a_device_says_of_its_time_stands_beside_only_where_it_says_something() {
    let at = noon("2026-11-03");
    assert_eq!(note(soon(at), at, 1).written(), Written::Then, "a slow line");
    let away = note(noon("2026-11-01"), at, 1);
    assert_eq!(away.written(), Written::Earlier(noon("2026-11-01")), "two days without a network");
    for wrong in ["1970-01-01", "2026-08-01", "2026-11-04", "9999-12-30"].map(noon) {
        assert_eq!(note(wrong, at, 1).written(), Written::Doubtful, "{wrong:?}");
    }
    let spec = feedback::KIND.spec().unwrap();
    assert!(spec.field(WRITTEN.key).is_none(), "no change can write it");
}

#[test]
fn nobody_tells_or_feels_something_on_a_day_that_has_not_come() {
    let update = |n, on: &str| {
        let fields = vec![(rhythm::SIDE.key, Value::Choice(1)), (rhythm::ON.key, Value::Date(day(on)))];
        add(rhythm::UPDATES, n, fields)
    };
    let begun = made(rhythm::KIND, |rhythm| rhythm.set(rhythm::FIRST_DUE, day("2026-11-06")));
    let told = apply_edits(&begun, 1, 2, vec![update(1, "9999-12-30")]).record;
    assert_eq!(rhythm::next_due(&told, rhythm::SCHOOL), day("2026-11-10"), "a week after the server heard it");
    let sure = |n, on: &str, value| {
        let fields = vec![
            (step_ladder::WHO.key, Value::Choice(0)),
            (step_ladder::SURE_ON.key, Value::Date(day(on))),
            (step_ladder::SURE.key, Value::Number(value)),
        ];
        add(step_ladder::CONFIDENCE, n, fields)
    };
    let ahead = apply_edits(&made(step_ladder::KIND, |ladder| ladder), 1, 2, vec![sure(1, "9999-12-30", 2)]).record;
    let later = apply_edits(&ahead, 1, 3, vec![sure(2, "2026-11-03", 8)]).record;
    assert_eq!(step_ladder::sure(&later, ChoiceOf(0)), (Some(8), Some(2)));
    assert!(later.items(step_ladder::CONFIDENCE).iter().any(|rating| rating.id == item(1)), "and nothing is lost");
}

proptest! {
    /// Whatever two devices' clocks show, the one that the server heard last is the latest.
    #[test]
    fn the_order_is_the_servers(clocks in proptest::collection::vec(any::<i64>(), 2..8), steps in proptest::collection::vec(0i64..90_000, 8)) {
        let mut received = noon("2026-11-03");
        let mut records = Vec::new();
        for (number, clock) in clocks.into_iter().enumerate() {
            received.0 += steps[number];
            records.push(note(Moment(clock), received, number as u64 + 1));
        }
        prop_assert!(records.is_sorted_by(|one, other| one.created.turn() < other.created.turn()));
    }
}
