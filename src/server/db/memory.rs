//! Everything in memory, for the simulator and quick tests. A transaction holds the whole database; what it
//! wrote is taken back, last first, unless it commits.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use domain::file::FileHash;
use domain::ids::{ChangeId, CircleId, DeviceId, PersonId, RecordId};
use domain::limits::Weigh;
use domain::record::Record;
use domain::role::Role;
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use sync::wire::AccessEpoch;
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::*;

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

#[async_trait]
impl RecordRows for MemoryTxn {
    async fn record(&mut self, id: RecordId) -> Result<Option<Record>, DbError> {
        Ok(self.tables.records.get(&id).map(|(record, _)| record.clone()))
    }

    async fn put_record(&mut self, record: &Record, open_to: Roles) -> Result<(), DbError> {
        if let Some((old, _)) = self.tables.records.get(&record.id) {
            let place = (old.scope(), old.revision());
            write!(self, order, place, None);
        }
        write!(self, order, (record.scope(), record.revision()), Some(record.id));
        write!(self, records, record.id, Some((record.clone(), open_to)));
        Ok(())
    }

    async fn records_after(&mut self, scope: Scope, after: Revision, most: Most) -> Result<SomeRecords, DbError> {
        let later = (scope, Revision(after.0.saturating_add(1)))..=(scope, Revision(u64::MAX));
        let ids = self.tables.order.range(later).map(|(_, id)| id);
        Ok(some(ids.filter_map(|id| self.tables.records.get(id)).map(|(record, _)| record), most))
    }

    async fn records_apart(
        &mut self,
        scope: Scope,
        role: Role,
        upto: Revision,
        most: Most,
    ) -> Result<SomeRecords, DbError> {
        let ids = self.tables.order.range((scope, Revision(0))..=(scope, upto)).map(|(_, id)| id);
        let apart = |open_to: &Roles| !open_to.has(role) || open_to.bits() & WITHHOLDS != 0;
        let apart = ids.filter_map(|id| self.tables.records.get(id)).filter(|(_, open_to)| apart(open_to));
        Ok(some(apart.map(|(record, _)| record), most))
    }

    async fn heads(&mut self, scopes: &[Scope]) -> Result<Vec<(Scope, Head)>, DbError> {
        Ok(scopes.iter().filter_map(|scope| Some((*scope, *self.tables.heads.get(scope)?))).collect())
    }

    async fn put_head(&mut self, scope: Scope, head: Head) -> Result<(), DbError> {
        write!(self, heads, scope, Some(head));
        Ok(())
    }

    async fn append(&mut self, entry: &ChangeRow) -> Result<(), DbError> {
        write!(self, changes, (entry.change.record, entry.revision), Some(entry.clone()));
        Ok(())
    }

    async fn changes_between(
        &mut self,
        record: RecordId,
        after: Revision,
        upto: Revision,
    ) -> Result<Vec<ChangeRow>, DbError> {
        let between = self.tables.changes.range((record, Revision(0))..=(record, upto));
        Ok(between.filter(|((_, revision), _)| *revision > after).map(|(_, row)| row.clone()).collect())
    }

    async fn past_of(&mut self, record: RecordId) -> Result<Vec<PastRow>, DbError> {
        let all = self.tables.past.range((record, Revision(0))..=(record, Revision(u64::MAX)));
        Ok(all.map(|(_, row)| PastRow { whole: None, ..row.clone() }).collect())
    }

    async fn past_at(&mut self, record: RecordId, upto: Revision) -> Result<Option<(Revision, Record)>, DbError> {
        let mut until = self.tables.past.range((record, Revision(0))..=(record, upto)).rev();
        Ok(until.find_map(|(_, row)| Some((row.revision, row.whole.clone()?))))
    }

    async fn put_past(&mut self, record: RecordId, row: &PastRow) -> Result<(), DbError> {
        if !self.tables.past.contains_key(&(record, row.revision)) {
            write!(self, past, (record, row.revision), Some(row.clone()));
        }
        Ok(())
    }

