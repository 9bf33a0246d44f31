//! What a label such as "Wk 3 (9/3)", "2 & 3" or "w/b 5 Jan" says about time. Dates are read as in Britain: day first.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::week_tokens::{Token, Tokens};

/// What the number of a label counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Counts {
    /// Weeks, or nothing was said.
    #[default]
    Weeks,
    /// Lessons or sessions.
    Lessons,
}

/// A day as a label gives it: the year is often missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LabelDate {
    /// The year, where it is written.
    pub year: Option<i32>,
    /// One to twelve.
    pub month: u32,
    /// One to thirty-one; it exists in its month.
    pub day: u32,
}

/// When a row is taught, as far as its label tells. The label itself is always kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekLabel {
    /// The label as it is written.
    pub text: String,
    /// What the numbers count.
    pub counts: Counts,
    /// The first week or lesson.
    pub from: Option<u16>,
    /// The last week or lesson; the same as `from` when there is one only.
    pub to: Option<u16>,
    /// The day it begins.
    pub date: Option<LabelDate>,
    /// The day it ends, where a label gives two.
    pub until: Option<LabelDate>,
    /// What else the label says, such as "bank holiday".
    pub note: String,
}

/// How much a text looks like a label of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    No,
    /// A number alone: a week only where others stand beside it.
    Number,
    /// "Week 3", "Session 2", a date.
    Label,
}

impl LabelDate {
    /// A day that exists. Two-figure years are of this century.
    pub fn new(year: Option<i32>, month: u32, day: u32) -> Option<Self> {
        let year = year.map(|year| if (0..100).contains(&year) { 2000 + year } else { year });
        // A leap year where none is written, so that 29 February may stand.
        NaiveDate::from_ymd_opt(year.unwrap_or(2024), month, day)?;
        year.is_none_or(|year| (1990..2100).contains(&year)).then_some(Self { year, month, day })
    }

    /// The day in the calendar; `year` stands in where none is written.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year.unwrap_or(year), self.month, self.day)
    }

    fn is_monday(self) -> bool {
        self.year.and_then(|year| self.in_year(year)).is_some_and(|day| day.weekday() == Weekday::Mon)
    }
}

impl WeekLabel {
    /// What the text says; the text is kept as it is.
    pub fn read(text: &str) -> Self {
        let mut label = Self { text: text.to_owned(), ..Self::default() };
        let mut tokens = Tokens::of(text);
        tokens.part_glued_week(|date| date.is_monday());
        let dates = tokens.take_dates();
        label.date = dates.first().copied();
        label.until = dates.last().copied().filter(|_| dates.len() > 1);
        tokens.take_beginning();
        if let Some((counts, from, to)) = tokens.take_number() {
            label.counts = counts;
            label.from = Some(from);
            label.to = Some(to);
        }
        label.note = tokens.rest();
        label
    }

    /// The span from this label to a later one, for a cell that covers both.
    #[must_use]
    pub fn through(&self, last: &Self) -> Self {
        if last == self || last.is_empty() {
            return self.clone();
        }
        let one_line = |text: &str| text.replace('\n', " ");
        let notes: Vec<&str> = [&*self.note, &*last.note].into_iter().filter(|note| !note.is_empty()).collect();
        Self {
            text: format!("{} – {}", one_line(&self.text), one_line(&last.text)),
            counts: self.counts,
            from: self.from,
            to: last.to.or(self.to),
            date: self.date,
            until: last.until.or(last.date).or(self.until),
            note: notes.join("; "),
        }
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether neither number nor date could be read from what is written.
    pub fn is_unread(&self) -> bool {
        !self.is_empty() && self.from.is_none() && self.date.is_none()
    }
}

/// Whether a text could be the label of a week or lesson.
pub(crate) fn likeness(text: &str) -> Likeness {
    if text.is_empty() || text.len() > 90 {
        return Likeness::No;
    }
    let label = WeekLabel::read(text);
    if label.is_unread() {
        return Likeness::No;
    }
    let starts = Tokens::of(text).starts_with_label();
    let long = label.note.chars().count() > if starts { 40 } else { 20 };
    if long {
        return Likeness::No;
    }
    let only_number = label.date.is_none() && !text.chars().any(char::is_alphabetic);
    match only_number {
        true => Likeness::Number,
        false if label.from.is_none() && label.note.split_whitespace().count() > 4 => Likeness::No,
        false => Likeness::Label,
    }
}

/// The month a word names, in full or in its first letters.
pub(crate) fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if word == "sept" {
        return Some(9);
    }
    let found = MONTHS.iter().position(|name| *name == word || (word.len() == 3 && name.starts_with(word)))?;
    u32::try_from(found + 1).ok()
}

