//! What is missing in a circle is somebody's duty too; and what is known of the school's dates.

use super::{add, apply_edits, day, made, made_by, noon, person, record_id, then};
use crate::calendar::{Calendar, Dates};
use crate::duty::{self, Duty, Standing};
use crate::field::ChoiceOf;
use crate::kinds::{progress_review as review, pupil, term_dates};
use crate::record::Record;
use crate::role::Role;
use crate::school_years::Nation;
use crate::value::Value;

/// The child of a circle that began on this day.
fn child_since(since: &str) -> Record {
    let mut child = made(pupil::KIND, |child| child);
    child.created.at = noon(since);
    child
}

#[test]
fn a_review_is_proposed_20_days_before_its_half_term_ends_and_until_there_is_one() {
    let calendar = Calendar::typical(Nation::England);
    let since = |since: &str, reviews: &[&Record], today: &str| {
        let child = child_since(since);
        let records = [reviews, &[&child]].concat();
        let duties = duty::of_circle(&records, &calendar, day(today));
        let owed = duties.iter().filter(|duty| duty.waits_for(person(99), Role::KeyContact, day(today)));
        let proposed: Vec<&Duty> = owed.filter(|duty| duty.missing(review::KIND).is_some()).collect();
        assert!(proposed.len() < 2, "one at a time");
        proposed.first().map(|duty| duty.missing(review::KIND).unwrap().name.clone())
    };
    let proposed = |reviews: &[&Record], today: &str| since("2026-11-02", reviews, today);
    assert_eq!(proposed(&[], "2026-11-27"), None, "nobody missed a review from before the circle began");
    assert_eq!(proposed(&[], "2026-11-28"), Some("Autumn 2".into()), "18 December less 20 days");
    for late in ["2026-12-19", "2026-12-20", "2027-01-04", "2027-01-22"] {
        assert_eq!(proposed(&[], late), Some("Autumn 2".into()), "{late}: missed, and still owed");
    }
    assert_eq!(proposed(&[], "2027-01-23"), Some("Spring 1".into()), "the next one's time has come");
    assert_eq!(since("2026-12-18", &[], "2026-12-19"), Some("Autumn 2".into()), "what was proposed does not vanish");
    assert_eq!(since("2026-12-19", &[], "2026-12-19"), None);
    assert_eq!(since("2027-01-04", &[], "2027-08-20"), Some("Summer 2".into()), "past the school's dates");
    assert_eq!(since("2027-01-04", &[], "2028-01-10"), None, "but not for ever");
    let review = |last: &str| made(review::KIND, |review| review.set(review::PERIOD_LAST, day(last)));
    assert_eq!(proposed(&[&review("2026-12-18")], "2026-11-28"), None);
    assert_eq!(proposed(&[&review("2026-12-18")], "2026-12-20"), None);
    assert_eq!(proposed(&[&review("2026-10-23")], "2026-11-28"), Some("Autumn 2".into()));
}

#[test]
fn a_review_that_nobody_proposed_is_amber_then_late_and_nobodys_in_a_circle_that_is_over() {
    let calendar = Calendar::typical(Nation::England);
    let child = child_since("2026-11-02");
    let of = |child: &Record, today: &str| {
        let duties = duty::of_circle(&[child], &calendar, day(today));
        duties.into_iter().find(|duty| duty.missing(review::KIND).is_some())
    };
    let ahead = of(&child, "2026-11-10").unwrap();
    assert_eq!((ahead.from, ahead.due), (day("2026-11-28"), Some(day("2026-12-18"))), "told before its time");
    assert!(!ahead.waits_for(person(99), Role::KeyContact, day("2026-11-27")));
    let stands = |today: &str| of(&child, today).unwrap().standing(Role::KeyContact, day(today));
    assert_eq!(stands("2026-11-27"), Standing::Open);
    assert_eq!(stands("2026-11-28"), Standing::Soon, "amber at 20 days");
    assert_eq!(stands("2026-12-18"), Standing::Soon);
    assert_eq!(stands("2026-12-21"), Standing::Late(3), "red once the half term is over");
    let archived = then(&child, 1, 2, |child| child.move_to(pupil::ARCHIVED));
    assert_eq!(of(&archived, "2026-12-01"), None);
    assert_eq!(duty::of_circle(&[], &calendar, day("2026-12-01")), [], "nothing is missing where nothing is");
}