    async fn outcome(&mut self, change: ChangeId) -> Result<Option<OutcomeRow>, DbError> {
        Ok(self.tables.outcomes.get(&change).cloned())
    }

    async fn put_outcome(&mut self, change: ChangeId, row: &OutcomeRow) -> Result<(), DbError> {
        write!(self, outcomes, change, Some(row.clone()));
        Ok(())
    }

    async fn quarantine(&mut self, row: &QuarantineRow) -> Result<(), DbError> {
        write!(self, quarantine, (row.at, row.change.id), Some(row.clone()));
        Ok(())
    }

    async fn quarantined(&mut self) -> Result<Vec<QuarantineRow>, DbError> {
        Ok(self.tables.quarantine.values().cloned().collect())
    }

    async fn pack(&mut self, scope: Scope, role: Role) -> Result<Option<PackRow>, DbError> {
        Ok(self.tables.packs.get(&(scope, role)).cloned())
    }

    async fn put_pack(&mut self, scope: Scope, role: Role, pack: &PackRow) -> Result<(), DbError> {
        write!(self, packs, (scope, role), Some(pack.clone()));
        Ok(())
    }
}

#[async_trait]
impl AccessRows for MemoryTxn {
    async fn memberships_of(&mut self, person: PersonId) -> Result<Vec<MembershipRow>, DbError> {
        let tables = &*self.tables;
        let from = (person, RecordId::from_bytes([0; 16]));
        let own = tables.of_person.range(from..).take_while(|(whose, _)| *whose == person);
        Ok(own.filter_map(|(_, record)| tables.memberships.get(record)).cloned().collect())
    }

    async fn members_of(&mut self, circle: CircleId) -> Result<Vec<MembershipRow>, DbError> {
        let tables = &*self.tables;
        let from = (circle, RecordId::from_bytes([0; 16]));
        let own = tables.of_circle.range(from..).take_while(|(whose, _)| *whose == circle);
        Ok(own.filter_map(|(_, record)| tables.memberships.get(record)).cloned().collect())
    }

    async fn put_membership(&mut self, row: &MembershipRow) -> Result<(), DbError> {
        self.end_membership(row.record).await?;
        mark!(self, of_person, (row.person, row.record), true);
        mark!(self, of_circle, (row.circle, row.record), true);
        write!(self, memberships, row.record, Some(row.clone()));
        Ok(())
    }

    async fn end_membership(&mut self, record: RecordId) -> Result<(), DbError> {
        if let Some(old) = self.tables.memberships.get(&record).cloned() {
            mark!(self, of_person, (old.person, record), false);
            mark!(self, of_circle, (old.circle, record), false);
            write!(self, memberships, record, None);
        }
        Ok(())
    }

    async fn epochs_of(&mut self, person: PersonId) -> Result<Vec<(CircleId, AccessEpoch)>, DbError> {
        let from = (person, CircleId::from_bytes([0; 16]));
        let own = self.tables.epochs.range(from..).take_while(|((whose, _), _)| *whose == person);
        Ok(own.map(|((_, circle), epoch)| (*circle, *epoch)).collect())
    }

    async fn put_epoch(&mut self, person: PersonId, circle: CircleId, epoch: AccessEpoch) -> Result<(), DbError> {
        write!(self, epochs, (person, circle), Some(epoch));
        Ok(())
    }

    async fn withdrawn_from(&mut self, person: PersonId) -> Result<Vec<WithdrawnRow>, DbError> {
        let from = (person, RecordId::from_bytes([0; 16]));
        let own = self.tables.withdrawn.range(from..).take_while(|((whose, _), _)| *whose == person);
        Ok(own.map(|(_, row)| *row).collect())
    }

    async fn withdraw(&mut self, person: PersonId, row: &WithdrawnRow) -> Result<(), DbError> {
        write!(self, withdrawn, (person, row.record), Some(*row));
        Ok(())
    }

