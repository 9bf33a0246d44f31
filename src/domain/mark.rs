//! Marks: what somebody says for themselves. A signature, "I agree", "I have seen it", "I am ready", a side's update, an answer. A
//! mark is an item of a list; whose it is is who added it, and its side is the side of that person's role. Nobody makes,
//! changes or takes out somebody else's, whatever they may do with the rest of the record.
//!
//! One shape for every kind: its list says with [`crate::field::FieldSpec::mark`] which of an item's fields name the
//! person and the side. [`keeps_to_own`] is what the device and the gate ask of a change; what counts persons' marks goes
//! by [`own`], and a device by [`believe_only_own`], for a mark from before this rule is not believed either. A field in which
//! one person says something for themselves ([`crate::field::FieldSpec::its_authors`]) is kept to its author here, too.

use std::collections::BTreeMap;

use crate::change::{Change, Edit};
use crate::field::{ChoiceOf, Field, FieldKey, Items};
use crate::ids::{ItemId, PersonId, RecordId};
use crate::kind::KindSpec;
use crate::kinds::circle_member;
use crate::record::{Item, Record};
use crate::role::Role;
use crate::value::Value;

/// Which fields of a list's items say whose mark an item is.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// The field that names the person, where there is one.
    pub person: Option<FieldKey>,
    /// The field that names the side, where there is one.
    pub side: Option<Side>,
    /// It only says that the person opened the record.
    pub looks: bool,
}

/// The side of a mark.
#[derive(Clone, Copy, Debug)]
pub struct Side {
    /// The field that names it.
    pub field: FieldKey,
    /// The side of a role: the only one that somebody with it speaks for. `None` for roles that speak for none here.
    pub of: fn(Role) -> Option<ChoiceOf>,
    /// What an adult may write down for the child, who may be too young or too ill to do it (A39). It stays an item of
    /// whoever wrote it down, and is shown as theirs.
    pub written_down: Option<ChoiceOf>,
}

impl Mark {
    /// Words of whoever added them, with no field that says so: an answer.
    #[must_use]
    pub const fn of_author() -> Self {
        Self { person: None, side: None, looks: false }
    }

    /// A mark of a person.
    #[must_use]
    pub const fn of_person(person: FieldKey) -> Self {
        Self { person: Some(person), side: None, looks: false }
    }

    /// A mark of a side.
    #[must_use]
    pub const fn of_side(field: FieldKey, of: fn(Role) -> Option<ChoiceOf>) -> Self {
        Self { person: None, side: Some(Side { field, of, written_down: None }), looks: false }
    }

    /// The same mark, which only says that the person opened the record: nothing was done to it.
    #[must_use]
    pub const fn of_looking(mut self) -> Self {
        self.looks = true;
        self
    }

    /// The same mark, with the side for which the person makes it.
    #[must_use]
    pub const fn for_side(mut self, field: FieldKey, of: fn(Role) -> Option<ChoiceOf>) -> Self {
        self.side = Some(Side { field, of, written_down: None });
        self
    }

    /// The same mark of a side; adults may write down this one for the child.
    #[must_use]
    pub const fn written_down(mut self, for_child: ChoiceOf) -> Self {
        if let Some(side) = self.side {
            self.side = Some(Side { written_down: Some(for_child), ..side });
        }
        self
    }

    /// Whether a field of an item is one that says whose it is.
    #[must_use]
    pub fn says_whose(&self, field: FieldKey) -> bool {
        self.person == Some(field) || self.side.is_some_and(|side| side.field == field)
    }

    /// The sides that somebody with this role may give: their own first.
    #[must_use]
    pub fn sides(&self, role: Role) -> Vec<ChoiceOf> {
        let Some(side) = self.side else { return Vec::new() };
        let own = (side.of)(role);
        let for_child = side.written_down.filter(|child| role != Role::Pupil && own != Some(*child));
        own.into_iter().chain(for_child).collect()
    }

