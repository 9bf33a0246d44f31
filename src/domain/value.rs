//! Values of fields, and the moments that people's clocks showed.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::file::FileFact;
use crate::ids::{PersonId, RecordId};

/// An instant, in milliseconds since 1970 UTC. From a device it is what that device's clock showed: to be
/// displayed and kept for audit, never to order anything (promise S6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment(pub i64);

/// Two clocks that differ by no more than this, in milliseconds, say the same: 5 minutes, a slow line included.
const SAME_CLOCK: i64 = 5 * 60 * 1000;

impl Moment {
    /// Whether two clocks that show these say the same, give or take what a line and a sleepy device cost.
    #[must_use]
    pub fn is_about(self, other: Moment) -> bool {
        self.0.abs_diff(other.0) <= SAME_CLOCK.unsigned_abs()
    }

    /// The instant as chrono knows it; `None` outside chrono's range.
    #[must_use]
    pub fn to_utc(self) -> Option<chrono::DateTime<chrono::Utc>> {
        chrono::DateTime::from_timestamp_millis(self.0)
    }
}

/// What the clock of a device says of when something was written, beside when the server received it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// When it was received.
    Then,
    /// A while before: the device had no network.
    Earlier(Moment),
    /// Nothing: that clock is ahead of the server's, or behind by more than any device is away.
    Doubtful,
}

/// How long a device may have been away before what its clock says is doubted, in milliseconds: 60 days. Our reasoning:
/// tablets are offline for weeks (design, section 10), not for a term.
const LONGEST_AWAY: i64 = 60 * 24 * 60 * 60 * 1000;

impl Written {
    /// What a device's clock says of what the server received then.
    #[must_use]
    pub fn of(clock: Moment, received: Moment) -> Self {
        let before = received.0.saturating_sub(clock.0);
        match clock {
            _ if clock.is_about(received) => Written::Then,
            _ if (0..=LONGEST_AWAY).contains(&before) => Written::Earlier(clock),
            _ => Written::Doubtful,
        }
    }
}

/// What one field holds. Stored and sent: add variants at the end only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Value {
    /// Nothing, after something was taken out.
    Empty,
    /// A short text on one line. Merges as a whole.
    Line(String),
    /// A longer text. Merges passage by passage.
    Prose(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A calendar day in the United Kingdom.
    Date(#[serde(with = "crate::day_text")] NaiveDate),
    /// An instant.
    Moment(Moment),
    /// One of the choices that the field's declaration lists, by its place there.
    Choice(u8),
    /// A person.
    Person(PersonId),
    /// Another record in the same circle.
    Record(RecordId),
    /// A file.
    File(FileFact),
    /// Several short texts, in no order.
    Tags(BTreeSet<String>),
}

impl Value {
    /// Whether a person would say that nothing is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Empty => true,
            Value::Line(text) | Value::Prose(text) => text.trim().is_empty(),
            Value::Tags(tags) => tags.is_empty(),
            _ => false,
        }
    }

    /// The words in this value, for search and for printing as plain text; empty when it holds none.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Value::Line(text) | Value::Prose(text) => text.clone(),
            Value::Tags(tags) => tags.iter().cloned().collect::<Vec<_>>().join(", "),
            Value::File(file) => file.name.clone(),
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        }
    }
}
