//! The demonstration's days: counted from today, so that it is always the middle of a half term.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::calendar::{days_after, days_before, london, london_day};
use domain::value::Moment;

/// Today, and what follows from it.
#[derive(Clone, Copy)]
pub(super) struct Almanac {
    now: Moment,
    pub(super) today: NaiveDate,
}

/// One half term of the demonstration.
pub(super) struct HalfTerm {
    pub(super) name: String,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
}

impl Almanac {
    pub(super) fn from(now: Moment) -> Self {
        Self { now, today: london_day(now) }
    }

    fn monday(self) -> NaiveDate {
        days_before(self.today, u64::from(self.today.weekday().num_days_from_monday()))
    }

    /// The Monday of the half term's week with this number, from 1. Today is in the third.
    pub(super) fn week(self, number: u64) -> NaiveDate {
        days_after(days_before(self.monday(), 14), (number - 1) * 7)
    }

    /// Three half terms: the last one, this one, the next.
    pub(super) fn half_terms(self) -> [HalfTerm; 3] {
        let around = |weeks_before: u64, weeks: u64| {
            let first = days_before(self.week(1), weeks_before * 7);
            HalfTerm { name: name_of(first), first, last: days_after(first, weeks * 7 - 3) }
        };
        let next = days_after(self.week(1), 9 * 7);
        let next = HalfTerm { name: name_of(next), first: next, last: days_after(next, 6 * 7 - 3) };
        [around(9, 8), around(0, 7), next]
    }

    /// The school day that many school days ago; 0 is today, or the last Friday at a weekend.
    pub(super) fn school_day(self, ago: u32) -> NaiveDate {
        let back = |day: NaiveDate| match day.weekday() {
            Weekday::Sun => days_before(day, 2),
            Weekday::Sat => days_before(day, 1),
            _ => day,
        };
        (0..ago).fold(back(self.today), |day, _| back(days_before(day, 1)))
    }

    /// The next school day after so many days.
    pub(super) fn school_day_in(self, days: u64) -> NaiveDate {
        let day = days_after(self.today, days);
        match day.weekday() {
            Weekday::Sat => days_after(day, 2),
            Weekday::Sun => days_after(day, 1),
            _ => day,
        }
    }

    /// When a clock on the wall shows this time on this day; never later than a few minutes ago.
    pub(super) fn past(self, day: NaiveDate, hour: u32, minute: u32) -> Moment {
        let latest = Moment(self.now.0 - 5 * 60 * 1_000);
        self.at(day, hour, minute).min(latest)
    }

    /// When a clock on the wall shows this time on this day.
    pub(super) fn at(self, day: NaiveDate, hour: u32, minute: u32) -> Moment {
        let Some(wall) = day.and_hms_opt(hour, minute, 0) else { return self.now };
        let guess = Moment(wall.and_utc().timestamp_millis());
        let ahead = london(guess).map_or(0, |shown| (shown - wall).num_milliseconds());
        Moment(guess.0 - ahead)
    }
}

fn name_of(first: NaiveDate) -> String {
    let term = match first.checked_add_days(Days::new(14)).map_or(9, |day| day.month()) {
        1 => "Spring 1",
        2 | 3 => "Spring 2",
        4 | 5 => "Summer 1",
        6..=8 => "Summer 2",
        9 | 10 => "Autumn 1",
        _ => "Autumn 2",
    };
    term.to_owned()
}
