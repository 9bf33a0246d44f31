//! A record as it stands: the sum of every change accepted so far, with what lost and what waits for a choice.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::change::At;
use crate::field::{Field, FieldKey, Held, Items};
use crate::ids::{ChangeId, CircleId, ItemId, PersonId, RecordId};
use crate::kind::{Kind, StateKey};
use crate::order::sort_by_key;
use crate::role::Sensitivity;
use crate::scope::{Revision, Scope};
use crate::value::{Moment, Value, Written};

/// Who wrote something, when, and where that stands in the scope's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Who.
    pub by: PersonId,
    /// When the server received it, by the server's clock. On the device that made it, by that device's clock until then:
    /// so compare stamps by [`Stamp::turn`].
    pub at: Moment,
    /// After which accepted change.
    pub revision: Revision,
}

impl Stamp {
    /// Whether the server has not got it yet.
    #[must_use]
    pub fn is_pending(self) -> bool {
        self.revision == Revision::PENDING
    }

    /// Where this stands in time among others, the latest last: what the server has by its clock and its order; what it
    /// has not got yet after all of that, whatever the device's clock shows.
    #[must_use]
    pub fn turn(self) -> (bool, Moment, Revision) {
        (self.is_pending(), self.at, self.revision)
    }
}

/// In every kind of record: what the clock of the device showed that began it. Put there by the server, and only where
/// it differs from the server's clock; no change can write it, for no kind declares it.
pub(crate) const WRITTEN: Field<Moment> = Field::new(255);

/// A value that is not the one shown: it lost to another, or waits for a person to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// What was written.
    pub value: Value,
    /// By whom, when.
    pub stamp: Stamp,
    /// The change that wrote it.
    pub change: ChangeId,
    /// Whether a person still has to choose (both kept). Otherwise it is history, visible for ever (X5).
    pub to_choose: bool,
}

/// A field's content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// What is shown.
    pub value: Value,
    /// Who last wrote it; `None` if nobody has since the record or item was made.
    pub stamp: Option<Stamp>,
    /// What else was written here.
    pub others: Vec<Version>,
}

/// An item's place in its list: compares like text, and there is always room between two places.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place(pub Vec<u8>);

impl Place {
    /// A place after `before` and before `after`; `None` stands for the list's end.
    #[must_use]
    pub fn between(before: Option<&Place>, after: Option<&Place>) -> Place {
        let mut place = Vec::new();
        let low = before.map_or(&[][..], |p| &p.0);
        let mut high = after.map(|p| &p.0[..]);
        for i in 0.. {
            let l = low.get(i).copied().map_or(0, u16::from);
            let h = high.map_or(256, |h| h.get(i).copied().map_or(256, u16::from));
            let middle = u16::midpoint(l, h);
            if middle > l && middle < h {
                place.push(u8::try_from(middle).unwrap_or(u8::MAX));
                break;
            }
            // No room in this digit: keep the lower one and look further down, where only `low` binds if they differ.
            place.push(u8::try_from(l).unwrap_or(u8::MAX));
            if l < h {
                high = None;
            }
        }
        Place(place)
    }
}

/// One item of a list: a plan row, a page, an action, a person present.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its identity, which it keeps when moved.
    pub id: ItemId,
    /// Where it stands among the others.
    pub place: Place,
    /// Who added it.
    pub added: Stamp,
    /// The scope's revision at which anything in it last changed.
    pub revision: Revision,
    /// Taken out of the list. Kept, so that an edit made elsewhere meanwhile brings it back.
    pub removed: bool,
    /// What it holds.
    pub fields: BTreeMap<FieldKey, Slot>,
}

impl Item {
    /// A field's value, typed; `None` when empty.
    #[must_use]
    pub fn get<T: Held>(&self, field: Field<T>) -> Option<T> {
        self.fields.get(&field.key).and_then(|slot| T::take(&slot.value))
    }

    /// A text field's words, empty when there are none.
    #[must_use]
    pub fn text<T>(&self, field: Field<T>) -> &str {
        text_of(self.fields.get(&field.key))
    }
}

/// One record of any kind, as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its identity.
    pub id: RecordId,
    /// What it is.
    pub kind: Kind,
    /// Whose circle it belongs to.
    pub circle: CircleId,
    /// How far it is seen.
    pub sensitivity: Sensitivity,
    /// Who sees it besides its author, where its kind or sensitivity asks for names.
    pub named: Vec<PersonId>,
    /// Where it stands in its life.
    pub state: StateKey,
    /// Who last moved it; `None` while it is in its first state.
    pub moved: Option<Stamp>,
    /// Who made it.
    pub created: Stamp,
    /// Who last changed anything in it.
    pub changed: Stamp,
    /// Since when the server has had it as it stands, by the server's clock; `None` on the device that made it
    /// until then. Set by the server only.
    pub received: Option<Moment>,
    /// Taken away by somebody, who can bring it back for 30 days.
    pub removed: bool,
    /// Its fields.
    pub fields: BTreeMap<FieldKey, Slot>,
    /// Its lists, in no order: read them with [`Record::items`].
    pub lists: BTreeMap<FieldKey, Vec<Item>>,
}

