//! What the teacher says about a piece of work: a strength first, one next step (A25).

use crate::duty::{self, DutySpec, Unless};
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items, Prose};
use crate::file::FileFact;
use crate::ids::{PersonId, RecordId};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::mark::{self, Mark};
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};
use crate::value::Moment;

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
/// The pupil, or a parent, says thank you: whoever wrote it.
pub const THANKS: Field<bool> = Field::new(6);
/// What the pupil answers, or a parent where the pupil has not.
pub const ANSWER: Field<Prose> = Field::new(7);
/// The same, spoken.
pub const ANSWER_VOICE: Field<FileFact> = Field::new(8);
/// Who of the family has opened it, each for themselves. That the pupil has read it is the state [`READ`].
pub const OPENED_BY: Field<Items> = Field::new(9);

/// In [`OPENED_BY`]: who.
pub const OPENED_PERSON: Field<PersonId> = Field::new(1);
/// In [`OPENED_BY`]: when.
pub const OPENED_AT: Field<Moment> = Field::new(2);

/// Stickers, by picture.
pub const STICKERS: &[&str] =
    &["star", "rocket", "compass", "heart", "rainbow", "rosette", "lantern", "book", "paintbrush", "magnifier"];

/// Being written: the family does not see it.
pub const DRAFT: StateKey = StateKey(1);
/// Written, waits for the teacher who shares it: the family does not see it.
pub const READY: StateKey = StateKey(2);
/// Shared with the pupil.
pub const RELEASED: StateKey = StateKey(3);
/// The pupil has read it: nobody reads it for them.
pub const READ: StateKey = StateKey(4);

const WRITERS: &[Role] = &[Role::ClassTeacher, Role::TeachingAssistant, Role::HospitalTeacher];
const RELEASERS: &[Role] = &[Role::ClassTeacher, Role::HospitalTeacher];
const PUPIL: &[Role] = &[Role::Pupil];
const PARENT: &[Role] = &[Role::Parent];
const FAMILY: &[Role] = &[Role::Pupil, Role::Parent];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "feedback",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "draft").draft(),
        StateSpec::new(2, "ready_for_release").draft().aside(),
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
        Move { from: RELEASED, to: READ, by: PUPIL },
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
    duties: DUTIES,
    title: |feedback| feedback.text(STRENGTH).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    WORK.spec("work", FieldType::Record(super::work::KIND)).required(),
    STRENGTH.spec("strength", FieldType::Prose(4_000)),
    NEXT_STEP.spec("next_step", FieldType::Prose(4_000)),
    VOICE.spec("voice", FieldType::File),
    STICKER.spec("sticker", FieldType::Choice(STICKERS)),
    THANKS.spec("thanks", FieldType::Flag).asked_later().also(FAMILY).only(FAMILY).its_authors(),
    ANSWER.spec("answer", FieldType::Prose(2_000)).asked_later().own_words(PUPIL).also(FAMILY),
    ANSWER_VOICE.spec("answer_voice", FieldType::File).asked_later().own_words(PUPIL).also(FAMILY),
    OPENED_BY
        .spec("opened_by", FieldType::Items(OPENED))
        .also(FAMILY)
        .only(FAMILY)
        .mark(Mark::of_person(OPENED_PERSON.key).of_looking()),
];

const OPENED: &[FieldSpec] =
    &[OPENED_PERSON.spec("person", FieldType::Person), OPENED_AT.spec("at", FieldType::Moment)];

/// Who of the family has opened it, and when, the first first: each by their own mark.
#[must_use]
pub fn opened_by(feedback: &Record) -> Vec<(PersonId, Option<Moment>)> {
    let opened = mark::own(feedback, OPENED_BY, OPENED_PERSON);
    opened.into_iter().map(|item| (item.added.by, item.get(OPENED_AT))).collect()
}

/// Whether anybody of the family has opened it: until then it can be taken back (4.5, rule 7).
#[must_use]
pub fn is_opened(feedback: &Record) -> bool {
    feedback.state == READ || !opened_by(feedback).is_empty()
}

const DUTIES: &[DutySpec] = &[
    DutySpec::of(duty::RELEASE_FEEDBACK, RELEASERS, &[READY]),
    // The child's own until they have read it; a parent's until a parent has.
    DutySpec::of(duty::READ_FEEDBACK, PUPIL, &[RELEASED]),
    DutySpec::of(duty::READ_FEEDBACK, PARENT, &[RELEASED]).unless(&[Unless::Marked(OPENED_BY, OPENED_PERSON)]),
];
