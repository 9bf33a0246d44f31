//! Looking at one thing: a file, or the history of a record. Every look is noted, and nobody who writes waits for it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use domain::access::{Action, Subject, allows};
use domain::calendar::london_day;
use domain::change::{Change, Edit};
use domain::field::FieldKey;
use domain::file::FileHash;
use domain::ids::{CircleId, ItemId, RecordId};
use domain::record::Record;
use domain::scope::Revision;
use domain::value::Moment;
use domain::withheld::taken_out;
use sync::wire::{HistoryEntry, HistoryReply};

use super::access::Asker;
use super::pack::off_thread;
use super::{Actor, Gate, GateError, past};
use crate::db::{AuditEntry, DbError, Deed, FileRow, Most, PastRow, Txn};

/// The changes that are looked through at once: a record may have any number.
const PAGE: Most = Most { records: 200, bytes: 512 * 1024 };
/// How many rows of the past are kept in one transaction.
const MOST_AT_ONCE: usize = 64;

impl Gate {
    /// A file that this person may fetch.
    ///
    /// # Errors
    /// [`GateError::NotFound`] when it is not there, or not for them.
    pub async fn file(&self, actor: &Actor, hash: FileHash, now: Moment) -> Result<FileRow, GateError> {
        let mut txn = self.db.read().await?;
        let asker = Asker::load(&mut *txn, actor, london_day(now)).await?;
        let record = link_to(&mut *txn, &asker, hash, usize::MAX).await?;
        let file = txn.file(hash).await?.ok_or(GateError::NotFound)?;
        if record.is_none() && !txn.brought(hash, actor.person()).await? {
            return Err(GateError::NotFound);
        }
        drop(txn);
        if let Some(record) = record {
            self.note(actor, &asker, &record, Deed::Fetched(hash), now).await?;
        }
        Ok(file)
    }

    /// The same, for somebody who only asks whether it is there: no look at anything, and not noted as one.
    ///
    /// # Errors
    /// [`GateError::NotFound`] when it is not there, or not for them.
    pub async fn knows_file(&self, actor: &Actor, hash: FileHash, now: Moment) -> Result<FileRow, GateError> {
        let mut txn = self.db.read().await?;
        let asker = Asker::load(&mut *txn, actor, london_day(now)).await?;
        let file = txn.file(hash).await?.ok_or(GateError::NotFound)?;
        let theirs =
            txn.brought(hash, actor.person()).await? || link_to(&mut *txn, &asker, hash, usize::MAX).await?.is_some();
        theirs.then_some(file).ok_or(GateError::NotFound)
    }

    /// The accepted changes of a record after one of them, as far as this person was allowed to see them happen, and
    /// whether there are more.
    ///
    /// # Errors
    /// [`GateError::NotFound`] when the record is not there, or not for them.
    pub async fn history(
        &self,
        actor: &Actor,
        id: RecordId,
        after: Revision,
        now: Moment,
    ) -> Result<(HistoryReply, bool), GateError> {
        let mut txn = self.db.read().await?;
        let asker = Asker::load(&mut *txn, actor, london_day(now)).await?;
        let record = txn.record(id).await?.filter(|record| looks_back(&asker, record)).ok_or(GateError::NotFound)?;
        let out = taken_out(&asker.viewer, &record, asker.today());
        drop(txn);
        self.work_out(&record).await?;
        let mut txn = self.db.read().await?;
        let (mut entries, mut names) = (Vec::new(), BTreeMap::new());
        let mut before = txn.last_past(id, after).await?.map(|row| row.husk);
        let (mut from, mut more) = (after, true);
        // A page on which they see nothing is not worth an answer.
        while more && entries.is_empty() {
            // A change that came since is seen at the next look.
            let page = txn.some_changes(id, from, record.revision(), PAGE).await?;
            more = page.more;
            let upto = page.changes.last().map_or(from, |row| row.revision);
            let mut husks = txn.past_between(id, from, upto).await?.into_iter().peekable();
            from = upto;
            for row in page.changes {
                let Some(then) = husks.next_if(|husk| husk.revision == row.revision).map(|husk| husk.husk) else {
                    continue;
                };
                let saw = before.as_ref().is_none_or(|record| asker.sees(record));
                if asker.sees(&then) && saw {
                    if let Entry::Vacant(unknown) = names.entry(row.author) {
                        unknown.insert(txn.person(row.author).await?.map(|person| person.name).unwrap_or_default());
                    }
                    let author_name = names.get(&row.author).cloned().unwrap_or_default();
                    let (author, revision, at) = (row.author, row.revision, row.at);
                    let change = without_items(asker.told(&record, before.as_ref(), row.change), &out);
                    if !change.edits.is_empty() {
                        entries.push(HistoryEntry { change, author, author_name, revision, at });
                    }
                }
                before = Some(then);
            }
        }
        drop(txn);
        self.note(actor, &asker, &record, Deed::LookedBack, now).await?;
        Ok((HistoryReply { entries }, more))
    }

