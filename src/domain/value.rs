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

impl Moment {
    /// The instant as chrono knows it; `None` outside chrono's range.
    #[must_use]
    pub fn to_utc(self) -> Option<chrono::DateTime<chrono::Utc>> {
        chrono::DateTime::from_timestamp_millis(self.0)
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
    Date(NaiveDate),
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
