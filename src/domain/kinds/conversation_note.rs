//! A talk by phone, visit or video: when, with whom, what was said. Only named people see it (A10).

use chrono::NaiveDate;

use crate::field::{BegunWith, ChoiceOf, Field, FieldSpec, FieldType, Items, Prose};
use crate::ids::{PersonId, RecordId};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::role::{Right, Role, Sensitivity};

/// This kind's number.
pub const KIND: Kind = Kind(22);

/// When.
pub const DATE: Field<NaiveDate> = Field::new(1);
/// How: a choice of [`WAYS`].
pub const WAY: Field<ChoiceOf> = Field::new(2);
/// Who talked.
pub const PEOPLE: Field<Items> = Field::new(3);
/// What about, in a line.
pub const ABOUT: Field<String> = Field::new(4);
/// What was said.
pub const SUMMARY: Field<Prose> = Field::new(5);
/// What follows from it.
pub const ACTIONS: Field<Items> = Field::new(6);

/// In [`PEOPLE`]: who.
pub const PERSON: Field<PersonId> = Field::new(1);
/// In [`PEOPLE`]: their name.
pub const PERSON_NAME: Field<String> = Field::new(2);
/// In [`ACTIONS`]: what.
pub const ACTION_WHAT: Field<String> = Field::new(1);
/// In [`ACTIONS`]: the action record, once there is one.
pub const ACTION: Field<RecordId> = Field::new(2);

/// How people can talk.
pub const WAYS: &[&str] = &["phone", "visit", "video"];

/// Being written: its author's own.
pub const DRAFT: StateKey = StateKey(1);
/// Shared with the people named on it.
pub const SHARED: StateKey = StateKey(2);

const WRITERS: &[Role] = &[
    Role::HospitalTeacher,
    Role::ServiceLead,
    Role::KeyContact,
    Role::ClassTeacher,
    Role::TeachingAssistant,
    Role::SeniorLeader,
    Role::Therapist,
];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "conversation_note",
    fields: FIELDS,
    states: &[StateSpec::new(1, "draft").draft(), StateSpec::new(2, "shared").settled()],
    moves: &[Move { from: DRAFT, to: SHARED, by: WRITERS }],
    sensitivity: Sensitivity::Sensitive,
    rights: &[
        (Role::HospitalTeacher, Right::AddOwn),
        (Role::ServiceLead, Right::AddOwn),
        (Role::KeyContact, Right::AddOwn),
        (Role::ClassTeacher, Right::AddOwn),
        (Role::TeachingAssistant, Right::AddOwn),
        (Role::SeniorLeader, Right::AddOwn),
        (Role::Therapist, Right::AddOwn),
        (Role::Parent, Right::WhenNamed),
        (Role::Pupil, Right::WhenNamed),
    ],
    duties: &[],
    title: |note| note.text(ABOUT).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    DATE.spec("date", FieldType::Date).required().begun_with(BegunWith::Today),
    WAY.spec("way", FieldType::Choice(WAYS)).required(),
    PEOPLE.spec("people", FieldType::Items(PERSON_FIELDS)),
    ABOUT.spec("about", FieldType::Line(200)),
    SUMMARY.spec("summary", FieldType::Prose(20_000)).required(),
    ACTIONS.spec("actions", FieldType::Items(ACTION_FIELDS)),
];

const PERSON_FIELDS: &[FieldSpec] =
    &[PERSON.spec("person", FieldType::Person), PERSON_NAME.spec("name", FieldType::Line(120)).calls()];

const ACTION_FIELDS: &[FieldSpec] =
    &[ACTION_WHAT.spec("what", FieldType::Line(300)), ACTION.spec("action", FieldType::Record(super::action::KIND))];
