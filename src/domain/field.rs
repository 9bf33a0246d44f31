//! Fields: the typed handles that hand-made screens use, and the declarations that everything else reads.
//! Both come from one line in a kind's file, so they cannot disagree.

use std::marker::PhantomData;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::file::FileFact;
use crate::ids::{PersonId, RecordId};
use crate::kind::{Kind, StateKey};
use crate::mark::Mark;
use crate::role::Role;
use crate::value::{Moment, Value};

/// A field's number within its kind (or within its list's items). Stored: never reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FieldKey(pub u8);

/// What a field holds, and within which limits.
#[derive(Clone, Copy, Debug)]
pub enum FieldType {
    /// One line of at most this many characters.
    Line(usize),
    /// Prose of at most this many characters.
    Prose(usize),
    /// A whole number from the first to the second, both included.
    Number(i64, i64),
    /// Yes or no.
    Flag,
    /// A calendar day.
    Date,
    /// An instant.
    Moment,
    /// One of these choices, stored by place. Append only.
    Choice(&'static [&'static str]),
    /// A person in the circle.
    Person,
    /// A record of this kind in the same circle.
    Record(Kind),
    /// A file.
    File,
    /// Short texts, each at most 60 characters.
    Tags,
    /// A list of items, each with these fields.
    Items(&'static [FieldSpec]),
}

/// What a device knows without asking when a record is begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BegunWith {
    /// The day.
    Today,
    /// What the child is called every day, for those who see nothing else that says it.
    ChildsName,
    /// The picture that the child chose, for the same people.
    ChildsBadge,
}

/// A field's declaration.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// Its number, stored.
    pub key: FieldKey,
    /// Its name in code, and the key of its words in every language.
    pub name: &'static str,
    /// What it holds.
    pub holds: FieldType,
    /// Whether others cannot come to see a record, nor anybody finish it, without it: see
    /// [`crate::check::missing_before`]. A flag that is required has to say yes.
    pub required: bool,
    /// The same, for these states only: what is asked when a record gets there, and not before.
    pub required_in: &'static [StateKey],
    /// The child's or family's own words: shown first, quoted, never edited by others (looks, words).
    pub own_words: bool,
    /// Whose words these are. Anybody else who may write here writes for them: where nothing stands, and on
    /// in what they wrote themselves (A39: "someone wrote this for me").
    pub words_of: &'static [Role],
    /// Roles that may write this field, or add items of their own to this list, although they only read the
    /// record: "R, W views", "R, agree", "ready mark" in table 4.4 of requirements.md.
    pub also: &'static [Role],
    /// An identifier, a hash or a key, which programs read and no person looks for: not a word in searching.
    pub code: bool,
    /// Programs fill it in and read it: no form asks for it, no page and no history shows it.
    pub hidden: bool,
    /// Asked for and shown at a place of its own: general forms and pages leave it out, histories tell of it.
    pub own_place: bool,
    /// What the device writes into it when a record is begun.
    pub begun_with: Option<BegunWith>,
    /// Where a kind has such fields, nobody is asked for the others before the record is there.
    pub asked_to_begin: bool,
    /// Asked for once the record is there: how it went and how it ended. Nobody is asked that who begins one.
    pub asked_later: bool,
    /// The name of one of the pictures that a child can choose to be known by: chosen, not spelt.
    pub pictures: bool,
    /// The moment whose day this is, where nobody says the day itself.
    pub day_of: Option<FieldKey>,
    /// What somebody is called: nothing in it makes it look like another name, see [`crate::names::misleads`].
    pub calls: bool,
    /// Only these roles write this field, whoever else may write the record: what one person agrees to, nobody
    /// agrees to for them. Empty where that is not so.
    pub only: &'static [Role],
    /// The items of this list are marks: each is its author's own, see [`crate::mark`].
    pub mark: Option<Mark>,
    /// What stands in this field is said by one person for themselves: thanks. While it stands, nobody else takes it back.
    pub its_authors: bool,
}

impl FieldSpec {
    /// The same field, which holds something for programs.
    #[must_use]
    pub const fn code(mut self) -> Self {
        self.code = true;
        self
    }

    /// The same field, which programs fill in and read: see [`FieldSpec::hidden`]. Nobody looks for what it holds.
    #[must_use]
    pub const fn hidden(mut self) -> Self {
        self.hidden = true;
        self.code()
    }

    /// The same hidden field, whose words people look for all the same.
    #[must_use]
    pub const fn looked_for(mut self) -> Self {
        self.code = false;
        self
    }

    /// The same field, which has a place of its own.
    #[must_use]
    pub const fn own_place(mut self) -> Self {
        self.own_place = true;
        self
    }

    /// The same field, into which the device writes this when a record is begun.
    #[must_use]
    pub const fn begun_with(mut self, what: BegunWith) -> Self {
        self.begun_with = Some(what);
        self
    }

    /// The same field, one of the few that are asked for when a record is begun.
    #[must_use]
    pub const fn asked_to_begin(mut self) -> Self {
        self.asked_to_begin = true;
        self
    }

