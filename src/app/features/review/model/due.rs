//! Across circles: which reviews need a date, which are under way, which are over (A35).

use chrono::NaiveDate;
use domain::calendar::{Calendar, HalfTerm, SchoolDay, days_after};
use domain::duty::Duty;
use domain::ids::RecordId;
use domain::kinds::{progress_review as review, term_dates};
use domain::record::Record;

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Line {
    /// There is none for this half term, and it is time.
    Due(HalfTerm),
    /// There is none for this half term; it is time from this day on.
    Ahead(HalfTerm, NaiveDate),
    /// It is there, and has no day.
    NoDay(RecordId),
    /// It has a day.
    Coming(RecordId),
    /// It was held, and is not closed.
    Held(RecordId),
    /// It is over.
    Past(RecordId),
    /// No half terms are known from some day on: somebody has to give the school's dates.
    NoDates,
}

/// The lines of one circle, in which this waits or comes next.
pub(crate) fn lines(duties: &[Duty], reviews: &[&Record], today: NaiveDate) -> Vec<Line> {
    let proposed = duties.iter().find_map(|duty| Some((duty, duty.missing(review::KIND)?.clone())));
    let line = |(duty, half_term): (&Duty, HalfTerm)| match duty.from {
        from if from <= today => Line::Due(half_term),
        from => Line::Ahead(half_term, from),
    };
    let mut lines: Vec<Line> = proposed.into_iter().map(line).collect();
    let no_dates = |duty: &&Duty| duty.missing(term_dates::KIND).is_some() && duty.from <= today;
    lines.extend(duties.iter().find(no_dates).map(|_| Line::NoDates));
    lines.extend(reviews.iter().map(|record| match record.state {
        review::PROPOSED if review::needs_day(record) => Line::NoDay(record.id),
        review::HELD | review::NOTES_SHARED => Line::Held(record.id),
        review::CLOSED => Line::Past(record.id),
        _ => Line::Coming(record.id),
    }));
    lines
}

fn is_for(reviews: &[&Record], half_term: &HalfTerm) -> bool {
    let last = |record: &&Record| record.get(review::PERIOD_LAST);
    reviews.iter().filter_map(last).any(|day| day >= half_term.first && day <= half_term.last)
}

/// The half term that a new review is for: this one, or the next if this one has its review.
pub(crate) fn half_term_for_new(calendar: &Calendar, reviews: &[&Record], today: NaiveDate) -> HalfTerm {
    let this = calendar.half_term(today);
    let found =
        this.filter(|half_term| !is_for(reviews, half_term)).or_else(|| calendar.next_half_term(today)).or(this);
    // Past the school's dates: six weeks, as half terms are.
    found.cloned().unwrap_or_else(|| HalfTerm { name: String::new(), first: today, last: days_after(today, 42) })
}

/// A likely day: the first school day of the window that is still ahead.
pub(crate) fn suggested_day(calendar: &Calendar, half_term: &HalfTerm, today: NaiveDate) -> NaiveDate {
    let mut day = calendar.review_window_opens(half_term).max(days_after(today, 1));
    while day < half_term.last && calendar.school_day(day) == SchoolDay::Closed {
        day = days_after(day, 1);
    }
    day
}

#[cfg(test)]
mod tests {
    use domain::school_years::Nation;

    use domain::duty;
    use domain::kinds::pupil;

    use super::super::testing::{begun, changed, day, noon, review as begin};
    use super::*;

    #[test]
    fn a_review_is_due_in_its_window_and_only_while_there_is_none() {
        let child = begun(9, pupil::KIND, day(11, 2), |child| child);
        let at = |reviews: &[&Record], today| {
            let records = [reviews, &[&child]].concat();
            lines(&duty::of_circle(&records, &Calendar::typical(Nation::England), today), reviews, today)
        };
        assert!(matches!(at(&[], day(11, 10))[..], [Line::Ahead(_, from)] if from == day(11, 28)));
        assert!(matches!(&at(&[], day(12, 1))[..], [Line::Due(half_term)] if half_term.name == "Autumn 2"));
        let there = begin(5);
        assert_eq!(at(&[&there], day(12, 1)), [Line::NoDay(there.id)]);
        assert_eq!(lines(&[], &[], day(12, 1)), [], "whoever plans no reviews");
        let years_later = NaiveDate::from_ymd_opt(2029, 11, 10).unwrap();
        assert_eq!(at(&[&there], years_later), [Line::NoDates, Line::NoDay(there.id)], "no half term, and it says so");
    }

    #[test]
    fn what_was_held_is_not_coming_up() {
        let stands = |state| Record { state, ..begin(5) };
        let line = |state| lines(&[], &[&stands(state)], day(12, 1)).remove(0);
        assert!(matches!(line(review::PROPOSED), Line::NoDay(_)));
        let has_day = changed(&begin(5), day(11, 28), |it| it.set(review::WHEN, noon(day(12, 8))));
        assert!(matches!(lines(&[], &[&has_day], day(12, 1))[..], [Line::Coming(_)]), "it needs no other day");
        assert!(matches!(line(review::BOOKED), Line::Coming(_)));
        assert!(matches!(line(review::PACK_SHARED), Line::Coming(_)));
        assert!(matches!(line(review::HELD), Line::Held(_)));
        assert!(matches!(line(review::NOTES_SHARED), Line::Held(_)));
        assert!(matches!(line(review::CLOSED), Line::Past(_)));
    }

    #[test]
    fn a_second_new_review_is_for_the_next_half_term() {
        let calendar = Calendar::typical(Nation::England);
        let there = begin(5);
        assert_eq!(half_term_for_new(&calendar, &[], day(12, 1)).name, "Autumn 2");
        assert_eq!(half_term_for_new(&calendar, &[&there], day(12, 1)).name, "Spring 1");
        let late = NaiveDate::from_ymd_opt(2030, 1, 1).unwrap();
        assert_eq!(half_term_for_new(&calendar, &[], late).first, late);
    }

    #[test]
    fn the_day_offered_is_a_school_day_in_the_last_ten() {
        let calendar = Calendar::typical(Nation::England);
        let half_term = calendar.half_term(day(11, 10)).cloned().unwrap();
        assert_eq!(suggested_day(&calendar, &half_term, day(11, 10)), day(12, 7));
        assert_eq!(suggested_day(&calendar, &half_term, day(12, 11)), day(12, 14), "after a Friday comes a Monday");
        let unknown = Calendar::typical(Nation::Scotland);
        let some_weeks = half_term_for_new(&unknown, &[], day(12, 11));
        assert_eq!(suggested_day(&unknown, &some_weeks, day(12, 11)), day(12, 14), "where no dates are known as well");
    }
}
