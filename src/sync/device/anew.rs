//! The server begins another life: it was put back to an earlier day and has forgotten what came after. What this
//! device holds stays in sight until the present life has it again, and what it wrote is offered again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::ids::{CircleId, RecordId};
use domain::order::gathered;
use domain::record::Record;
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use futures::future::try_join;
use serde::{Deserialize, Serialize};

use super::adopt::{Adopted, StoredSegment, listed};
use super::kept::KEPT_FOR;
use super::outbox::files_of;
use super::shapes::Cursors;
use super::{
    Base, Device, Entry, EntryState, FileState, Identity, META_CURSORS, META_HELD, META_IDENTITY, ONLY, Offered, State,
};
use super::{read, written};
use crate::pack::{self, Found};
use crate::store::{Durability, Key, LocalStore, StoreError, Table, Write};
use crate::wire::{Again, Outcome, ServerEpoch, SyncReply};

/// What is held from an earlier life of the server. Stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Held {
    /// Since when the server's life is that followed the one this device knew, by the server's clock.
    pub(super) began: Moment,
    /// Since when this device knows of it, by the same clock.
    pub(super) since: Moment,
    /// Of which scopes records are held.
    pub(super) scopes: Vec<Scope>,
}

impl Held {
    fn is_over(&self, now: Moment) -> bool {
        self.since.0.saturating_add(KEPT_FOR) < now.0
    }
}

/// Whether an earlier life's record is shown, and not the present one's: that one has not come back yet, or nobody
/// has touched it in this life, nor in one between the two that this device slept through. Whatever is new is always shown.
fn is_ahead(before: &Record, now: Option<&Record>, began: Moment) -> bool {
    let is_untouched = |now: &Record| now.received.is_none_or(|at| at < began) && now.received <= before.received;
    now.is_none_or(|now| is_untouched(now) && now.revision() < before.revision())
}

/// The same where either may not be understood: then nobody here knows who touched it when, and whatever the present
/// life has is shown, or said to be there.
fn stays_ahead(before: &Found, now: Option<&Found>, began: Moment) -> bool {
    match (before, now) {
        (_, None) => true,
        (Found::Read(before), Some(Found::Read(now))) => is_ahead(before, Some(now), began),
        _ => false,
    }
}

impl<S: LocalStore> Device<S> {
    pub(super) async fn stored_held(&self) -> Result<(Option<ServerEpoch>, Option<Held>), StoreError> {
        let (identity, held) = (Key::new(ONLY, META_IDENTITY), Key::new(ONLY, META_HELD));
        let rows = try_join(self.store.get(Table::Meta, &identity), self.store.get(Table::Meta, &held));
        let (identity, held) = rows.await?;
        let identity: Option<Identity> = identity.map(|row| read(&row)).transpose()?;
        Ok((identity.and_then(|identity| identity.server), held.map(|row| read(&row)).transpose()?))
    }

