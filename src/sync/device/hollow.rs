//! Records that arrive without what was taken out of them: what was held of that leaves the disk.

use std::collections::BTreeMap;

use domain::ids::RecordId;
use domain::order::gathered;
use domain::record::Record;
use domain::scope::Scope;

use super::Device;
use crate::pack::{self, Found};
use crate::store::{LocalStore, StoreError};
use crate::wire::SyncReply;

impl<S: LocalStore> Device<S> {
    /// The records of which more is held than this person is given from now on: older packs of theirs have to go.
    pub(super) async fn hollowed(&self, reply: &SyncReply) -> Result<Vec<(Scope, RecordId)>, StoreError> {
        let held = self.state.borrow().cursors.clone();
        let mut found = Vec::new();
        for segment in reply.segments.iter().filter(|segment| segment.count > 0) {
            let begins = held.get(&segment.scope).is_none_or(|(access, _)| *access != segment.access);
            if begins || reply.removed.contains(&segment.scope) {
                continue;
            }
            let Ok(mut came) = pack::open(&segment.packed) else { continue };
            came.retain(|found| found.record().is_none_or(is_hollow));
            if came.is_empty() {
                continue;
            }
            let Some(known) = self.readable_of(segment.scope).await? else {
                // More may be held of any of them.
                found.extend(came.iter().map(|one| (segment.scope, one.id())));
                continue;
            };
            let known: BTreeMap<RecordId, &Found> = gathered(known.iter().map(|one| (one.id(), one)));
            let more = came.iter().filter(|one| known.get(&one.id()).is_some_and(|known| may_say_more(known, one)));
            found.extend(more.map(|one| (segment.scope, one.id())));
        }
        Ok(found)
    }
}

/// Nobody here knows what was taken out of a state that is not understood.
fn may_say_more(known: &Found, given: &Found) -> bool {
    match (known, given) {
        (Found::Read(known), Found::Read(given)) => says_more(known, given),
        _ => true,
    }
}

fn is_hollow(record: &Record) -> bool {
    let empty = record.fields.is_empty() && record.lists.is_empty();
    (record.removed && empty) || record.lists.values().flatten().any(|item| item.removed && item.fields.is_empty())
}

fn says_more(known: &Record, given: &Record) -> bool {
    let all = given.removed && given.fields.is_empty() && given.lists.is_empty();
    let items = given.lists.iter().flat_map(|(list, items)| items.iter().map(move |item| (*list, item)));
    let mut hollow = items.filter(|(_, item)| item.removed && item.fields.is_empty());
    (all && !(known.fields.is_empty() && known.lists.is_empty()))
        || hollow.any(|(list, item)| known.item(list, item.id).is_some_and(|known| !known.fields.is_empty()))
}