impl Record {
    /// The scope that this record is in.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::Circle(self.circle, self.sensitivity)
    }

    /// What the clock of the device that began it says of when that was.
    #[must_use]
    pub fn written(&self) -> Written {
        self.get(WRITTEN).map_or(Written::Then, |clock| Written::of(clock, self.created.at))
    }

    /// The revision at which it last changed.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.changed.revision
    }

    /// A field's value, typed; `None` when empty.
    #[must_use]
    pub fn get<T: Held>(&self, field: Field<T>) -> Option<T> {
        self.fields.get(&field.key).and_then(|slot| T::take(&slot.value))
    }

    /// A text field's words, empty when there are none.
    #[must_use]
    pub fn text<T>(&self, field: Field<T>) -> &str {
        text_of(self.fields.get(&field.key))
    }

    /// A list's items in order, without those taken out.
    #[must_use]
    pub fn items(&self, list: Field<Items>) -> Vec<&Item> {
        self.items_by_key(list.key)
    }

    /// As [`Record::items`], for screens that work from the declaration.
    #[must_use]
    pub fn items_by_key(&self, list: FieldKey) -> Vec<&Item> {
        let mut items: Vec<&Item> = self.lists.get(&list).into_iter().flatten().filter(|item| !item.removed).collect();
        sort_by_key(&mut items, |&item| (&item.place, item.id));
        items
    }

    /// One item, even if taken out.
    #[must_use]
    pub fn item(&self, list: FieldKey, id: ItemId) -> Option<&Item> {
        self.lists.get(&list)?.iter().find(|item| item.id == id)
    }

    /// What stands in a field of the record or of one of its items.
    #[must_use]
    pub fn slot(&self, at: At) -> Option<&Slot> {
        match at.item {
            None => self.fields.get(&at.field),
            Some((list, item)) => self.item(list, item)?.fields.get(&at.field),
        }
    }

    /// Who wrote what stands in a field; `None` where nothing does.
    #[must_use]
    pub fn writer(&self, at: At) -> Option<PersonId> {
        let slot = self.slot(at).filter(|slot| !slot.value.is_empty())?;
        let made = match at.item {
            None => self.created,
            Some((list, item)) => self.item(list, item)?.added,
        };
        Some(slot.stamp.unwrap_or(made).by)
    }

    /// Every place in this record where a person has to choose between texts.
    #[must_use]
    pub fn to_choose(&self) -> Vec<At> {
        let waits = |slot: &Slot| slot.others.iter().any(|version| version.to_choose);
        let own = self.fields.iter().filter(|(_, slot)| waits(slot)).map(|(key, _)| At::field(*key));
        let items = self.lists.iter().flat_map(|(list, items)| items.iter().map(move |item| (*list, item)));
        let inner = items.flat_map(|(list, item)| {
            let slots = item.fields.iter().filter(|(_, slot)| waits(slot));
            slots.map(move |(key, _)| At { field: *key, item: Some((list, item.id)) })
        });
        own.chain(inner).collect()
    }

    /// Every file that this record speaks of.
    #[must_use]
    pub fn files(&self) -> Vec<&crate::file::FileFact> {
        let items = self.lists.values().flatten().flat_map(|item| item.fields.values());
        let slots = self.fields.values().chain(items);
        let values = slots.flat_map(|slot| std::iter::once(&slot.value).chain(slot.others.iter().map(|v| &v.value)));
        values.filter_map(|value| if let Value::File(file) = value { Some(file) } else { None }).collect()
    }

    /// What a person would call it, from its own words; empty when its kind is unknown or it has none.
    #[must_use]
    pub fn title(&self) -> String {
        self.kind.spec().map(|spec| (spec.title)(self)).unwrap_or_default()
    }
}

fn text_of(slot: Option<&Slot>) -> &str {
    match slot.map(|slot| &slot.value) {
        Some(Value::Line(text) | Value::Prose(text)) => text,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn there_is_always_room_between_two_places(picks in proptest::collection::vec(any::<prop::sample::Index>(), 1..200)) {
            let mut places: Vec<Place> = Vec::new();
            for pick in picks {
                let at = pick.index(places.len() + 1);
                let new = Place::between(at.checked_sub(1).map(|i| &places[i]), places.get(at));
                places.insert(at, new);
                prop_assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
            }
        }
    }
}
