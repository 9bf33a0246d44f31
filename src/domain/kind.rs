//! What a kind of record is: one declaration, from which validation, merging, permission, forms, reading
//! views, history, print, search and export are derived (design, section 3).

use serde::{Deserialize, Serialize};

use crate::change::At;
use crate::duty::DutySpec;
use crate::field::{FieldKey, FieldSpec, FieldType};
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};

/// A kind's number. Stored: never reuse one. A number that this version does not know is kept and sent on
/// untouched (promise X12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Kind(pub u8);

impl Kind {
    /// The kind's declaration; `None` for a kind from a newer version.
    #[must_use]
    pub fn spec(self) -> Option<&'static KindSpec> {
        crate::kinds::ALL.iter().copied().find(|spec| spec.kind == self)
    }
}

/// A state's number within its kind. Stored: never reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StateKey(pub u8);

/// One state a record can be in.
#[derive(Clone, Copy, Debug)]
pub struct StateSpec {
    /// Its number.
    pub key: StateKey,
    /// Its name in code, and the key of its words.
    pub name: &'static str,
    /// A draft is seen only by those who may write it.
    pub draft: bool,
    /// Nothing more is expected of anybody.
    pub settled: bool,
    /// Settled without being finished: declined, cancelled, withdrawn, replaced. Nothing has to be filled in for
    /// that, for whoever lets go of something has nothing more to say about it.
    pub let_go: bool,
    /// Reached when there is a reason, and not as the next step of every record: a pause, a correction, an outcome.
    pub aside: bool,
}

impl StateSpec {
    /// A state that everyone who may read the kind sees.
    #[must_use]
    pub const fn new(key: u8, name: &'static str) -> Self {
        Self { key: StateKey(key), name, draft: false, settled: false, let_go: false, aside: false }
    }

    /// The same state, seen only by those who may write the record.
    #[must_use]
    pub const fn draft(mut self) -> Self {
        self.draft = true;
        self
    }

    /// The same state, after which nothing is expected of anybody.
    #[must_use]
    pub const fn settled(mut self) -> Self {
        self.settled = true;
        self
    }

    /// The same state, which is nobody's next step.
    #[must_use]
    pub const fn aside(mut self) -> Self {
        self.aside = true;
        self
    }

    /// The same state, settled without being finished.
    #[must_use]
    pub const fn let_go(mut self) -> Self {
        self.settled = true;
        self.let_go = true;
        self
    }
}

/// One way from a state to another.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// From here.
    pub from: StateKey,
    /// To here.
    pub to: StateKey,
    /// By these roles.
    pub by: &'static [Role],
}

/// A kind's whole declaration.
#[derive(Clone, Copy)]
pub struct KindSpec {
    /// Its number.
    pub kind: Kind,
    /// Its name in code, and the key of its words.
    pub name: &'static str,
    /// Its fields, in the order in which a form asks for them.
    pub fields: &'static [FieldSpec],
    /// Its states; the first is where a record begins.
    pub states: &'static [StateSpec],
    /// Who may move it from where to where.
    pub moves: &'static [Move],
    /// How far it is seen unless somebody narrows it.
    pub sensitivity: Sensitivity,
    /// What each role may do; a role that is not listed may do nothing.
    pub rights: &'static [(Role, Right)],
    /// Who must do what by when: because of a record of this kind, or because there is none.
    pub duties: &'static [DutySpec],
    /// What a person would call this record, from its own words; may be empty.
    pub title: fn(&Record) -> String,
}

impl KindSpec {
    /// What a role may do with this kind: nothing, unless declared.
    #[must_use]
    pub fn right_of(&self, role: Role) -> Right {
        self.rights.iter().find(|(listed, _)| *listed == role).map_or(Right::Nothing, |(_, right)| *right)
    }

    /// A field's declaration.
    #[must_use]
    pub fn field(&self, key: FieldKey) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The declaration of a field of a list's items.
    #[must_use]
    pub fn item_field(&self, list: FieldKey, key: FieldKey) -> Option<&'static FieldSpec> {
        match self.field(list)?.holds {
            FieldType::Items(fields) => fields.iter().find(|field| field.key == key),
            _ => None,
        }
    }

    /// The declaration of the field at a place.
    #[must_use]
    pub fn field_at(&self, at: At) -> Option<&'static FieldSpec> {
        match at.item {
            None => self.field(at.field),
            Some((list, _)) => self.item_field(list, at.field),
        }
    }

    /// A state's declaration.
    #[must_use]
    pub fn state(&self, key: StateKey) -> Option<&'static StateSpec> {
        self.states.iter().find(|state| state.key == key)
    }

    /// Where a record of this kind begins.
    #[must_use]
    pub fn first_state(&self) -> StateKey {
        self.states[0].key
    }

    /// The next step of a record that stands there, of those states that somebody may move it to: the first that comes
    /// later and is neither let go nor aside.
    #[must_use]
    pub fn next_step(&self, from: StateKey, may: &[StateKey]) -> Option<StateKey> {
        let later = self.states.iter().skip_while(|state| state.key != from).skip(1);
        later.filter(|state| !state.let_go && !state.aside).map(|state| state.key).find(|key| may.contains(key))
    }

    /// Whether this role may move a record of this kind from one state to another.
    #[must_use]
    pub fn may_move(&self, role: Role, from: StateKey, to: StateKey) -> bool {
        self.moves.iter().any(|m| m.from == from && m.to == to && m.by.contains(&role))
    }
}
