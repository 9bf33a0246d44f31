//! Changes made here that the server has accepted: kept for as long as a restored backup may have forgotten them.

use domain::change::Change;
use domain::scope::Revision;
use domain::value::Moment;
use serde::{Deserialize, Serialize};

use super::shapes::Swept;
use super::{Device, META_SWEPT, ONLY, read, written};
use crate::store::{Durability, Key, LocalStore, StoreError, Table, Write};

/// How long an accepted change is kept: 35 days, in milliseconds. Our reasoning: a backup that is older than a month
/// is for an archive, not for going on from.
pub const KEPT_FOR: i64 = 35 * DAY;
/// The most bytes of accepted changes that are kept: 32 MB, the latest first. Our reasoning: at half a kilobyte each,
/// some 60,000; photos are kept as files, and not counted here.
pub const KEPT_BYTES: usize = 32 * 1024 * 1024;
const DAY: i64 = 24 * 60 * 60 * 1_000;

/// An accepted change. Stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) change: Change,
    /// As which revision of its scope it stands.
    pub(super) revision: Revision,
    /// Since when, by the server's clock.
    pub(super) at: Moment,
}

impl Kept {
    pub(super) fn put(&self) -> Result<Write, StoreError> {
        Ok(Write::Append(Table::Accepted, ONLY.to_vec(), written(self)?))
    }
}

impl<S: LocalStore> Device<S> {
    /// Every change that is kept, in the order in which they were accepted.
    pub(super) async fn kept(&self) -> Result<Vec<(u64, Kept)>, StoreError> {
        let rows = self.store.group(Table::Accepted, ONLY).await?;
        rows.iter().map(|(number, bytes)| Ok((*number, read(bytes)?))).collect()
    }

    /// Once a day: lets go of what no backup is old enough to have forgotten.
    pub(super) async fn sweep_kept(&self) -> Result<(), StoreError> {
        let Some(now) = self.last_exchange() else { return Ok(()) };
        let key = Key::new(ONLY, META_SWEPT);
        let swept: Option<Swept> = self.store.get(Table::Meta, &key).await?.map(|row| read(&row)).transpose()?;
        if swept.is_some_and(|Swept(swept)| (swept.0..swept.0.saturating_add(DAY)).contains(&now.0)) {
            return Ok(());
        }
        let mut writes = vec![Write::Put(Table::Meta, key, written(&Swept(now))?)];
        let mut bytes = 0;
        for (number, row) in self.store.group(Table::Accepted, ONLY).await?.iter().rev() {
            bytes += row.len();
            let kept: Kept = read(row)?;
            if bytes > KEPT_BYTES || kept.at.0.saturating_add(KEPT_FOR) < now.0 {
                writes.push(Write::Delete(Table::Accepted, Key::new(ONLY, *number)));
            }
        }
        self.store.commit(writes, Durability::Relaxed).await.map(|_| ())
    }
}