    /// Moves to the server's present life, in one commit: cursors go back to the beginning, records stay in sight as
    /// what was there before, and everything that was made here goes back to waiting, what was accepted first.
    pub(super) async fn begin_anew(&self, reply: &SyncReply) -> Result<Adopted, StoreError> {
        let (mut cursors, outbox, identity) = {
            let state = self.state.borrow();
            (state.cursors.clone(), state.outbox.clone(), state.identity)
        };
        let mut writes = Vec::new();
        let again = |change, former| {
            let state = EntryState::Again(Offered { former, since: reply.server_time });
            Entry { change, state }
        };
        let kept = self.kept().await?;
        let mut offered: Vec<Entry> =
            kept.into_iter().map(|(_, kept)| again(kept.change, Some(kept.revision))).collect();
        let mut moved = Vec::new();
        for (number, entry) in &outbox {
            let former = match &entry.state {
                EntryState::Waiting | EntryState::Answered(Outcome::Quarantined { .. }) => None,
                EntryState::Again(offered) => offered.former,
                EntryState::Answered(Outcome::Accepted { revision, .. }) => Some(*revision),
                EntryState::Answered(Outcome::Refused { .. }) => continue,
            };
            offered.push(again(entry.change.clone(), former));
            moved.push(*number);
        }
        for entry in &offered {
            writes.push(Write::Append(Table::Outbox, ONLY.to_vec(), written(entry)?));
        }
        // There are later rows now: these numbers are not given again.
        writes.extend(moved.iter().map(|number| Write::Delete(Table::Outbox, Key::new(ONLY, *number))));
        writes.push(Write::DeleteGroup(Table::Accepted, ONLY.to_vec()));
        writes.extend(self.files_to_offer(&offered).await?);
        let mut scopes = Vec::new();
        for (scope, (access, upto)) in &mut cursors {
            *upto = Revision(0);
            let records = self.last_known(*scope).await?;
            writes.push(Write::DeleteGroup(Table::Segments, scope.key()));
            writes.push(Write::DeleteGroup(Table::Before, scope.key()));
            if !records.is_empty() {
                scopes.push(*scope);
                let packed = pack::pack_found(&records.values().collect::<Vec<_>>(), pack::compress);
                let row = written(&StoredSegment { access: *access, packed })?;
                writes.push(Write::Append(Table::Before, scope.key(), row));
            }
        }
        let held = Held { began: reply.began, since: reply.server_time, scopes };
        let identity = Identity { server: Some(reply.server), last_exchange: Some(reply.server_time), ..identity };
        writes.push(State { identity, ..State::empty(identity.device) }.put_identity()?);
        writes.push(Write::Put(Table::Meta, Key::new(ONLY, META_CURSORS), written(&Cursors(listed(&cursors)))?));
        writes.push(Write::Put(Table::Meta, Key::new(ONLY, META_HELD), written(&held)?));
        let numbers = self.store.commit(writes, Durability::Strict).await?;

        {
            let mut state = self.state.borrow_mut();
            for number in moved {
                state.outbox.remove(&number);
            }
            state.outbox.extend(numbers.into_iter().zip(offered));
            (state.identity, state.cursors, state.held) = (identity, cursors, Some(held));
            state.put_off.clear();
            state.circles.clear();
            state.views.clear();
            state.before.clear();
            state.generation += 1;
        }
        self.put_stragglers_behind().await?;
        Ok(Adopted { circles: self.circles(), ended: Vec::new() })
    }

    /// What somebody recorded while this device moved to another life, here or in another tab, stands in line before all
    /// that it builds on: it goes behind it, and is offered as what was made for the earlier life.
    pub(super) async fn put_stragglers_behind(&self) -> Result<(), StoreError> {
        loop {
            let stragglers = self.state.borrow().stragglers();
            if stragglers.is_empty() {
                return Ok(());
            }
            let mut writes = Vec::new();
            for (_, entry) in &stragglers {
                writes.push(Write::Append(Table::Outbox, ONLY.to_vec(), written(entry)?));
            }
            writes.extend(stragglers.iter().map(|(number, _)| Write::Delete(Table::Outbox, Key::new(ONLY, *number))));
            let numbers = self.store.commit(writes, Durability::Strict).await?;
            let mut state = self.state.borrow_mut();
            for (number, (former, entry)) in numbers.into_iter().zip(stragglers) {
                state.outbox.remove(&former);
                state.views.remove(&entry.change.circle);
                state.outbox.insert(number, entry);
            }
            state.generation += 1;
        }
    }

    /// The writes that put files of this device's own in line again: the server may have lost their bytes, too.
    async fn files_to_offer(&self, entries: &[Entry]) -> Result<Vec<Write>, StoreError> {
        let mut in_line: BTreeSet<_> = gathered(self.files_waiting().await?.into_iter().map(|(_, hash)| hash));
        let mut writes = Vec::new();
        for hash in entries.iter().flat_map(|entry| files_of(&entry.change)) {
            let Some(state) = self.file_state(hash).await?.filter(|_| in_line.insert(hash)) else { continue };
            let state = FileState { on_server: false, ..state };
            writes.push(Write::Put(Table::Files, Key::new(hash.0, 0), written(&state)?));
            writes.push(super::files::in_line(hash)?);
        }
        Ok(writes)
    }

