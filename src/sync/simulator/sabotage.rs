//! Deliberate bugs, put between the parts from outside. Each has to be noticed: who watches the watchman.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use domain::access::Membership;
use domain::change::{Change, Edit};
use domain::file::FileHash;
use domain::ids::{ChangeId, CircleId, PersonId};
use domain::record::Record;
use domain::scope::Revision;
use domain::value::{Moment, Value};

use super::authority::{Authority, Ticket};
use super::dice::Dice;
use super::disk::Disk;
use crate::device::{Entry, EntryState, entry_in};
use crate::memory::Fault;
use crate::remote::RemoteError;
use crate::session::{SessionToken, StoreName};
use crate::store::{Durability, LocalStore, StoreError, Table, Write};
use crate::wire::{FileProgress, Outcome, SyncReply, SyncRequest};

macro_rules! sabotages {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// A deliberate bug.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Sabotage { $($(#[$doc])* $name),* }

        impl Sabotage {
            /// Every one.
            pub const ALL: &[Sabotage] = &[$(Sabotage::$name),*];
        }
    };
}

sabotages! {
    /// The last prose to arrive replaces whatever stands there.
    LastProseWins,
    /// A scalar that loses is forgotten.
    LoserForgotten,
    /// The server answers before it has stored, and then forgets some.
    AckBeforeCommit,
    /// The server forgets what it answered, and takes a change that comes again for a new one.
    OutcomeNotStored,
    /// The server lets people read whose access has ended.
    EndedMayRead,
    /// The data steward never gets what came too late.
    QuarantineDropped,
    /// Texts for items that were taken out are dropped.
    WordsForRemovedItemDropped,
    /// Removed scopes are left out of replies.
    RemovalForgotten,
    /// Records that may no longer be seen are left out of replies.
    GoneForgotten,
    /// A page of records gets lost, the cursor moves all the same.
    PageSkipped,
    /// A refusal reaches the device as an acceptance.
    RefusalSoftened,
    /// The server is said to have all of every file.
    FileSaidComplete,
    /// The cursor is written before the data it stands for.
    CursorBeforeData,
    /// A scope is emptied after the new segments went in.
    RemovalAfterAdds,
    /// What the server refuses vanishes from the outbox.
    RefusedDropped,
    /// The outbox is kept as loosely as what can be fetched again.
    OutboxRelaxed,
    /// A dying device leaves half a commit.
    CommitTorn,
    /// A restart throws drafts away.
    DraftsDropped,
    /// A draft is reported kept although the device was full.
    DraftNotKept,
    /// A change is taken out of the outbox when it is sent, not when it is part of what was pulled.
    LetGoWhenSent,
    /// A device sends under whichever session its browser had last, and the server takes what comes for that person's.
    SessionOfTheBrowser,
    /// The server takes a session for the store of anybody.
    OtherStoreTaken,
    /// The server takes a request that names no store for one of the session's person.
    NamelessTaken,
    /// A reply for somebody else is taken in.
    OthersReplyAdopted,
    /// A device keeps nothing of what the server has accepted.
    AcceptedForgotten,
    /// What does not fit yet after the server was put back is refused for ever.
    AgainRefused,
    /// A device throws away what it held when the server was put back.
    BeforeDropped,
}

impl Sabotage {
    /// Meddles with a commit.
    pub(super) async fn of_commit(
        self,
        disk: &Disk,
        writes: Vec<Write>,
        durability: Durability,
    ) -> (Vec<Write>, Durability) {
        let segments = |write: &Write| matches!(write, Write::Append(Table::Segments, ..));
        match self {
            Sabotage::CursorBeforeData if writes.iter().any(segments) => {
                let (meta, rest): (Vec<_>, Vec<_>) =
                    writes.into_iter().partition(|w| matches!(w, Write::Put(Table::Meta, ..)));
                let early: Result<_, StoreError> = disk.rows.commit(meta, durability).await;
                drop(early);
                (rest, durability)
            }
            Sabotage::RemovalAfterAdds => {
                let (removals, mut rest): (Vec<_>, Vec<_>) =
                    writes.into_iter().partition(|w| matches!(w, Write::DeleteGroup(Table::Segments, _)));
                rest.extend(removals);
                (rest, durability)
            }
            Sabotage::RefusedDropped => (writes.into_iter().map(without_refused).collect(), durability),
            Sabotage::LetGoWhenSent => (writes.into_iter().map(without_accepted).collect(), durability),
            Sabotage::AcceptedForgotten => {
                let kept = writes.into_iter().filter(|write| !matches!(write, Write::Append(Table::Accepted, ..)));
                (kept.collect(), durability)
            }
            Sabotage::BeforeDropped => {
                let kept = writes.into_iter().filter(|write| !matches!(write, Write::Append(Table::Before, ..)));
                (kept.collect(), durability)
            }
            Sabotage::OutboxRelaxed if writes.iter().any(|w| matches!(w, Write::Append(Table::Outbox, ..))) => {
                (writes, Durability::Relaxed)
            }
            Sabotage::CommitTorn if writes.len() > 1 && disk.weather.storm.get() && disk.dice.chance(60) => {
                disk.rows.lay_fault(0, Fault::Torn(1));
                disk.weather.crashed.set(true);
                (writes, durability)
            }
            Sabotage::DraftNotKept if disk.dice.chance(200) => {
                let kept = writes.into_iter().filter(|w| !matches!(w, Write::Put(Table::Drafts, ..)));
                (kept.collect(), durability)
            }
            _ => (writes, durability),
        }
    }

