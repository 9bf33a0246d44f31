//! School terms, half terms, school days, and what the clock shows in the United Kingdom.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeZone, Weekday};
use chrono_tz::Europe::London;
use serde::{Deserialize, Serialize};

use crate::value::Moment;

/// One half term: the school days from its first to its last, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HalfTerm {
    /// Such as "Autumn 2".
    pub name: String,
    /// Its first school day.
    pub first: NaiveDate,
    /// Its last school day.
    pub last: NaiveDate,
}

impl HalfTerm {
    /// Whether a day falls in it.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        day >= self.first && day <= self.last
    }
}

/// A school's year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Its half terms, in order.
    pub half_terms: Vec<HalfTerm>,
    /// Days within them on which school is closed: bank holidays, training days.
    pub closed: Vec<NaiveDate>,
}

impl Calendar {
    /// A typical year of schools in England, 2026/27, for circles whose school has not given its own dates yet
    /// (kind `term_dates`). Local authorities differ by days and training days are each school's own; the bank
    /// holiday on 3 May 2027 falls in term.
    #[must_use]
    pub fn england_2026_27() -> Self {
        let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let half_term =
            |name: &str, first, last| HalfTerm { name: name.to_owned(), first: day(first), last: day(last) };
        Self {
            half_terms: vec![
                half_term("Autumn 1", (2026, 9, 2), (2026, 10, 23)),
                half_term("Autumn 2", (2026, 11, 2), (2026, 12, 18)),
                half_term("Spring 1", (2027, 1, 4), (2027, 2, 12)),
                half_term("Spring 2", (2027, 2, 22), (2027, 3, 25)),
                half_term("Summer 1", (2027, 4, 12), (2027, 5, 28)),
                half_term("Summer 2", (2027, 6, 7), (2027, 7, 21)),
            ],
            closed: vec![day((2027, 5, 3))],
        }
    }

    /// The half term that a day falls in; between two, the one that comes next, for that is what people plan for.
    #[must_use]
    pub fn half_term(&self, day: NaiveDate) -> Option<&HalfTerm> {
        self.half_terms.iter().find(|half_term| day <= half_term.last)
    }

    /// The half term after the one that [`Calendar::half_term`] names.
    #[must_use]
    pub fn next_half_term(&self, day: NaiveDate) -> Option<&HalfTerm> {
        let now = self.half_term(day)?;
        self.half_terms.iter().find(|half_term| half_term.first > now.last)
    }

    /// Whether school is open on this day.
    #[must_use]
    pub fn is_school_day(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let in_term = self.half_terms.iter().any(|half_term| day >= half_term.first && day <= half_term.last);
        in_term && !weekend && !self.closed.contains(&day)
    }

    /// The day that is `count` school days before `day`; `None` if the calendar does not reach that far back.
    #[must_use]
    pub fn school_days_before(&self, day: NaiveDate, count: u32) -> Option<NaiveDate> {
        /// Further back nobody counts: two years, whatever a calendar says.
        const FURTHEST: u64 = 731;
        let earliest = self.half_terms.first()?.first.max(days_before(day, FURTHEST));
        let mut left = count;
        let mut at = day;
        while left > 0 {
            at = at.pred_opt().filter(|day| *day >= earliest)?;
            left -= u32::from(self.is_school_day(at));
        }
        Some(at)
    }

    /// The day that is `count` school days after `day`; `None` if the calendar does not reach that far.
    #[must_use]
    pub fn school_days_after(&self, day: NaiveDate, count: u32) -> Option<NaiveDate> {
        let latest = self.half_terms.last()?.last;
        let mut left = count;
        let mut at = day;
        while left > 0 {
            at = at.succ_opt().filter(|day| *day <= latest)?;
            left -= u32::from(self.is_school_day(at));
        }
        Some(at)
    }

    /// The last day for which dates are known, of those that go on from this day without a year between.
    #[must_use]
    pub fn known_until(&self, _: NaiveDate) -> Option<NaiveDate> {
        Some(self.half_terms.last()?.last)
    }

    /// The first of the last ten school days of a half term, in which its review is held (A35).
    #[must_use]
    pub fn review_window_opens(&self, half_term: &HalfTerm) -> NaiveDate {
        self.school_days_before(half_term.last, 9).unwrap_or(half_term.first).max(half_term.first)
    }
}

/// The day and the minute that a clock on the wall in the United Kingdom shows.
#[must_use]
pub fn london(moment: Moment) -> Option<chrono::NaiveDateTime> {
    Some(moment.to_utc()?.with_timezone(&London).naive_local())
}

/// The instant at which a clock on the wall in the United Kingdom shows this. In the hour that comes twice, the
/// first; in the hour that is left out, `None`.
#[must_use]
pub fn from_london(time: chrono::NaiveDateTime) -> Option<Moment> {
    use chrono::TimeZone;
    Some(Moment(London.from_local_datetime(&time).earliest()?.timestamp_millis()))
}

/// The day in the United Kingdom.
#[must_use]
pub fn london_day(moment: Moment) -> NaiveDate {
    london(moment).map_or(NaiveDate::MIN, |time| time.date())
}

/// The day that many days later, at the calendar's end the last there is.
#[must_use]
pub fn days_after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

/// The day that many days earlier.
#[must_use]
pub fn days_before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}

/// The instant at which the day of `moment` ends in the United Kingdom: the midnight that follows it.
#[must_use]
pub fn end_of_london_day(moment: Moment) -> Moment {
    end_of_day(london_day(moment))
}

/// The instant at which this day ends in the United Kingdom.
#[must_use]
pub fn end_of_day(day: NaiveDate) -> Moment {
    let midnight = days_after(day, 1).and_time(NaiveTime::MIN);
    // Clocks change at one in the morning, so midnight is always there, once; the calendar's last day has none.
    London.from_local_datetime(&midnight).earliest().map_or(Moment(i64::MAX), |time| Moment(time.timestamp_millis()))
}
