//! Tests over the whole domain, and what they share. Unit tests of one file stand in that file.

use chrono::NaiveDate;

use crate::access::{Membership, Viewer};
use crate::change::{Change, Edit};
use crate::compose::Compose;
use crate::field::{Field, FieldKey, Items};
use crate::ids::{ChangeId, CircleId, ItemId, PersonId, RecordId};
use crate::kind::Kind;
use crate::merge::{Applied, apply};
use crate::record::Record;
use crate::role::{Role, Sensitivity};
use crate::scope::Revision;
use crate::value::{Moment, Value};

mod access;
mod calendar;
mod check;
mod clocks;
mod coverage;
mod duties;
mod duty_grid;
mod giving;
mod golden;
mod grid;
mod history;
mod kinds;
mod kinds_grid;
mod limits;
mod lost_nothing;
mod marks;
mod merge;
mod missing;
mod readers;
mod rules;
mod undo;
mod withheld;
mod worked_out;

pub(crate) fn person(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

pub(crate) fn circle() -> CircleId {
    CircleId::from_bytes([200; 16])
}

pub(crate) fn record_id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

pub(crate) fn item(n: u8) -> ItemId {
    ItemId::from_bytes([n; 16])
}

pub(crate) fn change_id(n: u16) -> ChangeId {
    let [high, low] = n.to_be_bytes();
    let mut bytes = [0; 16];
    bytes[14] = high;
    bytes[15] = low;
    ChangeId::from_bytes(bytes)
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Noon in UTC on that day.
pub(crate) fn noon(text: &str) -> Moment {
    Moment(day(text).and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp_millis())
}

/// A person in the test circle, seeing as far as this.
pub(crate) fn viewer(n: u8, role: Role, ceiling: Sensitivity) -> Viewer {
    let membership = Membership { role, ceiling, from: None, until: None };
    Viewer { person: person(n), memberships: [(circle(), membership)].into(), may_add_pupils: false }
}

/// A record of this kind by person 1, made on 2 November 2026, with what `fill` puts into it.
pub(crate) fn made(kind: Kind, fill: impl FnOnce(Compose<'_>) -> Compose<'_>) -> Record {
    made_by(1, record_id(1), kind, fill)
}

pub(crate) fn made_by(by: u8, id: RecordId, kind: Kind, fill: impl FnOnce(Compose<'_>) -> Compose<'_>) -> Record {
    let begin = Compose::begin(change_id(1), noon("2026-11-02"), kind, circle(), id);
    apply(None, &fill(begin).done(), person(by), Revision(1)).unwrap().record
}

/// The record after a change on 3 November by this person, at this revision.
pub(crate) fn then(record: &Record, by: u8, revision: u16, fill: impl FnOnce(Compose<'_>) -> Compose<'_>) -> Record {
    let compose = Compose::on(change_id(revision), noon("2026-11-03"), record);
    apply(Some(record), &fill(compose).done(), person(by), Revision(u64::from(revision))).unwrap().record
}

/// A change of these edits to this record.
pub(crate) fn change(n: u16, record: &Record, edits: Vec<Edit>) -> Change {
    Change {
        id: change_id(n),
        record: record.id,
        kind: record.kind,
        circle: record.circle,
        made_at: noon("2026-11-03"),
        edits,
    }
}

/// Applies edits that must fit.
pub(crate) fn apply_edits(record: &Record, by: u8, n: u16, edits: Vec<Edit>) -> Applied {
    apply(Some(record), &change(n, record, edits), person(by), Revision(u64::from(n))).unwrap()
}

pub(crate) fn add(list: Field<Items>, id: u8, fields: Vec<(FieldKey, Value)>) -> Edit {
    Edit::AddItem { list: list.key, item: item(id), place: crate::record::Place(vec![id]), fields }
}
