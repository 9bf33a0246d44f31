//! Taking in a server's answer: removals first, then what is new, and what became of what was sent; one commit.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::ids::{CircleId, RecordId};
use domain::order::gathered;
use domain::scope::{Revision, Scope};
use serde::{Deserialize, Serialize};

use super::clock::Clock;
use super::kept::Kept;
use super::shapes::Cursors;
use super::{Device, Entry, EntryState, META_CURSORS, ONLY, Offered, State, written};
use crate::pack::{self, Found};
use crate::store::{Durability, Key, LocalStore, StoreError, Table, Write};
use crate::wire::{AccessEpoch, Cursor, Outcome, Segment, SyncReply, SyncRequest};

/// A segment as it is kept: the server's packing, untouched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredSegment {
    pub(super) access: AccessEpoch,
    pub(super) packed: Vec<u8>,
}

/// A scope with more segments than this is packed anew into one: our reasoning, a read then stays one row mostly.
const MOST_SEGMENTS: usize = 24;

/// What became of an entry of the outbox.
enum Settled {
    /// It stands like this now.
    Is(Entry),
    /// It is part of what was pulled, and leaves the outbox for what is kept.
    Pulled(Kept),
}

/// What a reply changed, for those who show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adopted {
    /// Circles of which something is new, gone or settled.
    pub circles: Vec<CircleId>,
    /// Circles that this person may no longer see at all.
    pub ended: Vec<CircleId>,
}

