//! Everything in memory, for the simulator and quick tests. A transaction holds the whole database; what it
//! wrote is taken back, last first, unless it commits.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::file::FileHash;
use domain::ids::{ChangeId, CircleId, DeviceId, PersonId, RecordId};
use domain::record::Record;
use domain::role::Role;
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use sync::wire::AccessEpoch;
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::*;

/// Writes a row of a map and remembers how to take that back; `None` takes the row out.
macro_rules! write {
    ($txn:expr, $table:ident, $key:expr, $value:expr) => {{
        let key = $key;
        let old = match $value {
            Some(value) => $txn.tables.$table.insert(key.clone(), value),
            None => $txn.tables.$table.remove(&key),
        };
        $txn.undo.push(Box::new(move |tables| {
            match old {
                Some(old) => tables.$table.insert(key, old),
                None => tables.$table.remove(&key),
            };
        }));
    }};
}

/// The same for a set.
macro_rules! mark {
    ($txn:expr, $table:ident, $key:expr, $there:expr) => {{
        let key = $key;
        let was = $txn.tables.$table.contains(&key);
        let set = move |tables: &mut Tables, there: bool| {
            if there {
                tables.$table.insert(key);
            } else {
                tables.$table.remove(&key);
            }
        };
        set(&mut $txn.tables, $there);
        $txn.undo.push(Box::new(move |tables| set(tables, was)));
    }};
}

mod access;
mod audit;
mod files;
mod people;
mod records;
mod sweep;

/// A database in memory.
#[derive(Default, Clone)]
pub struct MemoryDb(Arc<Mutex<Tables>>);

impl MemoryDb {
    /// A database of its own with everything that is in this one.
    pub async fn copied(&self) -> Self {
        Self(Arc::new(Mutex::new(self.0.lock().await.clone())))
    }

    /// What is in a copy takes the place of what is here; but who is who, and where, stays as a journal keeps it.
    pub async fn put_back(&self, copy: &Self) {
        let then = copy.0.lock().await.clone();
        let mut now = self.0.lock().await;
        let (people, sign_ins) = (now.people.clone(), now.sign_ins.clone());
        let (sessions, devices) = (now.sessions.clone(), now.devices.clone());
        *now = Tables { people, sign_ins, sessions, devices, ..then };
    }
}

#[derive(Clone, Default)]
struct Tables {
    settings: BTreeMap<String, Vec<u8>>,
    records: BTreeMap<RecordId, (Record, Roles)>,
    order: BTreeMap<(Scope, Revision), RecordId>,
    heads: BTreeMap<Scope, Head>,
    changes: BTreeMap<(RecordId, Revision), ChangeRow>,
    past: BTreeMap<(RecordId, Revision), PastRow>,
    outcomes: BTreeMap<ChangeId, OutcomeRow>,
    sent: BTreeMap<PersonId, (NaiveDate, u64)>,
    quarantine: BTreeMap<(Moment, ChangeId), QuarantineRow>,
    packs: BTreeMap<(Scope, Role), PackRow>,
    memberships: BTreeMap<RecordId, MembershipRow>,
    of_person: BTreeSet<(PersonId, RecordId)>,
    of_circle: BTreeSet<(CircleId, RecordId)>,
    epochs: BTreeMap<(PersonId, CircleId), AccessEpoch>,
    withdrawn: BTreeMap<(PersonId, RecordId), WithdrawnRow>,
    invitations: BTreeMap<[u8; 32], InvitationRow>,
    used_codes: BTreeMap<[u8; 32], UsedCodeRow>,
    people: BTreeMap<PersonId, PersonRow>,
    sign_ins: BTreeMap<String, (PersonId, String)>,
    sessions: BTreeMap<[u8; 32], SessionRow>,
    devices: BTreeMap<(PersonId, DeviceId), DeviceRow>,
    files: BTreeMap<FileHash, FileRow>,
    uploads: BTreeMap<(FileHash, PersonId), (Moment, u64)>,
    links: BTreeMap<(FileHash, RecordId), LinkRow>,
    audit: Vec<AuditRow>,
}

#[async_trait]
impl Db for MemoryDb {
    async fn write(&self) -> Result<Box<dyn Txn>, DbError> {
        Ok(Box::new(MemoryTxn { tables: self.0.clone().lock_owned().await, undo: Vec::new() }))
    }

    async fn read(&self) -> Result<Box<dyn Txn>, DbError> {
        self.write().await
    }

    async fn backup(&self, _: &Path) -> Result<(), DbError> {
        Err(DbError::NoBackup)
    }

    async fn close(&self) {}
}

type Undo = Box<dyn FnOnce(&mut Tables) + Send>;

/// A transaction on a [`MemoryDb`].
struct MemoryTxn {
    tables: OwnedMutexGuard<Tables>,
    undo: Vec<Undo>,
}

impl Drop for MemoryTxn {
    fn drop(&mut self) {
        while let Some(undo) = self.undo.pop() {
            undo(&mut self.tables);
        }
    }
}

#[async_trait]
impl Txn for MemoryTxn {
    async fn commit(mut self: Box<Self>) -> Result<(), DbError> {
        self.undo.clear();
        Ok(())
    }

    async fn setting(&mut self, name: &str) -> Result<Option<Vec<u8>>, DbError> {
        Ok(self.tables.settings.get(name).cloned())
    }

    async fn put_setting(&mut self, name: &str, value: &[u8]) -> Result<(), DbError> {
        write!(self, settings, name.to_owned(), Some(value.to_owned()));
        Ok(())
    }
}
