//! Who must do what by when: what kinds' declarations derive from a record and the calendar.

use chrono::NaiveDate;

use crate::ids::{CircleId, PersonId, RecordId};
use crate::role::Role;

/// Something that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Because of this record.
    pub record: RecordId,
    /// In this circle.
    pub circle: CircleId,
    /// What is to be done: the key of its words.
    pub what: &'static str,
    /// Who has to: any of these roles, or one person.
    pub whose: Whose,
    /// From when it shows as waiting.
    pub from: NaiveDate,
    /// By when, if there is a day.
    pub due: Option<NaiveDate>,
}

/// Whose duty something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Anyone in the circle with one of these roles.
    Roles(&'static [Role]),
    /// This person.
    Person(PersonId),
}

impl Duty {
    /// Whether it waits for this person, who has this role, on this day.
    #[must_use]
    pub fn waits_for(&self, person: PersonId, role: Role, today: NaiveDate) -> bool {
        today >= self.from
            && match &self.whose {
                Whose::Roles(roles) => roles.contains(&role),
                Whose::Person(whose) => *whose == person,
            }
    }
}