    /// Meddles with a reply.
    pub(super) fn of_reply(self, dice: &Dice, reply: &SyncReply) -> SyncReply {
        let mut reply = reply.clone();
        match self {
            Sabotage::RemovalForgotten => reply.removed.clear(),
            Sabotage::GoneForgotten => reply.gone.clear(),
            Sabotage::PageSkipped if dice.chance(100) => {
                reply.segments.iter_mut().for_each(|segment| segment.count = 0);
            }
            Sabotage::RefusalSoftened => {
                let scope = reply.segments.first().map(|segment| segment.scope);
                for (_, outcome) in &mut reply.outcomes {
                    if let (Outcome::Refused { .. }, Some(scope)) = (&outcome, scope) {
                        let (fate, revision, at) = (domain::merge::Fate::Applied, Revision(0), Moment(0));
                        *outcome = Outcome::Accepted { fate, scope, revision, at };
                    }
                }
            }
            _ => {}
        }
        reply
    }
}

/// The entry that a write puts into the outbox, if it does.
fn entry_of(write: &Write) -> Option<Entry> {
    let Write::Put(Table::Outbox, _, bytes) = write else { return None };
    entry_in(bytes)
}

fn without_refused(write: Write) -> Write {
    match (entry_of(&write), &write) {
        (Some(entry), Write::Put(table, key, _)) if entry.refusal().is_some() => Write::Delete(*table, key.clone()),
        _ => write,
    }
}

fn without_accepted(write: Write) -> Write {
    match (entry_of(&write), &write) {
        (Some(Entry { state: EntryState::Answered(_), .. }), Write::Put(table, key, _)) => {
            Write::Delete(*table, key.clone())
        }
        _ => write,
    }
}

/// A server with a bug.
pub(super) struct Meddled<A> {
    pub(super) authority: A,
    pub(super) sabotage: Option<Sabotage>,
    pub(super) dice: Dice,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    seen: BTreeSet<ChangeId>,
    forgotten: BTreeMap<ChangeId, Outcome>,
    members: BTreeMap<CircleId, PersonId>,
    sessions: BTreeMap<[u8; 32], StoreName>,
}

impl<A: Authority> Meddled<A> {
    pub(super) fn new(authority: A, sabotage: Option<Sabotage>, seed: u64) -> Self {
        Self { authority, sabotage, dice: Dice::new(seed), state: RefCell::default() }
    }

    /// What the request is taken for, with the bug.
    fn taken_for(&self, ticket: Ticket) -> Ticket {
        let own = self.state.borrow().sessions.get(&ticket.session.mark()).copied();
        let looks = match self.sabotage {
            Some(Sabotage::SessionOfTheBrowser | Sabotage::OtherStoreTaken) => false,
            Some(Sabotage::NamelessTaken) => ticket.store.is_some(),
            _ => true,
        };
        if looks { ticket } else { Ticket { store: own, ..ticket } }
    }

    fn record_of(&self, change: &Change) -> Option<Record> {
        self.authority.records(change.circle).into_iter().find(|record| record.id == change.record)
    }

    /// The change as the bug has it; `None` when it is lost.
    fn meddled(&self, change: &Change) -> Change {
        let mut change = change.clone();
        let Some(record) = self.record_of(&change) else { return change };
        for edit in &mut change.edits {
            match (self.sabotage, edit) {
                (Some(Sabotage::LastProseWins), Edit::Write { at, base, .. }) => {
                    if let Some(Value::Prose(now)) = record.slot(*at).map(|slot| &slot.value) {
                        base.clone_from(now);
                    }
                }
                (Some(Sabotage::LoserForgotten), Edit::Set { at, base, .. }) => {
                    if let Some(slot) = record.slot(*at) {
                        base.clone_from(&slot.value);
                    }
                }
                _ => {}
            }
        }
        if self.sabotage == Some(Sabotage::WordsForRemovedItemDropped) {
            change.edits.retain(|edit| match edit {
                Edit::Set { at, .. } | Edit::Write { at, .. } => {
                    let item = at.item.and_then(|(list, id)| record.item(list, id));
                    item.is_none_or(|item| !item.removed)
                }
                _ => true,
            });
            if change.edits.is_empty() {
                change.edits.push(Edit::Restore);
            }
        }
        change
    }
}