#[test]
fn term_dates_are_asked_for_before_nobody_knows_them_any_more() {
    let asked = |records: &[&Record], today: &str| {
        let duties = duty::of_circle(records, &term_dates::calendar_of(records.iter().copied()), day(today));
        let duty = duties.into_iter().find(|duty| duty.missing(term_dates::KIND).is_some()).unwrap();
        let waits = duty.waits_for(person(99), Role::SeniorLeader, day(today));
        (waits, duty.due.unwrap(), duty.standing(Role::SeniorLeader, day(today)))
    };
    let child = child_since("2026-11-02");
    let end = day("2027-07-21");
    assert_eq!(asked(&[&child], "2026-11-03"), (false, end, Standing::Open), "England's year is known");
    assert!(!asked(&[&child], "2027-06-08").0);
    assert_eq!(asked(&[&child], "2027-06-09"), (true, end, Standing::Open));
    assert_eq!(asked(&[&child], "2027-07-10"), (true, end, Standing::Soon));
    assert_eq!(asked(&[&child], "2027-09-10"), (true, end, Standing::Late(51)), "no old year in place of the new");
    let late = child_since("2028-01-10");
    assert_eq!(asked(&[&late], "2028-01-10"), (true, day("2028-01-24"), Standing::Soon), "two weeks for a new circle");
    let duties = duty::of_circle(&[&late], &Calendar::typical(Nation::England), day("2028-02-01"));
    assert!(
        duties.iter().all(|duty| duty.missing(review::KIND).is_none()),
        "no review without a half term to hold it in"
    );
    let autumn = vec![
        (term_dates::FIRST.key, Value::Date(day("2027-09-02"))),
        (term_dates::LAST.key, Value::Date(day("2027-12-17"))),
    ];
    let own = made(term_dates::KIND, |dates| dates);
    let own = apply_edits(&own, 1, 2, vec![add(term_dates::HALF_TERMS, 1, autumn)]).record;
    assert_eq!(asked(&[&child, &own], "2027-09-10"), (false, day("2027-12-17"), Standing::Open), "given");
}

#[test]
fn a_school_s_own_dates_replace_the_typical_ones() {
    let half_term = |n, first: &str, last: &str| {
        add(
            term_dates::HALF_TERMS,
            n,
            vec![
                (term_dates::NAME.key, Value::Line(format!("Part {n}"))),
                (term_dates::FIRST.key, Value::Date(day(first))),
                (term_dates::LAST.key, Value::Date(day(last))),
            ],
        )
    };
    let edits = vec![
        half_term(1, "2026-11-03", "2026-12-16"),
        half_term(2, "2026-09-07", "2026-10-16"),
        half_term(3, "2027-02-01", "2027-01-01"),
        add(term_dates::CLOSED, 4, vec![(term_dates::CLOSED_ON.key, Value::Date(day("2026-11-27")))]),
    ];
    let own = apply_edits(&made(term_dates::KIND, |dates| dates), 1, 2, edits).record;
    let calendar = term_dates::calendar_of([&own]);
    let names: Vec<&str> = calendar.half_terms.iter().map(|half_term| half_term.name.as_str()).collect();
    assert_eq!(names[..2], ["Part 2", "Part 1"], "in order; the one that ends before it begins is left out");
    assert_eq!(names[2..], ["Spring 1", "Spring 2", "Summer 1", "Summer 2"], "what is typical follows");
    assert!(!calendar.is_school_day(day("2026-11-27")));
    assert_eq!(calendar.dates(day("2026-12-16")), Dates::Own);
    assert_eq!(calendar.dates(day("2026-12-17")), Dates::Typical(Nation::England), "and says that it is");
    let next_year = made_by(1, record_id(2), term_dates::KIND, |dates| dates.set(term_dates::NATION, ChoiceOf(2)));
    let next_year = apply_edits(&next_year, 1, 3, vec![half_term(4, "2027-08-18", "2027-10-08")]).record;
    let both = term_dates::calendar_of([&own, &next_year]);
    let names: Vec<&str> = both.half_terms.iter().map(|half_term| half_term.name.as_str()).collect();
    assert_eq!(names, ["Part 2", "Part 1", "Part 4"], "a second year beside the first; in Scotland nothing is typical");
    assert_eq!(both.dates(day("2027-01-11")), Dates::Unknown, "between the two nobody knows");
    let replaced = then(&own, 1, 3, |dates| dates.move_to(term_dates::SUPERSEDED));
    assert_eq!(term_dates::calendar_of([&replaced]), Calendar::typical(Nation::England));
}
