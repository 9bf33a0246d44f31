//! A school's year in this circle: its half terms and the days on which it is closed. Every deadline that
//! follows the school's year is worked out from it (A35).

use chrono::NaiveDate;

use crate::calendar::{Calendar, HalfTerm};
use crate::duty::{self, DutySpec, Given, Per, When};
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::limits::is_sensible_day;
use crate::order::sort_by_key;
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};
use crate::school_years::Nation;

/// This kind's number.
pub const KIND: Kind = Kind(31);

/// Whose year.
pub const SCHOOL: Field<String> = Field::new(1);
/// Its half terms.
pub const HALF_TERMS: Field<Items> = Field::new(2);
/// Days within them on which it is closed.
pub const CLOSED: Field<Items> = Field::new(3);
/// Where the school is: a choice of [`NATIONS`].
pub const NATION: Field<ChoiceOf> = Field::new(4);

/// In [`HALF_TERMS`]: such as "Autumn 2".
pub const NAME: Field<String> = Field::new(1);
/// In [`HALF_TERMS`]: the first school day.
pub const FIRST: Field<NaiveDate> = Field::new(2);
/// In [`HALF_TERMS`]: the last school day.
pub const LAST: Field<NaiveDate> = Field::new(3);
/// In [`CLOSED`]: the day.
pub const CLOSED_ON: Field<NaiveDate> = Field::new(1);
/// In [`CLOSED`]: why.
pub const CLOSED_WHY: Field<String> = Field::new(2);

/// Where a school can be: the places of [`Nation::ALL`].
pub const NATIONS: &[&str] = &["england", "wales", "scotland", "northern_ireland"];

/// Holds.
pub const CURRENT: StateKey = StateKey(1);
/// Replaced.
pub const SUPERSEDED: StateKey = StateKey(2);

const KEEPERS: &[Role] = &[Role::KeyContact, Role::SeniorLeader, Role::HospitalTeacher, Role::ServiceLead];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "term_dates",
    fields: FIELDS,
    states: &[StateSpec::new(1, "current"), StateSpec::new(2, "superseded").let_go()],
    moves: &[Move { from: CURRENT, to: SUPERSEDED, by: KEEPERS }, Move { from: SUPERSEDED, to: CURRENT, by: KEEPERS }],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Share),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::Read),
        (Role::TeachingAssistant, Right::Read),
        (Role::SeniorLeader, Right::Share),
        (Role::Therapist, Right::Read),
        (Role::Parent, Right::Read),
        (Role::Pupil, Right::Read),
    ],
    duties: DUTIES,
    title: |dates| dates.text(SCHOOL).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    SCHOOL.spec("school", FieldType::Line(120)),
    NATION.spec("nation", FieldType::Choice(NATIONS)),
    HALF_TERMS.spec("half_terms", FieldType::Items(HALF_TERM)).required(),
    CLOSED.spec("closed", FieldType::Items(CLOSED_DAY)),
];

const HALF_TERM: &[FieldSpec] =
    &[NAME.spec("name", FieldType::Line(60)), FIRST.spec("first", FieldType::Date), LAST.spec("last", FieldType::Date)];

const CLOSED_DAY: &[FieldSpec] = &[CLOSED_ON.spec("on", FieldType::Date), CLOSED_WHY.spec("why", FieldType::Line(120))];

/// The most half terms that a calendar has. Our reasoning: three years of six, and as many again.
const MOST: usize = 36;
/// The most closed days that count.
const MOST_CLOSED: usize = 400;
/// The longest half term, in days. Our reasoning: two terms run together. Whoever walks through its days walks no
/// further than this.
const LONGEST: i64 = 200;

/// The calendar that this record describes. Half terms without both days, that end before they begin, or that nobody
/// could mean, are left out; the rest stand in order of their days, whatever order they were typed in.
#[must_use]
pub fn calendar(dates: &Record) -> Calendar {
    let half_term = |item: &crate::record::Item| {
        let (first, last) = (item.get(FIRST)?, item.get(LAST)?);
        let meant = is_sensible_day(first) && (0..=LONGEST).contains(&last.signed_duration_since(first).num_days());
        meant.then(|| HalfTerm { name: item.text(NAME).to_owned(), first, last })
    };
    let mut half_terms: Vec<HalfTerm> = dates.items(HALF_TERMS).into_iter().filter_map(half_term).collect();
    // The latest: sorting and walking take the square of their number.
    half_terms.reverse();
    half_terms.truncate(MOST);
    sort_by_key(&mut half_terms, |half_term| half_term.first);
    let closed = dates.items(CLOSED).into_iter().filter_map(|item| item.get(CLOSED_ON)).take(MOST_CLOSED).collect();
    let nation = dates.get(NATION).and_then(|place| Nation::ALL.get(usize::from(place.0)).copied());
    let own_until = half_terms.last().map(|half_term| half_term.last);
    Calendar { half_terms, closed, own_until, nation }
}

/// The calendar of a circle: its school's own dates, the latest record first, and after their end what is typical where
/// the school is; in England, where nobody says. Where not even that is known the calendar says so
/// ([`crate::calendar::Dates::Unknown`]), and [`DUTIES`] asks.
#[must_use]
pub fn calendar_of<'a>(records: impl IntoIterator<Item = &'a Record>) -> Calendar {
    let current =
        records.into_iter().filter(|record| record.kind == KIND && record.state == CURRENT && !record.removed);
    let mut current: Vec<&Record> = current.collect();
    sort_by_key(&mut current, |record| (record.changed.revision, record.id));
    let mut whole = Calendar::default();
    for dates in current.into_iter().rev() {
        let Calendar { half_terms, closed, nation, .. } = calendar(dates);
        whole.nation = whole.nation.or(nation);
        for half_term in half_terms {
            let apart = |known: &HalfTerm| known.last < half_term.first || half_term.last < known.first;
            if whole.half_terms.len() < MOST && whole.half_terms.iter().all(apart) {
                whole.half_terms.push(half_term);
            }
        }
        let room = MOST_CLOSED - whole.closed.len();
        whole.closed.extend(closed.into_iter().take(room));
    }
    sort_by_key(&mut whole.half_terms, |half_term| half_term.first);
    let own_until = whole.half_terms.last().map(|half_term| half_term.last);
    let mut typical = Calendar::typical(whole.nation.unwrap_or(Nation::England));
    let later = |day| own_until.is_none_or(|until| day > until);
    typical.half_terms.retain(|half_term| later(half_term.first));
    typical.closed.retain(|day| later(*day));
    whole.half_terms.append(&mut typical.half_terms);
    whole.closed.append(&mut typical.closed);
    Calendar { own_until, nation: typical.nation, ..whole }
}

/// How long before the known dates end the school is asked for the next, in days: time to ask the office before the
/// summer. Our reasoning.
const ASKED_BEFORE: u32 = 42;

/// Nobody is late with them in a circle's first two weeks.
const DUTIES: &[DutySpec] = &[DutySpec::missing(
    duty::GIVE_TERM_DATES,
    KEEPERS,
    Per::UnknownDates,
    &[Given::Has(super::pupil::KIND, &[super::pupil::ACTIVE])],
)
.from(When::Before(&When::PeriodLast, ASKED_BEFORE))
.due(When::Latest(&[When::PeriodLast, When::After(&When::Began, 14)]))
.amber(14)];