    /// The latest that is known of a scope's records, from whichever life of the server.
    async fn last_known(&self, scope: Scope) -> Result<BTreeMap<RecordId, Found>, StoreError> {
        let began = self.state.borrow().held.as_ref().map(|held| held.began).unwrap_or_default();
        let now = self.readable_of(scope).await?.unwrap_or_default();
        let mut known: BTreeMap<RecordId, Found> = gathered(now.into_iter().map(|found| (found.id(), found)));
        for before in self.before_of(scope).await? {
            if stays_ahead(&before, known.get(&before.id()), began) {
                known.insert(before.id(), before);
            }
        }
        Ok(known)
    }

    /// What is held of a scope from an earlier life of the server. What of it cannot be read is not waited for: whoever
    /// wrote it offers it again.
    pub(super) async fn before_of(&self, scope: Scope) -> Result<Vec<Found>, StoreError> {
        if !self.state.borrow().held.as_ref().is_some_and(|held| held.scopes.contains(&scope)) {
            return Ok(Vec::new());
        }
        let mut records = Vec::new();
        for (_, row) in self.store.group(Table::Before, &scope.key()).await? {
            let read = read::<StoredSegment>(&row).and_then(|stored| Ok(pack::open(&stored.packed)?));
            match read {
                Ok(found) => records.extend(found),
                Err(StoreError::Damaged) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(records)
    }

    /// The same for a circle.
    pub(super) async fn before(&self, circle: CircleId) -> Result<Arc<Base>, StoreError> {
        let scopes: Vec<Scope> = {
            let state = self.state.borrow();
            if let Some(before) = state.before.get(&circle) {
                return Ok(Arc::clone(before));
            }
            let held = state.held.iter().flat_map(|held| &held.scopes);
            held.filter(|scope| scope.circle() == Some(circle)).copied().collect()
        };
        let mut before = Base::default();
        for scope in scopes {
            self.before_of(scope).await?.into_iter().for_each(|found| before.add(found));
        }
        Ok(Arc::new(before))
    }

    /// Those of a circle's earlier records that are to be shown in place of the present ones.
    pub(super) fn ahead<'a>(&self, before: &'a Base, base: &Base) -> Vec<&'a Record> {
        let began = self.state.borrow().held.as_ref().map(|held| held.began).unwrap_or_default();
        let known = before.records.values().filter(|record| !base.unread.contains_key(&record.id));
        known.filter(|record| is_ahead(record, base.records.get(&record.id), began)).collect()
    }

    /// The writes that take what may no longer be seen out of what is held from before, as out of everything else.
    pub(super) async fn before_without(
        &self,
        reply: &SyncReply,
        gone: &[(Scope, RecordId)],
    ) -> Result<Vec<Write>, StoreError> {
        let held = self.state.borrow().held.clone();
        let mut writes = Vec::new();
        for scope in held.iter().flat_map(|held| &held.scopes) {
            if reply.removed.contains(scope) {
                writes.push(Write::DeleteGroup(Table::Before, scope.key()));
                continue;
            }
            let gone: BTreeSet<RecordId> = gathered(gone.iter().filter(|(of, _)| of == scope).map(|(_, id)| *id));
            if !gone.is_empty() {
                let records = self.before_of(*scope).await?;
                writes.extend(self.put_before(*scope, records.iter().filter(|found| !gone.contains(&found.id())))?);
            }
        }
        Ok(writes)
    }

