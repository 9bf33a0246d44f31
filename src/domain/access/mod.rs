//! Who may see and do what: one function over person, role, circle and sensitivity. Deny by default.
//! The server's gate decides with it, and the app hides with it what cannot be done (requirements.md, 4.3, 4.4).

use std::collections::BTreeMap;

pub use giving::{NotToGive, Seat, ends_founders_place, givers, may_give, may_take_up, may_touch};
pub use grid::{grid_of, grids};
pub use readers::readers;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::change::{At, Change, Edit};
use crate::field::{FieldKey, FieldSpec, FieldType};
use crate::ids::{ChangeId, CircleId, ItemId, PersonId};
use crate::kind::{Kind, KindSpec, StateKey};
use crate::mark;
use crate::record::{Place, Record, Version};
use crate::role::{Right, Role, Sensitivity};
use crate::scope::Scope;
use crate::value::{Moment, Value};

mod giving;
mod grid;
mod readers;

/// Somebody's place in one circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// What they are to the child.
    pub role: Role,
    /// How far they may see.
    pub ceiling: Sensitivity,
    /// Their first day, if limited.
    pub from: Option<NaiveDate>,
    /// Their last day, if limited.
    pub until: Option<NaiveDate>,
}

impl Membership {
    /// Whether a name on a record of this kind shows it to somebody whose ceiling is below it (4.4, `v`). A ceiling
    /// is how far they see what nobody chose them for; of a kind that is for named people only, whoever names them
    /// chooses them, one record at a time. Not beyond: what is restricted stays so, and so does what somebody
    /// narrowed although the circle sees its kind. Nor for those who see nothing of a child.
    fn is_reached_by_name(&self, spec: &KindSpec, level: Sensitivity) -> bool {
        let (reach, from) = (Sensitivity::Sensitive, Sensitivity::Everyday);
        let has_a_right = spec.right_of(self.role) > Right::Nothing;
        (level, spec.sensitivity, self.ceiling) == (reach, reach, from) && has_a_right
    }

    /// Whether there can be something at this level for them: by their ceiling, or by name.
    fn opens(&self, level: Sensitivity) -> bool {
        level <= self.ceiling || crate::kinds::ALL.iter().any(|spec| self.is_reached_by_name(spec, level))
    }

    /// Whether it holds on this day.
    #[must_use]
    pub fn covers(&self, today: NaiveDate) -> bool {
        self.from.is_none_or(|from| today >= from) && self.until.is_none_or(|until| today <= until)
    }

    /// What counts of several places that one person has in a circle: one that holds today before any other, then what
    /// shows them most.
    #[must_use]
    pub fn strongest(places: impl Iterator<Item = Membership>, today: NaiveDate) -> Option<Membership> {
        places.max_by_key(|place| (place.covers(today), place.ceiling, std::cmp::Reverse(place.role)))
    }

    /// Whether it gives nothing that the other does not: the same role, no further sight, no other days.
    #[must_use]
    pub fn is_within(&self, other: &Membership) -> bool {
        let from = other.from.is_none_or(|earliest| self.from.is_some_and(|from| from >= earliest));
        let until = other.until.is_none_or(|last| self.until.is_some_and(|until| until <= last));
        self.role == other.role && self.ceiling <= other.ceiling && from && until
    }
}

/// Somebody who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// Who.
    pub person: PersonId,
    /// The circles they are in.
    pub memberships: BTreeMap<CircleId, Membership>,
    /// May begin a circle for a new pupil (A1): hospital teachers, service leads and key contacts.
    pub may_add_pupils: bool,
}

/// What somebody wants to do with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// See it.
    Read,
    /// Begin one.
    Create,
    /// Change what stands in it, take it away, bring it back.
    Edit,
    /// Move it on.
    Move {
        /// From this state.
        from: StateKey,
        /// To this one.
        to: StateKey,
    },
}

/// What access looks at in a record.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Its circle.
    pub circle: CircleId,
    /// Its kind.
    pub kind: Kind,
    /// How far it is seen.
    pub sensitivity: Sensitivity,
    /// Its state.
    pub state: StateKey,
    /// Who made it.
    pub author: PersonId,
    /// Who last moved it on, if anybody has.
    pub moved_by: Option<PersonId>,
    /// Who is named on it.
    pub named: &'a [PersonId],
}

impl<'a> From<&'a Record> for Subject<'a> {
    fn from(record: &'a Record) -> Self {
        Subject {
            circle: record.circle,
            kind: record.kind,
            sensitivity: record.sensitivity,
            state: record.state,
            author: record.created.by,
            moved_by: record.moved.map(|stamp| stamp.by),
            named: &record.named,
        }
    }
}

