//! School terms, half terms, school days, and what the clock shows in the United Kingdom.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeZone, Weekday};
use chrono_tz::Europe::London;

use crate::school_years::{self, Nation};
use crate::value::Moment;

/// One half term: the school days from its first to its last, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// The longest holiday between two half terms, in days: in Northern Ireland July and August, and a few days more. Where
/// no half term begins within so many days, nobody knows what comes.
const LONGEST_HOLIDAY: i64 = 70;

/// A school's half terms, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Its half terms, in order.
    pub half_terms: Vec<HalfTerm>,
    /// Days within them on which school is closed: bank holidays, training days.
    pub closed: Vec<NaiveDate>,
    /// The last day that the school's own dates tell of; all later ones are typical of the nation.
    pub own_until: Option<NaiveDate>,
    /// The nation whose typical dates follow where the school's own end.
    pub nation: Option<Nation>,
}

/// What is known of school on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// The school's own dates.
    Own,
    /// What is typical of this nation; the school's own may differ by days.
    Typical(Nation),
    /// Nothing: ask.
    Unknown,
}

/// Whether school is open on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchoolDay {
    /// It is.
    Open,
    /// It is not: a weekend, a holiday, a closed day.
    Closed,
    /// Nobody has said.
    Unknown,
}

impl Calendar {
    /// The years that are typical of a nation, where they are known: see [`crate::school_years`].
    #[must_use]
    pub fn typical(nation: Nation) -> Self {
        let (half_terms, closed) = school_years::typical(nation);
        Self { half_terms, closed, own_until: None, nation: Some(nation) }
    }

    /// What is known of school on this day.
    #[must_use]
    pub fn dates(&self, day: NaiveDate) -> Dates {
        match (self.half_term(day), self.nation) {
            (Some(half_term), _) if self.own_until.is_some_and(|until| half_term.last <= until) => Dates::Own,
            (Some(_), Some(nation)) => Dates::Typical(nation),
            (Some(_), None) => Dates::Own,
            (None, _) => Dates::Unknown,
        }
    }

    /// The last day from which the calendar tells what comes, going on from this day: behind it, where it tells nothing of
    /// this day any more. `None` where it tells nothing of any day until now.
    #[must_use]
    pub fn known_until(&self, day: NaiveDate) -> Option<NaiveDate> {
        let mut until = None;
        for half_term in &self.half_terms {
            let from = until.map_or(day, |until: NaiveDate| until.max(day));
            if half_term.last >= day && !is_near(from, half_term) {
                break;
            }
            until = Some(half_term.last);
        }
        until
    }

    /// The half term that a day falls in; between two, the one that comes next, for that is what people plan for. `None`
    /// where no dates are known for that day: [`Dates::Unknown`].
    #[must_use]
    pub fn half_term(&self, day: NaiveDate) -> Option<&HalfTerm> {
        self.half_terms.iter().find(|half_term| day <= half_term.last).filter(|half_term| is_near(day, half_term))
    }

    /// The first half term that begins after this day, where it is known.
    #[must_use]
    pub fn half_term_after(&self, day: NaiveDate) -> Option<&HalfTerm> {
        self.half_terms.iter().find(|half_term| half_term.first > day).filter(|half_term| is_near(day, half_term))
    }

    /// The half term after the one that [`Calendar::half_term`] names.
    #[must_use]
    pub fn next_half_term(&self, day: NaiveDate) -> Option<&HalfTerm> {
        self.half_term_after(self.half_term(day)?.last)
    }

    /// Whether school is open on this day, as far as anybody knows.
    #[must_use]
    pub fn school_day(&self, day: NaiveDate) -> SchoolDay {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        match self.half_term(day) {
            _ if weekend || self.closed.contains(&day) => SchoolDay::Closed,
            Some(half_term) if half_term.holds(day) => SchoolDay::Open,
            Some(_) => SchoolDay::Closed,
            None => SchoolDay::Unknown,
        }
    }

    /// Whether it is known that school is open on this day.
    #[must_use]
    pub fn is_school_day(&self, day: NaiveDate) -> bool {
        self.school_day(day) == SchoolDay::Open
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
            left -= self.counts(at)?;
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
            left -= self.counts(at)?;
        }
        Some(at)
    }

    /// As how many school days a day counts; `None` where nobody knows.
    fn counts(&self, day: NaiveDate) -> Option<u32> {
        match self.school_day(day) {
            SchoolDay::Open => Some(1),
            SchoolDay::Closed => Some(0),
            SchoolDay::Unknown => None,
        }
    }

    /// The first of the last ten school days of a half term, in which its review is held (A35).
    #[must_use]
    pub fn review_window_opens(&self, half_term: &HalfTerm) -> NaiveDate {
        self.school_days_before(half_term.last, 9).unwrap_or(half_term.first).max(half_term.first)
    }
}

/// Whether a half term has begun by this day, or begins after no more than a holiday.
fn is_near(day: NaiveDate, half_term: &HalfTerm) -> bool {
    half_term.first.signed_duration_since(day).num_days() <= LONGEST_HOLIDAY
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
