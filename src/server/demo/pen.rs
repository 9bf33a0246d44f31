//! Writing a change as a device would: typed fields in, a [`Change`] out.

use domain::change::{At, Change, Edit};
use domain::field::{ChoiceOf, Field, FieldType, Held, Items};
use domain::ids::{ChangeId, CircleId, ItemId, RecordId};
use domain::kind::{Kind, KindSpec, StateKey};
use domain::record::Place;
use domain::role::Sensitivity;
use domain::value::{Moment, Value};

use crate::auth::secret::random;

/// A field of an item and what it holds.
pub type Cell = (domain::field::FieldKey, Value);

/// A field and what it holds.
pub fn cell<T: Held>(field: Field<T>, value: T) -> Cell {
    (field.key, value.give())
}

/// A change being written.
pub struct Sheet {
    /// The change so far.
    pub change: Change,
    last: Option<Place>,
}

impl Sheet {
    fn blank(circle: CircleId, kind: Kind, record: RecordId, at: Moment, edits: Vec<Edit>) -> Self {
        let id = ChangeId::new(millis(at), random());
        Self { change: Change { id, record, kind, circle, made_at: at, edits }, last: None }
    }

    /// Begins a record with this identifier.
    pub fn begin_as(circle: CircleId, spec: &KindSpec, record: RecordId, at: Moment) -> Self {
        let create = Edit::Create { sensitivity: spec.sensitivity, named: Vec::new() };
        Self::blank(circle, spec.kind, record, at, vec![create])
    }

    /// Begins a record.
    pub fn begin(circle: CircleId, spec: &KindSpec, at: Moment) -> Self {
        Self::begin_as(circle, spec, RecordId::new(millis(at), random()), at)
    }

    /// Goes on with a record.
    pub fn edit(circle: CircleId, spec: &KindSpec, record: RecordId, at: Moment) -> Self {
        Self::blank(circle, spec.kind, record, at, Vec::new())
    }

    /// The record that it is about.
    pub fn record(&self) -> RecordId {
        self.change.record
    }

    /// A field gets a value where there was none.
    pub fn set<T: Held>(mut self, field: Field<T>, value: T) -> Self {
        let at = At::field(field.key);
        self.change.edits.push(match value.give() {
            Value::Prose(text) => Edit::Write { at, text, base: String::new() },
            value => Edit::Set { at, value, base: Value::Empty },
        });
        self
    }

    /// A line of text.
    pub fn line(self, field: Field<String>, text: &str) -> Self {
        self.set(field, text.to_owned())
    }

    /// Prose.
    pub fn prose(self, field: Field<domain::field::Prose>, text: &str) -> Self {
        self.set(field, domain::field::Prose(text.to_owned()))
    }

    /// One of a field's choices, by its name.
    pub fn choose(self, field: Field<ChoiceOf>, name: &str) -> Self {
        let spec = self.change.kind.spec().and_then(|spec| spec.field(field.key));
        let choice = spec.map_or(ChoiceOf(0), |spec| choice(spec.holds, name));
        self.set(field, choice)
    }

    /// An item after all others that this change adds.
    pub fn add(&mut self, list: Field<Items>, fields: Vec<Cell>) -> ItemId {
        let item = ItemId::new(millis(self.change.made_at), random());
        let place = Place::between(self.last.as_ref(), None);
        self.last = Some(place.clone());
        self.change.edits.push(Edit::AddItem { list: list.key, item, place, fields });
        item
    }

    /// The same, where nobody asks for the item again.
    pub fn with(mut self, list: Field<Items>, fields: Vec<Cell>) -> Self {
        self.add(list, fields);
        self
    }

    /// A field of an item gets a value where there was `base`.
    pub fn set_in<T: Held>(mut self, place: (Field<Items>, ItemId), field: Field<T>, base: Value, value: T) -> Self {
        let at = At::item(place.0.key, place.1, field.key);
        self.change.edits.push(match (value.give(), base) {
            (Value::Prose(text), Value::Prose(base)) => Edit::Write { at, text, base },
            (value, base) => Edit::Set { at, value, base },
        });
        self
    }

    /// Prose is written anew from what stood there.
    pub fn rewrite(mut self, field: Field<domain::field::Prose>, base: &str, text: &str) -> Self {
        let (text, base) = (text.to_owned(), base.to_owned());
        self.change.edits.push(Edit::Write { at: At::field(field.key), text, base });
        self
    }

    /// The record moves on.
    pub fn then(mut self, from: StateKey, to: StateKey) -> Self {
        self.change.edits.push(Edit::Move { from, to });
        self
    }

    /// Seen only by the author and these people.
    pub fn only_for(mut self, named: &[domain::ids::PersonId], sensitivity: Sensitivity) -> Self {
        if let Some(create @ Edit::Create { .. }) = self.change.edits.first_mut() {
            *create = Edit::Create { sensitivity, named: named.to_vec() };
        }
        self
    }
}

/// A choice's place by its name.
///
/// # Panics
/// When there is no such choice: the demonstration is tested as a whole.
pub fn choice(holds: FieldType, name: &str) -> ChoiceOf {
    let FieldType::Choice(names) = holds else { panic!("{name} is no choice of this field") };
    place_of(names, name)
}

/// The same from a list of names.
pub fn place_of(names: &[&str], name: &str) -> ChoiceOf {
    let place = names.iter().position(|listed| *listed == name);
    let place = place.and_then(|place| u8::try_from(place).ok());
    ChoiceOf(place.unwrap_or_else(|| panic!("there is no choice {name}")))
}

/// A moment as identifiers hold it.
pub fn millis(at: Moment) -> u64 {
    u64::try_from(at.0).unwrap_or_default()
}
