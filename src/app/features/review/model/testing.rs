//! Records for the tests of this folder.

use chrono::NaiveDate;
use domain::calendar::from_london;
use domain::compose::Compose;
use domain::ids::{ChangeId, CircleId, PersonId, RecordId};
use domain::kind::Kind;
use domain::kinds::progress_review;
use domain::merge::apply;
use domain::record::Record;
use domain::scope::Revision;
use domain::value::Moment;

pub(super) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

pub(super) fn noon(on: NaiveDate) -> Moment {
    from_london(on.and_hms_opt(12, 0, 0).unwrap()).unwrap()
}

pub(super) fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

pub(super) fn person(number: u8) -> PersonId {
    PersonId::from_bytes([number; 16])
}

/// A record begun on a day.
pub(super) fn begun(
    number: u8,
    kind: Kind,
    on: NaiveDate,
    fill: impl FnOnce(Compose<'static>) -> Compose<'static>,
) -> Record {
    let begin =
        Compose::begin(ChangeId::from_bytes([number; 16]), noon(on), kind, CircleId::from_bytes([1; 16]), id(number));
    apply(None, &fill(begin).done(), person(1), Revision(1)).unwrap().record
}

/// The same record after one more change.
pub(super) fn changed(record: &Record, on: NaiveDate, fill: impl for<'a> FnOnce(Compose<'a>) -> Compose<'a>) -> Record {
    let change = fill(Compose::on(ChangeId::from_bytes([200; 16]), noon(on), record)).done();
    apply(Some(record), &change, person(1), Revision(2)).unwrap().record
}

/// The review of the second half of the autumn term.
pub(super) fn review(number: u8) -> Record {
    begun(number, progress_review::KIND, day(11, 28), |compose| {
        compose
            .set(progress_review::HALF_TERM, "Autumn 2".to_owned())
            .set(progress_review::PERIOD_FIRST, day(11, 2))
            .set(progress_review::PERIOD_LAST, day(12, 18))
    })
}
