//! The oracle: remembers every text that anybody saved, everything that was granted and ended, and every answer
//! that the server gave; and says what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use domain::change::{At, Change, Edit};
use domain::file::FileHash;
use domain::ids::{ChangeId, CircleId, ItemId, PersonId, RecordId};
use domain::record::{Record, Slot};
use domain::scope::{Revision, Scope};

use super::authority::Authority;
use super::deeds::{Deed, is_mark, marks_in, words_of};
use crate::device::{Entry, EntryState};
use crate::wire::{Outcome, SyncReply};

/// How sure a person may be that a change is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// The device had not answered when it died, or answered that it could not: the change is there or is not.
    Maybe,
    /// The device said that it is kept.
    Surely,
}

/// What the oracle remembers of a change.
pub(super) struct Told {
    change: Change,
    author: PersonId,
    device: usize,
    marks: Vec<(At, String)>,
    must_stand: bool,
    kept: Kept,
    let_go: bool,
}

/// What has to be true.
#[derive(Default)]
pub(super) struct Oracle {
    changes: BTreeMap<ChangeId, Told>,
    /// What was answered in this life of the server.
    heard: BTreeMap<ChangeId, Outcome>,
    /// What was answered in any.
    answered: BTreeSet<ChangeId>,
    /// What was refused in any.
    refused: BTreeSet<ChangeId>,
    /// What somebody lost sight of, ever.
    pub(super) gone: BTreeSet<RecordId>,
    places: BTreeMap<(Scope, Revision), ChangeId>,
    /// Whose access to what ended, ever.
    pub(super) ended: BTreeSet<(PersonId, CircleId)>,
    /// Per device and record: the drafts that may be found there.
    drafts: BTreeMap<(usize, RecordId), Vec<String>>,
    /// Files that were kept: by whom, on which device, and what is in them.
    pub(super) files: Vec<(FileHash, PersonId, usize, Vec<u8>)>,
    /// Whether the server was put back, ever.
    pub(super) was_put_back: bool,
    /// What went wrong so far, first things first.
    pub(super) wrong: Vec<String>,
}

impl Oracle {
    pub(super) fn attempt(&mut self, deed: &Deed, author: PersonId, device: usize) {
        let told = Told {
            change: deed.change.clone(),
            author,
            device,
            marks: deed.marks.clone(),
            must_stand: deed.must_stand,
            kept: Kept::Maybe,
            let_go: false,
        };
        self.changes.insert(deed.change.id, told);
    }

    pub(super) fn saved(&mut self, change: ChangeId) {
        if let Some(told) = self.changes.get_mut(&change) {
            told.kept = Kept::Surely;
        }
    }

    /// Whether the server has said what became of a change.
    pub(super) fn was_answered(&self, change: ChangeId) -> bool {
        self.answered.contains(&change)
    }

    /// The server was put back to an earlier moment: what it answered since counts no more.
    pub(super) fn put_back(&mut self) {
        self.was_put_back = true;
        self.heard.clear();
        self.places.clear();
    }

    pub(super) fn let_go(&mut self, change: ChangeId) {
        if let Some(told) = self.changes.get_mut(&change) {
            told.let_go = true;
        }
    }

    pub(super) fn drafting(&mut self, device: usize, record: RecordId, words: &str) {
        // Until the device has said that it is kept, there may be none.
        self.drafts.entry((device, record)).or_insert_with(|| vec![String::new()]).push(words.to_owned());
    }

    pub(super) fn drafted(&mut self, device: usize, record: RecordId, words: &str) {
        self.drafts.insert((device, record), vec![words.to_owned()]);
    }

    /// How many texts are remembered.
    pub(super) fn marks(&self) -> usize {
        self.changes.values().map(|told| told.marks.len()).sum()
    }

    /// Listens to every answer of the server, also those that get lost.
    pub(super) fn heard(&mut self, reply: &SyncReply) {
        self.gone.extend(reply.gone.iter().map(|(_, record)| *record));
        for (id, outcome) in &reply.outcomes {
            self.answered.insert(*id);
            if matches!(outcome, Outcome::Refused { .. }) {
                self.refused.insert(*id);
            }
            if let Some(before) = self.heard.insert(*id, outcome.clone())
                && before != *outcome
            {
                self.wrong.push(format!("{id:?} was {before:?} and is now {outcome:?}"));
            }
            if let Outcome::Accepted { scope, revision, .. } = outcome
                && let Some(other) = self.places.insert((*scope, *revision), *id)
                && other != *id
            {
                self.wrong.push(format!("{id:?} and {other:?} share {revision:?} of {scope:?}"));
            }
        }
    }

