//! How often both sides tell each other the latest, and what they told: "nothing new" counts (A15).

use chrono::{Datelike, NaiveDate};

use crate::calendar::{days_after, days_before, london_day};
use crate::duty::{self, DutySpec, When};
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items, Prose};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::mark::Mark;
use crate::record::{Item, Record};
use crate::role::{Right, Role, Sensitivity, Side};

/// This kind's number.
pub const KIND: Kind = Kind(25);

/// Every how many days. A week, unless the two sides agree otherwise.
pub const EVERY_DAYS: Field<i64> = Field::new(1);
/// The first day on which an update is due.
pub const FIRST_DUE: Field<NaiveDate> = Field::new(2);
/// The updates so far.
pub const UPDATES: Field<Items> = Field::new(3);

/// In [`UPDATES`]: the day.
pub const ON: Field<NaiveDate> = Field::new(1);
/// In [`UPDATES`]: a choice of [`SIDES`].
pub const SIDE: Field<ChoiceOf> = Field::new(2);
/// In [`UPDATES`]: nothing new this week.
pub const NOTHING_NEW: Field<bool> = Field::new(3);
/// In [`UPDATES`]: the latest.
pub const TEXT: Field<Prose> = Field::new(4);

/// Who gives updates.
pub const SIDES: &[&str] = &["hospital", "school"];
/// [`SIDES`]: the hospital and home teaching service.
pub const HOSPITAL: ChoiceOf = ChoiceOf(0);
/// [`SIDES`]: the home school.
pub const SCHOOL: ChoiceOf = ChoiceOf(1);

/// Kept.
pub const ACTIVE: StateKey = StateKey(1);
/// Not now: holidays.
pub const PAUSED: StateKey = StateKey(2);
/// Over.
pub const ENDED: StateKey = StateKey(3);

const LEADS: &[Role] = &[Role::HospitalTeacher, Role::KeyContact];
const HOSPITAL_ROLES: &[Role] = &[Role::HospitalTeacher];
const SCHOOL_ROLES: &[Role] = &[Role::KeyContact, Role::ClassTeacher];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "contact_rhythm",
    fields: FIELDS,
    states: &[StateSpec::new(1, "active"), StateSpec::new(2, "paused").aside(), StateSpec::new(3, "ended").let_go()],
    moves: &[
        Move { from: ACTIVE, to: PAUSED, by: LEADS },
        Move { from: PAUSED, to: ACTIVE, by: LEADS },
        Move { from: ACTIVE, to: ENDED, by: LEADS },
        Move { from: PAUSED, to: ENDED, by: LEADS },
        Move { from: ENDED, to: ACTIVE, by: LEADS },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Read),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::Read),
        (Role::TeachingAssistant, Right::Read),
        (Role::SeniorLeader, Right::Read),
        (Role::Therapist, Right::WhenNamed),
        (Role::Parent, Right::Read),
        (Role::Pupil, Right::Read),
    ],
    duties: DUTIES,
    title: |_| String::new(),
};

const FIELDS: &[FieldSpec] = &[
    EVERY_DAYS.spec("every_days", FieldType::Number(1, 60)),
    FIRST_DUE.spec("first_due", FieldType::Date).required(),
    UPDATES
        .spec("updates", FieldType::Items(UPDATE))
        .asked_later()
        .also(&[Role::ServiceLead, Role::ClassTeacher, Role::TeachingAssistant, Role::SeniorLeader])
        .mark(Mark::of_side(SIDE.key, side_of)),
];

const UPDATE: &[FieldSpec] = &[
    ON.spec("on", FieldType::Date),
    SIDE.spec("side", FieldType::Choice(SIDES)),
    NOTHING_NEW.spec("nothing_new", FieldType::Flag),
    TEXT.spec("text", FieldType::Prose(4_000)),
];

/// The side for which a role gives updates; the family and others around the child are told, and give none.
#[must_use]
pub fn side_of(role: Role) -> Option<ChoiceOf> {
    match role.side() {
        Side::Hospital => Some(HOSPITAL),
        Side::School => Some(SCHOOL),
        Side::Ward | Side::Family | Side::Therapy => None,
    }
}

/// When the first update is due in a rhythm that begins on this day: on the Friday of this week, or of the next where
/// that is less than three days away.
#[must_use]
pub fn first_friday(begins: NaiveDate) -> NaiveDate {
    let earliest = days_after(begins, 3);
    days_after(earliest, u64::from(4 + 7 - earliest.weekday().num_days_from_monday()) % 7)
}

/// When this side's next update is due: a rhythm's length after its last one.
#[must_use]
pub fn next_due(rhythm: &Record, side: ChoiceOf) -> NaiveDate {
    let every = every_days(rhythm);
    let updates = rhythm.items(UPDATES);
    let own = updates.iter().filter(|item| item.get(SIDE) == Some(side));
    let last = own.map(|item| day_of(item)).max();
    let first = rhythm.get(FIRST_DUE).unwrap_or_else(|| days_after(london_day(rhythm.created.at), every));
    last.map_or(first, |day| days_after(day, every).max(first))
}

/// The day of an update: of its writing, where no other is given. Never later than the server received it, whatever the
/// clock of its writer's device showed: nobody tells the latest of a day that has not come.
#[must_use]
pub fn day_of(update: &Item) -> NaiveDate {
    let received = london_day(update.added.at);
    update.get(ON).map_or(received, |day| day.min(received))
}

/// Every how many days each side tells the other the latest: a week where nothing else was agreed.
#[must_use]
pub fn every_days(rhythm: &Record) -> u64 {
    rhythm.get(EVERY_DAYS).and_then(|days| u64::try_from(days).ok()).filter(|days| *days > 0).unwrap_or(7)
}

/// An update is late the day after it was due, and three days later it goes to whoever leads that side (E6: 7 and 10
/// days after the last).
const DUTIES: &[DutySpec] = &[
    give_update(HOSPITAL, HOSPITAL_ROLES, &[Role::ServiceLead]),
    give_update(SCHOOL, SCHOOL_ROLES, &[Role::SeniorLeader]),
];

const fn give_update(side: ChoiceOf, roles: &'static [Role], then: &'static [Role]) -> DutySpec {
    DutySpec::of(duty::GIVE_UPDATE, roles, &[ACTIVE])
        .from(When::WorkedOut("when the next update shows", shows_from, side))
        .due(When::WorkedOut("a rhythm after the last", due, side))
        .then(3, then)
}

fn due(rhythm: &Record, side: ChoiceOf) -> Option<NaiveDate> {
    Some(next_due(rhythm, side))
}

/// Two days ahead, so that a Friday's update is seen on Wednesday, and never sooner than the last was given.
fn shows_from(rhythm: &Record, side: ChoiceOf) -> Option<NaiveDate> {
    let ahead = every_days(rhythm).saturating_sub(1).min(2);
    Some(days_before(next_due(rhythm, side), ahead))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_update_comes_on_a_friday_with_time_to_write_it() {
        let november = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        assert_eq!(first_friday(november(16)), november(20), "Monday");
        assert_eq!(first_friday(november(17)), november(20), "Tuesday");
        assert_eq!(first_friday(november(18)), november(27), "Wednesday");
        assert_eq!(first_friday(november(22)), november(27), "Sunday");
    }

    #[test]
    fn only_the_two_sides_owe_updates() {
        assert_eq!(side_of(Role::HospitalTeacher), Some(HOSPITAL));
        assert_eq!(side_of(Role::ClassTeacher), Some(SCHOOL));
        assert_eq!(side_of(Role::Parent), None);
    }
}
