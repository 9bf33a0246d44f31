//! Reads the rows of [`super::row`]: what they ask of people in one circle.

use chrono::NaiveDate;

use super::row::{Because, DutySpec, Given, Per, Unless, When, WhoseSpec};
use super::{About, Duty, Whose};
use crate::calendar::{Calendar, HalfTerm, days_after, days_before, london_day};
use crate::change::At;
use crate::field::FieldKey;
use crate::ids::CircleId;
use crate::kinds::{self, circle_member, pupil};
use crate::mark;
use crate::record::Record;
use crate::value::Value;

/// For how many days after a half term somebody still owes what was missed in it, where no next one is known. Our
/// reasoning: the longest holiday, and then the weeks until the next one's time would come.
const OWED_FOR: i64 = 120;

/// What a row is read in the light of.
#[derive(Clone, Copy)]
struct Light<'a> {
    calendar: &'a Calendar,
    /// The records of the circle, none of them taken away.
    records: &'a [&'a Record],
    /// The record that the row is about.
    record: Option<&'a Record>,
    /// The circle's first day.
    began: Option<NaiveDate>,
    /// The period for which something is missing.
    period: Option<&'a HalfTerm>,
}

/// What a record asks of people by itself; nothing once it was taken away.
#[must_use]
pub fn of_record(record: &Record, calendar: &Calendar) -> Vec<Duty> {
    because_of(record, Light { calendar, records: &[], record: None, began: None, period: None })
}

/// What a circle asks of people on this day: its records, each in the light of the others, and what is missing in it. Of
/// what has to come again and again it tells the one that is owed, or else the next.
#[must_use]
pub fn of_circle(records: &[&Record], calendar: &Calendar, today: NaiveDate) -> Vec<Duty> {
    let mut here = records.to_vec();
    here.retain(|record| !record.removed);
    let child = here.iter().find(|record| record.kind == pupil::KIND);
    let began = child.map(|child| london_day(child.created.at));
    let light = Light { calendar, records: &here, record: None, began, period: None };
    let mut duties: Vec<Duty> = here.iter().flat_map(|record| because_of(record, light)).collect();
    if let Some(child) = child {
        for spec in kinds::ALL {
            duties.extend(spec.duties.iter().filter_map(|row| light.missing(spec, row, child.circle, today)));
        }
    }
    duties
}

fn because_of<'a>(record: &'a Record, light: Light<'a>) -> Vec<Duty> {
    let Some(spec) = record.kind.spec().filter(|_| !record.removed) else { return Vec::new() };
    let light = Light { record: Some(record), ..light };
    let waits = |row: &&DutySpec| match row.because {
        Because::States(states) => states.contains(&record.state) && !row.unless.iter().any(|unless| light.is(unless)),
        Because::Missing(..) => false,
    };
    let duty = |row| light.duty(row, About::Record(record.id), record.circle);
    spec.duties.iter().filter(waits).filter_map(duty).collect()
}

