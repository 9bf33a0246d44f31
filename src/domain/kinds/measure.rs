//! A measure that both sides agreed on, from the pupil's own start, half term by half term (A40).
//! Never a ranking: it knows no other pupil.

use chrono::NaiveDate;

use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items, Prose};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::order::sort_by_key;
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};

/// This kind's number.
pub const KIND: Kind = Kind(28);

/// What is measured.
pub const NAME: Field<String> = Field::new(1);
/// What about: a choice of [`ABOUT_CHOICES`].
pub const ABOUT: Field<ChoiceOf> = Field::new(2);
/// In which unit: "words a minute", "out of 10".
pub const UNIT: Field<String> = Field::new(3);
/// Whether more is better: a choice of [`BETTER_CHOICES`].
pub const BETTER: Field<ChoiceOf> = Field::new(4);
/// Who rates: a choice of [`super::target::RATERS`].
pub const RATED_BY: Field<ChoiceOf> = Field::new(5);
/// Where the pupil started.
pub const BASELINE: Field<i64> = Field::new(6);
/// On which day that was.
pub const BASELINE_ON: Field<NaiveDate> = Field::new(7);
/// Where the values come from.
pub const SOURCE: Field<String> = Field::new(8);
/// The values since.
pub const VALUES: Field<Items> = Field::new(9);

/// In [`VALUES`]: the day.
pub const VALUE_ON: Field<NaiveDate> = Field::new(1);
/// In [`VALUES`]: the half term, by name.
pub const VALUE_HALF_TERM: Field<String> = Field::new(2);
/// In [`VALUES`]: the value.
pub const VALUE: Field<i64> = Field::new(3);
/// In [`VALUES`]: more about it.
pub const VALUE_NOTE: Field<Prose> = Field::new(4);

/// What a measure is about.
pub const ABOUT_CHOICES: &[&str] = &["learning", "attendance", "wellbeing", "other"];
/// Which way is better.
pub const BETTER_CHOICES: &[&str] = &["more", "less"];

/// Somebody's idea.
pub const PROPOSED: StateKey = StateKey(1);
/// Agreed by both sides.
pub const AGREED: StateKey = StateKey(2);
/// No longer taken.
pub const CLOSED: StateKey = StateKey(3);

const LEADS: &[Role] = &[Role::HospitalTeacher, Role::KeyContact, Role::ClassTeacher];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "measure",
    fields: FIELDS,
    states: &[StateSpec::new(1, "proposed"), StateSpec::new(2, "agreed"), StateSpec::new(3, "closed").let_go()],
    moves: &[
        Move { from: PROPOSED, to: AGREED, by: LEADS },
        Move { from: PROPOSED, to: CLOSED, by: LEADS },
        Move { from: AGREED, to: CLOSED, by: LEADS },
        Move { from: CLOSED, to: AGREED, by: LEADS },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Read),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::Share),
        (Role::TeachingAssistant, Right::Read),
        (Role::SeniorLeader, Right::Read),
        (Role::Therapist, Right::WhenNamed),
        (Role::Parent, Right::Read),
        (Role::Pupil, Right::Read),
    ],
    duties: &[],
    title: |measure| measure.text(NAME).to_owned(),
};

/// Whole numbers: a unit with decimals is written in tenths or hundredths by its name.
const ANY: FieldType = FieldType::Number(-1_000_000, 1_000_000);

const FIELDS: &[FieldSpec] = &[
    NAME.spec("name", FieldType::Line(120)).required(),
    ABOUT.spec("about", FieldType::Choice(ABOUT_CHOICES)),
    UNIT.spec("unit", FieldType::Line(60)),
    BETTER.spec("better", FieldType::Choice(BETTER_CHOICES)),
    RATED_BY.spec("rated_by", FieldType::Choice(super::target::RATERS)),
    BASELINE.spec("baseline", ANY).required(),
    BASELINE_ON.spec("baseline_on", FieldType::Date).required(),
    SOURCE.spec("source", FieldType::Line(200)),
    VALUES.spec("values", FieldType::Items(VALUE_FIELDS)).asked_later().also(&[Role::TeachingAssistant, Role::Pupil]),
];

const VALUE_FIELDS: &[FieldSpec] = &[
    VALUE_ON.spec("on", FieldType::Date),
    VALUE_HALF_TERM.spec("half_term", FieldType::Line(60)),
    VALUE.spec("value", ANY),
    VALUE_NOTE.spec("note", FieldType::Prose(2_000)),
];

/// The values in order of their days, the start first.
#[must_use]
pub fn values(measure: &Record) -> Vec<(NaiveDate, i64)> {
    let start = measure.get(BASELINE_ON).zip(measure.get(BASELINE));
    let since = measure.items(VALUES);
    let since = since.iter().filter_map(|item| Some((item.get(VALUE_ON)?, item.get(VALUE)?)));
    let mut values: Vec<_> = start.into_iter().chain(since).collect();
    sort_by_key(&mut values, |(day, _)| *day);
    values
}