/// Why a reply was not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAdopted {
    /// It, or the request that it answers, is for the store of another person.
    #[error("for the store of another person")]
    SomebodyElses,
    /// The device could not keep it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<S: LocalStore> Device<S> {
    /// Takes in the reply to a request, in one durable commit. When the device has moved on since it asked, as
    /// with a reply that comes twice, only the outcomes count: the rest will be asked for again.
    ///
    /// # Errors
    /// [`NotAdopted`]; then nothing is taken in, and the same exchange can be made again.
    pub async fn adopt(&self, request: &SyncRequest, reply: &SyncReply) -> Result<Adopted, NotAdopted> {
        if request.person != self.person || reply.person != self.person {
            return Err(NotAdopted::SomebodyElses);
        }
        let _turn = self.turn.lock().await;
        let known = self.server();
        if known.is_some() && (request.server != known || reply.server != request.server.unwrap_or(reply.server)) {
            // Of another life of the server: either it has begun one since we last spoke, or this device has heard of
            // that after it asked, and asks again.
            let is_news = request.server == known && self.cursors() == request.cursors;
            return Ok(if is_news { self.begin_anew(reply).await? } else { Adopted::default() });
        }
        let outcomes_only;
        let reply = if self.cursors() == request.cursors {
            reply
        } else {
            outcomes_only = SyncReply { more: true, ..without_records(reply) };
            &outcomes_only
        };
        let mut gone = reply.gone.clone();
        gone.extend(self.hollowed(reply).await?);
        let mut writes = self.without_their_files(reply, &gone).await?;
        writes.extend(self.before_without(reply, &gone).await?);
        let held = self.state.borrow().cursors.clone();
        let mut cursors = held.clone();
        for scope in &reply.removed {
            writes.push(Write::DeleteGroup(Table::Segments, scope.key()));
            cursors.remove(scope);
        }
        let unreadable = self.without_the_gone(reply, &gone, &mut writes).await?;
        for scope in &unreadable {
            cursors.remove(scope);
        }
        // What comes of a scope that is asked for anew is not all of it.
        for segment in reply.segments.iter().filter(|segment| !unreadable.contains(&segment.scope)) {
            // A scope that begins, or begins again, begins empty, whatever lies there.
            if cursors.get(&segment.scope).is_none_or(|(access, _)| *access != segment.access) {
                writes.push(Write::DeleteGroup(Table::Segments, segment.scope.key()));
            }
            if segment.count > 0 {
                writes.push(append_segment(segment)?);
            }
            cursors.insert(segment.scope, (segment.access, segment.upto));
        }
        let settled = self.settled(reply, &cursors, &unreadable);
        for (number, entry) in &settled {
            match entry {
                Settled::Is(entry) => {
                    writes.push(Write::Put(Table::Outbox, Key::new(ONLY, *number), written(entry)?));
                }
                Settled::Pulled(kept) => writes.extend([kept.put()?, self.state.borrow().taken_out(*number)]),
            }
        }
        let swept = if settled.is_empty() { Vec::new() } else { self.state.borrow().swept_out() };
        writes.extend(swept.iter().map(|number| Write::Delete(Table::Outbox, Key::new(ONLY, *number))));
        let identity = {
            let mut identity = self.state.borrow().identity;
            identity.server = Some(reply.server);
            identity.last_exchange = Some(reply.server_time);
            identity
        };
        // A poll that brought nothing writes nothing that has to be durable.
        let quiet = writes.is_empty() && self.state.borrow().identity.server == identity.server;
        let durability = if quiet { Durability::Relaxed } else { Durability::Strict };
        writes.push(State { identity, ..State::empty(identity.device) }.put_identity()?);
        let clock = Clock::heard(reply.server_time, request.device_time);
        writes.extend(clock.put_instead_of(self.state.borrow().clock)?);
        if cursors != held {
            writes.push(Write::Put(Table::Meta, Key::new(ONLY, META_CURSORS), written(&Cursors(listed(&cursors)))?));
        }
        let appended = writes.iter().filter_map(|write| match write {
            Write::Append(_, group, _) => Some(group.clone()),
            _ => None,
        });
        let appended: Vec<Vec<u8>> = appended.collect();
        let numbers = self.store.commit(writes, durability).await?;
        self.state.borrow_mut().grown.extend(appended.into_iter().zip(numbers));
        let news = !settled.is_empty() || !gone.is_empty() || !reply.removed.is_empty() || !reply.segments.is_empty();
        let mut adopted = self.remember(reply, &gone, identity, cursors, settled);
        self.state.borrow_mut().clock = clock;
        self.state.borrow_mut().emptied.retain(|number| !swept.contains(number));
        if news && !reply.more {
            // The reply is taken in whatever becomes of this, which is tried again with the next news.
            adopted.circles.extend(self.let_go_of_before().await.unwrap_or_default());
        }
        Ok(adopted)
    }

    /// Rewrites scopes from which single records have to go: they must not stay on the disk. Gives those that cannot
    /// be read: they go whole, and are asked for anew.
    async fn without_the_gone(
        &self,
        reply: &SyncReply,
        gone: &[(Scope, RecordId)],
        writes: &mut Vec<Write>,
    ) -> Result<Vec<Scope>, StoreError> {
        let mut unreadable = Vec::new();
        let mut by_scope: BTreeMap<Scope, Vec<RecordId>> = BTreeMap::new();
        for (scope, record) in gone {
            by_scope.entry(*scope).or_default().push(*record);
        }
        for (scope, gone) in by_scope {
            let Some((access, _)) = self.state.borrow().cursors.get(&scope).copied() else { continue };
            if reply.removed.contains(&scope) {
                continue;
            }
            let Some(records) = self.readable_of(scope).await? else {
                writes.push(Write::DeleteGroup(Table::Segments, scope.key()));
                unreadable.push(scope);
                continue;
            };
            let kept: Vec<&Found> = records.iter().filter(|found| !gone.contains(&found.id())).collect();
            if kept.len() < records.len() {
                writes.extend(repacked(scope, access, kept)?);
            }
        }
        Ok(unreadable)
    }

    /// Lets go of what the server gave of a circle, so that it gives it anew: for one that cannot be read here. What
    /// was written here and waits stays.
    ///
    /// # Errors
    /// When the store fails; then all is as before.
    pub async fn fetch_anew(&self, circle: CircleId) -> Result<(), StoreError> {
        let _turn = self.turn.lock().await;
        let (mut cursors, mut writes) = (self.state.borrow().cursors.clone(), Vec::new());
        cursors.retain(|scope, _| {
            let other = scope.circle() != Some(circle);
            if !other {
                writes.push(Write::DeleteGroup(Table::Segments, scope.key()));
            }
            other
        });
        writes.push(Write::Put(Table::Meta, Key::new(ONLY, META_CURSORS), written(&Cursors(listed(&cursors)))?));
        self.store.commit(writes, Durability::Strict).await?;
        let mut state = self.state.borrow_mut();
        state.cursors = cursors;
        state.generation += 1;
        state.circles.remove(&circle);
        state.views.remove(&circle);
        Ok(())
    }

    /// What becomes of each entry of the outbox: a new state, or `None` when it is part of what was pulled.
    fn settled(
        &self,
        reply: &SyncReply,
        cursors: &BTreeMap<Scope, (AccessEpoch, Revision)>,
        unreadable: &[Scope],
    ) -> Vec<(u64, Settled)> {
        let outcomes: BTreeMap<_, _> = gathered(reply.outcomes.iter().map(|(id, outcome)| (*id, outcome)));
        let state = self.state.borrow();
        let since = state.offered_since().unwrap_or(reply.server_time);
        let mut settled = Vec::new();
        for (number, entry) in &state.outbox {
            let answered = outcomes.get(&entry.change.id).map(|outcome| EntryState::Answered((*outcome).clone()));
            let is_put_off = entry.state == EntryState::Waiting && reply.later.contains(&entry.change.id);
            let put_off = || EntryState::Again(Offered { former: None, since });
            let answered = answered.or_else(|| is_put_off.then(put_off));
            let now = answered.clone().unwrap_or_else(|| entry.state.clone());
            let change = entry.change.clone();
            let kept = match &now {
                EntryState::Answered(Outcome::Accepted { scope, revision, at, .. }) => {
                    // Its record may have been changed again since, and stand on a later page than its own revision.
                    let comes = reply.more || unreadable.contains(scope);
                    let pulled = !comes && cursors.get(scope).is_none_or(|(_, upto)| upto >= revision);
                    pulled.then(|| Kept { change: change.clone(), revision: *revision, at: *at })
                }
                _ => None,
            };
            if let Some(kept) = kept {
                settled.push((*number, Settled::Pulled(kept)));
            } else if answered.is_some() && now != entry.state {
                settled.push((*number, Settled::Is(Entry { change, state: now })));
            }
        }
        settled
    }

    /// Brings what is in memory in step with what was committed.
    fn remember(
        &self,
        reply: &SyncReply,
        gone: &[(Scope, RecordId)],
        identity: super::Identity,
        cursors: BTreeMap<Scope, (AccessEpoch, Revision)>,
        settled: Vec<(u64, Settled)>,
    ) -> Adopted {
        let mut state = self.state.borrow_mut();
        let mut touched: std::collections::BTreeSet<CircleId> = std::collections::BTreeSet::new();
        for (number, entry) in settled {
            touched.extend(state.outbox.get(&number).map(|entry| entry.change.circle));
            match entry {
                Settled::Is(entry) => {
                    state.outbox.insert(number, entry);
                }
                Settled::Pulled(_) => state.forget(number),
            }
        }
        let rewritten = reply.removed.iter().chain(gone.iter().map(|(scope, _)| scope)).filter_map(Scope::circle);
        for circle in rewritten {
            state.circles.remove(&circle);
            state.before.remove(&circle);
            touched.insert(circle);
        }
        for segment in reply.segments.iter().filter(|segment| segment.count > 0) {
            let Some(circle) = segment.scope.circle() else { continue };
            touched.insert(circle);
            let opened = pack::open(&segment.packed);
            match (state.circles.get_mut(&circle), opened) {
                (Some(base), Ok(found)) => {
                    let base = Arc::make_mut(base);
                    found.into_iter().for_each(|found| base.add(found));
                }
                (Some(_), Err(_)) => {
                    state.circles.remove(&circle);
                }
                (None, _) => {}
            }
        }
        // What did not fit may fit now, with what has come.
        if reply.segments.iter().any(|segment| segment.count > 0) {
            state.put_off.clear();
        }
        state.put_off.extend(&reply.later);
        // Where access has ended nothing comes any more, and what waits for that has to be told so.
        if !reply.removed.is_empty() {
            state.put_off.clear();
        }
        state.identity = identity;
        state.cursors = cursors;
        state.generation += 1;
        for circle in &touched {
            state.views.remove(circle);
        }
        let held: std::collections::BTreeSet<CircleId> = gathered(state.cursors.keys().filter_map(Scope::circle));
        let ended =
            reply.removed.iter().filter_map(Scope::circle).filter(|circle| !held.contains(circle) && !reply.more);
        let ended: std::collections::BTreeSet<CircleId> = gathered(ended);
        Adopted { circles: touched.into_iter().collect(), ended: ended.into_iter().collect() }
    }

    /// Packs scopes that have become many small segments into one each. For quiet moments, and only in the tab
    /// whose turn it is to sync.
    ///
    /// # Errors
    /// When the store fails; nothing is lost then.
    pub async fn tidy(&self) -> Result<(), StoreError> {
        self.sweep_kept().await?;
        self.tidy_above(MOST_SEGMENTS).await
    }

    pub(crate) async fn tidy_above(&self, most: usize) -> Result<(), StoreError> {
        // Between reading and writing, no reply may add a segment: it would go with those that were read.
        let _turn = self.turn.lock().await;
        // Only where numbers have grown past it: to look at every scope is to read the whole store.
        let grown = std::mem::take(&mut self.state.borrow_mut().grown);
        for Cursor { scope, access, .. } in self.cursors() {
            if grown.get(&scope.key()).is_none_or(|last| *last <= most as u64) {
                continue;
            }
            if self.store.group(Table::Segments, &scope.key()).await?.len() <= most {
                continue;
            }
            // Whoever opens it is told; the others are tidied all the same.
            let Some(records) = self.readable_of(scope).await? else { continue };
            let writes = repacked(scope, access, records.iter().collect())?;
            self.store.commit(writes, Durability::Strict).await?;
        }
        Ok(())
    }
}