    /// Everything that is wrong with what became of what people did, once all is quiet. `outbox` is what each
    /// device still holds.
    pub(super) fn judge(
        &mut self,
        authority: &impl Authority,
        circles: &[CircleId],
        outbox: &[Vec<(u64, Entry)>],
        may: impl Fn(PersonId, &Record, &Change) -> bool,
    ) {
        let records: BTreeMap<RecordId, Record> =
            circles.iter().flat_map(|circle| authority.records(*circle)).map(|record| (record.id, record)).collect();
        let mut wrong = Vec::new();
        let excused = self.taken_out(authority);
        for told in self.changes.values() {
            let id = told.change.id;
            let entry = outbox[told.device].iter().map(|(_, entry)| entry).find(|entry| entry.change.id == id);
            let outcome = authority.outcome(id);
            if let Some(heard) = self.heard.get(&id)
                && outcome.as_ref() != Some(heard)
            {
                wrong.push(format!("{id:?} was answered {heard:?}, and {outcome:?} is remembered"));
            }
            match outcome {
                // Refused before the server was put back: it need not remember.
                None if told.let_go || entry.is_some_and(|entry| entry.refusal().is_some()) => {}
                // Put off, because what it builds on never comes back; it says that it waits.
                None if entry.is_some_and(Entry::is_waiting) && self.may_be_put_off(told, authority) => {}
                // The record has moved on in this life, and is no longer theirs to change; it says that it waits.
                None if self.was_put_back
                    && entry.is_some_and(Entry::is_waiting)
                    && records.get(&told.change.record).is_some_and(|now| !may(told.author, now, &told.change)) => {}
                None if told.kept == Kept::Surely || entry.is_some() => {
                    wrong.push(format!("{id:?} is nowhere: {:?}", told.change));
                }
                None => {}
                Some(Outcome::Accepted { .. }) => {
                    let author = authority.author(id);
                    if author != Some(told.author) {
                        wrong.push(format!("{id:?} is {:?}'s and stands as that of {author:?}", told.author));
                    }
                    wrong.extend(told.faults(records.get(&told.change.record), &excused));
                    if entry.is_some_and(|entry| !self.ended.contains(&(told.author, entry.change.circle))) {
                        wrong.push(format!("{id:?} stands and is still in the outbox"));
                    }
                }
                Some(outcome @ (Outcome::Quarantined { .. } | Outcome::Refused { .. })) => {
                    let ended = self.ended.contains(&(told.author, told.change.circle));
                    if told.must_stand && !ended && !self.builds_on_refused(told, authority) {
                        wrong.push(format!("{id:?} should stand, but: {outcome:?}: {:?}", told.change));
                    }
                    let quarantined = matches!(outcome, Outcome::Quarantined { .. });
                    if quarantined && !authority.is_quarantined(&told.change) {
                        wrong.push(format!("{id:?} is said to be in quarantine, and is not"));
                    }
                    let shown = entry.is_some_and(|entry| {
                        entry.change == told.change && entry.state == EntryState::Answered(outcome.clone())
                    });
                    if !shown && !told.let_go {
                        let says = entry.map(|entry| &entry.state);
                        wrong.push(format!("{id:?} needs somebody ({outcome:?}), but the device says {says:?}"));
                    }
                }
            }
        }
        for record in records.values() {
            wrong.extend(twice_in(record));
        }
        self.wrong.extend(wrong);
    }

    /// Whether a change is about an item that an earlier change added, and that one was refused, or is put off since the
    /// server was put back.
    fn builds_on_refused(&self, told: &Told, authority: &impl Authority) -> bool {
        let items: BTreeSet<ItemId> = told.change.edits.iter().filter_map(item_of).collect();
        let fell = |other: &&Told| match authority.outcome(other.change.id) {
            Some(Outcome::Refused { .. }) => true,
            None if self.was_put_back && !other.must_stand => true,
            _ => self.refused.contains(&other.change.id),
        };
        self.changes
            .values()
            .filter(fell)
            .flat_map(|other| &other.change.edits)
            .any(|edit| matches!(edit, Edit::AddItem { item, .. } if items.contains(item)))
    }

