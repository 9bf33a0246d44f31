//! What one person has on one device: records as the server last gave them, and on top of them what was done
//! here and is not part of them yet.
//!
//! Base + waiting changes = what is shown. Every method leaves the store as it was or with all of its writes;
//! nothing is held across an `await`, so a screen may save while a sync is on its way.

mod adopt;
mod anew;
mod circle;
mod clock;
mod drafts;
mod files;
mod hollow;
mod kept;
mod outbox;
mod session;
mod shapes;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::ids::{ChangeId, CircleId, DeviceId, PersonId, RecordId};
use domain::order::gathered;
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use futures::future::try_join3;
use serde::{Deserialize, Serialize};

use crate::store::{Durability, Key, LocalStore, StoreError, Table, Write};
use crate::stored::{Stored, from_row, to_row};
use crate::wire::{AccessEpoch, Cursor, ServerEpoch};

pub use adopt::{Adopted, NotAdopted};
use anew::Held;
use circle::Base;
pub use circle::CircleView;
use clock::Clock;
pub use drafts::Draft;
pub use files::FileState;
pub use kept::{KEPT_BYTES, KEPT_FOR};
pub use outbox::{Entry, EntryState, NotRecorded, Offered};
use shapes::{Cursors, Seen};
#[cfg(any(test, feature = "testing"))]
pub use shapes::{cursors_in, entry_in, found_in, records_in};

/// The group of the only rows in a table that has no groups of its own.
const ONLY: &[u8] = b"";

/// One person's records, changes, drafts and files on one device.
pub struct Device<S> {
    store: S,
    person: PersonId,
    state: RefCell<State>,
    /// Who takes in a reply, reads the store anew or repacks it does so alone. Recording never waits for it.
    turn: futures::lock::Mutex<()>,
}

struct State {
    identity: Identity,
    cursors: BTreeMap<Scope, (AccessEpoch, Revision)>,
    outbox: BTreeMap<u64, Entry>,
    /// Rows of the outbox that are kept empty, so that their numbers are not given again.
    emptied: BTreeSet<u64>,
    /// What the server has said does not fit yet: offered again once something new has come.
    put_off: BTreeSet<ChangeId>,
    /// What is held from an earlier life of the server, if anything is.
    held: Option<Held>,
    /// The records of that, of the circles that were looked at.
    before: BTreeMap<CircleId, Arc<Base>>,
    circles: BTreeMap<CircleId, Arc<Base>>,
    views: BTreeMap<CircleId, Arc<CircleView>>,
    /// The last number of each group of segments that grew since the store was last tidied: no fewer than it has.
    grown: BTreeMap<Vec<u8>, u64>,
    /// Counts what was adopted, so that a slow read notices that it is out of date.
    generation: u64,
    /// Counts what was recorded or let go, for the same reason.
    recorded: u64,
    /// What the server last said of the device's clock.
    clock: Clock,
}

/// Who this device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Identity {
    device: DeviceId,
    server: Option<ServerEpoch>,
    last_exchange: Option<Moment>,
}

impl<S: LocalStore> Device<S> {
    /// Opens what is in the store, under the name by which the server knows this device for this person.
    ///
    /// # Errors
    /// When the store fails, or holds something that this version cannot read.
    pub async fn open(store: S, person: PersonId, device: DeviceId) -> Result<Self, StoreError> {
        let kept: Option<Identity> =
            store.get(Table::Meta, &Key::new(ONLY, META_IDENTITY)).await?.map(|bytes| read(&bytes)).transpose()?;
        let mut state = State::empty(device);
        if let Some(kept) = kept {
            // Stores of the first releases had a name of their own.
            state.identity = Identity { device, ..kept };
        }
        if kept != Some(state.identity) {
            store.commit(vec![state.put_identity()?], Durability::Strict).await?;
        }
        let device = Self { store, person, state: RefCell::new(state), turn: futures::lock::Mutex::new(()) };
        device.reload().await?;
        Ok(device)
    }

