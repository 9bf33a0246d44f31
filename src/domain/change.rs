//! Every write there can be. The server accepts no other kind of write to a child's records.

use serde::{Deserialize, Serialize};

use crate::field::FieldKey;
use crate::ids::{ChangeId, CircleId, ItemId, PersonId, RecordId};
use crate::kind::{Kind, StateKey};
use crate::record::Place;
use crate::role::Sensitivity;
use crate::value::{Moment, Value};

/// A field of a record, or of one item of one of its lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct At {
    /// The field.
    pub field: FieldKey,
    /// The list and item that it is in; `None` for a field of the record itself.
    pub item: Option<(FieldKey, ItemId)>,
}

impl At {
    /// A field of the record itself.
    #[must_use]
    pub fn field(field: FieldKey) -> Self {
        Self { field, item: None }
    }

    /// A field of an item.
    #[must_use]
    pub fn item(list: FieldKey, item: ItemId, field: FieldKey) -> Self {
        Self { field, item: Some((list, item)) }
    }
}

/// What one person did to one record in one go: accepted or refused as a whole, exactly once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its identity, fixed on the device.
    pub id: ChangeId,
    /// The record it is about.
    pub record: RecordId,
    /// What kind of record that is.
    pub kind: Kind,
    /// Whose circle.
    pub circle: CircleId,
    /// When, by the device's clock. For people and audit; never for order.
    pub made_at: Moment,
    /// What was done, in order.
    pub edits: Vec<Edit>,
}

/// One thing done to a record. Stored and sent: add variants at the end only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// The record begins. Always the first edit of its first change, and nowhere else.
    Create {
        /// How far it is seen: its kind's, or narrower.
        sensitivity: Sensitivity,
        /// Who sees it besides its author, where names are asked for.
        named: Vec<PersonId>,
    },
    /// A field that merges as a whole gets a value.
    Set {
        /// Where.
        at: At,
        /// What.
        value: Value,
        /// What the person saw there before: if something else stands there by now, that is kept as a version.
        base: Value,
    },
    /// A prose field gets a new text.
    Write {
        /// Where.
        at: At,
        /// The whole new text.
        text: String,
        /// The whole text that the person started from, for the three-way merge.
        base: String,
    },
    /// An item joins a list.
    AddItem {
        /// The list.
        list: FieldKey,
        /// Its identity.
        item: ItemId,
        /// Where it stands.
        place: Place,
        /// What it holds.
        fields: Vec<(FieldKey, Value)>,
    },
    /// An item moves within its list.
    PlaceItem {
        /// The list.
        list: FieldKey,
        /// Which.
        item: ItemId,
        /// Where it stands from now on.
        place: Place,
    },
    /// An item leaves its list.
    RemoveItem {
        /// The list.
        list: FieldKey,
        /// Which.
        item: ItemId,
    },
    /// An item comes back to its list.
    RestoreItem {
        /// The list.
        list: FieldKey,
        /// Which.
        item: ItemId,
    },
    /// The record moves on.
    Move {
        /// The state that the person saw.
        from: StateKey,
        /// The state it goes to.
        to: StateKey,
    },
    /// A person settles which text everyone sees. All others stay in history.
    Choose {
        /// Where.
        at: At,
        /// The text from now on: one of them, both, or a third.
        value: Value,
        /// The versions that this settles.
        settles: Vec<ChangeId>,
    },
    /// More people may see the record, or fewer.
    Name {
        /// These may from now on.
        add: Vec<PersonId>,
        /// These no longer.
        remove: Vec<PersonId>,
    },
    /// Somebody takes the record away; it can be brought back.
    Remove,
    /// Somebody brings it back.
    Restore,
}
