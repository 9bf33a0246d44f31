//! Putting a change together, with typed fields: what every screen, demo and test does before it records.

use crate::change::{At, Change, Edit};
use crate::field::{Field, FieldKey, Held, Items, Prose};
use crate::ids::{ChangeId, CircleId, ItemId, PersonId, RecordId};
use crate::kind::{Kind, StateKey};
use crate::record::{Item, Place, Record};
use crate::role::Sensitivity;
use crate::value::{Moment, Value};

/// A change in the making.
#[derive(Clone, Debug)]
pub struct Compose<'a> {
    change: Change,
    current: Option<&'a Record>,
}

impl<'a> Compose<'a> {
    /// A change that begins a record, seen as far as its kind says.
    #[must_use]
    pub fn begin(id: ChangeId, made_at: Moment, kind: Kind, circle: CircleId, record: RecordId) -> Self {
        let sensitivity = kind.spec().map_or(Sensitivity::Restricted, |spec| spec.sensitivity);
        let edits = vec![Edit::Create { sensitivity, named: Vec::new() }];
        Self { change: Change { id, record, kind, circle, made_at, edits }, current: None }
    }

    /// A change of a record that the person sees as `current`.
    #[must_use]
    pub fn on(id: ChangeId, made_at: Moment, current: &'a Record) -> Self {
        let change =
            Change { id, record: current.id, kind: current.kind, circle: current.circle, made_at, edits: Vec::new() };
        Self { change, current: Some(current) }
    }

    /// Who sees the record besides its author. Only where a record begins; see [`Compose::name`] for later.
    #[must_use]
    pub fn named(mut self, people: Vec<PersonId>) -> Self {
        if let Some(Edit::Create { named, .. }) = self.change.edits.first_mut() {
            *named = people;
        }
        self
    }

    /// More people may see the record, or fewer.
    #[must_use]
    pub fn name(mut self, add: Vec<PersonId>, remove: Vec<PersonId>) -> Self {
        self.change.edits.push(Edit::Name { add, remove });
        self
    }

    /// A field gets a value. Nothing is written where that is there already.
    #[must_use]
    pub fn set<T: Held>(self, field: Field<T>, value: T) -> Self {
        self.put(At::field(field.key), value.give())
    }

    /// A prose field gets a text.
    #[must_use]
    pub fn write(self, field: Field<Prose>, text: impl Into<String>) -> Self {
        self.put(At::field(field.key), Value::Prose(text.into()))
    }

    /// A field becomes empty.
    #[must_use]
    pub fn clear<T>(self, field: Field<T>) -> Self {
        self.put(At::field(field.key), Value::Empty)
    }

    /// Any field of the record or of one of its items gets a value; for screens that work from the declaration.
    #[must_use]
    pub fn put(mut self, at: At, value: Value) -> Self {
        let base = self.current.and_then(|record| record.slot(at)).map_or(Value::Empty, |slot| slot.value.clone());
        if base == value || (base.is_empty() && value.is_empty()) {
            return self;
        }
        self.change.edits.push(match (value, base) {
            (Value::Prose(text), base) => Edit::Write { at, text, base: base.words() },
            (Value::Empty, Value::Prose(base)) => Edit::Write { at, text: String::new(), base },
            (value, base) => Edit::Set { at, value, base },
        });
        self
    }

    /// An item joins the end of a list.
    #[must_use]
    pub fn add(self, list: Field<Items>, item: ItemId, fields: Vec<(FieldKey, Value)>) -> Self {
        let added = self.change.edits.iter().rev().find_map(|edit| match edit {
            Edit::AddItem { list: of, place, .. } if *of == list.key => Some(place.clone()),
            _ => None,
        });
        let last = added.or_else(|| {
            let record = self.current?;
            let all = record.lists.get(&list.key)?;
            all.iter().map(|item| item.place.clone()).max()
        });
        let place = Place::between(last.as_ref(), None);
        self.edit(Edit::AddItem { list: list.key, item, place, fields })
    }

    /// A field of an item gets a value.
    #[must_use]
    pub fn set_in<T: Held>(self, list: Field<Items>, item: ItemId, field: Field<T>, value: T) -> Self {
        self.put(At::item(list.key, item, field.key), value.give())
    }

    /// A field of an item becomes empty.
    #[must_use]
    pub fn clear_in<T>(self, list: Field<Items>, item: ItemId, field: Field<T>) -> Self {
        self.put(At::item(list.key, item, field.key), Value::Empty)
    }

    /// An item moves to stand between two others.
    #[must_use]
    pub fn place(self, list: Field<Items>, item: ItemId, before: Option<&Item>, after: Option<&Item>) -> Self {
        let place = Place::between(before.map(|item| &item.place), after.map(|item| &item.place));
        self.edit(Edit::PlaceItem { list: list.key, item, place })
    }

    /// An item leaves its list.
    #[must_use]
    pub fn remove(self, list: Field<Items>, item: ItemId) -> Self {
        self.edit(Edit::RemoveItem { list: list.key, item })
    }

    /// The record moves on; nothing happens where it is there already.
    #[must_use]
    pub fn move_to(self, to: StateKey) -> Self {
        let first = self.change.kind.spec().map_or(StateKey(0), |spec| spec.first_state());
        let moved = self.change.edits.iter().rev().find_map(|edit| match edit {
            Edit::Move { to, .. } => Some(*to),
            _ => None,
        });
        let from = moved.unwrap_or_else(|| self.current.map_or(first, |record| record.state));
        if from == to { self } else { self.edit(Edit::Move { from, to }) }
    }

    /// Any other edit.
    #[must_use]
    pub fn edit(mut self, edit: Edit) -> Self {
        self.change.edits.push(edit);
        self
    }

    /// Whether nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.change.edits.is_empty()
    }

    /// The change.
    #[must_use]
    pub fn done(self) -> Change {
        self.change
    }
}

/// A field of a new item, typed.
#[must_use]
pub fn with<T: Held>(field: Field<T>, value: T) -> (FieldKey, Value) {
    (field.key, value.give())
}
