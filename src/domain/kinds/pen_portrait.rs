//! One page about the child, in the child's own words first (A18, A31).

use chrono::NaiveDate;

use crate::duty::{self, DutySpec, When};
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items, Prose};
use crate::file::FileFact;
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::role::{Right, Role, Sensitivity};

/// This kind's number.
pub const KIND: Kind = Kind(23);

/// What people like about me.
pub const LIKED: Field<Prose> = Field::new(1);
/// What matters to me.
pub const MATTERS: Field<Prose> = Field::new(2);
/// How to support me.
pub const SUPPORT: Field<Prose> = Field::new(3);
/// How I communicate.
pub const COMMUNICATION: Field<Prose> = Field::new(4);
/// What to avoid.
pub const AVOID: Field<Prose> = Field::new(5);
/// Places where learning works.
pub const SPACES: Field<Items> = Field::new(6);
/// A photo, if the child wants one.
pub const PHOTO: Field<FileFact> = Field::new(7);
/// Whose words these are: a choice of [`VOICES`].
pub const VOICE: Field<ChoiceOf> = Field::new(8);
/// Who wrote them down.
pub const WRITER: Field<String> = Field::new(9);
/// When to look at it again.
pub const REVIEW_ON: Field<NaiveDate> = Field::new(10);

/// In [`SPACES`]: where.
pub const SPACE: Field<String> = Field::new(1);
/// In [`SPACES`]: how good, by the pupil: a choice of [`super::session::RATINGS`].
pub const SPACE_RATING: Field<ChoiceOf> = Field::new(2);

/// Whose words a portrait holds.
pub const VOICES: &[&str] = &["my_own_words", "written_with_me", "written_for_me"];

/// Being written.
pub const DRAFT: StateKey = StateKey(1);
/// The child or a parent agrees with it.
pub const AGREED: StateKey = StateKey(2);
/// Shared with the circle.
pub const SHARED: StateKey = StateKey(3);
/// Time to look at it again.
pub const DUE_REVIEW: StateKey = StateKey(4);

const FAMILY: &[Role] = &[Role::Pupil, Role::Parent];
const WRITERS: &[Role] = &[Role::Pupil, Role::Parent, Role::KeyContact];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "pen_portrait",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "draft").draft(),
        StateSpec::new(2, "agreed").draft(),
        StateSpec::new(3, "shared"),
        StateSpec::new(4, "due_review").aside(),
    ],
    moves: &[
        Move { from: DRAFT, to: AGREED, by: FAMILY },
        Move { from: AGREED, to: DRAFT, by: WRITERS },
        Move { from: AGREED, to: SHARED, by: WRITERS },
        Move { from: SHARED, to: DUE_REVIEW, by: WRITERS },
        Move { from: DUE_REVIEW, to: SHARED, by: WRITERS },
        // The child may take it back.
        Move { from: SHARED, to: DRAFT, by: FAMILY },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Read),
        (Role::ServiceLead, Right::Read),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::Read),
        (Role::TeachingAssistant, Right::Read),
        (Role::SeniorLeader, Right::Read),
        (Role::Therapist, Right::Read),
        (Role::Parent, Right::Share),
        (Role::Pupil, Right::Share),
        (Role::InvitedProfessional, Right::WhenNamed),
    ],
    duties: DUTIES,
    title: |_| String::new(),
};

const FIELDS: &[FieldSpec] = &[
    LIKED.spec("liked", FieldType::Prose(4_000)).own_words(FAMILY),
    MATTERS.spec("matters", FieldType::Prose(4_000)).own_words(FAMILY),
    SUPPORT.spec("support", FieldType::Prose(4_000)).own_words(FAMILY),
    COMMUNICATION.spec("communication", FieldType::Prose(4_000)).own_words(FAMILY),
    AVOID.spec("avoid", FieldType::Prose(4_000)).own_words(FAMILY),
    SPACES.spec("spaces", FieldType::Items(SPACE_FIELDS)).also(&[Role::HospitalTeacher]),
    PHOTO.spec("photo", FieldType::File),
    VOICE.spec("voice", FieldType::Choice(VOICES)),
    WRITER.spec("writer", FieldType::Line(120)),
    REVIEW_ON.spec("review_on", FieldType::Date),
];

const SPACE_FIELDS: &[FieldSpec] = &[
    SPACE.spec("space", FieldType::Line(120)),
    SPACE_RATING.spec("rating", FieldType::Choice(super::session::RATINGS)),
];

const DUTIES: &[DutySpec] = &[
    DutySpec::of(duty::REVIEW_PORTRAIT, WRITERS, &[DUE_REVIEW]).due(When::Day(REVIEW_ON.key)),
    DutySpec::of(duty::REVIEW_PORTRAIT, WRITERS, &[SHARED])
        .from(When::Day(REVIEW_ON.key))
        .due(When::Day(REVIEW_ON.key)),
];
