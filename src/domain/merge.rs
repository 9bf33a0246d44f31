//! What a change does to a record. The same function previews a change on the device and decides it on the
//! server, so that the two cannot differ in rule, only in what they have seen.

use serde::{Deserialize, Serialize};

use crate::change::{At, Change, Edit};
use crate::field::{FieldKey, FieldType};
use crate::ids::{ItemId, PersonId};
use crate::order::gathered;
use crate::prose::{self, Effort, Merged};
use crate::record::{Item, Record, Slot, Stamp, Version, WRITTEN};
use crate::scope::Revision;
use crate::value::{Moment, Value};

/// What became of a change (design, section 4). Remembered for ever under the change's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fate {
    /// It stands as it was made.
    Applied,
    /// It stands together with what others did meanwhile.
    Merged,
    /// It and another text are both kept; a person chooses.
    BothKept,
}

/// Why a change cannot be applied to the record at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unfit {
    /// It is about a record that does not exist.
    NoSuchRecord,
    /// It begins a record that exists already.
    ExistsAlready,
    /// It is about an item that the record never had.
    NoSuchItem,
    /// The record has moved on to where this move does not lead from.
    MovedOn,
    /// It mixes up what the record is or whose it is.
    WrongRecord,
}

/// The record after the change, and what became of the change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The record as it now stands.
    pub record: Record,
    /// What became of the change.
    pub fate: Fate,
}

/// Applies a change, made by `author`, as the scope's revision `revision`.
///
/// Nothing that anybody typed leaves the record: it is shown, waits for a choice, or is a version in history.
///
/// # Errors
/// [`Unfit`] when the change does not fit the record; then nothing is changed, and the caller keeps the change.
pub fn apply(
    current: Option<&Record>,
    change: &Change,
    author: PersonId,
    revision: Revision,
) -> Result<Applied, Unfit> {
    stamped(current, change, Stamp { by: author, at: change.made_at, revision })
}

/// The same for the server, which received the change at `at` by its own clock: everything in it is stamped with that
/// instant, so that whatever compares stamps goes by the server's clock. What the device's clock showed stands beside
/// it where the two differ: see [`Record::written`].
///
/// # Errors
/// As [`apply`].
pub fn accept(
    current: Option<&Record>,
    change: &Change,
    author: PersonId,
    revision: Revision,
    at: Moment,
) -> Result<Applied, Unfit> {
    let mut applied = stamped(current, change, Stamp { by: author, at, revision })?;
    applied.record.received = Some(at);
    if current.is_none() && !change.made_at.is_about(at) {
        let slot = Slot { value: Value::Moment(change.made_at), stamp: None, others: Vec::new() };
        applied.record.fields.insert(WRITTEN.key, slot);
    }
    Ok(applied)
}

fn stamped(current: Option<&Record>, change: &Change, stamp: Stamp) -> Result<Applied, Unfit> {
    let (mut record, rest) = match (current, change.edits.split_first()) {
        (None, Some((Edit::Create { sensitivity, named }, rest))) => {
            let spec_state = change.kind.spec().map_or(crate::kind::StateKey(0), |spec| spec.first_state());
            let record = Record {
                id: change.record,
                kind: change.kind,
                circle: change.circle,
                sensitivity: *sensitivity,
                named: named.clone(),
                state: spec_state,
                moved: None,
                created: stamp,
                changed: stamp,
                received: None,
                removed: false,
                fields: Default::default(),
                lists: Default::default(),
            };
            (record, rest)
        }
        (None, _) => return Err(Unfit::NoSuchRecord),
        (Some(_), Some((Edit::Create { .. }, _))) => return Err(Unfit::ExistsAlready),
        (Some(record), _) => (record.clone(), &change.edits[..]),
    };
    if record.id != change.record || record.kind != change.kind || record.circle != change.circle {
        return Err(Unfit::WrongRecord);
    }
    let (mut fate, mut effort) = (Fate::Applied, Effort::OF_A_CHANGE);
    for edit in rest {
        fate = fate.max(apply_edit(&mut record, edit, change, (stamp, current.is_none()), &mut effort)?);
    }
    record.changed = stamp;
    Ok(Applied { record, fate })
}

