//! Days and times: Excel holds them as days since the end of 1899.

use super::{Section, Token};

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
const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// A part of a day or time, as long as it is written in the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    Year(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Digits after the point of the seconds.
    Fraction(usize),
    /// AM or PM, or A or P.
    Half(bool),
    /// All hours, minutes or seconds.
    Elapsed(char, usize),
}

impl DayPart {
    pub(super) fn of(letter: char, length: usize) -> Self {
        match letter {
            'y' => Self::Year(length),
            'm' => Self::Month(length),
            'd' => Self::Day(length),
            'h' => Self::Hour(length),
            _ => Self::Second(length),
        }
    }
}

/// An `m` after hours or before seconds is minutes; a point and zeros after seconds are parts of them.
pub(super) fn settle(tokens: &mut [Token]) {
    use DayPart::{Elapsed, Fraction, Hour, Minute, Month, Second};
    let parts: Vec<(usize, DayPart)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| match token {
            Token::Day(part) if !matches!(part, DayPart::Half(_)) => Some((at, *part)),
            _ => None,
        })
        .collect();
    for (index, (at, part)) in parts.iter().enumerate() {
        let Month(length) = *part else { continue };
        let before = index.checked_sub(1).and_then(|before| parts.get(before)).map(|(_, part)| *part);
        let after = parts.get(index + 1).map(|(_, part)| *part);
        let is_minute =
            matches!(before, Some(Hour(_) | Elapsed('h', _))) || matches!(after, Some(Second(_) | Elapsed('s', _)));
        if is_minute && length <= 2 {
            tokens[*at] = Token::Day(Minute(length));
        }
    }
    let mut at = 0;
    while at < tokens.len() {
        let is_second = at > 0 && matches!(tokens[at - 1], Token::Day(Second(_) | Elapsed('s', _)));
        if tokens[at] == Token::Point && is_second {
            let digits = tokens[at + 1..].iter().take_while(|token| matches!(token, Token::Digit('0'))).count();
            tokens[at] = Token::Day(Fraction(digits));
            tokens[at + 1..=at + digits].fill(Token::Literal(String::new()));
        }
        at += 1;
    }
}

impl Section {
    /// What a number shows as a day; nothing where there is no such day.
    pub(super) fn day(&self, number: f64, from_1904: bool) -> Option<String> {
        let number = if from_1904 { number + 1462.0 } else { number };
        if !(0.0..2_958_466.0).contains(&number) {
            return None;
        }
        let has = |wanted: fn(&DayPart) -> bool| {
            self.tokens.iter().any(|token| matches!(token, Token::Day(part) if wanted(part)))
        };
        let decimals = self.tokens.iter().find_map(|token| match token {
            Token::Day(DayPart::Fraction(digits)) => Some((*digits).min(3)),
            _ => None,
        });
        let steps = 10_f64.powi(i32::try_from(decimals.unwrap_or(0)).unwrap_or(0));
        // A hair less than a second is that second.
        let total = (number * 86_400.0 * steps).round() / steps;
        let days = (total / 86_400.0).floor();
        let left = total - days * 86_400.0;
        let seconds = left.floor();
        let whole = |number: f64| number as i64;
        let (year, month, day) = date(whole(days));
        let (hour, minute, second) = (whole(seconds) / 3600, whole(seconds) / 60 % 60, whole(seconds) % 60);
        let halves = has(|part| matches!(part, DayPart::Half(_)));
        let mut shown = String::new();
        for token in &self.tokens {
            let part = match token {
                Token::Day(part) => part,
                Token::Literal(text) => {
                    shown.push_str(text);
                    continue;
                }
                Token::Point => {
                    shown.push('.');
                    continue;
                }
                Token::Comma => {
                    shown.push(',');
                    continue;
                }
                Token::Over(..) => {
                    shown.push('/');
                    continue;
                }
                _ => continue,
            };
            let padded =
                |number: i64, length: usize| if length > 1 { format!("{number:02}") } else { number.to_string() };
            let month_name = MONTHS[usize::try_from(month - 1).unwrap_or(0).min(11)];
            let day_name = DAYS[usize::try_from((whole(days) + 6).rem_euclid(7)).unwrap_or(0)];
            let text = match *part {
                DayPart::Year(length) if length <= 2 => format!("{:02}", year % 100),
                DayPart::Year(_) => format!("{year:04}"),
                DayPart::Month(3) => month_name[..3].to_owned(),
                DayPart::Month(4) => month_name.to_owned(),
                DayPart::Month(5..) => month_name[..1].to_owned(),
                DayPart::Month(length) => padded(month, length),
                DayPart::Day(3) => day_name[..3].to_owned(),
                DayPart::Day(4..) => day_name.to_owned(),
                DayPart::Day(length) => padded(day, length),
                DayPart::Hour(length) if halves => padded((hour + 11) % 12 + 1, length),
                DayPart::Hour(length) => padded(hour, length),
                DayPart::Minute(length) => padded(minute, length),
                DayPart::Second(length) => padded(second, length),
                DayPart::Fraction(digits) => {
                    let part = ((left - seconds) * steps).round();
                    if digits == 0 { ".".to_owned() } else { format!(".{part:0width$.0}", width = digits.min(3)) }
                }
                DayPart::Half(true) => if hour < 12 { "AM" } else { "PM" }.to_owned(),
                DayPart::Half(false) => if hour < 12 { "A" } else { "P" }.to_owned(),
                DayPart::Elapsed(unit, length) => {
                    let unit = match unit {
                        'h' => 3600.0,
                        'm' => 60.0,
                        _ => 1.0,
                    };
                    format!("{:0length$.0}", (total / unit).floor())
                }
            };
            shown.push_str(&text);
        }
        Some(shown.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Year, month and day of a number of days. Excel counts a 29 February 1900 that never was.
fn date(days: i64) -> (i64, i64, i64) {
    match days {
        0 => (1900, 1, 0),
        60 => (1900, 2, 29),
        // Days since 1 January 1970.
        1..60 => civil(days - 25_568),
        _ => civil(days - 25_569),
    }
}

/// The calendar day of a number of days since 1 January 1970 (Howard Hinnant, "chrono-compatible low-level date
/// algorithms").
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The number that stands for `2026-01-05` or `2026-01-05T09:30:00`.
pub(super) fn number(words: &str) -> Option<f64> {
    let (day, time) = words.split_once(['T', ' ']).unwrap_or((words, ""));
    let mut parts = day.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1900..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468 + 25_569;
    let mut time = time.trim_end_matches('Z').split(':').map(|part| part.parse::<f64>().unwrap_or(0.0));
    let mut next = || time.next().unwrap_or(0.0);
    let seconds = next() * 3600.0 + next() * 60.0 + next();
    let whole = i32::try_from(days).ok()?;
    Some(f64::from(whole) + seconds.clamp(0.0, 86_399.0) / 86_400.0)
}
