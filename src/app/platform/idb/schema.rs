//! The object stores of our databases. On a version bump rexie deletes every store that is not listed, with all
//! that people typed in it: these lists only ever grow, and each growth raises the version.

use rexie::{ObjectStore, Rexie};
use sync::store::{StoreError, Table};

use crate::platform::js;

/// A database's version and stores.
#[derive(Debug)]
pub(in crate::platform) struct Schema {
    pub(in crate::platform) version: u32,
    pub(in crate::platform) stores: &'static [&'static str],
}

/// What one person keeps on this device. One store per [`Table`], all sealed.
pub(in crate::platform) const PERSON: Schema =
    Schema { version: 2, stores: &["meta", "outbox", "segments", "drafts", "files", "seen", "accepted", "before"] };

/// Who uses this device: envelopes around data keys, and the browser's own keys that open one of them.
pub(in crate::platform) const PROFILES: Schema = Schema { version: 1, stores: &["profiles", "browser_keys", "canary"] };

/// The store of a table. Shipped names never change.
pub(super) fn store_of(table: Table) -> &'static str {
    match table {
        Table::Meta => "meta",
        Table::Outbox => "outbox",
        Table::Segments => "segments",
        Table::Drafts => "drafts",
        Table::Files => "files",
        Table::Seen => "seen",
        Table::Accepted => "accepted",
        Table::Before => "before",
    }
}

/// How long an upgrade may wait for other tabs, in milliseconds.
const PATIENCE: u32 = 5_000;

/// Makes or upgrades a database, by rexie, and closes it again.
pub(super) async fn make(name: &str, schema: &Schema) -> Result<(), StoreError> {
    let mut builder = Rexie::builder(name).version(schema.version);
    for store in schema.stores {
        builder = builder.add_object_store(ObjectStore::new(store));
    }
    // rexie says nothing while an older tab holds the database; it just waits.
    let made = js::timeout(builder.build(), PATIENCE).await.ok_or(StoreError::Blocked)?;
    made.map_err(|_| StoreError::Lost)?.close();
    Ok(())
}

/// Deletes a database with all that is in it.
#[cfg(all(test, target_arch = "wasm32"))]
pub(in crate::platform) async fn delete(name: &str) -> Result<(), StoreError> {
    let deleted = js::timeout(Rexie::delete(name), PATIENCE).await.ok_or(StoreError::Blocked)?;
    deleted.map_err(|_| StoreError::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_a_store_of_its_own() {
        let stores: Vec<_> = Table::ALL.iter().map(|table| store_of(*table)).collect();
        assert_eq!(stores, PERSON.stores);
    }
}
