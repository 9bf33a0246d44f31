//! Who must do what by when: what kinds declare in rows, read for one circle and one day.

use chrono::NaiveDate;

use crate::calendar::HalfTerm;
use crate::ids::{CircleId, PersonId, RecordId};
use crate::kind::Kind;
use crate::role::{Role, Side};

mod reading;
mod row;
mod whats;

pub use reading::{of_circle, of_record};
pub use row::{Because, DutySpec, Given, Per, Unless, When, WhoseSpec};
pub use whats::*;

/// Something that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Because of this.
    pub about: About,
    /// In this circle.
    pub circle: CircleId,
    /// What is to be done: the key of its words, one of [`ALL_WHATS`].
    pub what: &'static str,
    /// Who has to: any of these roles, or one person.
    pub whose: Whose,
    /// From when it shows as waiting.
    pub from: NaiveDate,
    /// By when, if there is a day.
    pub due: Option<NaiveDate>,
    /// How many days before that it is amber; `None` where nobody is ever late.
    pub amber: Option<u32>,
    /// It waits for these too, this many days after it was due.
    pub then: Option<(u32, &'static [Role])>,
}

/// What a duty is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// This record.
    Record(RecordId),
    /// A record of this kind that is not there.
    Missing(Kind, HalfTerm),
}

/// Whose duty something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Anyone in the circle with one of these roles.
    Roles(&'static [Role]),
    /// This person.
    Person(PersonId),
}

/// How a duty stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is time, or no last day.
    Open,
    /// Amber: the last day is near.
    Soon,
    /// Red: by so many days.
    Late(i64),
}

impl Duty {
    /// The record that it is about, if there is one.
    #[must_use]
    pub fn record(&self) -> Option<RecordId> {
        match self.about {
            About::Record(record) => Some(record),
            About::Missing(..) => None,
        }
    }

    /// Whether it is about a missing record of this kind, and for which period.
    #[must_use]
    pub fn missing(&self, kind: Kind) -> Option<&HalfTerm> {
        match &self.about {
            About::Missing(missing, period) if *missing == kind => Some(period),
            _ => None,
        }
    }

    /// Whether it waits for this person, who has this role, on this day: because it is theirs, or because those whose it
    /// is are late and it goes to them next.
    #[must_use]
    pub fn waits_for(&self, person: PersonId, role: Role, today: NaiveDate) -> bool {
        let own = match &self.whose {
            Whose::Roles(roles) => roles.contains(&role),
            Whose::Person(whose) => *whose == person,
        };
        let next =
            || self.then.is_some_and(|(days, to)| to.contains(&role) && self.days_late(today) >= i64::from(days));
        today >= self.from && (own || next())
    }

    /// How it stands on this day, for somebody with this role. A child or a parent is never told that they are late
    /// (requirements.md, A27 and D17).
    #[must_use]
    pub fn standing(&self, role: Role, today: NaiveDate) -> Standing {
        let Some(amber) = self.amber.filter(|_| self.due.is_some() && role.side() != Side::Family) else {
            return Standing::Open;
        };
        match self.days_late(today) {
            days if days > 0 => Standing::Late(days),
            days if days >= -i64::from(amber) => Standing::Soon,
            _ => Standing::Open,
        }
    }

    /// How many days ago its last day was; less than nothing while it is still to come.
    fn days_late(&self, today: NaiveDate) -> i64 {
        self.due.map_or(i64::MIN, |due| today.signed_duration_since(due).num_days())
    }
}
