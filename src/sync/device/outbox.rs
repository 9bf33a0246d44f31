//! What was done here: waiting to be sent, accepted but not yet part of what was pulled, or in need of a person.

use std::collections::BTreeMap;

use domain::change::{Change, Edit};
use domain::check::{self, Problem, ProblemKind, problems_of};
use domain::file::FileHash;
use domain::ids::{CircleId, RecordId};
use domain::merge;
use domain::record::Record;
use domain::scope::Revision;
use domain::value::{Moment, Value};
use serde::{Deserialize, Serialize};

use super::{Device, ONLY, State, written};
use crate::store::{Durability, Key, LocalStore, StoreError, Table, Write};
use crate::wire::{MOST_PUSHED, MOST_SENT, Outcome, Refusal};

/// A change made on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The change.
    pub change: Change,
    /// How far it has come.
    pub state: EntryState,
}

/// How far a change has come. Stored: add variants at the end only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntryState {
    /// Only on this device.
    Waiting,
    /// The server has answered.
    Answered(Outcome),
    /// Waiting, and made for an earlier life of the server: see [`Device::adopt`].
    Again(Offered),
}

/// How a change stood when the server began another life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// As which revision it had been accepted, if it had.
    pub former: Option<Revision>,
    /// Since when it is offered again, by the server's clock.
    pub since: Moment,
}

impl Entry {
    /// Whether it is part of what is shown: all but what the server could not let stand.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !self.needs_somebody()
    }

    /// Whether the server has not got it yet.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        matches!(self.state, EntryState::Waiting | EntryState::Again(_))
    }

    /// Whether a person has to look at it: it was refused, or handed to the data steward.
    #[must_use]
    pub fn needs_somebody(&self) -> bool {
        matches!(self.state, EntryState::Answered(Outcome::Refused { .. } | Outcome::Quarantined { .. }))
    }

    /// Why it was refused, if it was.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.state {
            EntryState::Answered(Outcome::Refused { reason }) => Some(reason),
            _ => None,
        }
    }
}

/// Why something was not recorded. Nothing typed is lost: the caller still has it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRecorded {
    /// There is something to mend first.
    #[error("there is something to mend first")]
    Unsound(Vec<Problem>),
    /// The device could not keep it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<S: LocalStore> Device<S> {
    /// Records what a person did, in one durable commit: after this it is on the device, will be sent, and can
    /// be shown. The only door for writing.
    ///
    /// # Errors
    /// [`NotRecorded`]; then nothing at all was recorded.
    pub async fn record(&self, changes: Vec<Change>) -> Result<(), NotRecorded> {
        let mut problems: Vec<Problem> = changes.iter().flat_map(problems_of).collect();
        if problems.is_empty() {
            problems = self.problems_of_growth(&changes);
        }
        if !problems.is_empty() {
            return Err(NotRecorded::Unsound(problems));
        }
        let entries: Vec<Entry> =
            changes.into_iter().map(|change| Entry { change, state: EntryState::Waiting }).collect();
        let mut writes = Vec::with_capacity(entries.len());
        for entry in &entries {
            writes.push(Write::Append(Table::Outbox, ONLY.to_vec(), written(entry)?));
        }
        writes.extend(self.files_to_send(&entries).await?);
        let numbers = self.store.commit(writes, Durability::Strict).await?;
        let mut state = self.state.borrow_mut();
        state.recorded += 1;
        for (number, entry) in numbers.into_iter().zip(entries) {
            state.views.remove(&entry.change.circle);
            state.outbox.insert(number, entry);
        }
        Ok(())
    }

    /// Every change made here that is not yet simply part of the records, oldest first.
    #[must_use]
    pub fn outbox(&self) -> Vec<(u64, Entry)> {
        self.state.borrow().outbox.iter().map(|(number, entry)| (*number, entry.clone())).collect()
    }

    /// How many changes the server has not got yet.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.state.borrow().outbox.values().filter(|entry| entry.is_waiting()).count()
    }

    /// Whether the server has not got something of this record yet.
    #[must_use]
    pub fn is_waiting(&self, record: RecordId) -> bool {
        self.state.borrow().outbox.values().any(|entry| entry.change.record == record && entry.is_waiting())
    }

    /// A person has read why a change was not accepted, and lets it go. Only for changes that need somebody;
    /// anything else stays.
    ///
    /// # Errors
    /// When the store fails; then it stays.
    pub async fn let_go(&self, number: u64) -> Result<(), StoreError> {
        let write = {
            let state = self.state.borrow();
            if !state.outbox.get(&number).is_some_and(Entry::needs_somebody) {
                return Ok(());
            }
            state.taken_out(number)
        };
        self.store.commit(vec![write], Durability::Strict).await?;
        let mut state = self.state.borrow_mut();
        state.recorded += 1;
        state.forget(number);
        Ok(())
    }

    /// Whether something waits that the server has not just put off.
    #[must_use]
    pub(crate) fn has_due(&self) -> bool {
        let state = self.state.borrow();
        state.outbox.values().any(|entry| state.is_due(entry))
    }

    /// Answers by itself what no server would even read, from a version that took more: as refused, with its reason
    /// and all its words. What stands behind it goes on.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn refuse_what_cannot_travel(&self) -> Result<(), StoreError> {
        let bytes = |entry: &Entry| bytes_of(&entry.change);
        let too_large = |entry: &Entry| entry.is_waiting() && bytes(entry) > MOST_SENT - FRAME;
        let refused: Vec<(u64, Entry)> = {
            let state = self.state.borrow();
            let stuck = state.outbox.iter().filter(|(_, entry)| too_large(entry));
            stuck.map(|(number, entry)| (*number, Entry { state: too_much(), ..entry.clone() })).collect()
        };
        if refused.is_empty() {
            return Ok(());
        }
        let mut writes = Vec::with_capacity(refused.len());
        for (number, entry) in &refused {
            writes.push(Write::Put(Table::Outbox, Key::new(ONLY, *number), written(entry)?));
        }
        self.store.commit(writes, Durability::Strict).await?;
        let mut state = self.state.borrow_mut();
        state.recorded += 1;
        for (number, entry) in refused {
            state.views.remove(&entry.change.circle);
            state.outbox.insert(number, entry);
        }
        Ok(())
    }

    /// What this would make of records that is more than a record may be, as far as they are in memory here; the
    /// server weighs them all.
    fn problems_of_growth(&self, changes: &[Change]) -> Vec<Problem> {
        let state = self.state.borrow();
        let mut grown: BTreeMap<RecordId, Record> = BTreeMap::new();
        let mut problems = Vec::new();
        for change in changes {
            let view = state.views.get(&change.circle);
            let before = grown.get(&change.record).or_else(|| view?.get(change.record));
            let Ok(applied) = merge::apply(before, change, self.person, Revision::PENDING) else { continue };
            problems.extend(check::problems_of_growth(before, &applied.record));
            grown.insert(change.record, applied.record);
        }
        problems
    }

    /// The next changes to send, oldest first, at most [`MOST_PUSHED`] bytes unless the first alone is larger.
    #[must_use]
    pub fn next_batch(&self) -> Vec<Change> {
        let state = self.state.borrow();
        let mut bytes = 0;
        let mut batch: Vec<Change> = Vec::new();
        for entry in state.outbox.values().filter(|entry| state.is_due(entry)) {
            bytes += bytes_of(&entry.change);
            if bytes > MOST_PUSHED && !batch.is_empty() {
                break;
            }
            batch.push(entry.change.clone());
        }
        batch
    }

    /// What of one circle is shown on top of what the server gave.
    pub(super) fn shown_entries(&self, circle: CircleId) -> Vec<Entry> {
        let state = self.state.borrow();
        let shown = state.outbox.values().filter(|entry| entry.change.circle == circle && entry.is_shown());
        shown.cloned().collect()
    }
}