    /// The record as it stood after one of its changes.
    ///
    /// # Errors
    /// [`GateError::NotFound`] when it is not there, or was not for them to see then.
    pub async fn record_at(&self, actor: &Actor, id: RecordId, at: Revision, now: Moment) -> Result<Record, GateError> {
        let mut txn = self.db.read().await?;
        let asker = Asker::load(&mut *txn, actor, london_day(now)).await?;
        let current = txn.record(id).await?.filter(|record| looks_back(&asker, record)).ok_or(GateError::NotFound)?;
        drop(txn);
        self.work_out(&current).await?;
        let mut txn = self.db.read().await?;
        let whole = txn.past_at(id, at).await?;
        let rows = txn.changes_between(id, after(whole.as_ref()), at).await?;
        drop(txn);
        let begins = whole.map(|(_, record)| record);
        let then = off_thread(move || past::last(begins, rows)).await?;
        let mut seen = then.filter(|record| asker.sees(record)).ok_or(GateError::NotFound)?;
        for (list, id) in taken_out(&asker.viewer, &current, asker.today()) {
            seen.lists.entry(list).or_default().retain(|item| item.id != id);
        }
        let seen = asker.given(seen);
        self.note(actor, &asker, &current, Deed::LookedBack, now).await?;
        Ok(seen)
    }

    /// Works out what a record once was, after each of its changes, as far as nobody has yet, and keeps it, so that to
    /// look costs what is shown. Whoever writes meanwhile does not wait for it.
    async fn work_out(&self, record: &Record) -> Result<(), GateError> {
        let (id, upto) = (record.id, record.revision());
        let mut txn = self.db.read().await?;
        let last = txn.last_past(id, upto).await?.map_or(Revision(0), |row| row.revision);
        if last >= upto {
            return Ok(());
        }
        let whole = txn.past_at(id, last).await?;
        drop(txn);
        let (mut from, mut more) = (after(whole.as_ref()), true);
        let mut begins = whole.map(|(_, record)| record);
        while more {
            let page = self.db.read().await?.some_changes(id, from, upto, PAGE).await?;
            more = page.more;
            from = page.changes.last().map_or(from, |row| row.revision);
            let (worked_out, then) = off_thread(move || past::after_each(begins, page.changes)).await?;
            begins = then;
            let new: Vec<PastRow> = worked_out.into_iter().filter(|row| row.revision > last).collect();
            for some in new.chunks(MOST_AT_ONCE) {
                let mut txn = self.db.write().await?;
                for row in some {
                    txn.put_past(id, row).await?;
                }
                txn.commit().await?;
            }
        }
        Ok(())
    }

    async fn note(
        &self,
        actor: &Actor,
        asker: &Asker,
        record: &Record,
        deed: Deed,
        now: Moment,
    ) -> Result<(), GateError> {
        let entry = AuditEntry {
            role: asker.role_in(record.circle),
            circle: Some(record.circle),
            record: Some(record.id),
            kind: Some(record.kind),
            ..AuditEntry::of(actor.person(), actor.device, deed, now)
        };
        let mut txn = self.db.write().await?;
        txn.audit(&entry).await?;
        Ok(txn.commit().await?)
    }

    /// Whether this person is in any circle today: only then do they have a reason to bring files.
    ///
    /// # Errors
    /// [`GateError`] when the database fails.
    pub async fn is_in_a_circle(&self, actor: &Actor, now: Moment) -> Result<bool, GateError> {
        let mut txn = self.db.read().await?;
        let asker = Asker::load(&mut *txn, actor, london_day(now)).await?;
        Ok(asker.viewer.memberships.keys().any(|circle| asker.is_in(*circle)))
    }

    /// Whether this person is or was in this circle.
    ///
    /// # Errors
    /// [`GateError`] when the database fails.
    pub async fn was_in_circle(&self, actor: &Actor, circle: CircleId, now: Moment) -> Result<bool, GateError> {
        let mut txn = self.db.read().await?;
        Ok(Asker::load(&mut *txn, actor, london_day(now)).await?.was_in(circle))
    }
}

/// A record that this person sees and that speaks of the file with the right to, among so many.
pub(super) async fn link_to(
    txn: &mut dyn Txn,
    asker: &Asker,
    hash: FileHash,
    most: usize,
) -> Result<Option<Record>, DbError> {
    for link in txn.links_of(hash).await?.into_iter().take(most) {
        let counts = match link.needs {
            None => true,
            Some(person) => txn.brought(hash, person).await?,
        };
        if !counts {
            continue;
        }
        let record = txn.record(link.record).await?;
        let seen = record.filter(|record| asker.sees(record)).map(|record| asker.given(record));
        if seen.as_ref().is_some_and(|record| speaks_of(record, hash)) {
            return Ok(seen);
        }
    }
    Ok(None)
}

fn speaks_of(record: &Record, hash: FileHash) -> bool {
    record.files().iter().any(|file| file.hash == hash || file.thumbnail == Some(hash))
}

/// Whether somebody may look at what became of a record: of one that was taken away, only who may bring it back.
fn looks_back(asker: &Asker, record: &Record) -> bool {
    let writes = || allows(&asker.viewer, Action::Edit, Subject::from(record), asker.today());
    asker.sees(record) && (!record.removed || writes())
}

/// A change without what it says of these items.
fn without_items(mut change: Change, out: &[(FieldKey, ItemId)]) -> Change {
    change.edits.retain(|edit| match edit {
        Edit::Set { at, .. } | Edit::Write { at, .. } | Edit::Choose { at, .. } => {
            !at.item.is_some_and(|item| out.contains(&item))
        }
        Edit::AddItem { list, item, .. }
        | Edit::PlaceItem { list, item, .. }
        | Edit::RemoveItem { list, item }
        | Edit::RestoreItem { list, item } => !out.contains(&(*list, *item)),
        Edit::Create { .. } | Edit::Move { .. } | Edit::Name { .. } | Edit::Remove | Edit::Restore => true,
    });
    change
}

/// The revision of what there is whole.
fn after(whole: Option<&(Revision, Record)>) -> Revision {
    whole.map_or(Revision(0), |(revision, _)| *revision)
}
