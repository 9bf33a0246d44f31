//! What a reader is given of a record: what was taken out stays with those who may bring it back.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::access::{Action, Subject, Viewer, allows, allows_change, may_fill_in};
use crate::change::{At, Change, Edit};
use crate::field::FieldKey;
use crate::ids::{ChangeId, ItemId};
use crate::record::{Record, Slot};
use crate::scope::Revision;
use crate::value::Moment;

/// Which rules of this file these are. Another number each time that somebody is given more or less by them: it tells
/// servers to work out anew what they have stored, see [`crate::access::grid_of`].
pub(crate) const WITHHOLDING: u8 = 1;

/// The record as this viewer, who may read it, is given it.
///
/// Whoever may write it has all of it. To others a record that was taken away is its identifiers and stamps, without
/// a word; so is an item that was taken out, unless it is one that they may put back themselves. Of texts that lost,
/// they have those that were written where they could see it: what is older than the record's sharing may have been
/// overwritten before it, and is its writers' (the history page shows what was in sight). What waits for a choice is no
/// history yet, and stays.
#[must_use]
pub fn as_given<'a>(viewer: &Viewer, record: &'a Record, today: NaiveDate) -> Cow<'a, Record> {
    if allows(viewer, Action::Edit, Subject::from(record), today) {
        return Cow::Borrowed(record);
    }
    if record.removed {
        if record.fields.is_empty() && record.lists.is_empty() {
            return Cow::Borrowed(record);
        }
        return Cow::Owned(Record { fields: Default::default(), lists: Default::default(), ..record.clone() });
    }
    let items = taken_out(viewer, record, today);
    let shared = shared_after(record);
    let old: Vec<At> = slots(record)
        .filter(|(_, slot)| slot.others.iter().any(|version| lost_before(version, shared)))
        .map(|(at, _)| at)
        .collect();
    let old: Vec<At> = old.into_iter().filter(|at| !may_fill_in(viewer, record, *at, today)).collect();
    if items.is_empty() && old.is_empty() {
        return Cow::Borrowed(record);
    }
    let mut given = record.clone();
    for (list, id) in items {
        let found = given.lists.get_mut(&list).into_iter().flatten().find(|item| item.id == id);
        if let Some(item) = found {
            item.fields.clear();
        }
    }
    for at in old {
        let slot = match at.item {
            None => given.fields.get_mut(&at.field),
            Some((list, id)) => {
                let item = given.lists.get_mut(&list).into_iter().flatten().find(|item| item.id == id);
                item.and_then(|item| item.fields.get_mut(&at.field))
            }
        };
        if let Some(slot) = slot {
            slot.others.retain(|version| !lost_before(version, shared));
        }
    }
    Cow::Owned(given)
}

/// The items of which a viewer who may read the record is given no word: taken out, and not theirs to put back.
#[must_use]
pub fn taken_out(viewer: &Viewer, record: &Record, today: NaiveDate) -> Vec<(FieldKey, ItemId)> {
    let puts_back = |list: FieldKey, item: ItemId| {
        let edits = vec![Edit::RestoreItem { list, item }];
        let (id, made_at) = (ChangeId::from_bytes([0; 16]), Moment::default());
        let change = Change { id, record: record.id, kind: record.kind, circle: record.circle, made_at, edits };
        allows_change(viewer, Some(record), &change, today)
    };
    if allows(viewer, Action::Edit, Subject::from(record), today) {
        return Vec::new();
    }
    let items = record.lists.iter().flat_map(|(list, items)| items.iter().map(move |item| (*list, item)));
    items
        .filter(|(list, item)| item.removed && !puts_back(*list, item.id))
        .map(|(list, item)| (list, item.id))
        .collect()
}

/// What a viewer who may read the record is told of one of its changes, which followed `before`: of what was written while
/// it was away, or as it went and came, only that it went and came. Whoever may bring it back is told all.
#[must_use]
pub fn in_sight(viewer: &Viewer, record: &Record, before: Option<&Record>, change: Change, today: NaiveDate) -> Change {
    let goes_or_comes = |edit: &Edit| matches!(edit, Edit::Remove | Edit::Restore);
    let away = before.is_some_and(|before| before.removed) || change.edits.iter().any(goes_or_comes);
    if !away || allows(viewer, Action::Edit, Subject::from(record), today) {
        return change;
    }
    let edits = change.edits.into_iter().filter(goes_or_comes).collect();
    Change { edits, ..change }
}

/// Whether there is anything in a record that some of its readers are not given.
#[must_use]
pub fn has_something_withheld(record: &Record) -> bool {
    let shared = shared_after(record);
    record.removed
        || record.lists.values().flatten().any(|item| item.removed)
        || slots(record).any(|(_, slot)| slot.others.iter().any(|version| lost_before(version, shared)))
}

/// Whether a change took out something that stood there before.
#[must_use]
pub fn takes_out(before: &Record, after: &Record) -> bool {
    let is_out = |list: &FieldKey, id: ItemId| before.item(*list, id).is_none_or(|item| item.removed);
    let items = after.lists.iter().flat_map(|(list, items)| items.iter().map(move |item| (list, item)));
    (after.removed && !before.removed) || items.into_iter().any(|(list, item)| item.removed && !is_out(list, item.id))
}

/// Since when others than its writers may have seen it: after its last move at the latest, of a kind that begins as
/// a draft. `None` for a kind that is shared from its beginning.
fn shared_after(record: &Record) -> Option<Revision> {
    let spec = record.kind.spec()?;
    let begins_as_draft = spec.state(spec.first_state()).is_some_and(|state| state.draft);
    if begins_as_draft { record.moved.map(|stamp| stamp.revision) } else { None }
}

fn lost_before(version: &crate::record::Version, shared: Option<Revision>) -> bool {
    !version.to_choose && shared.is_some_and(|shared| version.stamp.revision < shared)
}

fn slots(record: &Record) -> impl Iterator<Item = (At, &Slot)> {
    let own = record.fields.iter().map(|(key, slot)| (At::field(*key), slot));
    let items = record.lists.iter().flat_map(|(list, items)| items.iter().map(move |item| (*list, item)));
    let inner = items.flat_map(|(list, item)| {
        item.fields.iter().map(move |(key, slot)| (At { field: *key, item: Some((list, item.id)) }, slot))
    });
    own.chain(inner)
}