impl State {
    fn is_due(&self, entry: &Entry) -> bool {
        entry.is_waiting() && !self.put_off.contains(&entry.change.id)
    }

    /// Since when things are offered again, if anything is: since this device moved to the server's present life.
    pub(super) fn offered_since(&self) -> Option<Moment> {
        let offered = self.outbox.values().filter_map(|entry| match &entry.state {
            EntryState::Again(offered) => Some(offered.since),
            _ => None,
        });
        offered.chain(self.held.as_ref().map(|held| held.since)).max()
    }

    /// What waits and stands before something that is offered again, as it has to stand behind it.
    pub(super) fn stragglers(&self) -> Vec<(u64, Entry)> {
        let is_offered = |entry: &Entry| matches!(entry.state, EntryState::Again(_));
        let last = self.outbox.iter().rev().find(|(_, entry)| is_offered(entry)).map(|(number, _)| *number);
        let (Some(last), Some(since)) = (last, self.offered_since()) else { return Vec::new() };
        let before = self.outbox.range(..last).filter(|(_, entry)| entry.state == EntryState::Waiting);
        let state = EntryState::Again(Offered { former: None, since });
        before.map(|(number, entry)| (*number, Entry { change: entry.change.clone(), state: state.clone() })).collect()
    }

    /// The last number that the outbox has given, as far as this tab knows.
    fn last_number(&self) -> Option<u64> {
        self.outbox.keys().chain(&self.emptied).max().copied()
    }

    /// The write that takes a row out of the outbox. The last row is emptied and not deleted: else its number would
    /// be given again, and another tab that still knows the old row would take the new one for it.
    pub(super) fn taken_out(&self, number: u64) -> Write {
        let key = Key::new(ONLY, number);
        if self.last_number().is_some_and(|last| last > number) {
            Write::Delete(Table::Outbox, key)
        } else {
            Write::Put(Table::Outbox, key, Vec::new())
        }
    }

    /// Empty rows that can go by now, for there are later ones.
    pub(super) fn swept_out(&self) -> Vec<u64> {
        let last = self.last_number();
        self.emptied.iter().filter(|number| last.is_some_and(|last| last > **number)).copied().collect()
    }

    /// The row was taken out.
    pub(super) fn forget(&mut self, number: u64) {
        if self.last_number() == Some(number) {
            self.emptied.insert(number);
        }
        self.outbox.remove(&number);
    }
}

/// Room for what stands around changes in a request: its head and a cursor for each scope of some thousand circles.
const FRAME: usize = 256 * 1024;

fn too_much() -> EntryState {
    let problem = Problem { at: None, what: ProblemKind::TooMuch };
    EntryState::Answered(Outcome::Refused { reason: Refusal::Unsound(vec![problem]) })
}

/// How many bytes a change has on the wire.
fn bytes_of(change: &Change) -> usize {
    postcard::to_allocvec(change).map_or(0, |bytes| bytes.len())
}

/// The files that a change speaks of.
pub(super) fn files_of(change: &Change) -> Vec<FileHash> {
    let mut files = Vec::new();
    let mut add = |value: &Value| {
        if let Value::File(file) = value {
            // The small picture goes first: it is what the others see while the rest is on its way.
            files.extend(file.thumbnail);
            files.push(file.hash);
        }
    };
    for edit in &change.edits {
        match edit {
            Edit::Set { value, .. } | Edit::Choose { value, .. } => add(value),
            Edit::AddItem { fields, .. } => fields.iter().for_each(|(_, value)| add(value)),
            _ => {}
        }
    }
    files
}