    /// What says whose a new mark of this person is: put into its item.
    #[must_use]
    pub fn fields_of(&self, person: PersonId, role: Role) -> Vec<(FieldKey, Value)> {
        let person = self.person.map(|field| (field, Value::Person(person)));
        let side = self.side.and_then(|side| Some((side.field, Value::Choice((side.of)(role)?.0))));
        person.into_iter().chain(side).collect()
    }

    /// Whether somebody may put this value into that field of a mark of theirs.
    fn is_own(&self, field: FieldKey, value: &Value, person: PersonId, role: Role) -> bool {
        if value.is_empty() || !self.says_whose(field) {
            return true;
        }
        match value {
            Value::Person(named) if self.person == Some(field) => *named == person,
            Value::Choice(place) if self.person != Some(field) => self.sides(role).contains(&ChoiceOf(*place)),
            _ => false,
        }
    }

    /// Whether somebody with this role has anything to say here.
    fn is_open_to(&self, role: Role) -> bool {
        self.side.is_none() || !self.sides(role).is_empty()
    }
}

/// Whether a change by this person, with this role in the circle, makes and touches no marks but their own.
#[must_use]
pub fn keeps_to_own(spec: &KindSpec, current: Option<&Record>, change: &Change, person: PersonId, role: Role) -> bool {
    let mark_of = |list: FieldKey| spec.field(list).and_then(|field| field.mark);
    let theirs = |list: FieldKey, item: ItemId| {
        // What is not there yet comes with this change, or the change does not fit: that is said elsewhere.
        current.and_then(|record| record.item(list, item)).is_none_or(|item| item.added.by == person)
    };
    change.edits.iter().all(|edit| match edit {
        Edit::Set { at, .. } | Edit::Choose { at, .. } | Edit::Write { at, .. }
            if at.item.is_none() && spec.field_at(*at).is_some_and(|field| field.its_authors) =>
        {
            let says = match edit {
                Edit::Set { value, .. } | Edit::Choose { value, .. } => Some(value),
                _ => None,
            };
            let stands = current.and_then(|record| record.slot(*at)).map(|slot| &slot.value);
            let stands = stands.filter(|stands| !stands.is_empty() && **stands != Value::Flag(false));
            let by = current.and_then(|record| record.writer(*at));
            // Saying the same is no taking back.
            stands.is_none_or(|stands| says == Some(stands) || by == Some(person))
        }
        Edit::AddItem { list, fields, .. } => mark_of(*list).is_none_or(|mark| {
            mark.is_open_to(role) && fields.iter().all(|(field, value)| mark.is_own(*field, value, person, role))
        }),
        Edit::Set { at, value, .. } | Edit::Choose { at, value, .. } => at.item.is_none_or(|(list, item)| {
            mark_of(list).is_none_or(|mark| theirs(list, item) && mark.is_own(at.field, value, person, role))
        }),
        Edit::Write { at, .. } => at.item.is_none_or(|(list, item)| mark_of(list).is_none() || theirs(list, item)),
        Edit::PlaceItem { list, item, .. } | Edit::RemoveItem { list, item } | Edit::RestoreItem { list, item } => {
            mark_of(*list).is_none() || theirs(*list, *item)
        }
        _ => true,
    })
}

/// Says in each mark that a change makes whose it is, where that is not said: for forms that do not ask.
pub fn sign(change: &mut Change, person: PersonId, role: Role) {
    let Some(spec) = change.kind.spec() else { return };
    for edit in &mut change.edits {
        let Edit::AddItem { list, fields, .. } = edit else { continue };
        let Some(mark) = spec.field(*list).and_then(|field| field.mark) else { continue };
        for (key, value) in mark.fields_of(person, role) {
            if !fields.iter().any(|(known, _)| *known == key) {
                fields.push((key, value));
            }
        }
    }
}