pub(crate) fn apply_edit(
    record: &mut Record,
    edit: &Edit,
    change: &Change,
    (stamp, fresh): (Stamp, bool),
    effort: &mut Effort,
) -> Result<Fate, Unfit> {
    match edit {
        Edit::Create { .. } => Err(Unfit::ExistsAlready),
        Edit::Set { at, value, base } => {
            let (slot, made) = slot_mut(record, *at, stamp)?;
            Ok(set(slot, value, base, change, Stamps { made, now: stamp, fresh }))
        }
        Edit::Write { at, text, base } => {
            let room = Room { longest: longest(change, *at), effort };
            let (slot, made) = slot_mut(record, *at, stamp)?;
            Ok(write(slot, (text, base), room, change, Stamps { made, now: stamp, fresh }))
        }
        Edit::AddItem { list, item, place, fields } => {
            let items = record.lists.entry(*list).or_default();
            if items.iter().any(|existing| existing.id == *item) {
                return Err(Unfit::ExistsAlready);
            }
            let slots = fields
                .iter()
                .map(|(key, value)| (*key, Slot { value: value.clone(), stamp: None, others: Vec::new() }));
            items.push(Item {
                id: *item,
                place: place.clone(),
                added: stamp,
                revision: stamp.revision,
                removed: false,
                fields: gathered(slots),
            });
            Ok(Fate::Applied)
        }
        Edit::PlaceItem { list, item, place } => {
            let item = item_mut(record, *list, *item)?;
            item.place.clone_from(place);
            item.revision = stamp.revision;
            Ok(Fate::Applied)
        }
        Edit::RemoveItem { list, item } => {
            let item = item_mut(record, *list, *item)?;
            item.removed = true;
            item.revision = stamp.revision;
            Ok(Fate::Applied)
        }
        Edit::RestoreItem { list, item } => {
            let item = item_mut(record, *list, *item)?;
            item.removed = false;
            item.revision = stamp.revision;
            Ok(Fate::Applied)
        }
        Edit::Move { from, to } => {
            if record.state == *to {
                return Ok(Fate::Merged);
            }
            if record.state != *from {
                return Err(Unfit::MovedOn);
            }
            record.state = *to;
            record.moved = Some(stamp);
            Ok(Fate::Applied)
        }
        Edit::Choose { at, value, settles } => {
            let (slot, made) = slot_mut(record, *at, stamp)?;
            keep_as_history(slot, value, change, made);
            for version in &mut slot.others {
                version.to_choose &= !settles.contains(&version.change);
            }
            slot.value.clone_from(value);
            slot.stamp = Some(stamp);
            Ok(Fate::Applied)
        }
        Edit::Name { add, remove } => {
            record.named.retain(|person| !remove.contains(person));
            for person in add {
                if !record.named.contains(person) {
                    record.named.push(*person);
                }
            }
            Ok(Fate::Applied)
        }
        Edit::Remove => {
            record.removed = true;
            Ok(Fate::Applied)
        }
        Edit::Restore => {
            record.removed = false;
            Ok(Fate::Applied)
        }
    }
}

/// Scalars: the server's order wins; what it overrules without having been seen stays as a version.
fn set(slot: &mut Slot, value: &Value, base: &Value, change: &Change, stamps: Stamps) -> Fate {
    if slot.value == *value {
        return Fate::Applied;
    }
    let unseen = slot.value != *base && !slot.value.is_empty();
    if unseen {
        keep_as_history(slot, value, change, stamps.made);
    }
    slot.value.clone_from(value);
    slot.stamp = stamps.of_new_value();
    if unseen { Fate::Merged } else { Fate::Applied }
}

