//! Something that somebody will do, from a review, a meeting or a talk; carried on until it is closed (A37).

use chrono::NaiveDate;

use crate::duty::{self, DutySpec, When};
use crate::field::{Field, FieldSpec, FieldType, Prose};
use crate::ids::{PersonId, RecordId};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::role::{Right, Role, Sensitivity};

/// This kind's number.
pub const KIND: Kind = Kind(21);

/// What will be done.
pub const WHAT: Field<String> = Field::new(1);
/// By whom.
pub const OWNER: Field<PersonId> = Field::new(2);
/// Their name, for somebody who is not in the circle.
pub const OWNER_NAME: Field<String> = Field::new(3);
/// For whom.
pub const FOR_WHOM: Field<String> = Field::new(4);
/// By when.
pub const DUE: Field<NaiveDate> = Field::new(5);
/// The review it comes from.
pub const FROM_REVIEW: Field<RecordId> = Field::new(6);
/// The meeting it comes from.
pub const FROM_MEETING: Field<RecordId> = Field::new(7);
/// The talk it comes from.
pub const FROM_CONVERSATION: Field<RecordId> = Field::new(8);
/// The action that this one carries on.
pub const CARRIED_FROM: Field<RecordId> = Field::new(9);
/// On which day it was done.
pub const DONE_ON: Field<NaiveDate> = Field::new(10);
/// Why it was dropped.
pub const DROPPED_WHY: Field<Prose> = Field::new(11);

/// To be done.
pub const OPEN: StateKey = StateKey(1);
/// Done.
pub const DONE: StateKey = StateKey(2);
/// No longer to be done.
pub const DROPPED: StateKey = StateKey(3);
/// Goes on as another action, from the next review.
pub const CARRIED: StateKey = StateKey(4);

const LEADS: &[Role] = &[Role::HospitalTeacher, Role::KeyContact];
const DOERS: &[Role] = &[
    Role::HospitalTeacher,
    Role::ServiceLead,
    Role::KeyContact,
    Role::ClassTeacher,
    Role::TeachingAssistant,
    Role::SeniorLeader,
    Role::Therapist,
    Role::Parent,
];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "action",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "open"),
        StateSpec::new(2, "done").settled(),
        StateSpec::new(3, "dropped").let_go(),
        StateSpec::new(4, "carried").let_go(),
    ],
    moves: &[
        Move { from: OPEN, to: DONE, by: DOERS },
        Move { from: DONE, to: OPEN, by: DOERS },
        Move { from: OPEN, to: DROPPED, by: LEADS },
        Move { from: DROPPED, to: OPEN, by: LEADS },
        Move { from: OPEN, to: CARRIED, by: LEADS },
        Move { from: CARRIED, to: OPEN, by: LEADS },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::AddOwn),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::AddOwn),
        (Role::TeachingAssistant, Right::AddOwn),
        (Role::SeniorLeader, Right::AddOwn),
        (Role::Therapist, Right::AddOwn),
        (Role::Parent, Right::AddOwn),
        (Role::Pupil, Right::Read),
        (Role::InvitedProfessional, Right::WhenNamed),
    ],
    duties: DUTIES,
    title: |action| action.text(WHAT).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    WHAT.spec("what", FieldType::Line(300)).required(),
    OWNER.spec("owner", FieldType::Person),
    OWNER_NAME.spec("owner_name", FieldType::Line(120)),
    FOR_WHOM.spec("for_whom", FieldType::Line(120)),
    DUE.spec("due", FieldType::Date),
    FROM_REVIEW.spec("from_review", FieldType::Record(super::progress_review::KIND)),
    FROM_MEETING.spec("from_meeting", FieldType::Record(super::meeting::KIND)),
    FROM_CONVERSATION.spec("from_conversation", FieldType::Record(super::conversation_note::KIND)),
    CARRIED_FROM.spec("carried_from", FieldType::Record(KIND)),
    DONE_ON.spec("done_on", FieldType::Date).asked_later().also(DOERS),
    DROPPED_WHY.spec("dropped_why", FieldType::Prose(2_000)).asked_later(),
];

const DUTIES: &[DutySpec] = &[
    // Late for a week, it goes to whoever leads (C12).
    DutySpec::of(duty::DO_ACTION, LEADS, &[OPEN])
        .person_in(OWNER.key)
        .from(When::Created)
        .due(When::Day(DUE.key))
        .amber(2)
        .then(7, LEADS),
];
