//! People whom I know from other circles on this device: put into one more, they need no code.

use std::collections::BTreeSet;

use domain::ids::PersonId;
use domain::kinds::circle_member;
use domain::order::sort_by_key;
use domain::record::Record;
use domain::role::Role;
use domain::search::Matcher;

use crate::circle::Circle;

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    pub(super) person: PersonId,
    pub(super) name: String,
    /// What they are where I know them from: a proposal.
    pub(super) role: Role,
    pub(super) known_as: String,
    pub(super) organisation: String,
}

/// The most that are offered at once: who types more letters has fewer.
const MOST: usize = 6;

/// Everybody in these circles who could be put into `circle`, by name, as far as their names begin like what was typed.
/// Not those who only have a code so far, for they have no account yet; and no children: theirs is their own circle.
pub(super) fn known(all: &[Circle], circle: &Circle, typed: &str) -> Vec<Known> {
    let here: BTreeSet<PersonId> =
        circle.members().iter().filter_map(|member| member.get(circle_member::PERSON)).collect();
    let mut seen = BTreeSet::new();
    let asked = Matcher::new(typed);
    let others = all.iter().filter(|other| other.id() != circle.id());
    let members = others.flat_map(|other| other.members().into_iter().filter_map(known_by));
    let mut found: Vec<Known> = members
        .filter(|known| known.person != circle.me && !here.contains(&known.person) && asked.matches(&known.name))
        .filter(|known| seen.insert(known.person))
        .collect();
    sort_by_key(&mut found, |known| known.name.to_lowercase());
    found.truncate(MOST);
    found
}

fn known_by(member: &Record) -> Option<Known> {
    if member.state != circle_member::ACTIVE {
        return None;
    }
    let role = circle_member::role(member).filter(|role| *role != Role::Pupil)?;
    let text = |field| member.text(field).to_owned();
    Some(Known {
        person: member.get(circle_member::PERSON)?,
        name: text(circle_member::NAME),
        role,
        known_as: text(circle_member::KNOWN_AS),
        organisation: text(circle_member::ORGANISATION),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use domain::compose::Compose;
    use domain::ids::{ChangeId, CircleId, RecordId};
    use domain::merge::apply;
    use domain::scope::Revision;
    use domain::value::Moment;
    use sync::device::CircleView;

    fn person(number: u8) -> PersonId {
        PersonId::from_bytes([number; 16])
    }

    fn circle(number: u8, members: &[(u8, &str, Role, bool)]) -> Circle {
        let circle = CircleId::from_bytes([number; 16]);
        let record = |(whose, name, role, active): &(u8, &str, Role, bool)| {
            let record = RecordId::from_bytes([number ^ whose << 3; 16]);
            let begin = Compose::begin(ChangeId::from_bytes([1; 16]), Moment(1), circle_member::KIND, circle, record)
                .set(circle_member::PERSON, person(*whose))
                .set(circle_member::NAME, (*name).to_owned())
                .set(circle_member::ROLE, circle_member::role_choice(*role));
            let change = if *active { begin.move_to(circle_member::ACTIVE) } else { begin }.done();
            (record, apply(None, &change, person(1), Revision(1)).unwrap().record)
        };
        let records: BTreeMap<RecordId, Record> = members.iter().map(record).collect();
        let view = Arc::new(CircleView::of(circle, records));
        Circle { view, me: person(1), role_elsewhere: None }
    }

    #[test]
    fn people_of_other_circles_are_known_by_their_names() {
        let here = circle(1, &[(1, "Grace", Role::HospitalTeacher, true), (2, "Helen", Role::ClassTeacher, true)]);
        let there = circle(
            2,
            &[
                (1, "Grace", Role::HospitalTeacher, true),
                (2, "Helen", Role::ClassTeacher, true),
                (3, "Priya Nair", Role::Therapist, true),
                (4, "Pat Lee", Role::Parent, true),
                (5, "Paul", Role::KeyContact, false),
                (6, "Amira", Role::Pupil, true),
            ],
        );
        let again = circle(3, &[(3, "Priya Nair", Role::Therapist, true)]);
        let names = |typed: &str| {
            let found = known(&[here.clone(), there.clone(), again.clone()], &here, typed);
            found.into_iter().map(|known| known.name).collect::<Vec<_>>()
        };
        assert_eq!(names(""), ["Pat Lee", "Priya Nair"], "nobody twice, nobody who is here, no code, no child");
        assert_eq!(names("pri n"), ["Priya Nair"]);
        assert_eq!(names("jo"), [] as [&str; 0]);
    }
}