/// Prose: three ways against its base; on overlap the text that was there stays, and the new one waits beside it.
fn write(slot: &mut Slot, (text, base): (&str, &str), room: Room<'_>, change: &Change, stamps: Stamps) -> Fate {
    let as_made = text_of(slot) == base;
    // Somebody goes on writing in a text that waits for a choice: it is that text which gets longer.
    let to_choose = text != text_of(slot);
    let waiting =
        |version: &&mut Version| version.to_choose && matches!(&version.value, Value::Prose(text) if text == base);
    if !as_made && let Some(version) = slot.others.iter_mut().find(waiting) {
        *version = Version { value: Value::Prose(text.to_owned()), stamp: stamps.now, change: change.id, to_choose };
        return Fate::BothKept;
    }
    match prose::merge(base, text_of(slot), text, room.effort) {
        // Two texts that fit may be one that does not: nobody could go on in that.
        Merged::Text(merged) if as_made || merged == text_of(slot) || merged.chars().nth(room.longest).is_none() => {
            if merged != text_of(slot) || slot.value == Value::Empty {
                slot.value = Value::Prose(merged);
                slot.stamp = stamps.of_new_value();
            }
            if as_made { Fate::Applied } else { Fate::Merged }
        }
        Merged::Text(_) | Merged::Overlap => {
            slot.others.push(Version {
                value: Value::Prose(text.to_owned()),
                stamp: stamps.now,
                change: change.id,
                to_choose: true,
            });
            Fate::BothKept
        }
    }
}

/// What merging in one field may take.
struct Room<'a> {
    /// The most characters that the field holds.
    longest: usize,
    /// What is left for the change.
    effort: &'a mut Effort,
}

fn text_of(slot: &Slot) -> &str {
    if let Value::Prose(text) = &slot.value { text } else { "" }
}

/// How many characters the field at a place holds; a field that this version does not know, any number.
fn longest(change: &Change, at: At) -> usize {
    match change.kind.spec().and_then(|spec| spec.field_at(at)).map(|field| field.holds) {
        Some(FieldType::Prose(most)) => most,
        _ => usize::MAX,
    }
}

/// The stamps that an edit of one slot deals with.
#[derive(Clone, Copy)]
struct Stamps {
    /// Of the record or item around the slot: whoever made that also wrote a slot that has no stamp of its own.
    made: Stamp,
    /// Of this change.
    now: Stamp,
    /// Whether this change also begins the record.
    fresh: bool,
}

impl Stamps {
    fn of_new_value(self) -> Option<Stamp> {
        (!self.fresh).then_some(self.now)
    }
}

fn keep_as_history(slot: &mut Slot, replacing: &Value, change: &Change, made: Stamp) {
    let known = slot.others.iter().any(|version| version.value == slot.value);
    if !slot.value.is_empty() && slot.value != *replacing && !known {
        let stamp = slot.stamp.unwrap_or(made);
        slot.others.push(Version { value: slot.value.clone(), stamp, change: change.id, to_choose: false });
    }
}

fn item_mut(record: &mut Record, list: FieldKey, id: ItemId) -> Result<&mut Item, Unfit> {
    let items = record.lists.get_mut(&list).ok_or(Unfit::NoSuchItem)?;
    items.iter_mut().find(|item| item.id == id).ok_or(Unfit::NoSuchItem)
}

/// The slot at a place. An item that was taken out comes back when somebody writes in it: their words were
/// made for it, and must not land where nobody sees them.
fn slot_mut(record: &mut Record, at: At, stamp: Stamp) -> Result<(&mut Slot, Stamp), Unfit> {
    let (fields, made) = match at.item {
        None => (&mut record.fields, record.created),
        Some((list, item)) => {
            let item = item_mut(record, list, item)?;
            item.revision = stamp.revision;
            item.removed = false;
            (&mut item.fields, item.added)
        }
    };
    let empty = Slot { value: Value::Empty, stamp: None, others: Vec::new() };
    Ok((fields.entry(at.field).or_insert(empty), made))
}