/// Whether `viewer` may do `action` to `subject` today.
#[must_use]
pub fn allows(viewer: &Viewer, action: Action, subject: Subject<'_>, today: NaiveDate) -> bool {
    let Some(membership) = viewer.memberships.get(&subject.circle) else { return false };
    let Some(spec) = subject.kind.spec() else { return false };
    membership.covers(today) && allows_by(spec, viewer.person, membership, action, subject)
}

/// The same by this declaration, for somebody whose place holds today. [`grid_of`] looks at all that it answers.
fn allows_by(spec: &KindSpec, viewer: PersonId, membership: &Membership, action: Action, subject: Subject<'_>) -> bool {
    let right = spec.right_of(membership.role);
    let own = subject.author == viewer;
    let named = own || subject.named.contains(&viewer);
    let reached = subject.sensitivity <= membership.ceiling
        || (named && membership.is_reached_by_name(spec, subject.sensitivity));
    if !reached {
        return false;
    }
    let within = match right {
        Right::Nothing => false,
        Right::WhenNamed => named,
        _ => subject.sensitivity < Sensitivity::Sensitive || named,
    };
    if !within {
        return false;
    }
    // What somebody only asked for stops being theirs once another has taken it up ("R, ask").
    let taken_up = right == Right::Ask && subject.moved_by.is_some_and(|person| person != viewer);
    let theirs = own && !taken_up;
    let writes = right >= Right::Write || (right >= Right::Ask && theirs);
    // A draft is its writers': being named on it shows it to nobody before it is shared.
    let reads = writes || theirs || !spec.state(subject.state).is_some_and(|state| state.draft);
    match action {
        Action::Read => reads,
        Action::Create => right >= Right::Ask && own,
        Action::Edit => writes,
        Action::Move { from, to } => reads && spec.may_move(membership.role, from, to),
    }
}

/// Whether `viewer` may do everything that a change does, to the record as it stands. This, not [`allows`], is
/// what decides about writes: it also knows which fields and lists a role may fill in although it only reads
/// the record, such as the pupil's view in a review ([`crate::field::FieldSpec::also`]).
#[must_use]
pub fn allows_change(viewer: &Viewer, current: Option<&Record>, change: &Change, today: NaiveDate) -> bool {
    let Some(spec) = change.kind.spec() else { return false };
    let begins = match (current, change.edits.first()) {
        (None, Some(Edit::Create { sensitivity, named })) => Some(Subject {
            circle: change.circle,
            kind: change.kind,
            sensitivity: *sensitivity,
            state: spec.first_state(),
            author: viewer.person,
            moved_by: None,
            named,
        }),
        _ => None,
    };
    let Some(subject) = current.map(Subject::from).or(begins) else { return false };
    if (subject.circle, subject.kind) != (change.circle, change.kind) {
        return false;
    }
    let may = |action| allows(viewer, action, subject, today);
    let Some(role) = viewer.memberships.get(&subject.circle).map(|membership| membership.role) else { return false };
    let reads = may(Action::Read);
    let writes = may(Action::Edit);
    let own_item = |list: FieldKey, item: ItemId| {
        let added_now =
            |edit: &Edit| matches!(edit, Edit::AddItem { list: l, item: i, .. } if (*l, *i) == (list, item));
        match current.and_then(|record| record.item(list, item)) {
            Some(item) => item.added.by == viewer.person,
            None => change.edits.iter().any(added_now),
        }
    };
    let also = |field: Option<&FieldSpec>| reads && field.is_some_and(|field| field.also.contains(&role));
    let own_in = |list: FieldKey, item: ItemId| also(spec.field(list)) && own_item(list, item);
    let closed = |field: Option<&FieldSpec>| field.is_some_and(|field| !field.is_left_to(role));
    let left_to_others = |edit: &Edit| match edit {
        Edit::Set { at, .. } | Edit::Write { at, .. } | Edit::Choose { at, .. } => {
            closed(spec.field_at(*at)) || at.item.is_some_and(|(list, _)| closed(spec.field(list)))
        }
        Edit::AddItem { list, .. }
        | Edit::PlaceItem { list, .. }
        | Edit::RemoveItem { list, .. }
        | Edit::RestoreItem { list, .. } => closed(spec.field(*list)),
        _ => false,
    };
    let words = |edit: &Edit| current.is_none_or(|record| leaves_own_words(record, edit, viewer.person, role));
    if change.edits.iter().any(left_to_others) || !change.edits.iter().all(words) {
        return false;
    }
    if !mark::keeps_to_own(spec, current, change, viewer.person, role) {
        return false;
    }
    change.edits.iter().enumerate().all(|(place, edit)| match edit {
        Edit::Create { .. } => place == 0 && current.is_none() && may(Action::Create),
        Edit::Move { from, to } => may(Action::Move { from: *from, to: *to }),
        _ if writes => true,
        Edit::Set { at, .. } | Edit::Write { at, .. } | Edit::Choose { at, .. } => match at.item {
            None => also(spec.field(at.field)),
            Some((list, item)) => also(spec.item_field(list, at.field)) || own_in(list, item),
        },
        Edit::AddItem { list, .. } => also(spec.field(*list)),
        Edit::PlaceItem { list, item, .. } | Edit::RemoveItem { list, item } | Edit::RestoreItem { list, item } => {
            own_in(*list, *item)
        }
        Edit::Name { .. } | Edit::Remove | Edit::Restore => false,
    })
}

