//! One child's circle as it is shown: base and waiting changes together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::ids::{CircleId, RecordId};
use domain::kind::Kind;
use domain::order::{gathered, sort_by_key};
use domain::record::Record;
use domain::scope::{Revision, Scope};
use domain::{mark, merge};

use super::adopt::StoredSegment;
use super::{Device, Entry, EntryState, read};
use crate::pack::{self, Found};
use crate::store::{LocalStore, StoreError, Table};
use crate::wire::Outcome;

/// Every record of one circle that this person may see, as of now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CircleView {
    /// Whose.
    pub circle: CircleId,
    /// The records, those that somebody took away included.
    pub records: BTreeMap<RecordId, Record>,
    /// Records of which the server has not got everything yet.
    pub waiting: BTreeSet<RecordId>,
    /// Records that are here and that this release does not understand: a newer one shows them.
    pub unread: BTreeSet<RecordId>,
}

/// What the server gave of a circle.
#[derive(Clone, Debug, Default)]
pub(super) struct Base {
    pub(super) records: BTreeMap<RecordId, Record>,
    /// As which revision those stand that are not understood.
    pub(super) unread: BTreeMap<RecordId, Revision>,
}

impl Base {
    fn revision(&self, record: RecordId) -> Option<Revision> {
        self.records.get(&record).map(Record::revision).or_else(|| self.unread.get(&record).copied())
    }

    pub(super) fn add(&mut self, found: Found) {
        match found {
            Found::Read(record) => {
                self.unread.remove(&record.id);
                self.records.insert(record.id, record);
            }
            Found::Unread(_) => {
                self.records.remove(&found.id());
                self.unread.insert(found.id(), found.revision());
            }
        }
    }
}

impl CircleView {
    /// These records, with nothing that waits and nothing that needs a newer release.
    #[must_use]
    pub fn of(circle: CircleId, records: BTreeMap<RecordId, Record>) -> Self {
        Self { circle, records, waiting: BTreeSet::new(), unread: BTreeSet::new() }
    }

    /// The records of one kind that nobody took away, latest first: by when the server received them, those that it has not
    /// got yet before all others.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> Vec<&Record> {
        let mut found: Vec<&Record> =
            self.records.values().filter(|record| record.kind == kind && !record.removed).collect();
        sort_by_key(&mut found, |record| std::cmp::Reverse((record.created.turn(), record.id)));
        found
    }

    /// The pupil.
    #[must_use]
    pub fn pupil(&self) -> Option<&Record> {
        self.records.get(&self.circle.pupil())
    }

    /// One record.
    #[must_use]
    pub fn get(&self, id: RecordId) -> Option<&Record> {
        self.records.get(&id)
    }
}

impl<S: LocalStore> Device<S> {
    /// A circle as it is shown.
    ///
    /// # Errors
    /// When the store fails, or holds something damaged.
    pub async fn circle(&self, circle: CircleId) -> Result<Arc<CircleView>, StoreError> {
        loop {
            let before = {
                let state = self.state.borrow();
                if let Some(view) = state.views.get(&circle) {
                    return Ok(Arc::clone(view));
                }
                state.generation
            };
            let base = self.base(circle).await?;
            let earlier = self.before(circle).await?;
            let view = Arc::new(self.laid_on(circle, &base, &earlier));
            let mut state = self.state.borrow_mut();
            if state.generation == before {
                state.circles.insert(circle, base);
                if !(earlier.records.is_empty() && earlier.unread.is_empty()) {
                    state.before.insert(circle, earlier);
                }
                state.views.insert(circle, Arc::clone(&view));
                return Ok(view);
            }
        }
    }

    /// What the server gave of a circle.
    async fn base(&self, circle: CircleId) -> Result<Arc<Base>, StoreError> {
        let scopes: Vec<Scope> = {
            let state = self.state.borrow();
            if let Some(base) = state.circles.get(&circle) {
                return Ok(Arc::clone(base));
            }
            state.cursors.keys().filter(|scope| scope.circle() == Some(circle)).copied().collect()
        };
        let mut base = Base::default();
        for scope in scopes {
            self.records_of(scope).await?.into_iter().for_each(|found| base.add(found));
        }
        Ok(Arc::new(base))
    }

    /// The records of one scope, the latest state of each, those that are not understood included.
    pub(super) async fn records_of(&self, scope: Scope) -> Result<Vec<Found>, StoreError> {
        let mut records: BTreeMap<RecordId, Found> = BTreeMap::new();
        for (_, bytes) in self.store.group(Table::Segments, &scope.key()).await? {
            let segment: StoredSegment = read(&bytes)?;
            for found in pack::open(&segment.packed)? {
                if records.get(&found.id()).is_none_or(|held| held.revision() <= found.revision()) {
                    records.insert(found.id(), found);
                }
            }
        }
        Ok(records.into_values().collect())
    }

    /// The same, and nothing where they are damaged: for work that has to go on all the same.
    pub(super) async fn readable_of(&self, scope: Scope) -> Result<Option<Vec<Found>>, StoreError> {
        match self.records_of(scope).await {
            Err(StoreError::Damaged) => Ok(None),
            records => records.map(Some),
        }
    }

    fn laid_on(&self, circle: CircleId, base: &Base, before: &Base) -> CircleView {
        let unread = base.unread.keys().chain(before.unread.keys().filter(|id| !base.records.contains_key(id)));
        let unread = gathered(unread.copied());
        let mut view = CircleView { unread, ..CircleView::of(circle, base.records.clone()) };
        let ahead = self.ahead(before, base);
        let as_before: BTreeSet<RecordId> = gathered(ahead.iter().map(|record| record.id));
        view.records.extend(ahead.into_iter().map(|record| (record.id, record.clone())));
        for Entry { change, state } in self.shown_entries(circle) {
            let stood_there = matches!(&state, EntryState::Again(offered) if offered.former.is_some());
            if stood_there && as_before.contains(&change.record) {
                view.waiting.insert(change.record);
                continue;
            }
            if let EntryState::Answered(Outcome::Accepted { revision, .. }) = &state
                && base.revision(change.record).is_some_and(|held| held >= *revision)
            {
                continue;
            }
            // What does not fit here is for the server to decide; it stays in the outbox all the same.
            let current = view.records.get(&change.record);
            if let Ok(applied) = merge::apply(current, &change, self.person, Revision::PENDING) {
                view.waiting.insert(change.record);
                view.records.insert(change.record, applied.record);
            }
        }
        let still_waiting: BTreeSet<RecordId> = {
            let state = self.state.borrow();
            gathered(state.outbox.values().filter(|entry| entry.is_waiting()).map(|entry| entry.change.record))
        };
        view.waiting.retain(|record| still_waiting.contains(record));
        mark::believe_only_own(&mut view.records);
        view
    }
}
