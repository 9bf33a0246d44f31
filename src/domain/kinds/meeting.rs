//! A meeting: why, who, when, what about, and what was noted.

use crate::duty::{self, DutySpec, When};
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items, Prose};
use crate::file::FileFact;
use crate::ids::PersonId;
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::role::{Right, Role, Sensitivity};
use crate::value::Moment;

/// This kind's number.
pub const KIND: Kind = Kind(20);

/// Why people meet.
pub const PURPOSE: Field<String> = Field::new(1);
/// When.
pub const WHEN: Field<Moment> = Field::new(2);
/// Where.
pub const PLACE: Field<String> = Field::new(3);
/// Or by which link.
pub const LINK: Field<String> = Field::new(4);
/// What is talked about.
pub const AGENDA: Field<Prose> = Field::new(5);
/// Who is asked and who comes.
pub const ATTENDEES: Field<Items> = Field::new(6);
/// Whom the family brings along.
pub const SUPPORTER: Field<String> = Field::new(7);
/// Who interprets, between which languages.
pub const INTERPRETER: Field<String> = Field::new(8);
/// Who sits where; the family first.
pub const SEATING: Field<String> = Field::new(9);
/// What people need to come: childcare, transport.
pub const NEEDS: Field<Prose> = Field::new(10);
/// Papers to read before.
pub const PAPERS: Field<Items> = Field::new(11);
/// What was said and agreed.
pub const NOTES: Field<Prose> = Field::new(12);

/// In [`ATTENDEES`]: who.
pub const ATTENDEE: Field<PersonId> = Field::new(1);
/// In [`ATTENDEES`]: their name.
pub const ATTENDEE_NAME: Field<String> = Field::new(2);
/// In [`ATTENDEES`]: what they are to the child.
pub const ATTENDEE_ROLE: Field<String> = Field::new(3);
/// In [`ATTENDEES`]: a choice of [`super::progress_review::COMING`].
pub const ATTENDEE_COMING: Field<ChoiceOf> = Field::new(4);
/// In [`PAPERS`]: the file.
pub const FILE: Field<FileFact> = Field::new(1);

/// Being prepared.
pub const DRAFT: StateKey = StateKey(1);
/// Everybody knows when and what about.
pub const CONFIRMED: StateKey = StateKey(2);
/// Was held.
pub const HELD: StateKey = StateKey(3);
/// Is not held.
pub const CANCELLED: StateKey = StateKey(4);
/// Everybody agrees with the notes.
pub const NOTES_AGREED: StateKey = StateKey(5);

const LEADS: &[Role] = &[Role::HospitalTeacher, Role::KeyContact];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "meeting",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "draft").draft(),
        StateSpec::new(2, "confirmed"),
        StateSpec::new(3, "held"),
        StateSpec::new(4, "cancelled").let_go(),
        StateSpec::new(5, "notes_agreed").settled(),
    ],
    moves: &[
        Move { from: DRAFT, to: CONFIRMED, by: LEADS },
        Move { from: DRAFT, to: CANCELLED, by: LEADS },
        Move { from: CONFIRMED, to: HELD, by: LEADS },
        Move { from: CONFIRMED, to: CANCELLED, by: LEADS },
        Move { from: CANCELLED, to: CONFIRMED, by: LEADS },
        Move { from: HELD, to: NOTES_AGREED, by: LEADS },
        Move { from: NOTES_AGREED, to: HELD, by: LEADS },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Read),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::WhenNamed),
        (Role::TeachingAssistant, Right::WhenNamed),
        (Role::SeniorLeader, Right::Read),
        (Role::Therapist, Right::WhenNamed),
        (Role::Parent, Right::Read),
        (Role::Pupil, Right::Read),
        (Role::InvitedProfessional, Right::WhenNamed),
    ],
    duties: DUTIES,
    title: |meeting| meeting.text(PURPOSE).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    PURPOSE.spec("purpose", FieldType::Line(200)).required(),
    WHEN.spec("when", FieldType::Moment).required(),
    PLACE.spec("place", FieldType::Line(120)),
    LINK.spec("link", FieldType::Line(300)),
    // Nobody is asked to come without knowing what about and with whom (D26).
    AGENDA.spec("agenda", FieldType::Prose(4_000)).required(),
    ATTENDEES.spec("attendees", FieldType::Items(ATTENDEE_FIELDS)).required(),
    SUPPORTER.spec("supporter", FieldType::Line(120)).also(&[Role::Parent, Role::Pupil]),
    INTERPRETER.spec("interpreter", FieldType::Line(120)).also(&[Role::Parent]),
    SEATING.spec("seating", FieldType::Line(200)),
    NEEDS.spec("needs", FieldType::Prose(2_000)).also(&[Role::Parent, Role::Pupil]),
    PAPERS.spec("papers", FieldType::Items(&[FILE.spec("file", FieldType::File)])),
    NOTES.spec("notes", FieldType::Prose(20_000)).asked_later(),
];

const ATTENDEE_FIELDS: &[FieldSpec] = &[
    ATTENDEE.spec("person", FieldType::Person),
    ATTENDEE_NAME.spec("name", FieldType::Line(120)),
    ATTENDEE_ROLE.spec("role", FieldType::Line(80)),
    ATTENDEE_COMING.spec("coming", FieldType::Choice(super::progress_review::COMING)),
];

const DUTIES: &[DutySpec] = &[
    DutySpec::of(duty::HOLD_MEETING, LEADS, &[CONFIRMED]).from(When::Day(WHEN.key)).due(When::Day(WHEN.key)),
    DutySpec::of(duty::AGREE_NOTES, LEADS, &[HELD]),
];
