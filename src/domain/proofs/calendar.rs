//! School years, and clocks that change.

use super::day;
use crate::calendar::{
    Calendar, Dates, HalfTerm, SchoolDay, days_after, days_before, end_of_london_day, london, london_day,
};
use crate::school_years::Nation;
use crate::value::Moment;

fn at(text: &str) -> Moment {
    Moment(text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp_millis())
}

#[test]
fn every_half_term_of_2026_27_is_found_from_within_and_from_the_holiday_before() {
    let calendar = Calendar::typical(Nation::England);
    let name = |date: &str| calendar.half_term(day(date)).map(|half_term| half_term.name.as_str());
    assert_eq!(name("2026-08-15"), Some("Autumn 1"));
    assert_eq!(name("2026-09-02"), Some("Autumn 1"));
    assert_eq!(name("2026-10-23"), Some("Autumn 1"));
    assert_eq!(name("2026-10-24"), Some("Autumn 2"), "half term's holiday: what people plan for comes next");
    assert_eq!(name("2026-12-25"), Some("Spring 1"));
    assert_eq!(name("2027-03-28"), Some("Summer 1"), "Easter Sunday");
    assert_eq!(name("2027-07-21"), Some("Summer 2"));
    assert_eq!(name("2027-07-22"), None, "the calendar ends");
    let next = |date: &str| calendar.next_half_term(day(date)).map(|half_term| half_term.name.as_str());
    assert_eq!(
        (next("2026-10-01"), next("2026-10-26"), next("2027-07-01")),
        (Some("Autumn 2"), Some("Spring 1"), None)
    );
}

#[test]
fn where_no_dates_are_known_the_calendar_says_so() {
    let calendar = Calendar::typical(Nation::England);
    assert_eq!(calendar.dates(day("2026-10-28")), Dates::Typical(Nation::England), "half term's holiday too");
    for unknown in ["2026-06-01", "2027-07-22", "2027-09-10", "2035-11-10"] {
        assert_eq!(calendar.dates(day(unknown)), Dates::Unknown, "{unknown}");
        assert_eq!(calendar.half_term(day(unknown)), None, "{unknown}");
    }
    let open = |date: &str| calendar.school_day(day(date));
    assert_eq!((open("2026-11-20"), open("2026-10-28")), (SchoolDay::Open, SchoolDay::Closed));
    assert_eq!((open("2027-09-10"), open("2027-09-11")), (SchoolDay::Unknown, SchoolDay::Closed), "Friday, Saturday");
    assert_eq!(calendar.known_until(day("2026-11-10")), Some(day("2027-07-21")));
    assert_eq!(calendar.known_until(day("2029-11-10")), Some(day("2027-07-21")));
    assert_eq!(calendar.known_until(day("2025-11-10")), None);
    for nation in [Nation::Wales, Nation::Scotland, Nation::NorthernIreland] {
        assert_eq!(Calendar::typical(nation).dates(day("2026-11-10")), Dates::Unknown, "asked for, not guessed");
    }
}

#[test]
fn nobody_counts_school_days_over_a_time_of_which_nothing_is_known() {
    let mut calendar = Calendar::typical(Nation::England);
    let autumn = HalfTerm { name: String::new(), first: day("2028-01-03"), last: day("2028-02-11") };
    calendar.half_terms.push(autumn);
    assert_eq!(calendar.school_days_before(day("2028-01-05"), 2), Some(day("2028-01-03")));
    assert_eq!(calendar.school_days_before(day("2028-01-05"), 3), None, "not in July");
    assert_eq!(calendar.school_days_after(day("2026-12-16"), 3), Some(day("2027-01-04")), "over Christmas");
    assert_eq!(calendar.school_days_after(day("2027-07-20"), 2), None);
    assert_eq!(calendar.next_half_term(day("2027-07-01")), None, "not half a year later");
    assert_eq!(calendar.known_until(day("2026-11-10")), Some(day("2027-07-21")));
}

#[test]
fn half_terms_follow_each_other_and_begin_and_end_on_school_days() {
    let calendar = Calendar::typical(Nation::England);
    assert!(calendar.half_terms.is_sorted_by(|a, b| a.last < b.first));
    for half_term in &calendar.half_terms {
        assert!(
            calendar.is_school_day(half_term.first) && calendar.is_school_day(half_term.last),
            "{}",
            half_term.name
        );
    }
    // Schools in England are open on 190 days, training days not counted: a typical year is near that.
    let first = calendar.half_terms[0].first;
    let open = (0..365).filter(|n| calendar.is_school_day(days_after(first, *n))).count();
    assert!((188..=195).contains(&open), "{open} school days");
}