    /// Reads anew what another tab may have changed. What is recorded here meanwhile is not forgotten.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn reload(&self) -> Result<(), StoreError> {
        let _turn = self.turn.lock().await;
        loop {
            let before = self.state.borrow().recorded;
            let reading = try_join3(self.stored_cursors(), self.stored_outbox(), self.stored_held());
            let (cursors, (outbox, emptied), (server, held)) = reading.await?;
            let clock = self.stored_clock().await?;
            let mut state = self.state.borrow_mut();
            if state.recorded != before {
                continue;
            }
            state.cursors = gathered(cursors.into_iter().map(|c| (c.scope, (c.access, c.upto))));
            state.outbox = outbox;
            state.emptied = emptied;
            state.held = held;
            state.clock = clock;
            state.identity.server = server;
            state.before.clear();
            state.circles.clear();
            state.views.clear();
            state.generation += 1;
            return Ok(());
        }
    }

    /// Reads anew if another tab has changed something since: what is remembered here of cursors and outbox must
    /// never be written over something newer. For the tab that begins to sync.
    pub(crate) async fn catch_up(&self) -> Result<(), StoreError> {
        let reading = try_join3(self.stored_cursors(), self.stored_outbox(), self.stored_held());
        let (cursors, (outbox, _), (server, held)) = reading.await?;
        let same = {
            let state = self.state.borrow();
            let life = (state.identity.server, &state.held) == (server, &held);
            life && cursors == adopt::listed(&state.cursors) && outbox == state.outbox
        };
        if !same {
            self.reload().await?;
        }
        let _turn = self.turn.lock().await;
        self.put_stragglers_behind().await
    }

    /// The outbox as it is stored, and the numbers of its empty rows.
    async fn stored_outbox(&self) -> Result<(BTreeMap<u64, Entry>, BTreeSet<u64>), StoreError> {
        let (empty, full): (Vec<_>, Vec<_>) =
            self.store.group(Table::Outbox, ONLY).await?.into_iter().partition(|(_, bytes)| bytes.is_empty());
        let mut entries = BTreeMap::new();
        for (number, bytes) in full {
            entries.insert(number, read(&bytes)?);
        }
        Ok((entries, gathered(empty.into_iter().map(|(number, _)| number))))
    }

    async fn stored_cursors(&self) -> Result<Vec<Cursor>, StoreError> {
        match self.store.get(Table::Meta, &Key::new(ONLY, META_CURSORS)).await? {
            Some(bytes) => Ok(read::<Cursors>(&bytes)?.0),
            None => Ok(Vec::new()),
        }
    }

    /// What it keeps, for tests that look at what lies on the disk.
    #[cfg(any(test, feature = "testing"))]
    #[must_use]
    pub fn store(&self) -> &S {
        &self.store
    }

    /// Which device this is.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        self.state.borrow().identity.device
    }

    /// Whose it is.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// When it last heard from the server, by the server's clock.
    #[must_use]
    pub fn last_exchange(&self) -> Option<Moment> {
        self.state.borrow().identity.last_exchange
    }

    /// How far it has come, scope by scope.
    #[must_use]
    pub fn cursors(&self) -> Vec<Cursor> {
        adopt::listed(&self.state.borrow().cursors)
    }

    /// Which server it last spoke to.
    #[must_use]
    pub fn server(&self) -> Option<ServerEpoch> {
        self.state.borrow().identity.server
    }

    /// The circles of which something is on this device, made here included.
    #[must_use]
    pub fn circles(&self) -> Vec<CircleId> {
        let state = self.state.borrow();
        let held = state.cursors.keys().filter_map(Scope::circle);
        let made = state.outbox.values().filter(|entry| entry.is_shown()).map(|entry| entry.change.circle);
        let circles: BTreeSet<CircleId> = gathered(held.chain(made));
        circles.into_iter().collect()
    }

    /// What this person last saw of a record: its revision then.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn seen(&self, record: RecordId) -> Result<Option<Revision>, StoreError> {
        let row = self.store.get(Table::Seen, &Key::new(*record.as_bytes(), 0)).await?;
        Ok(row.map(|bytes| read::<Seen>(&bytes)).transpose()?.map(|seen| seen.0))
    }

    /// Remembers that this person has seen a record up to a revision.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mark_seen(&self, record: RecordId, revision: Revision) -> Result<(), StoreError> {
        let put = Write::Put(Table::Seen, Key::new(*record.as_bytes(), 0), written(&Seen(revision))?);
        self.store.commit(vec![put], Durability::Relaxed).await.map(|_| ())
    }
}

const META_IDENTITY: u64 = 0;
const META_CURSORS: u64 = 1;
const META_SESSION: u64 = 2;
const META_HELD: u64 = 3;
const META_SWEPT: u64 = 4;

impl State {
    fn empty(device: DeviceId) -> Self {
        Self {
            identity: Identity { device, server: None, last_exchange: None },
            cursors: BTreeMap::new(),
            outbox: BTreeMap::new(),
            emptied: BTreeSet::new(),
            put_off: BTreeSet::new(),
            held: None,
            before: BTreeMap::new(),
            grown: BTreeMap::new(),
            circles: BTreeMap::new(),
            views: BTreeMap::new(),
            generation: 0,
            recorded: 0,
            clock: Clock::default(),
        }
    }

    fn put_identity(&self) -> Result<Write, StoreError> {
        Ok(Write::Put(Table::Meta, Key::new(ONLY, META_IDENTITY), written(&self.identity)?))
    }
}

/// A row to its value.
fn read<T: Stored>(row: &[u8]) -> Result<T, StoreError> {
    Ok(from_row(row)?)
}

/// A value to its row.
fn written<T: Stored>(value: &T) -> Result<Vec<u8>, StoreError> {
    to_row(value).map_err(|_| StoreError::Other)
}

#[cfg(test)]
mod anew_tests;
#[cfg(test)]
mod grown_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod tests_support;
#[cfg(test)]
mod unread_tests;