impl Light<'_> {
    fn duty(self, row: &DutySpec, about: About, circle: CircleId) -> Option<Duty> {
        let whose = match row.whose {
            WhoseSpec::Roles(roles) => Whose::Roles(roles),
            WhoseSpec::PersonIn(field, roles) => match self.value(field) {
                Some(Value::Person(person)) => Whose::Person(*person),
                _ => Whose::Roles(roles),
            },
        };
        let (from, due) = (self.day(row.from)?, self.day(row.due));
        Some(Duty { about, circle, what: row.what, whose, from, due, amber: row.amber, then: row.then })
    }

    fn value(&self, field: FieldKey) -> Option<&Value> {
        self.record?.slot(At::field(field)).map(|slot| &slot.value)
    }

    fn is_filled(&self, field: FieldKey) -> bool {
        self.value(field).is_some_and(|value| !value.is_empty())
            || self.record.is_some_and(|record| !record.items_by_key(field).is_empty())
    }

    fn is(&self, unless: &Unless) -> bool {
        let yes = |field| matches!(self.value(field), Some(Value::Flag(true)));
        match *unless {
            Unless::Filled(field) => self.is_filled(field),
            Unless::Empty(field) => !self.is_filled(field),
            Unless::Yes(field) => yes(field),
            Unless::NotYes(field) => !yes(field),
            Unless::Marked(list, person) => {
                self.record.is_some_and(|record| !mark::own(record, list, person).is_empty())
            }
            Unless::NeverMoved => self.record.is_some_and(|record| record.moved.is_none()),
            Unless::Made(kind, by, not_in) => self.records.iter().any(|made| {
                let names = made.slot(At::field(by)).map(|slot| &slot.value);
                let this = self.record.map(|record| Value::Record(record.id));
                made.kind == kind && !not_in.contains(&made.state) && names == this.as_ref()
            }),
        }
    }

    fn day(&self, when: When) -> Option<NaiveDate> {
        let all = |days: &'static [When]| days.iter().filter_map(|when| self.day(*when));
        match when {
            When::Never => None,
            When::Created => Some(london_day(self.record?.created.at)),
            When::Moved => self.record.map(|record| london_day(record.moved.unwrap_or(record.created).at)),
            When::Changed => Some(london_day(self.record?.changed.at)),
            When::Day(field) => self.value(field).and_then(day_in),
            When::Began => self.began,
            When::PeriodFirst => Some(self.period?.first),
            When::PeriodLast => Some(self.period?.last),
            When::Before(day, days) => Some(days_before(self.day(*day)?, days.into())),
            When::After(day, days) => Some(days_after(self.day(*day)?, days.into())),
            When::SchoolDaysBefore(day, days) => self.calendar.school_days_before(self.day(*day)?, days),
            When::SchoolDaysAfter(day, days) => self.calendar.school_days_after(self.day(*day)?, days),
            When::First(days) => all(days).next(),
            When::Earliest(days) => all(days).min(),
            When::Latest(days) => all(days).max(),
            When::WorkedOut(_, day, of) => day(self.record?, of),
        }
    }

    /// What is missing by this row on this day: what is owed, or else the next to come.
    fn missing(self, spec: &crate::kind::KindSpec, row: &DutySpec, circle: CircleId, today: NaiveDate) -> Option<Duty> {
        let Because::Missing(per, given) = row.because else { return None };
        if !given.iter().all(|given| self.holds(given, today)) {
            return None;
        }
        let since = self.began?;
        let duty = |period: &HalfTerm| {
            Light { period: Some(period), ..self }.duty(row, About::Missing(spec.kind, period.clone()), circle)
        };
        let days = |field: FieldKey| {
            let records = self.records.iter().filter(move |record| record.kind == spec.kind);
            records.filter_map(move |record| day_in(&record.slot(At::field(field))?.value))
        };
        match per {
            Per::HalfTerm(field) => {
                let lacks = |period: &HalfTerm| !days(field).any(|day| period.holds(day));
                let mut owed = None;
                let mut ahead = None;
                for period in self.calendar.half_terms.iter().filter(|period| period.last >= since) {
                    let lacking = duty(period).filter(|_| lacks(period));
                    // One that was missed is owed until the next one's time comes.
                    if self.begins(row, period).is_some_and(|from| from <= today) {
                        let long_past = today.signed_duration_since(period.last).num_days() > OWED_FOR;
                        owed = lacking.filter(|_| !long_past);
                    } else {
                        ahead = lacking.filter(|_| self.calendar.half_term(today) == Some(period));
                        break;
                    }
                }
                owed.or(ahead)
            }
            Per::Days(field, count) => {
                let first = days(field).max().unwrap_or(since);
                duty(&HalfTerm { name: String::new(), first, last: days_after(first, count.into()) })
            }
            Per::UnknownDates => {
                let last = self.calendar.known_until(today).unwrap_or(since);
                duty(&HalfTerm { name: String::new(), first: last, last })
            }
        }
    }

    /// When a row begins to ask for a period, whether or not there is a record for it.
    fn begins(self, row: &DutySpec, period: &HalfTerm) -> Option<NaiveDate> {
        Light { period: Some(period), ..self }.day(row.from)
    }

    fn holds(&self, given: &Given, today: NaiveDate) -> bool {
        match *given {
            Given::Has(kind, states) => {
                self.records.iter().any(|record| record.kind == kind && states.contains(&record.state))
            }
            Given::Member(role) => self.records.iter().any(|record| {
                record.kind == circle_member::KIND
                    && circle_member::is_active(record)
                    && circle_member::role(record) == Some(role)
            }),
            Given::Aged(from, below) => {
                let child = self.records.iter().find(|record| record.kind == pupil::KIND);
                let born = child.and_then(|child| child.get(pupil::BORN));
                born.and_then(|born| today.years_since(born)).is_some_and(|years| (from..below).contains(&years))
            }
        }
    }
}