#[test]
fn weekends_holidays_and_bank_holidays_are_no_school_days() {
    let calendar = Calendar::typical(Nation::England);
    let open = |date: &str| calendar.is_school_day(day(date));
    assert!(open("2026-11-20") && !open("2026-11-21"), "Friday and Saturday");
    assert!(!open("2026-10-28") && !open("2027-05-03"));
}

#[test]
fn the_review_window_is_the_last_ten_school_days() {
    let calendar = Calendar::typical(Nation::England);
    let opens = |n: usize| calendar.review_window_opens(&calendar.half_terms[n]);
    assert_eq!(opens(1), day("2026-12-07"), "two whole weeks");
    assert_eq!(opens(3), day("2027-03-12"), "ends on a Thursday");
    for half_term in &calendar.half_terms {
        let opens = calendar.review_window_opens(half_term);
        let days =
            (0..60).map(|n| days_after(opens, n)).filter(|day| *day <= half_term.last && calendar.is_school_day(*day));
        assert_eq!(days.count(), 10, "{}", half_term.name);
    }
}

#[test]
fn the_window_of_a_short_half_term_is_all_of_it() {
    let mut calendar = Calendar::typical(Nation::England);
    calendar.half_terms[1].first = day("2026-12-14");
    assert_eq!(calendar.review_window_opens(&calendar.half_terms[1]), day("2026-12-14"));
}

#[test]
fn counting_back_skips_closed_days_and_stops_where_the_calendar_begins() {
    let calendar = Calendar::typical(Nation::England);
    assert_eq!(calendar.school_days_before(day("2027-05-05"), 2), Some(day("2027-04-30")), "over the bank holiday");
    assert_eq!(calendar.school_days_before(day("2026-11-02"), 1), Some(day("2026-10-23")), "over half term");
    assert_eq!(calendar.school_days_before(day("2026-09-02"), 1), None);
    assert_eq!(Calendar::default().school_days_before(day("2026-09-02"), 1), None);
    assert_eq!(Calendar::default().half_term(day("2026-09-02")), None);
}

#[test]
fn the_clock_on_the_wall_follows_british_summer_time() {
    let shows = |text: &str| london(at(text)).unwrap().to_string();
    assert_eq!(shows("2026-10-25T00:30:00Z"), "2026-10-25 01:30:00", "still summer time");
    assert_eq!(shows("2026-10-25T01:30:00Z"), "2026-10-25 01:30:00", "the hour comes again");
    assert_eq!(shows("2027-03-28T00:59:00Z"), "2027-03-28 00:59:00");
    assert_eq!(shows("2027-03-28T01:00:00Z"), "2027-03-28 02:00:00");
    assert_eq!(london_day(at("2026-06-30T23:15:00Z")), day("2026-07-01"), "a quarter past midnight in summer");
    assert_eq!(london_day(at("2026-11-30T23:15:00Z")), day("2026-11-30"));
    assert_eq!(london(Moment(i64::MAX)), None);
}

#[test]
fn a_day_ends_at_midnight_in_london_also_when_it_has_23_or_25_hours() {
    assert_eq!(end_of_london_day(at("2026-11-21T08:21:00Z")), at("2026-11-22T00:00:00Z"));
    assert_eq!(end_of_london_day(at("2026-07-01T08:21:00Z")), at("2026-07-01T23:00:00Z"));
    assert_eq!(end_of_london_day(at("2026-10-24T23:00:00Z")), at("2026-10-26T00:00:00Z"), "25 hours later");
    assert_eq!(end_of_london_day(at("2027-03-28T00:00:00Z")), at("2027-03-28T23:00:00Z"), "23 hours later");
}

#[test]
fn days_far_away_do_not_overflow() {
    assert_eq!(days_after(chrono::NaiveDate::MAX, 1), chrono::NaiveDate::MAX);
    assert_eq!(days_before(chrono::NaiveDate::MIN, 1), chrono::NaiveDate::MIN);
}