/// Whether a token is a word that announces a number, and what that number counts.
pub(crate) fn counted(token: &Token) -> Option<Counts> {
    match token.word()? {
        "week" | "weeks" | "wk" | "wks" | "w" => Some(Counts::Weeks),
        "lesson" | "lessons" | "session" | "sessions" | "les" | "sess" | "l" | "s" => Some(Counts::Lessons),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The label in short: numbers, dates and note.
    fn short(text: &str) -> String {
        let label = WeekLabel::read(text);
        assert_eq!(label.text, text);
        let number = match (label.from, label.to) {
            (Some(a), Some(b)) if a == b => format!("{a}"),
            (Some(a), Some(b)) => format!("{a}-{b}"),
            _ => "?".into(),
        };
        let counts = if label.counts == Counts::Lessons { "L" } else { "" };
        let date = |date: Option<LabelDate>| {
            date.map_or(String::new(), |d| {
                format!(" {}.{}.{}", d.day, d.month, d.year.map_or("?".into(), |y| y.to_string()))
            })
        };
        let until = if label.until.is_some() { format!(" to{}", date(label.until)) } else { String::new() };
        let note = if label.note.is_empty() { String::new() } else { format!(" [{}]", label.note) };
        format!("{counts}{number}{}{until}{note}", date(label.date))
    }

    #[test]
    fn labels_of_many_schools() {
        for (text, expected) in [
            ("1", "1"),
            ("1.", "1"),
            ("Wk 3 (9/3)", "3 9.3.?"),
            ("Wk3", "3"),
            ("W3", "3"),
            ("Week 1\n13.4.26", "1 13.4.2026"),
            ("Week 113.4.26", "1 13.4.2026"),
            ("Week 13.4.26", "? 13.4.2026"),
            ("Week 4\n4.5.26\n(Mon – bank holiday)", "4 4.5.2026 [Mon – bank holiday]"),
            ("1\n(w/b 5 Jan)", "1 5.1.?"),
            ("2\n(12 Jan)", "2 12.1.?"),
            ("w/b 5 Jan", "? 5.1.?"),
            ("W/C 5th January 2026", "? 5.1.2026"),
            ("Week beginning 5/1/26", "? 5.1.2026"),
            ("12 Jan", "? 12.1.?"),
            ("Mon 12 Jan", "? 12.1.?"),
            ("Jan 12th, 2026", "? 12.1.2026"),
            ("2026-01-12", "? 12.1.2026"),
            ("2 & 3", "2-3"),
            ("2 and 3", "2-3"),
            ("1, 2 & 3", "1-3"),
            ("Weeks 4-5", "4-5"),
            ("Weeks 4 – 5", "4-5"),
            ("Weeks 2/3", "2-3"),
            ("Week 1 - Week 2", "1-2"),
            ("Week one", "1"),
            ("Session 4", "L4"),
            ("Lesson 2: angles", "L2 [angles]"),
            ("Week 2 Lesson 3", "2 [Lesson 3]"),
            ("Term 1 Week 3", "3 [Term 1]"),
            ("4.5.26 (Mon – bank holiday)", "? 4.5.2026 [Mon – bank holiday]"),
            ("5-9 Jan", "? 5.1.? to 9.1.?"),
            ("5/1/26 – 9/1/26", "? 5.1.2026 to 9.1.2026"),
            ("Week 3 29.2.25", "3 [29.2.25]"),
            ("Assessment week", "? [Assessment week]"),
            ("3 little pigs", "? [3 little pigs]"),
            ("", "?"),
        ] {
            assert_eq!(short(text), expected, "{text:?}");
        }
    }

    #[test]
    fn likeness_tells_labels_from_sentences() {
        for text in ["Week 1\n13.4.26", "w/b 5 Jan", "Session 4", "13.4.26", "Half term 16 Feb", "Wk 3 (9/3)"] {
            assert_eq!(likeness(text), Likeness::Label, "{text}");
        }
        for text in ["1", "2 & 3", "12."] {
            assert_eq!(likeness(text), Likeness::Number, "{text}");
        }
        for text in
            ["", "Expand brackets", "Visit the nature reserve on 28 January if dry", "Booklet p. 4–5", "Quiz /15"]
        {
            assert_eq!(likeness(text), Likeness::No, "{text}");
        }
    }

    #[test]
    fn a_span_keeps_both_labels() {
        let span = WeekLabel::read("Week 2\n20.4.26").through(&WeekLabel::read("Week 3\n27.4.26"));
        assert_eq!((span.from, span.to), (Some(2), Some(3)));
        assert_eq!(span.text, "Week 2 20.4.26 – Week 3 27.4.26");
        assert_eq!(span.until, LabelDate::new(Some(26), 4, 27));
    }
}
