//! How a day is stored and sent: `2026-11-21`, as chrono writes it. Read here: chrono's own reader of dates knows every
//! way in which a date may be written, which is twelve kilobytes more of the first screen.

use std::fmt;

use chrono::NaiveDate;
use serde::de::{Deserializer, Error, Visitor};
use serde::{Serialize, Serializer};

pub(crate) fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    day.serialize(serializer)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    deserializer.deserialize_str(DayVisitor)
}

struct DayVisitor;

impl Visitor<'_> for DayVisitor {
    type Value = NaiveDate;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a day")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<NaiveDate, E> {
        read(text).ok_or_else(|| E::custom("not a day"))
    }
}

/// The year has a sign where it has more than four digits, or is before the year 0.
fn read(text: &str) -> Option<NaiveDate> {
    let (text, day) = text.rsplit_once('-')?;
    let (year, month) = text.rsplit_once('-')?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::Value;

    proptest! {
        #[test]
        fn every_day_is_read_as_it_was_written(
            days in prop_oneof![
                700_000..800_000,
                NaiveDate::MIN.to_epoch_days()..=NaiveDate::MAX.to_epoch_days(),
            ],
        ) {
            let Some(day) = NaiveDate::from_epoch_days(days) else { return Ok(()) };
            let text = day.to_string();
            prop_assert_eq!(read(&text), Some(day));
            let stored = postcard::to_stdvec(&Value::Date(day)).unwrap();
            prop_assert_eq!(&stored[2..], text.as_bytes(), "as chrono writes it");
            prop_assert_eq!(postcard::from_bytes::<Value>(&stored).unwrap(), Value::Date(day));
        }
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        for text in ["", "2026", "2026-11", "2026-02-30", "2026-13-01", "tomorrow", "2026-11-21T10:00"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