    /// The same field, for which nobody is asked who begins a record: see [`FieldSpec::asked_later`].
    #[must_use]
    pub const fn asked_later(mut self) -> Self {
        self.asked_later = true;
        self
    }

    /// The same field, which names a picture.
    #[must_use]
    pub const fn pictures(mut self) -> Self {
        self.pictures = true;
        self.code()
    }

    /// The same field, the day of this moment where nobody says it.
    #[must_use]
    pub const fn day_of(mut self, moment: FieldKey) -> Self {
        self.day_of = Some(moment);
        self
    }

    /// Whether general forms ask for this field and general pages show it.
    #[must_use]
    pub const fn is_asked(&self) -> bool {
        !self.hidden && !self.own_place
    }

    /// The same field, which says what somebody is called.
    #[must_use]
    pub const fn calls(mut self) -> Self {
        self.calls = true;
        self
    }

    /// The same list, whose items are marks.
    #[must_use]
    pub const fn mark(mut self, mark: Mark) -> Self {
        self.mark = Some(mark);
        self
    }

    /// The same field, in which one person says something for themselves: see [`FieldSpec::its_authors`].
    #[must_use]
    pub const fn its_authors(mut self) -> Self {
        self.its_authors = true;
        self
    }

    /// The same field, which these roles may write too, although they only read the record.
    #[must_use]
    pub const fn also(mut self, roles: &'static [Role]) -> Self {
        self.also = roles;
        self
    }

    /// The same field, which nobody but these roles writes, of those who may write it at all.
    #[must_use]
    pub const fn only(mut self, roles: &'static [Role]) -> Self {
        self.only = roles;
        self
    }

    /// Whether [`FieldSpec::only`] leaves this field to somebody with this role.
    #[must_use]
    pub fn is_left_to(&self, role: Role) -> bool {
        self.only.is_empty() || self.only.contains(&role)
    }

    /// The same field, needed before the record comes into one of these states.
    #[must_use]
    pub const fn required_in(mut self, states: &'static [StateKey]) -> Self {
        self.required_in = states;
        self
    }

    /// The same field, needed before others see the record.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same field, marked as the own words of these of the family.
    #[must_use]
    pub const fn own_words(mut self, words_of: &'static [Role]) -> Self {
        self.own_words = true;
        self.words_of = words_of;
        self
    }
}

/// A typed handle to a field: `plan.text(SUBJECT)` cannot be asked for as a date.
pub struct Field<T> {
    /// The number under which it is stored.
    pub key: FieldKey,
    holds: PhantomData<fn() -> T>,
}

impl<T> Clone for Field<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Field<T> {}

impl<T> Field<T> {
    /// The field with this number.
    #[must_use]
    pub const fn new(key: u8) -> Self {
        Self { key: FieldKey(key), holds: PhantomData }
    }

    /// This field's declaration: its name and what it holds.
    #[must_use]
    pub const fn spec(self, name: &'static str, holds: FieldType) -> FieldSpec {
        FieldSpec {
            key: self.key,
            name,
            holds,
            required: false,
            required_in: &[],
            own_words: false,
            words_of: &[],
            also: &[],
            only: &[],
            code: false,
            hidden: false,
            own_place: false,
            begun_with: None,
            asked_to_begin: false,
            asked_later: false,
            pictures: false,
            day_of: None,
            calls: false,
            mark: None,
            its_authors: false,
        }
    }
}

/// A choice's place in its declaration, as a field type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceOf(pub u8);
/// A longer text, as a field type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose(pub String);
/// A list of items, as a field type; read with [`crate::record::Record::items`].
#[derive(Clone, Copy, Debug)]
pub struct Items;

/// A type that a [`Field`] can hold.
pub trait Held: Sized {
    /// The value as this type; `None` when it is something else.
    fn take(value: &Value) -> Option<Self>;
    /// This as a value.
    fn give(self) -> Value;
}

macro_rules! held {
    ($type:ty, $variant:ident) => {
        impl Held for $type {
            fn take(value: &Value) -> Option<Self> {
                match value {
                    Value::$variant(inner) => Some(inner.clone()),
                    _ => None,
                }
            }
            fn give(self) -> Value {
                Value::$variant(self)
            }
        }
    };
}
held!(String, Line);
held!(i64, Number);
held!(bool, Flag);
held!(NaiveDate, Date);
held!(Moment, Moment);
held!(PersonId, Person);
held!(RecordId, Record);
held!(FileFact, File);
held!(std::collections::BTreeSet<String>, Tags);

impl Held for Prose {
    fn take(value: &Value) -> Option<Self> {
        match value {
            Value::Prose(text) => Some(Prose(text.clone())),
            _ => None,
        }
    }
    fn give(self) -> Value {
        Value::Prose(self.0)
    }
}

impl Held for ChoiceOf {
    fn take(value: &Value) -> Option<Self> {
        match value {
            Value::Choice(place) => Some(ChoiceOf(*place)),
            _ => None,
        }
    }
    fn give(self) -> Value {
        Value::Choice(self.0)
    }
}
