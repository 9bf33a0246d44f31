//! What a record once was, from the changes it is the sum of.

use domain::limits::Weigh;
use domain::merge::{Unfit, accept};
use domain::record::Record;

use crate::db::{ChangeRow, PastRow};

/// A whole record is kept when the changes since the last one are this part of it: so keeping them takes a few times
/// the room of the changes, and to go on from one costs no more than reading it.
const PART: usize = 4;
/// Or when there were so many.
const MOST_SINCE: usize = 64;

/// The record after each of these changes, which follow `begins`, and the last one whole.
pub(super) fn after_each(begins: Option<Record>, rows: Vec<ChangeRow>) -> (Vec<PastRow>, Option<Record>) {
    let mut past = Vec::with_capacity(rows.len());
    let (mut then, mut since, mut bytes) = (begins, 0, 0);
    for row in rows {
        let Ok(record) = step(then.as_ref(), &row) else { continue };
        since += 1;
        bytes += row.change.weight();
        let keeps = since >= MOST_SINCE || bytes >= record.weight() / PART;
        if keeps {
            (since, bytes) = (0, 0);
        }
        let whole = keeps.then(|| record.clone());
        past.push(PastRow { revision: row.revision, husk: husk(&record), whole });
        then = Some(record);
    }
    (past, then)
}

/// The record after all of these changes.
pub(super) fn last(begins: Option<Record>, rows: Vec<ChangeRow>) -> Option<Record> {
    rows.iter().fold(begins, |then, row| step(then.as_ref(), row).ok().or(then))
}

fn step(then: Option<&Record>, row: &ChangeRow) -> Result<Record, Unfit> {
    accept(then, &row.change, row.author, row.revision, row.at).map(|applied| applied.record)
}

/// The record without its words: all that access looks at.
fn husk(record: &Record) -> Record {
    Record { named: record.named.clone(), fields: Default::default(), lists: Default::default(), ..*record }
}