/// A reply without what it says of records.
fn without_records(reply: &SyncReply) -> SyncReply {
    SyncReply {
        outcomes: reply.outcomes.clone(),
        removed: Vec::new(),
        gone: Vec::new(),
        segments: Vec::new(),
        later: reply.later.clone(),
        ..*reply
    }
}

/// Cursors as they are stored and sent.
pub(super) fn listed(cursors: &BTreeMap<Scope, (AccessEpoch, Revision)>) -> Vec<Cursor> {
    cursors.iter().map(|(scope, (access, upto))| Cursor { scope: *scope, access: *access, upto: *upto }).collect()
}

/// Segments are numbered as they come: several of one scope may reach up to the same revision.
fn append_segment(segment: &Segment) -> Result<Write, StoreError> {
    let stored = StoredSegment { access: segment.access, packed: segment.packed.clone() };
    Ok(Write::Append(Table::Segments, segment.scope.key(), written(&stored)?))
}

fn repacked(scope: Scope, access: AccessEpoch, records: Vec<&Found>) -> Result<Vec<Write>, StoreError> {
    let mut writes = vec![Write::DeleteGroup(Table::Segments, scope.key())];
    for part in pack::parts_by(records, |found| found.weight()) {
        let stored = StoredSegment { access, packed: pack::pack_found(&part, pack::compress) };
        writes.push(Write::Append(Table::Segments, scope.key(), written(&stored)?));
    }
    Ok(writes)
}