    async fn see_again(&mut self, person: PersonId, record: RecordId) -> Result<(), DbError> {
        write!(self, withdrawn, (person, record), None);
        Ok(())
    }

    async fn invitation(&mut self, code: &[u8; 32]) -> Result<Option<InvitationRow>, DbError> {
        Ok(self.tables.invitations.get(code).copied())
    }

    async fn put_invitation(&mut self, code: &[u8; 32], row: &InvitationRow) -> Result<(), DbError> {
        self.end_invitation(row.record).await?;
        write!(self, invitations, *code, Some(*row));
        Ok(())
    }

    async fn end_invitation(&mut self, record: RecordId) -> Result<(), DbError> {
        let code = self.tables.invitations.iter().find(|(_, row)| row.record == record).map(|(code, _)| *code);
        if let Some(code) = code {
            write!(self, invitations, code, None);
        }
        Ok(())
    }

    async fn used_code(&mut self, code: &[u8; 32]) -> Result<Option<UsedCodeRow>, DbError> {
        Ok(self.tables.used_codes.get(code).copied())
    }

    async fn put_used_code(&mut self, code: &[u8; 32], row: &UsedCodeRow) -> Result<(), DbError> {
        if !self.tables.used_codes.contains_key(code) {
            write!(self, used_codes, *code, Some(*row));
        }
        Ok(())
    }
}

#[async_trait]
impl PeopleRows for MemoryTxn {
    async fn person(&mut self, id: PersonId) -> Result<Option<PersonRow>, DbError> {
        Ok(self.tables.people.get(&id).cloned())
    }

    async fn put_person(&mut self, row: &PersonRow) -> Result<(), DbError> {
        write!(self, people, row.id, Some(row.clone()));
        Ok(())
    }

    async fn people_count(&mut self) -> Result<u64, DbError> {
        Ok(self.tables.people.len() as u64)
    }

    async fn sign_in(&mut self, name: &str) -> Result<Option<(PersonId, String)>, DbError> {
        Ok(self.tables.sign_ins.get(name).cloned())
    }

    async fn sign_in_of(&mut self, person: PersonId) -> Result<Option<(String, String)>, DbError> {
        let theirs = self.tables.sign_ins.iter().find(|(_, (whose, _))| *whose == person);
        Ok(theirs.map(|(name, (_, password))| (name.clone(), password.clone())))
    }

    async fn put_sign_in(&mut self, name: &str, person: PersonId, password: &str) -> Result<bool, DbError> {
        if self.tables.sign_ins.get(name).is_some_and(|(whose, _)| *whose != person) {
            return Ok(false);
        }
        write!(self, sign_ins, name.to_owned(), Some((person, password.to_owned())));
        Ok(true)
    }

    async fn session(&mut self, token: &[u8; 32]) -> Result<Option<SessionRow>, DbError> {
        Ok(self.tables.sessions.get(token).copied())
    }

    async fn put_session(&mut self, token: &[u8; 32], row: &SessionRow) -> Result<(), DbError> {
        write!(self, sessions, *token, Some(*row));
        Ok(())
    }

    async fn end_session(&mut self, token: &[u8; 32]) -> Result<(), DbError> {
        write!(self, sessions, *token, None);
        Ok(())
    }

    async fn end_sessions_of(&mut self, person: PersonId) -> Result<u64, DbError> {
        let theirs = |(token, row): (&[u8; 32], &SessionRow)| (row.person == person).then_some(*token);
        let tokens: Vec<[u8; 32]> = self.tables.sessions.iter().filter_map(theirs).collect();
        for token in &tokens {
            self.end_session(token).await?;
        }
        Ok(tokens.len() as u64)
    }

    async fn device_secret(&mut self, person: PersonId, device: DeviceId) -> Result<Option<[u8; 32]>, DbError> {
        Ok(self.tables.devices.get(&(person, device)).map(|row| row.secret))
    }

