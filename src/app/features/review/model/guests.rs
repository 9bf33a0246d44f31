//! Who is asked to a review.

use domain::ids::PersonId;
use domain::kinds::{circle_member, progress_review as review};
use domain::role::{Right, Role};

use crate::circle::Circle;

/// Somebody who could come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Guest {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) part: String,
    pub(crate) role: Role,
}

impl Guest {
    /// Whether they only see a review that names them.
    pub(crate) fn by_name(&self) -> bool {
        right(self.role) == Right::WhenNamed
    }
}

fn right(role: Role) -> Right {
    review::SPEC.right_of(role)
}

/// Everyone in the circle who may see a review, if asked.
pub(crate) fn guests(circle: &Circle) -> Vec<Guest> {
    let members = circle.members().into_iter().filter_map(|member| {
        let (person, role) = (member.get(circle_member::PERSON)?, circle_member::role(member)?);
        let text = |field| member.text::<String>(field).to_owned();
        (right(role) != Right::Nothing).then(|| Guest {
            person,
            name: text(circle_member::NAME),
            part: text(circle_member::KNOWN_AS),
            role,
        })
    });
    members.collect()
}

/// Who is asked unless somebody says otherwise: those who teach, the family and the child.
pub(crate) fn likely(guests: &[Guest]) -> Vec<PersonId> {
    let asked = |role| {
        matches!(role, Role::HospitalTeacher | Role::KeyContact | Role::ClassTeacher | Role::Parent | Role::Pupil)
    };
    guests.iter().filter(|guest| asked(guest.role)).map(|guest| guest.person).collect()
}
