//! What the teacher says about a piece of work: a strength first, one next step (A25).

use crate::calendar::{Calendar, london_day};
use crate::duty::{self, Duty};
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Prose};
use crate::file::FileFact;
use crate::ids::RecordId;
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};

/// This kind's number.
pub const KIND: Kind = Kind(17);

/// The work it is about.
pub const WORK: Field<RecordId> = Field::new(1);
/// What is strong.
pub const STRENGTH: Field<Prose> = Field::new(2);
/// One next step.
pub const NEXT_STEP: Field<Prose> = Field::new(3);
/// The same, spoken.
pub const VOICE: Field<FileFact> = Field::new(4);
/// A sticker: a choice of [`STICKERS`].
pub const STICKER: Field<ChoiceOf> = Field::new(5);
/// The pupil says thank you.
pub const THANKS: Field<bool> = Field::new(6);
/// What the pupil answers.
pub const ANSWER: Field<Prose> = Field::new(7);
/// The same, spoken.
pub const ANSWER_VOICE: Field<FileFact> = Field::new(8);

/// Stickers, by picture.
pub const STICKERS: &[&str] =
    &["star", "rocket", "compass", "heart", "rainbow", "rosette", "lantern", "book", "paintbrush", "magnifier"];

/// Being written: the family does not see it.
pub const DRAFT: StateKey = StateKey(1);
/// Written, waits for the teacher who shares it: the family does not see it.
pub const READY: StateKey = StateKey(2);
/// Shared with the pupil.
pub const RELEASED: StateKey = StateKey(3);
/// The pupil has read it.
pub const READ: StateKey = StateKey(4);

const WRITERS: &[Role] = &[Role::ClassTeacher, Role::TeachingAssistant, Role::HospitalTeacher];
const RELEASERS: &[Role] = &[Role::ClassTeacher, Role::HospitalTeacher];
const FAMILY: &[Role] = &[Role::Pupil, Role::Parent];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "feedback",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "draft").draft(),
        StateSpec::new(2, "ready_for_release").draft(),
        StateSpec::new(3, "released"),
        StateSpec::new(4, "read").settled(),
    ],
    moves: &[
        Move { from: DRAFT, to: READY, by: WRITERS },
        Move { from: DRAFT, to: RELEASED, by: RELEASERS },
        Move { from: READY, to: DRAFT, by: WRITERS },
        Move { from: READY, to: RELEASED, by: RELEASERS },
        // Every share can be taken back until first opened (4.5, rule 7).
        Move { from: RELEASED, to: DRAFT, by: RELEASERS },
        Move { from: RELEASED, to: READ, by: FAMILY },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Read),
        (Role::KeyContact, Right::Read),
        (Role::ClassTeacher, Right::Share),
        (Role::TeachingAssistant, Right::Share),
        (Role::SeniorLeader, Right::Read),
        (Role::Therapist, Right::WhenNamed),
        (Role::Parent, Right::Read),
        (Role::Pupil, Right::Read),
    ],
    duties,
    title: |feedback| feedback.text(STRENGTH).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    WORK.spec("work", FieldType::Record(super::work::KIND)).required(),
    STRENGTH.spec("strength", FieldType::Prose(4_000)),
    NEXT_STEP.spec("next_step", FieldType::Prose(4_000)),
    VOICE.spec("voice", FieldType::File),
    STICKER.spec("sticker", FieldType::Choice(STICKERS)),
    THANKS.spec("thanks", FieldType::Flag).also(FAMILY),
    ANSWER.spec("answer", FieldType::Prose(2_000)).own_words(FAMILY).also(FAMILY),
    ANSWER_VOICE.spec("answer_voice", FieldType::File).own_words(FAMILY).also(FAMILY),
];

fn duties(feedback: &Record, _: &Calendar) -> Vec<Duty> {
    let since = london_day(feedback.moved.unwrap_or(feedback.created).at);
    match feedback.state {
        READY => vec![Duty::of(feedback, duty::RELEASE_FEEDBACK, RELEASERS, since)],
        RELEASED => vec![Duty::of(feedback, duty::READ_FEEDBACK, FAMILY, since)],
        _ => Vec::new(),
    }
}