/// Whether `viewer` may fill in a field of this record, or add to a list of it: what a form asks before it offers
/// the field. It is [`allows_change`] of the smallest such change, so a form and the gate cannot disagree.
#[must_use]
pub fn may_fill_in(viewer: &Viewer, record: &Record, at: At, today: NaiveDate) -> bool {
    let Some(field) = record.kind.spec().and_then(|spec| spec.field_at(at)) else { return false };
    let edit = match field.holds {
        FieldType::Items(_) => {
            let (item, place) = (ItemId::from_bytes([0; 16]), Place::default());
            Edit::AddItem { list: at.field, item, place, fields: Vec::new() }
        }
        _ => Edit::Set { at, value: Value::Empty, base: Value::Empty },
    };
    let (id, made_at) = (ChangeId::from_bytes([0; 16]), Moment::default());
    let (kind, circle) = (record.kind, record.circle);
    let change = Change { id, record: record.id, kind, circle, made_at, edits: vec![edit] };
    allows_change(viewer, Some(record), &change, today)
}

/// Whether an edit leaves alone what somebody else said in their own words ([`FieldSpec::own_words`]). They
/// themselves may always change it. Whoever writes for them begins where nothing stands, or stood as far as they
/// knew, for then both texts are kept; and goes on in what they wrote themselves.
fn leaves_own_words(record: &Record, edit: &Edit, by: PersonId, role: Role) -> bool {
    let Some(spec) = record.kind.spec() else { return false };
    let others =
        |field: Option<&FieldSpec>| field.is_some_and(|field| field.own_words && !field.words_of.contains(&role));
    let others_item = |list: FieldKey, item: ItemId| {
        others(spec.field(list)) && record.item(list, item).is_some_and(|item| item.added.by != by)
    };
    let at = match edit {
        Edit::Set { at, .. } | Edit::Write { at, .. } | Edit::Choose { at, .. } => *at,
        Edit::RemoveItem { list, item } | Edit::RestoreItem { list, item } => return !others_item(*list, *item),
        _ => return true,
    };
    if at.item.is_some_and(|(list, item)| others_item(list, item)) {
        return false;
    }
    let Some(slot) = record.slot(at).filter(|_| others(spec.field_at(at))) else { return true };
    let mine = record.writer(at).is_none_or(|writer| writer == by);
    let my_waiting = |text: &str| {
        let waits = |version: &&Version| version.to_choose && version.stamp.by == by;
        slot.others.iter().filter(waits).any(|version| version.value == Value::Prose(text.to_owned()))
    };
    match edit {
        Edit::Write { base, .. } => mine || base.is_empty() || (slot.value.words() != *base && my_waiting(base)),
        Edit::Choose { settles, .. } => {
            mine && slot.others.iter().all(|version| !settles.contains(&version.change) || version.stamp.by == by)
        }
        _ => mine,
    }
}

/// The scopes that a person's memberships open today. Within a scope, [`allows`] still decides record by record.
#[must_use]
pub fn scopes(viewer: &Viewer, today: NaiveDate) -> Vec<Scope> {
    const LEVELS: [Sensitivity; 4] =
        [Sensitivity::Practice, Sensitivity::Everyday, Sensitivity::Sensitive, Sensitivity::Restricted];
    let open = viewer.memberships.iter().filter(|(_, membership)| membership.covers(today));
    open.flat_map(|(circle, membership)| {
        LEVELS.into_iter().filter(|level| membership.opens(*level)).map(|level| Scope::Circle(*circle, level))
    })
    .collect()
}
