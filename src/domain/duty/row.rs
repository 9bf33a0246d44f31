//! A duty as a row of data: what a kind's declaration says of it, so that it can be read, printed and compared.
//! `reading` makes duties of people and days from it.

use chrono::NaiveDate;

use crate::field::{ChoiceOf, Field, FieldKey, Items};
use crate::ids::PersonId;
use crate::kind::{Kind, StateKey};
use crate::record::Record;
use crate::role::Role;

/// One row: what waits for whom, while what is so, from which day until which.
#[derive(Clone, Copy)]
pub struct DutySpec {
    /// What is to be done: one of [`super::ALL_WHATS`].
    pub what: &'static str,
    /// Who has to.
    pub whose: WhoseSpec,
    /// Because of what.
    pub because: Because,
    /// It does not wait while any of this is so.
    pub unless: &'static [Unless],
    /// From when it waits.
    pub from: When,
    /// By when it is to be done.
    pub due: When,
    /// How many days before that it is amber; the day after it is late. `None` where nobody is ever late.
    pub amber: Option<u32>,
    /// When it is this many days late, it waits for these too.
    pub then: Option<(u32, &'static [Role])>,
}

/// Who has to do something.
#[derive(Clone, Copy)]
pub enum WhoseSpec {
    /// Anyone with one of these roles.
    Roles(&'static [Role]),
    /// The person in this field, or anyone with one of these roles where it holds nobody.
    PersonIn(FieldKey, &'static [Role]),
}

/// What a duty comes from.
#[derive(Clone, Copy)]
pub enum Because {
    /// A record of the kind in one of these states.
    States(&'static [StateKey]),
    /// There is no record of the kind for a period, in a circle of which all of this is so.
    Missing(Per, &'static [Given]),
}

/// The period for which there should be a record.
#[derive(Clone, Copy)]
pub enum Per {
    /// Each of the school's half terms; the day in this field says which one a record is for.
    HalfTerm(FieldKey),
    /// This many days, beginning anew with the day in this field of the latest record: a year after the last annual
    /// review. Without any record, from the circle's first day.
    Days(FieldKey, u32),
    /// The time after the last day for which the school's dates are known.
    UnknownDates,
}

/// What has to be so of a circle in which something is missing.
#[derive(Clone, Copy)]
pub enum Given {
    /// There is a record of this kind in one of these states.
    Has(Kind, &'static [StateKey]),
    /// Somebody with this role is in it.
    Member(Role),
    /// The child is at least as many years old as the first, and not yet as many as the second.
    Aged(u32, u32),
}

/// Why a duty does not wait.
#[derive(Clone, Copy)]
pub enum Unless {
    /// Something stands in this field or list.
    Filled(FieldKey),
    /// Nothing stands in it.
    Empty(FieldKey),
    /// It says yes.
    Yes(FieldKey),
    /// It does not say yes.
    NotYes(FieldKey),
    /// Somebody has left their own mark in this list, whose items name a person in that field.
    Marked(Field<Items>, Field<PersonId>),
    /// The record is where it began.
    NeverMoved,
    /// There is a record of this kind that names this one in that field, in none of these states.
    Made(Kind, FieldKey, &'static [StateKey]),
}

/// A day, told from a record, a period, a circle or another day. One that cannot be told is no day: a duty that would
/// wait from then does not wait, one that is due then has no last day.
#[derive(Clone, Copy)]
pub enum When {
    /// No day.
    Never,
    /// The record was made.
    Created,
    /// The record came into its state.
    Moved,
    /// Anything in the record last changed.
    Changed,
    /// The day in this field.
    Day(FieldKey),
    /// The circle began.
    Began,
    /// The first day of the period for which something is missing.
    PeriodFirst,
    /// Its last day.
    PeriodLast,
    /// That many days before a day.
    Before(&'static When, u32),
    /// That many days after a day.
    After(&'static When, u32),
    /// That many school days before a day; no day where the school's dates are not known.
    SchoolDaysBefore(&'static When, u32),
    /// That many school days after a day; no day where the school's dates are not known.
    SchoolDaysAfter(&'static When, u32),
    /// The first of these that is a day.
    First(&'static [When]),
    /// The earliest of these.
    Earliest(&'static [When]),
    /// The latest of these.
    Latest(&'static [When]),
    /// Worked out by the kind, for this choice of its: what no row can say, with a name for the grid.
    WorkedOut(&'static str, fn(&Record, ChoiceOf) -> Option<NaiveDate>, ChoiceOf),
}

impl DutySpec {
    /// What these roles have to do because of a record in one of these states, from when it got there.
    #[must_use]
    pub const fn of(what: &'static str, roles: &'static [Role], states: &'static [StateKey]) -> Self {
        Self {
            what,
            whose: WhoseSpec::Roles(roles),
            because: Because::States(states),
            unless: &[],
            from: When::Moved,
            due: When::Never,
            amber: Some(0),
            then: None,
        }
    }

    /// What these roles have to do because a circle of which all of this is so has no record of the kind for a period.
    #[must_use]
    pub const fn missing(what: &'static str, roles: &'static [Role], per: Per, given: &'static [Given]) -> Self {
        let row = Self::of(what, roles, &[]).from(When::PeriodFirst).due(When::PeriodLast);
        Self { because: Because::Missing(per, given), ..row }
    }

    /// The same, of the person in this field where it holds one.
    #[must_use]
    pub const fn person_in(self, field: FieldKey) -> Self {
        let (WhoseSpec::Roles(roles) | WhoseSpec::PersonIn(_, roles)) = self.whose;
        Self { whose: WhoseSpec::PersonIn(field, roles), ..self }
    }

    /// The same, unless any of this is so.
    #[must_use]
    pub const fn unless(self, unless: &'static [Unless]) -> Self {
        Self { unless, ..self }
    }

    /// The same, from this day on.
    #[must_use]
    pub const fn from(self, from: When) -> Self {
        Self { from, ..self }
    }

    /// The same, by this day.
    #[must_use]
    pub const fn due(self, due: When) -> Self {
        Self { due, ..self }
    }

    /// The same, amber so many days before it is due.
    #[must_use]
    pub const fn amber(self, days: u32) -> Self {
        Self { amber: Some(days), ..self }
    }

    /// The same, for which nobody is ever late.
    #[must_use]
    pub const fn never_late(self) -> Self {
        Self { amber: None, ..self }
    }

    /// The same, which waits for these too when it is so many days late.
    #[must_use]
    pub const fn then(self, days: u32, roles: &'static [Role]) -> Self {
        Self { then: Some((days, roles)), ..self }
    }
}
