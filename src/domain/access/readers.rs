//! Who reads a record: what stands above every place where somebody writes.

use chrono::NaiveDate;

use super::{Action, Membership, Subject, Viewer, allows};
use crate::ids::PersonId;

/// Everybody of a circle who may read a record, or what would be one, today: exactly those whom [`allows`] lets. In the
/// order of `members`; somebody with two places counts once, by the stronger.
#[must_use]
pub fn readers(subject: Subject<'_>, members: &[(PersonId, Membership)], today: NaiveDate) -> Vec<PersonId> {
    let mut readers: Vec<PersonId> = Vec::new();
    for (person, _) in members {
        if readers.contains(person) {
            continue;
        }
        let places = members.iter().filter(|(other, _)| other == person).map(|(_, place)| *place);
        let Some(place) = Membership::strongest(places, today) else { continue };
        let viewer = Viewer { person: *person, memberships: [(subject.circle, place)].into(), may_add_pupils: false };
        if allows(&viewer, Action::Read, subject, today) {
            readers.push(*person);
        }
    }
    readers
}