    /// Whether a change may wait for what never comes back: somebody had a part in its record whose access ended, and who
    /// can't bring that part back.
    fn may_be_put_off(&self, told: &Told, authority: &impl Authority) -> bool {
        let of_the_record = self.changes.values().filter(|other| other.change.record == told.change.record);
        let is_lost = |other: &&Told| {
            let ended = self.ended.contains(&(other.author, other.change.circle));
            ended && !matches!(authority.outcome(other.change.id), Some(Outcome::Accepted { .. }))
        };
        let builds_on_refused = || self.builds_on_refused(told, authority);
        self.was_put_back
            && (!told.must_stand || builds_on_refused() || of_the_record.into_iter().any(|other| is_lost(&other)))
    }

    /// Whether devices may hold a record as it was before the server was put back, because something that somebody did
    /// to it never comes back: their access ended, or it no longer fits.
    pub(super) fn may_be_held(&self, record: RecordId, authority: &impl Authority) -> bool {
        let lost = |told: &&Told| !matches!(authority.outcome(told.change.id), Some(Outcome::Accepted { .. }));
        self.was_put_back && self.changes.values().filter(|told| told.change.record == record).any(|told| lost(&told))
    }

    /// The marks that a person took out on purpose: they saw them, and wrote something else in their place.
    fn taken_out(&self, authority: &impl Authority) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        let stands = |told: &&Told| matches!(authority.outcome(told.change.id), Some(Outcome::Accepted { .. }));
        for told in self.changes.values().filter(stands) {
            for edit in &told.change.edits {
                let (before, after) = match edit {
                    Edit::Write { text, base, .. } => (base.as_str(), text.as_str()),
                    Edit::Set { value, base, .. } => (words_of(base), words_of(value)),
                    _ => continue,
                };
                out.extend(marks_in(before).difference(&marks_in(after)).map(|mark| (*mark).to_owned()));
            }
        }
        out
    }

    /// What is wrong with a device's drafts.
    pub(super) fn judge_drafts(&mut self, device: usize, found: &BTreeMap<RecordId, String>) {
        for ((of, record), expected) in &self.drafts {
            if *of == device && !expected.contains(found.get(record).unwrap_or(&String::new())) {
                self.wrong.push(format!("the draft of {record:?} is {:?}, not {expected:?}", found.get(record)));
            }
        }
    }
}

/// The item that an edit is about, and that has to be there already.
fn item_of(edit: &Edit) -> Option<ItemId> {
    match edit {
        Edit::Set { at, .. } | Edit::Write { at, .. } | Edit::Choose { at, .. } => at.item.map(|(_, item)| item),
        Edit::PlaceItem { item, .. } | Edit::RemoveItem { item, .. } | Edit::RestoreItem { item, .. } => Some(*item),
        _ => None,
    }
}

impl Told {
    /// The marks of this accepted change that are not where they belong.
    fn faults(&self, record: Option<&Record>, excused: &BTreeSet<String>) -> Vec<String> {
        let Some(record) = record else { return vec![format!("{:?} is gone", self.change.record)] };
        let mut faults = Vec::new();
        for (at, mark) in &self.marks {
            let found = record.slot(*at).is_some_and(|slot| holds(slot, mark));
            if !found && !excused.contains(mark) {
                faults.push(format!("{mark} is lost from {at:?} of {:?}: {:?}", record.id, self.change));
            }
        }
        faults
    }
}

fn holds(slot: &Slot, mark: &str) -> bool {
    let values = std::iter::once(&slot.value).chain(slot.others.iter().map(|version| &version.value));
    values.into_iter().any(|value| marks_in(words_of(value)).contains(mark))
}

/// What stands twice in a record and should once.
fn twice_in(record: &Record) -> Vec<String> {
    let mut twice = Vec::new();
    for (list, items) in &record.lists {
        let ids: BTreeSet<_> = items.iter().map(|item| item.id).collect();
        if ids.len() != items.len() {
            twice.push(format!("an item stands twice in {list:?} of {:?}", record.id));
        }
    }
    let inner = record.lists.values().flatten().flat_map(|item| item.fields.values());
    for slot in record.fields.values().chain(inner) {
        let mut seen = BTreeSet::new();
        for word in words_of(&slot.value).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| is_mark(word)) {
            if !seen.insert(word) {
                twice.push(format!("{word} stands twice in {:?}: {:?}", record.id, slot.value));
            }
        }
        for (i, version) in slot.others.iter().enumerate() {
            let again = |other: &domain::record::Version| {
                other.change == version.change && other.to_choose == version.to_choose && other.value == version.value
            };
            if slot.others[..i].iter().any(again) {
                twice.push(format!("{:?} is kept twice in {:?}", version.change, record.id));
            }
        }
    }
    twice
}