    fn put_before<'a>(&self, scope: Scope, records: impl Iterator<Item = &'a Found>) -> Result<Vec<Write>, StoreError> {
        let records: Vec<&Found> = records.collect();
        let mut writes = vec![Write::DeleteGroup(Table::Before, scope.key())];
        if let Some((access, _)) = self.state.borrow().cursors.get(&scope).filter(|_| !records.is_empty()) {
            let stored = StoredSegment { access: *access, packed: pack::pack_found(&records, pack::compress) };
            writes.push(Write::Append(Table::Before, scope.key(), written(&stored)?));
        }
        Ok(writes)
    }

    /// Lets go of what the server has again, and of everything once nobody is expected any more to bring it back.
    pub(super) async fn let_go_of_before(&self) -> Result<Vec<CircleId>, StoreError> {
        let Some(held) = self.state.borrow().held.clone() else { return Ok(Vec::new()) };
        let over = self.last_exchange().is_some_and(|now| held.is_over(now));
        let (mut writes, mut scopes, mut touched, mut leaving) = (Vec::new(), Vec::new(), Vec::new(), BTreeSet::new());
        for scope in held.scopes.iter().copied() {
            let Some(now) = self.readable_of(scope).await? else {
                scopes.push(scope);
                continue;
            };
            let now: BTreeMap<RecordId, Found> = gathered(now.into_iter().map(|found| (found.id(), found)));
            let before = self.before_of(scope).await?;
            let stays = |found: &&Found| !over && stays_ahead(found, now.get(&found.id()), held.began);
            let staying = before.iter().filter(stays).count();
            if staying > 0 {
                scopes.push(scope);
            }
            if staying < before.len() || before.is_empty() {
                writes.extend(self.put_before(scope, before.iter().filter(stays))?);
                touched.extend(scope.circle());
                leaving.extend(before.iter().filter(|found| !stays(found)).flat_map(super::files::files_of_found));
            }
        }
        if writes.is_empty() {
            return Ok(Vec::new());
        }
        let still = Held { scopes, ..held };
        let key = Key::new(ONLY, META_HELD);
        writes.push(if still.scopes.is_empty() {
            Write::Delete(Table::Meta, key)
        } else {
            Write::Put(Table::Meta, key, written(&still)?)
        });
        writes.extend(self.without_files(leaving, &touched, &still.scopes).await?);
        self.store.commit(writes, Durability::Strict).await?;
        let mut state = self.state.borrow_mut();
        state.held = Some(still).filter(|held| !held.scopes.is_empty());
        for circle in &touched {
            state.before.remove(circle);
            state.views.remove(circle);
        }
        state.generation += 1;
        Ok(touched)
    }

    /// The writes that take away fetched files which no record here speaks of any more.
    async fn without_files(
        &self,
        mut leaving: BTreeSet<domain::file::FileHash>,
        circles: &[CircleId],
        held: &[Scope],
    ) -> Result<Vec<Write>, StoreError> {
        for cursor in self.cursors() {
            if leaving.is_empty() {
                return Ok(Vec::new());
            }
            if cursor.scope.circle().is_some_and(|circle| circles.contains(&circle)) {
                let before =
                    if held.contains(&cursor.scope) { self.before_of(cursor.scope).await? } else { Vec::new() };
                // Any of them may be spoken of where that cannot be read.
                let Some(records) = self.readable_of(cursor.scope).await? else { return Ok(Vec::new()) };
                for found in records.iter().chain(&before) {
                    for file in super::files::files_of_found(found) {
                        leaving.remove(&file);
                    }
                }
            }
        }
        for (_, entry) in self.outbox() {
            for file in files_of(&entry.change) {
                leaving.remove(&file);
            }
        }
        let mut writes = Vec::new();
        for hash in leaving {
            if self.file_state(hash).await?.is_some_and(|state| state.on_server) {
                writes.push(Write::DeleteGroup(Table::Files, hash.0.to_vec()));
            }
        }
        Ok(writes)
    }

    /// Which changes of a batch may build on what has not come back yet.
    pub(crate) fn again(&self, push: &[domain::change::Change]) -> Vec<Again> {
        let state = self.state.borrow();
        let now = state.identity.last_exchange.unwrap_or_default();
        let held = state.held.as_ref().filter(|held| !held.is_over(now));
        let mut circles: BTreeSet<CircleId> =
            gathered(held.into_iter().flat_map(|held| &held.scopes).filter_map(Scope::circle));
        let expected = |offered: &Offered| offered.since.0.saturating_add(KEPT_FOR) >= now.0;
        // What is offered again may not be on its way yet, and of what was made here nothing else need be held.
        circles.extend(state.outbox.values().filter_map(|entry| match &entry.state {
            EntryState::Again(offered) if expected(offered) => Some(entry.change.circle),
            _ => None,
        }));
        let entries: BTreeMap<_, _> = gathered(state.outbox.values().map(|entry| (entry.change.id, &entry.state)));
        let again = push.iter().filter_map(|change| match entries.get(&change.id) {
            Some(EntryState::Again(offered)) if expected(offered) => {
                Some(Again { change: change.id, former: offered.former })
            }
            Some(EntryState::Waiting) if circles.contains(&change.circle) => {
                Some(Again { change: change.id, former: None })
            }
            _ => None,
        });
        again.collect()
    }
}
