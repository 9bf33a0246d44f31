//! Taking back a change that was just made: the edits that put things back as they were. They are edits like
//! any other, so what others did meanwhile stays, and history shows both.

use crate::change::{At, Change, Edit};
use crate::merge;
use crate::prose::Effort;
use crate::record::Record;
use crate::value::Value;

/// The edits that take `change` back, given the record as it was before; `None` when it can't be taken back
/// like this: a choice between texts, or a move that leads only one way.
#[must_use]
pub fn inverse(before: &Record, change: &Change) -> Option<Vec<Edit>> {
    let mut at_that_time = before.clone();
    let (mut back, mut effort) = (Vec::new(), Effort::OF_A_CHANGE);
    for edit in &change.edits {
        back.push(inverse_of(&at_that_time, edit)?);
        merge::apply_edit(&mut at_that_time, edit, change, (before.changed, false), &mut effort).ok()?;
    }
    Some(back.into_iter().rev().flatten().collect())
}

/// The edits that take back one that begins a record: it goes, and can be brought back like any other.
#[must_use]
pub fn inverse_of_beginning() -> Vec<Edit> {
    vec![Edit::Remove]
}

fn inverse_of(before: &Record, edit: &Edit) -> Option<Vec<Edit>> {
    let removed = |list, item| before.item(list, item).map(|item| item.removed);
    match edit {
        Edit::Set { at, value, .. } => {
            let set = Edit::Set { at: *at, value: value_at(before, *at), base: value.clone() };
            Some(with_item_gone_again(before, *at, set))
        }
        Edit::Write { at, text, .. } => {
            let old = match value_at(before, *at) {
                Value::Prose(old) => old,
                _ => String::new(),
            };
            Some(with_item_gone_again(before, *at, Edit::Write { at: *at, text: old, base: text.clone() }))
        }
        Edit::AddItem { list, item, .. } => Some(vec![Edit::RemoveItem { list: *list, item: *item }]),
        Edit::PlaceItem { list, item, .. } => {
            let place = before.item(*list, *item)?.place.clone();
            Some(vec![Edit::PlaceItem { list: *list, item: *item, place }])
        }
        Edit::RemoveItem { list, item } => match removed(*list, *item)? {
            true => Some(Vec::new()),
            false => Some(vec![Edit::RestoreItem { list: *list, item: *item }]),
        },
        Edit::RestoreItem { list, item } => match removed(*list, *item)? {
            true => Some(vec![Edit::RemoveItem { list: *list, item: *item }]),
            false => Some(Vec::new()),
        },
        Edit::Move { from, to } => {
            let spec = before.kind.spec()?;
            let leads_back = spec.moves.iter().any(|m| m.from == *to && m.to == *from);
            leads_back.then(|| vec![Edit::Move { from: *to, to: *from }])
        }
        Edit::Name { add, remove } => {
            let new = add.iter().filter(|person| !before.named.contains(person)).copied().collect();
            let gone = remove.iter().filter(|person| before.named.contains(person)).copied().collect();
            Some(vec![Edit::Name { add: gone, remove: new }])
        }
        Edit::Remove if before.removed => Some(Vec::new()),
        Edit::Remove => Some(vec![Edit::Restore]),
        Edit::Restore if before.removed => Some(vec![Edit::Remove]),
        Edit::Restore => Some(Vec::new()),
        Edit::Choose { .. } | Edit::Create { .. } => None,
    }
}

fn value_at(record: &Record, at: At) -> Value {
    record.slot(at).map_or(Value::Empty, |slot| slot.value.clone())
}

/// An edit in an item that had been taken out brings it back: taking the edit back takes it out again.
fn with_item_gone_again(before: &Record, at: At, edit: Edit) -> Vec<Edit> {
    let gone = at.item.filter(|(list, item)| before.item(*list, *item).is_some_and(|item| item.removed));
    let again = gone.map(|(list, item)| Edit::RemoveItem { list, item });
    std::iter::once(edit).chain(again).collect()
}