/// What people are or were in a circle, for asking whose side a mark is.
#[derive(Clone, Debug, Default)]
pub struct Roles(Vec<(PersonId, Role)>);

impl Roles {
    /// As the circle's records say, of whoever has left, too.
    #[must_use]
    pub fn of<'a>(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let members = records.into_iter().filter(|record| record.kind == circle_member::KIND);
        let part = |member: &Record| Some((member.get(circle_member::PERSON)?, circle_member::role(member)?));
        Self(members.filter_map(part).collect())
    }

    /// What somebody is or was.
    fn of_person(&self, person: PersonId) -> impl Iterator<Item = Role> + '_ {
        self.0.iter().filter(move |(known, _)| *known == person).map(|(_, role)| *role)
    }
}

/// The marks of a list whose items name a person in this field, of those who made them for themselves.
#[must_use]
pub fn own(record: &Record, list: Field<Items>, person: Field<PersonId>) -> Vec<&Item> {
    let mut marks = record.items(list);
    marks.retain(|mark| mark.get(person) == Some(mark.added.by));
    marks
}

/// Whether a mark says whose it is, and says so truly: its person is who added it, and its side is one that this person
/// may give. Whoever may not read what its author is in the circle believes the side that the gate let through.
#[cfg(test)]
pub(crate) fn counts(mark: &Mark, item: &Item, roles: &Roles) -> bool {
    says(mark, item, roles, false)
}

/// Whether a mark says truly whose it is; or where something that says so was left out, `left_out`.
fn says(mark: &Mark, item: &Item, roles: &Roles, left_out: bool) -> bool {
    let value = |field: FieldKey| item.fields.get(&field).map(|slot| &slot.value).filter(|value| !value.is_empty());
    let by = item.added.by;
    let person = mark.person.is_none_or(|field| value(field).map_or(left_out, |named| *named == Value::Person(by)));
    let own_side = |value: &Value| match value {
        Value::Choice(place) => {
            let mut known = roles.of_person(by).peekable();
            known.peek().is_none() || known.any(|role| mark.sides(role).contains(&ChoiceOf(*place)))
        }
        _ => false,
    };
    person && mark.side.is_none_or(|side| value(side.field).map_or(left_out, own_side))
}

/// Takes what is not so out of the marks in the records of a circle: nothing that is worked out from them (who has
/// signed, whose update is due) may believe what was made before the gate refused it. Their words stay, as their
/// author's; a mark of a side only becomes one of its author's side, where they have one; a signature for others is none.
pub fn believe_only_own(records: &mut BTreeMap<RecordId, Record>) {
    let mut known = None;
    let mut found: Vec<(RecordId, FieldKey, ItemId, &'static Mark, Option<ChoiceOf>)> = Vec::new();
    for record in records.values() {
        let Some(spec) = record.kind.spec() else { continue };
        for field in spec.fields {
            let Some(mark) = &field.mark else { continue };
            for item in record.lists.get(&field.key).into_iter().flatten() {
                let roles = known.get_or_insert_with(|| Roles::of(records.values()));
                if !says(mark, item, roles, true) {
                    let side = mark.side.filter(|_| mark.person.is_none());
                    let own = side.and_then(|side| roles.of_person(item.added.by).find_map(side.of));
                    found.push((record.id, field.key, item.id, mark, own));
                }
            }
        }
    }
    for (record, list, item, mark, own) in found {
        let items = records.get_mut(&record).and_then(|record| record.lists.get_mut(&list));
        let Some(item) = items.and_then(|items| items.iter_mut().find(|found| found.id == item)) else { continue };
        let side = mark.side.map(|side| side.field);
        for field in mark.person.into_iter().chain(side) {
            if let Some(slot) = item.fields.get_mut(&field) {
                let own = own.filter(|_| side == Some(field));
                slot.value = own.map_or(Value::Empty, |side| Value::Choice(side.0));
            }
        }
    }
}