/// The day in a field that holds one, or the day of the instant that it holds.
fn day_in(value: &Value) -> Option<NaiveDate> {
    match value {
        Value::Date(day) => Some(*day),
        Value::Moment(moment) => Some(london_day(*moment)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duty::DO_ACTION;
    use crate::kinds::{action, episode};
    use crate::proofs::{day, made};
    use crate::role::Role;
    use crate::school_years::Nation;

    /// What this row, on the kind "action", asks of a circle that began on 2 November 2026, on this day.
    fn asked(row: &DutySpec, records: &[&Record], today: &str) -> Option<Duty> {
        let calendar = Calendar::typical(Nation::England);
        let began = Some(day("2026-11-02"));
        let light = Light { calendar: &calendar, records, record: None, began, period: None };
        light.missing(&action::SPEC, row, crate::proofs::circle(), day(today))
    }

    #[test]
    fn what_comes_again_counts_from_the_last_time() {
        const YEARLY: DutySpec =
            DutySpec::missing(DO_ACTION, &[Role::KeyContact], Per::Days(action::DUE.key, 365), &[])
                .from(When::Before(&When::PeriodLast, 42));
        let first = asked(&YEARLY, &[], "2026-11-10").unwrap();
        assert_eq!((first.from, first.due), (day("2027-09-21"), Some(day("2027-11-02"))), "from the first day");
        let held = made(action::KIND, |held| held.set(action::DUE, day("2027-10-01")));
        let next = asked(&YEARLY, &[&held], "2027-10-02").unwrap();
        assert_eq!((next.from, next.due), (day("2028-08-19"), Some(day("2028-09-30"))), "anew from the last");
    }

    #[test]
    fn something_is_missing_only_where_it_belongs() {
        const fn row(given: &'static [Given]) -> DutySpec {
            DutySpec::missing(DO_ACTION, &[Role::KeyContact], Per::Days(action::DUE.key, 7), given)
        }
        const STAYS: DutySpec = row(&[Given::Has(episode::KIND, &[episode::ACTIVE])]);
        const WITH_PARENT: DutySpec = row(&[Given::Member(Role::Parent)]);
        const TEENAGER: DutySpec = row(&[Given::Aged(14, 17)]);
        let today = "2026-11-10";
        let mut stay = made(episode::KIND, |stay| stay);
        assert_eq!(asked(&STAYS, &[&stay], today), None);
        stay.state = episode::ACTIVE;
        assert!(asked(&STAYS, &[&stay], today).is_some());
        let mut parent =
            made(circle_member::KIND, |place| place.set(circle_member::ROLE, circle_member::role_choice(Role::Parent)));
        assert_eq!(asked(&WITH_PARENT, &[&parent], today), None, "invited");
        parent.state = circle_member::ACTIVE;
        assert!(asked(&WITH_PARENT, &[&parent], today).is_some());
        let born = |born: &str| made(pupil::KIND, |child| child.set(pupil::BORN, day(born)));
        assert_eq!(asked(&TEENAGER, &[&born("2012-11-11")], today), None, "fourteen tomorrow");
        assert!(asked(&TEENAGER, &[&born("2012-11-10")], today).is_some());
        assert_eq!(asked(&TEENAGER, &[&born("2009-11-10")], today), None, "seventeen");
    }

    #[test]
    fn school_days_are_counted_both_ways_and_never_guessed() {
        let calendar = Calendar::typical(Nation::England);
        let record = made(action::KIND, |action| action.set(action::DUE, day("2026-11-02")));
        let light = Light { calendar: &calendar, records: &[], record: Some(&record), began: None, period: None };
        const DUE: When = When::Day(action::DUE.key);
        assert_eq!(light.day(When::SchoolDaysBefore(&DUE, 1)), Some(day("2026-10-23")), "over the holiday");
        assert_eq!(light.day(When::SchoolDaysAfter(&DUE, 5)), Some(day("2026-11-09")));
        let unknown = Light { calendar: &Calendar::typical(Nation::Scotland), ..light };
        assert_eq!(unknown.day(When::SchoolDaysBefore(&DUE, 1)), None);
        assert_eq!(unknown.day(When::First(&[When::SchoolDaysAfter(&DUE, 1), When::Created])), Some(day("2026-11-02")));
    }
}
