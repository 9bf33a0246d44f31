//! Who may see and do what: one function over person, role, circle and sensitivity. Deny by default.
//! The server's gate decides with it, and the app hides with it what cannot be done (requirements.md, 4.3, 4.4).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ids::{CircleId, PersonId};
use crate::kind::{Kind, StateKey};
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};
use crate::scope::Scope;

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
    fn covers(&self, today: NaiveDate) -> bool {
        self.from.is_none_or(|from| today >= from) && self.until.is_none_or(|until| today <= until)
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
            named: &record.named,
        }
    }
}

/// Whether `viewer` may do `action` to `subject` today.
#[must_use]
pub fn allows(viewer: &Viewer, action: Action, subject: Subject<'_>, today: NaiveDate) -> bool {
    let Some(membership) = viewer.memberships.get(&subject.circle) else { return false };
    let Some(spec) = subject.kind.spec() else { return false };
    if !membership.covers(today) || subject.sensitivity > membership.ceiling {
        return false;
    }
    let right = spec.right_of(membership.role);
    let own = subject.author == viewer.person;
    let named = own || subject.named.contains(&viewer.person);
    let within = match right {
        Right::Nothing => false,
        Right::WhenNamed => named,
        _ => subject.sensitivity < Sensitivity::Sensitive || named,
    };
    if !within {
        return false;
    }
    let writes = right >= Right::Write || (right == Right::AddOwn && own);
    match action {
        Action::Read => writes || named || !spec.state(subject.state).is_some_and(|state| state.draft),
        Action::Create => right >= Right::AddOwn,
        Action::Edit => writes,
        Action::Move { from, to } => spec.may_move(membership.role, from, to),
    }
}

/// The scopes that a person's memberships open today. Within a scope, [`allows`] still decides record by record.
#[must_use]
pub fn scopes(viewer: &Viewer, today: NaiveDate) -> Vec<Scope> {
    const LEVELS: [Sensitivity; 4] =
        [Sensitivity::Practice, Sensitivity::Everyday, Sensitivity::Sensitive, Sensitivity::Restricted];
    let open = viewer.memberships.iter().filter(|(_, membership)| membership.covers(today));
    open.flat_map(|(circle, membership)| {
        LEVELS.into_iter().filter(|level| *level <= membership.ceiling).map(|level| Scope::Circle(*circle, level))
    })
    .collect()
}
