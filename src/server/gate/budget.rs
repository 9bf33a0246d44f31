//! How much of what one person writes is taken in on one day: everything is kept for ever, in more than one place.

use chrono::NaiveDate;
use domain::change::Change;
use domain::ids::PersonId;
use domain::limits::Weigh;

use crate::db::{DbError, Txn};

/// The most bytes in a day: 64 MB. Our reasoning: somebody who types all day writes one; after a restore a device
/// offers up to 32 MB again. What goes beyond stays on the device, and is taken the next day.
const MOST: u64 = 64 * 1024 * 1024;
/// What is kept of each change besides what it says: its outcome, the audit, their places in order.
const EACH: u64 = 512;

/// What a person may still send today.
pub(super) struct Budget {
    person: PersonId,
    day: NaiveDate,
    sent: u64,
}

impl Budget {
    pub(super) async fn load(txn: &mut dyn Txn, person: PersonId, day: NaiveDate) -> Result<Self, DbError> {
        Ok(Self { person, day, sent: txn.bytes_sent(person, day).await? })
    }

    /// Takes a change's bytes out; `false` when there are not so many left.
    pub(super) fn takes(&mut self, change: &Change) -> bool {
        let after = self.sent.saturating_add(cost(change));
        let fits = after <= MOST;
        if fits {
            self.sent = after;
        }
        fits
    }

    /// Nothing was kept of this one after all.
    pub(super) fn gives_back(&mut self, change: &Change) {
        self.sent = self.sent.saturating_sub(cost(change));
    }

    pub(super) async fn keep(self, txn: &mut dyn Txn) -> Result<(), DbError> {
        txn.put_bytes_sent(self.person, self.day, self.sent).await
    }
}

fn cost(change: &Change) -> u64 {
    EACH + change.weight() as u64
}