impl<A: Authority> Authority for Meddled<A> {
    fn begin(&self, circle: CircleId, people: &[(PersonId, Membership)]) {
        if let Some((person, _)) = people.first() {
            self.state.borrow_mut().members.insert(circle, *person);
        }
        self.authority.begin(circle, people);
    }

    fn set_member(&self, circle: CircleId, person: PersonId, membership: Option<Membership>) {
        if membership.is_some() || self.sabotage != Some(Sabotage::EndedMayRead) {
            self.authority.set_member(circle, person, membership);
        }
    }

    fn sign_in(&self, store: StoreName, session: SessionToken) {
        self.state.borrow_mut().sessions.insert(session.mark(), store);
        self.authority.sign_in(store, session);
    }

    fn end_session(&self, session: SessionToken) {
        self.authority.end_session(session);
    }

    fn sync(&self, ticket: Ticket, request: &[u8]) -> Result<Vec<u8>, RemoteError> {
        let Some(sabotage) = self.sabotage else { return self.authority.sync(ticket, request) };
        let ticket = self.taken_for(ticket);
        let mut request: SyncRequest = postcard::from_bytes(request).map_err(|_| RemoteError::Nonsense)?;
        let mut names: BTreeMap<ChangeId, ChangeId> = BTreeMap::new();
        let mut lost = Vec::new();
        if sabotage == Sabotage::AgainRefused {
            request.again.clear();
        }
        for change in &mut request.push {
            let again = !self.state.borrow_mut().seen.insert(change.id);
            if !again {
                *change = self.meddled(change);
            }
            if sabotage == Sabotage::OutcomeNotStored && again {
                let fresh = ChangeId::new(0, self.dice.ten());
                names.insert(fresh, change.id);
                change.id = fresh;
            }
            if sabotage == Sabotage::AckBeforeCommit && self.dice.chance(100) {
                lost.push(change.id);
            }
        }
        request.push.retain(|change| !lost.contains(&change.id));
        let asked_for = request.person;
        if let Some(store) = ticket.store {
            (request.person, request.device) = (store.person, store.device);
        }
        let body = postcard::to_allocvec(&request).map_err(|_| RemoteError::Nonsense)?;
        let reply = self.authority.sync(ticket, &body)?;
        let mut reply: SyncReply = postcard::from_bytes(&reply).map_err(|_| RemoteError::Nonsense)?;
        reply.person = asked_for;
        for (id, _) in &mut reply.outcomes {
            *id = names.get(id).copied().unwrap_or(*id);
        }
        if let Some(segment) = reply.segments.first() {
            let (fate, scope, revision) = (domain::merge::Fate::Applied, segment.scope, Revision(0));
            for id in lost {
                let outcome = Outcome::Accepted { fate, scope, revision, at: Moment(0) };
                self.state.borrow_mut().forgotten.insert(id, outcome.clone());
                reply.outcomes.push((id, outcome));
            }
        }
        postcard::to_allocvec(&reply).map_err(|_| RemoteError::Nonsense)
    }

    fn file_progress(&self, ticket: Ticket, file: FileHash) -> Result<FileProgress, RemoteError> {
        self.authority.file_progress(self.taken_for(ticket), file)
    }

    fn put_chunk(
        &self,
        ticket: Ticket,
        file: FileHash,
        offset: u64,
        whole: u64,
        bytes: &[u8],
    ) -> Result<FileProgress, RemoteError> {
        self.authority.put_chunk(self.taken_for(ticket), file, offset, whole, bytes)
    }

    fn get_chunk(&self, ticket: Ticket, file: FileHash, offset: u64, most: u64) -> Result<(Vec<u8>, u64), RemoteError> {
        self.authority.get_chunk(self.taken_for(ticket), file, offset, most)
    }

    fn restart(&self) {
        self.authority.restart();
    }

    fn copy(&self) {
        self.authority.copy();
    }

    fn put_back(&self) {
        self.authority.put_back();
    }

    fn records(&self, circle: CircleId) -> Vec<Record> {
        self.authority.records(circle)
    }

    fn outcome(&self, change: ChangeId) -> Option<Outcome> {
        self.authority.outcome(change).or_else(|| self.state.borrow().forgotten.get(&change).cloned())
    }

    fn author(&self, change: ChangeId) -> Option<PersonId> {
        self.authority.author(change)
    }

    fn has_file(&self, file: FileHash) -> bool {
        self.authority.has_file(file)
    }

    fn is_quarantined(&self, change: &Change) -> bool {
        self.sabotage != Some(Sabotage::QuarantineDropped) && self.authority.is_quarantined(change)
    }
}
