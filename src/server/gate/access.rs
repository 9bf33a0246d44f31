//! Somebody's view of the circles, as the database knows it now.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::access::{Action, Membership, Subject, Viewer, allows, allows_change};
use domain::change::Change;
use domain::ids::{CircleId, PersonId};
use domain::mark::keeps_to_own;
use domain::record::Record;
use domain::role::{Role, Sensitivity};
use domain::withheld::{as_given, has_something_withheld, in_sight};
use sync::wire::{AccessEpoch, Refusal};

use super::Actor;
use crate::db::{DbError, MembershipRow, Roles, Txn};

/// What is known of somebody who asks.
pub(super) struct Asker {
    /// As `domain::access` sees them.
    pub(super) viewer: Viewer,
    /// Every circle that they are or were in.
    epochs: BTreeMap<CircleId, AccessEpoch>,
    today: NaiveDate,
}

impl Asker {
    pub(super) async fn load(txn: &mut dyn Txn, actor: &Actor, today: NaiveDate) -> Result<Self, DbError> {
        let rows = txn.memberships_of(actor.person()).await?;
        let epochs = txn.epochs_of(actor.person()).await?.into_iter().collect();
        let mut circles: BTreeMap<CircleId, Vec<MembershipRow>> = BTreeMap::new();
        for row in rows {
            circles.entry(row.circle).or_default().push(row);
        }
        let strongest = |(circle, rows): (CircleId, Vec<MembershipRow>)| Some((circle, strongest(&rows, today)?));
        let memberships = circles.into_iter().filter_map(strongest).collect();
        let viewer = Viewer { person: actor.person(), memberships, may_add_pupils: actor.account.may_add_pupils };
        Ok(Self { viewer, epochs, today })
    }

    /// Whether they are in this circle today.
    pub(super) fn is_in(&self, circle: CircleId) -> bool {
        self.viewer.memberships.get(&circle).is_some_and(|membership| membership.covers(self.today))
    }

    /// Whether they ever were.
    pub(super) fn was_in(&self, circle: CircleId) -> bool {
        self.epochs.contains_key(&circle)
    }

    pub(super) fn sees(&self, record: &Record) -> bool {
        allows(&self.viewer, Action::Read, Subject::from(record), self.today)
    }

    /// A record that they see, without what was taken out of it and is not theirs to bring back.
    pub(super) fn given(&self, record: Record) -> Record {
        as_given(&self.viewer, &record, self.today).into_owned()
    }

    /// What they are told of a change in the past of a record that they see.
    pub(super) fn told(&self, record: &Record, before: Option<&Record>, change: Change) -> Change {
        in_sight(&self.viewer, record, before, change, self.today)
    }

    pub(super) fn may_change(&self, record: Option<&Record>, change: &Change) -> bool {
        allows_change(&self.viewer, record, change, self.today)
    }

    /// Why they may not, of a record that they see.
    pub(super) fn why_not(&self, record: Option<&Record>, change: &Change) -> Refusal {
        let own = change.kind.spec().zip(self.role_in(change.circle));
        let own = own.is_none_or(|(spec, role)| keeps_to_own(spec, record, change, self.viewer.person, role));
        if own { Refusal::NotAllowed } else { Refusal::ForAnother }
    }

    pub(super) fn role_in(&self, circle: CircleId) -> Option<Role> {
        self.viewer.memberships.get(&circle).map(|membership| membership.role)
    }

    pub(super) fn epoch(&self, circle: CircleId) -> AccessEpoch {
        self.epochs.get(&circle).copied().unwrap_or_default()
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.today
    }
}

/// Somebody who stands in a circle by two records has the one that shows them most today.
pub(super) fn strongest(rows: &[MembershipRow], today: NaiveDate) -> Option<Membership> {
    Membership::strongest(rows.iter().map(|row| row.membership), today)
}

/// The people of a circle, each as somebody who asks only there.
pub(super) fn people_of(circle: CircleId, rows: &[MembershipRow], today: NaiveDate) -> Vec<Viewer> {
    let mut people: BTreeMap<PersonId, Vec<MembershipRow>> = BTreeMap::new();
    for row in rows {
        people.entry(row.person).or_default().push(row.clone());
    }
    let viewer = |(person, rows): (PersonId, Vec<MembershipRow>)| {
        let memberships = BTreeMap::from([(circle, strongest(&rows, today)?)]);
        Some(Viewer { person, memberships, may_add_pupils: false })
    };
    people.into_iter().filter_map(viewer).collect()
}

/// The roles of which everyone in the circle sees this record, whoever they are. What one of them sees besides,
/// as author or by name, is never part of what is packed once for all.
pub(super) fn open_to(record: &Record, today: NaiveDate) -> Roles {
    let open = Roles::which(|role| allows(&anybody(record, role), Action::Read, Subject::from(record), today));
    open.and_withholding(has_something_withheld(record))
}

/// A record as everyone with this role is given it, whoever they are: what is packed once for all of them.
pub(super) fn given_to_all(record: &Record, role: Role, today: NaiveDate) -> Record {
    as_given(&anybody(record, role), record, today).into_owned()
}

/// Somebody with this role of whom nothing else is known.
fn anybody(record: &Record, role: Role) -> Viewer {
    let membership = Membership { role, ceiling: Sensitivity::Restricted, from: None, until: None };
    let memberships = BTreeMap::from([(record.circle, membership)]);
    Viewer { person: PersonId::from_bytes([0; 16]), memberships, may_add_pupils: false }
}
