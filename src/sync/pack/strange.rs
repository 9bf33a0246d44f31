//! Records as a newer release may write them, for tests: one of their values is of a variant that is not known here.

use std::collections::BTreeSet;

use domain::field::FieldKey;
use domain::record::{Record, Slot};
use domain::value::Value;

use super::apart::{Found, Unread};

/// The variant that the newer release knows, in place of [`Value::Tags`].
const NEW: u8 = 99;
const KNOWN: u8 = 11;
/// Where it stands: no kind has so many fields.
const FIELD: FieldKey = FieldKey(250);

/// This record with something that this release does not understand.
///
/// # Panics
/// Never: two values of different variants differ.
#[must_use]
pub fn from_a_newer_release(record: &Record) -> Found {
    let mut strange = Unread::of(&with(record, Value::Tags(BTreeSet::new())), true);
    let other = Unread::of(&with(record, Value::Number(0)), true);
    let place = strange.body.iter().zip(&other.body).position(|(one, other)| one != other).expect("they differ");
    assert_eq!(strange.body[place], KNOWN, "the variant's number");
    strange.body[place] = NEW;
    strange.read()
}

/// The same as the newer release reads it, without what only that shows; `None` when it is not one of these.
#[must_use]
pub fn as_the_newer_release_reads(found: &Found) -> Option<Record> {
    let Found::Unread(unread) = found else { return None };
    let places = (0..unread.body.len()).filter(|place| unread.body[*place] == NEW);
    places.into_iter().find_map(|place| {
        let mut known = unread.clone();
        known.body[place] = KNOWN;
        let Found::Read(mut record) = known.read() else { return None };
        record.fields.remove(&FIELD).map(|_| record)
    })
}

fn with(record: &Record, value: Value) -> Record {
    let mut with = record.clone();
    with.fields.insert(FIELD, Slot { value, stamp: None, others: Vec::new() });
    with
}
