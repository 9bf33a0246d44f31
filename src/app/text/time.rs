//! Days and times as people say them: "10:42", "Friday 13 November", "yesterday".

use chrono::{Datelike, NaiveDate, Timelike, Weekday};
use domain::calendar::london;
use domain::value::Moment;

use crate::paper::is_printing;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

fn month(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}

/// "Friday 13 November".
pub(crate) fn long_day(day: NaiveDate) -> String {
    format!("{} {} {}", weekday(day.weekday()), day.day(), month(day))
}

/// "Friday 13 November 2026".
pub(crate) fn day_with_year(day: NaiveDate) -> String {
    format!("{} {}", long_day(day), day.year())
}

/// "13 November".
pub(crate) fn day_and_month(day: NaiveDate) -> String {
    format!("{} {}", day.day(), month(day))
}

/// "13 Nov".
pub(crate) fn short_day(day: NaiveDate) -> String {
    format!("{} {}", day.day(), &month(day)[..3])
}

/// "Friday 13 Nov".
pub(crate) fn day_of_week(day: NaiveDate) -> String {
    format!("{} {}", weekday(day.weekday()), short_day(day))
}

/// "10:42".
pub(crate) fn clock(moment: Moment) -> String {
    london(moment).map(|time| format!("{}:{:02}", time.hour(), time.minute())).unwrap_or_default()
}

/// "13 November 2026, 10:42": for paper, which is read on another day.
pub(crate) fn full(moment: Moment) -> String {
    let day = london(moment).map(|time| format!("{} {}", day_and_month(time.date()), time.year()));
    day.map(|day| format!("{day}, {}", clock(moment))).unwrap_or_default()
}

/// "10:42", "yesterday 10:42", "13 Nov 10:42", as seen on `today`.
pub(crate) fn when(moment: Moment, today: NaiveDate) -> String {
    if is_printing() {
        return full(moment);
    }
    let Some(time) = london(moment) else { return String::new() };
    let clock = clock(moment);
    match (today - time.date()).num_days() {
        0 => clock,
        1 => format!("yesterday {clock}"),
        _ => format!("{}{} {clock}", short_day(time.date()), year_if_other(time.date(), today)),
    }
}

/// "today", "tomorrow", "yesterday", "Friday 13 Nov", as seen on `today`.
pub(crate) fn day(day: NaiveDate, today: NaiveDate) -> String {
    if is_printing() {
        return format!("{} {}", long_day(day), day.year());
    }
    match (day - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        _ => format!("{}{}", day_of_week(day), year_if_other(day, today)),
    }
}

/// "Friday 13 November", with its year where that is not the year of `today`.
pub(crate) fn long_day_seen(day: NaiveDate, today: NaiveDate) -> String {
    format!("{}{}", long_day(day), year_if_other(day, today))
}

fn year_if_other(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() { String::new() } else { format!(" {}", day.year()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 12).unwrap();
        assert_eq!(long_day(today), "Thursday 12 November");
        let born = NaiveDate::from_ymd_opt(2017, 2, 1).unwrap();
        assert_eq!(long_day_seen(born, today), "Wednesday 1 February 2017");
        assert_eq!(long_day_seen(today, today), "Thursday 12 November");
        assert_eq!(day(born, today), "Wednesday 1 Feb 2017");
        assert_eq!(day(today.succ_opt().unwrap(), today), "tomorrow");
        let morning = Moment(1_794_477_720_000); // 2026-11-12 10:42 UTC
        assert_eq!(clock(morning), "10:02");
        assert_eq!(when(morning, today), "10:02");
        assert_eq!(when(morning, today.succ_opt().unwrap()), "yesterday 10:02");
    }
}