    async fn put_device(&mut self, person: PersonId, row: &DeviceRow) -> Result<(), DbError> {
        if !self.tables.devices.contains_key(&(person, row.device)) {
            write!(self, devices, (person, row.device), Some(*row));
        }
        Ok(())
    }

    async fn devices_of(&mut self, person: PersonId) -> Result<Vec<DeviceRow>, DbError> {
        let from = (person, DeviceId::from_bytes([0; 16]));
        let own = self.tables.devices.range(from..).take_while(|((whose, _), _)| *whose == person);
        Ok(own.map(|(_, row)| *row).collect())
    }
}

#[async_trait]
impl FileRows for MemoryTxn {
    async fn file(&mut self, hash: FileHash) -> Result<Option<FileRow>, DbError> {
        Ok(self.tables.files.get(&hash).cloned())
    }

    async fn put_file(&mut self, row: &FileRow, by: PersonId, at: Moment) -> Result<(), DbError> {
        if !self.tables.files.contains_key(&row.hash) {
            write!(self, files, row.hash, Some(row.clone()));
        }
        if !self.tables.uploads.contains_key(&(row.hash, by)) {
            write!(self, uploads, (row.hash, by), Some((at, row.bytes)));
        }
        Ok(())
    }

    async fn brought(&mut self, hash: FileHash, by: PersonId) -> Result<bool, DbError> {
        Ok(self.tables.uploads.contains_key(&(hash, by)))
    }

    async fn bytes_brought(&mut self, by: PersonId, since: Moment) -> Result<u64, DbError> {
        let own = self.tables.uploads.iter().filter(|((_, whose), (at, _))| *whose == by && *at >= since);
        Ok(own.map(|(_, (_, bytes))| bytes).sum())
    }

    async fn link_file(&mut self, link: &LinkRow) -> Result<(), DbError> {
        write!(self, links, (link.hash, link.record), Some(*link));
        Ok(())
    }

    async fn links_of(&mut self, hash: FileHash) -> Result<Vec<LinkRow>, DbError> {
        let from = (hash, RecordId::from_bytes([0; 16]));
        let own = self.tables.links.range(from..).take_while(|((which, _), _)| *which == hash);
        Ok(own.map(|(_, link)| *link).collect())
    }
}

#[async_trait]
impl AuditRows for MemoryTxn {
    async fn audit(&mut self, entry: &AuditEntry) -> Result<(), DbError> {
        let before = self.tables.audit.last().map(|row| row.hash);
        self.tables.audit.push(AuditRow::after(before, entry)?);
        self.undo.push(Box::new(|tables| {
            tables.audit.pop();
        }));
        Ok(())
    }

    async fn audit_chain(&mut self) -> Result<Vec<AuditRow>, DbError> {
        Ok(self.tables.audit.clone())
    }
}

#[async_trait]
impl SweepRows for MemoryTxn {
    async fn end_sessions_before(&mut self, now: Moment) -> Result<u64, DbError> {
        let ended = self.tables.sessions.iter().filter(|(_, row)| row.expires <= now).map(|(token, _)| *token);
        let ended: Vec<[u8; 32]> = ended.collect();
        for token in &ended {
            write!(self, sessions, *token, None);
        }
        Ok(ended.len() as u64)
    }

    async fn end_invitations_before(&mut self, made: Moment) -> Result<u64, DbError> {
        let old = self.tables.invitations.iter().filter(|(_, row)| row.at < made).map(|(code, _)| *code);
        let old: Vec<[u8; 32]> = old.collect();
        for code in &old {
            write!(self, invitations, *code, None);
        }
        Ok(old.len() as u64)
    }
}

fn some<'a>(records: impl Iterator<Item = &'a Record>, most: Most) -> SomeRecords {
    let (mut some, mut bytes) = (SomeRecords::default(), 0);
    for record in records {
        if some.records.len() >= most.records as usize || bytes >= most.bytes {
            some.more = true;
            break;
        }
        bytes += record.weight();
        some.records.push(record.clone());
    }
    some
}
