//! What kinds of record are called, and what stands at each of their fields, states, moves and choices: one value a kind
//! and language, keyed by the numbers of its declaration.
//!
//! The first screen says only what a kind is called ([`kind`]). Everything else is in statics that the later pages
//! alone reach, so that it travels with them (`later.rs`).

use domain::change::At;
use domain::field::{Field, FieldKey};
use domain::kind::{Kind, StateKey};

/// The words of one kind. `{name}` in them is what the child is called.
pub(crate) struct KindWords {
    /// What somebody does who begins one: "Plan a call with friends".
    pub(crate) begin: &'static str,
    /// What somebody does who changes one: "Change the call with friends".
    pub(crate) change: &'static str,
    pub(crate) fields: &'static [FieldWords],
    /// As said of a record that stands there: "Waiting for an answer".
    pub(crate) states: &'static [(StateKey, &'static str)],
    /// What a button says that moves a record there: "Book the review".
    pub(crate) moves: &'static [MoveWords],
}

/// The words of a field, or of a part of a list's items.
#[derive(Clone, Copy)]
pub(crate) struct FieldWords {
    key: FieldKey,
    label: &'static str,
    /// The same to the child, where it speaks of the child.
    to_child: Option<&'static str>,
    /// By their place in the declaration.
    choices: &'static [&'static str],
    /// The same to the child, where they speak of the child.
    choices_to_child: &'static [&'static str],
    /// What adds an item to a list.
    add: &'static str,
    parts: &'static [FieldWords],
}

/// A field under this label.
pub(crate) const fn said<T>(field: Field<T>, label: &'static str) -> FieldWords {
    FieldWords { key: field.key, label, to_child: None, choices: &[], choices_to_child: &[], add: "", parts: &[] }
}

/// A list under this label, with what adds to it and the words of its parts.
pub(crate) const fn list<T>(
    field: Field<T>,
    label: &'static str,
    add: &'static str,
    parts: &'static [FieldWords],
) -> FieldWords {
    FieldWords { key: field.key, label, to_child: None, choices: &[], choices_to_child: &[], add, parts }
}

impl FieldWords {
    /// The same, said like this to the child.
    pub(crate) const fn child(mut self, label: &'static str) -> Self {
        self.to_child = Some(label);
        self
    }

    /// The same, with its choices in order.
    pub(crate) const fn choices(mut self, choices: &'static [&'static str]) -> Self {
        self.choices = choices;
        self
    }

    /// The same, with its choices said like this to the child.
    pub(crate) const fn child_choices(mut self, choices: &'static [&'static str]) -> Self {
        self.choices_to_child = choices;
        self
    }
}

/// The words of a move.
#[derive(Clone, Copy)]
pub(crate) struct MoveWords {
    /// Wherever it comes from, where this is empty.
    from: Option<StateKey>,
    to: StateKey,
    button: &'static str,
}

/// Every move to this state.
pub(crate) const fn to(to: StateKey, button: &'static str) -> MoveWords {
    MoveWords { from: None, to, button }
}

/// The move from one state to another, where it is said in words of its own.
pub(crate) const fn from_to(from: StateKey, to: StateKey, button: &'static str) -> MoveWords {
    MoveWords { from: Some(from), to, button }
}

/// What a kind of record is called: "Session".
pub(crate) fn kind(kind: Kind) -> &'static str {
    super::en::kinds::called(kind)
}

/// The words of a kind as they are said to whoever looks.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    kind: Kind,
    to_child: bool,
    name: String,
}

impl Words {
    /// To the child, or to others, of a child with this name.
    pub(crate) fn new(kind: Kind, to_child: bool, name: &str) -> Self {
        let name = if name.is_empty() { super::en::kinds::NO_NAME } else { name };
        Self { kind, to_child, name: name.to_owned() }
    }

    fn of(&self) -> Option<&'static KindWords> {
        super::en::kinds::words(self.kind)
    }

    fn with_name(&self, text: &str) -> String {
        text.replace("{name}", &self.name)
    }

    fn say(&self, of: impl Fn(&'static KindWords) -> &'static str) -> String {
        self.with_name(self.of().map_or(kind(self.kind), of))
    }

    pub(crate) fn begin(&self) -> String {
        self.say(|words| words.begin)
    }

    pub(crate) fn change(&self) -> String {
        self.say(|words| words.change)
    }

    /// The words of the field at a place.
    pub(crate) fn at(&self, at: At) -> Said<'_> {
        self.part(at.item.map(|(list, _)| list), at.field)
    }

    /// The words of a field.
    pub(crate) fn field(&self, key: FieldKey) -> Said<'_> {
        self.part(None, key)
    }

    /// The words of a field, or of a part of this list's items.
    pub(crate) fn part(&self, list: Option<FieldKey>, key: FieldKey) -> Said<'_> {
        let find = |fields: &'static [FieldWords], key| fields.iter().find(|field| field.key == key);
        let own = self.of().map_or(&[][..], |words| words.fields);
        let fields = list.map_or(own, |list| find(own, list).map_or(&[], |list| list.parts));
        Said { words: self, field: find(fields, key) }
    }

    /// Where a record stands.
    pub(crate) fn state(&self, key: StateKey) -> String {
        let found = |words: &'static KindWords| words.states.iter().find(|(state, _)| *state == key);
        self.with_name(self.of().and_then(found).map_or(super::en::kinds::NEWER, |(_, said)| said))
    }

    /// What moves a record on.
    pub(crate) fn move_to(&self, from: StateKey, to: StateKey) -> String {
        let moves = self.of().map_or(&[][..], |words| words.moves);
        let own = moves.iter().find(|words| words.to == to && words.from == Some(from));
        let any = || moves.iter().find(|words| words.to == to && words.from.is_none());
        own.or_else(any).map_or_else(|| self.state(to), |words| self.with_name(words.button))
    }
}

/// The words of one field.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    words: &'a Words,
    field: Option<&'static FieldWords>,
}

impl Said<'_> {
    /// What stands over it.
    pub(crate) fn label(self) -> String {
        let of = |field: &FieldWords| field.to_child.filter(|_| self.words.to_child).unwrap_or(field.label);
        self.words.with_name(self.field.map_or(kind(self.words.kind), of))
    }

    /// What adds an item to it.
    pub(crate) fn add(self) -> String {
        self.words.with_name(self.field.map_or("", |field| field.add))
    }

    /// Its choice at this place.
    pub(crate) fn choice(self, place: usize) -> String {
        let of = |field: &'static FieldWords| match field.choices_to_child {
            own @ [_, ..] if self.words.to_child => own,
            _ => field.choices,
        };
        self.words.with_name(self.field.map_or(&[][..], of).get(place).copied().unwrap_or(super::en::kinds::NEWER))
    }
}

#[cfg(test)]
mod tests;
