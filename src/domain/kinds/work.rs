//! The child's work: photos in order, voice, film or typed words, handed in from ward or home (A22 to A25, A27).
//!
//! A teacher at school sees it from when it is handed in: the child's drafts stay the child's, and nobody at
//! school can change what the child made. "Waiting to send" is what a device knows, not a state.

use crate::duty::{self, DutySpec};
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items, Prose};
use crate::file::FileFact;
use crate::ids::RecordId;
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};

/// This kind's number.
pub const KIND: Kind = Kind(15);

/// What it is called.
pub const TITLE: Field<String> = Field::new(1);
/// Such as "Geography".
pub const SUBJECT: Field<String> = Field::new(2);
/// What it is for: a choice of [`FOR_CHOICES`].
pub const FOR: Field<ChoiceOf> = Field::new(3);
/// The plan whose row it is for.
pub const PLAN: Field<RecordId> = Field::new(4);
/// That row: an item's identifier, as [`crate::ids::ItemId`] writes it.
pub const ROW: Field<String> = Field::new(5);
/// The lesson at school that it is a part of.
pub const LESSON: Field<RecordId> = Field::new(6);
/// The session in which it was made.
pub const SESSION: Field<RecordId> = Field::new(7);
/// Its pages, in order: photos, recordings, films, files.
pub const PAGES: Field<Items> = Field::new(8);
/// Work typed here.
pub const TYPED: Field<Prose> = Field::new(9);
/// What the pupil says about it.
pub const COMMENT: Field<Prose> = Field::new(10);
/// Who helped: a choice of [`HELPERS`].
pub const HELPED: Field<ChoiceOf> = Field::new(11);
/// The helper's name.
pub const HELPER: Field<String> = Field::new(12);
/// Where it was used at school: "On the class wall".
pub const USED_WHERE: Field<String> = Field::new(13);
/// Photos of it at school. No other pupils' faces.
pub const CLASS_PHOTOS: Field<Items> = Field::new(14);

/// In [`PAGES`] and [`CLASS_PHOTOS`]: the file.
pub const FILE: Field<FileFact> = Field::new(1);
/// In [`PAGES`]: quarter turns to the right, a choice of [`TURNS`].
pub const TURN: Field<ChoiceOf> = Field::new(2);
/// In [`PAGES`] and [`CLASS_PHOTOS`]: what it shows.
pub const CAPTION: Field<String> = Field::new(3);

/// What work can be for.
pub const FOR_CHOICES: &[&str] = &["free", "plan_row", "lesson"];
/// Who can have helped.
pub const HELPERS: &[&str] = &["nobody", "family", "teacher", "ward", "someone_else"];
/// How a page is turned.
pub const TURNS: &[&str] = &["upright", "right", "upside_down", "left"];

/// Being made.
pub const DRAFT: StateKey = StateKey(1);
/// Handed in.
pub const HANDED_IN: StateKey = StateKey(2);
/// Seen by the teacher.
pub const SEEN: StateKey = StateKey(3);
/// Feedback is there.
pub const FEEDBACK_GIVEN: StateKey = StateKey(4);
/// The pupil has read the feedback.
pub const READ: StateKey = StateKey(5);
/// It was part of a lesson at school.
pub const USED_IN_LESSON: StateKey = StateKey(6);
/// Not today. Never missing, never late.
pub const NOT_TODAY: StateKey = StateKey(7);
/// Taken back.
pub const WITHDRAWN: StateKey = StateKey(8);

const MAKERS: &[Role] = &[Role::Pupil, Role::Parent, Role::HospitalTeacher];
const CLASS: &[Role] = &[Role::ClassTeacher, Role::TeachingAssistant];
const GIVERS: &[Role] = &[Role::ClassTeacher, Role::TeachingAssistant, Role::HospitalTeacher];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "work",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "draft").draft(),
        StateSpec::new(2, "handed_in"),
        StateSpec::new(3, "seen"),
        StateSpec::new(4, "feedback_given"),
        StateSpec::new(5, "read").settled(),
        StateSpec::new(6, "used_in_lesson").settled(),
        StateSpec::new(7, "not_today").let_go(),
        StateSpec::new(8, "withdrawn").draft().let_go(),
    ],
    moves: &[
        Move { from: DRAFT, to: HANDED_IN, by: MAKERS },
        Move { from: DRAFT, to: NOT_TODAY, by: MAKERS },
        Move { from: NOT_TODAY, to: DRAFT, by: MAKERS },
        Move { from: HANDED_IN, to: SEEN, by: CLASS },
        Move { from: HANDED_IN, to: FEEDBACK_GIVEN, by: GIVERS },
        Move { from: SEEN, to: FEEDBACK_GIVEN, by: GIVERS },
        // Nobody reads it for them.
        Move { from: FEEDBACK_GIVEN, to: READ, by: &[Role::Pupil] },
        Move { from: HANDED_IN, to: USED_IN_LESSON, by: CLASS },
        Move { from: SEEN, to: USED_IN_LESSON, by: CLASS },
        Move { from: FEEDBACK_GIVEN, to: USED_IN_LESSON, by: CLASS },
        Move { from: READ, to: USED_IN_LESSON, by: CLASS },
        // Used first, feedback afterwards.
        Move { from: USED_IN_LESSON, to: FEEDBACK_GIVEN, by: GIVERS },
        Move { from: HANDED_IN, to: WITHDRAWN, by: MAKERS },
        Move { from: SEEN, to: WITHDRAWN, by: MAKERS },
        Move { from: FEEDBACK_GIVEN, to: WITHDRAWN, by: MAKERS },
        Move { from: READ, to: WITHDRAWN, by: MAKERS },
        Move { from: USED_IN_LESSON, to: WITHDRAWN, by: MAKERS },
        Move { from: WITHDRAWN, to: HANDED_IN, by: MAKERS },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Read),
        (Role::KeyContact, Right::Read),
        (Role::ClassTeacher, Right::AddOwn),
        (Role::TeachingAssistant, Right::AddOwn),
        (Role::SeniorLeader, Right::Read),
        (Role::Therapist, Right::WhenNamed),
        (Role::Parent, Right::AddOwn),
        (Role::Pupil, Right::Share),
    ],
    duties: DUTIES,
    title: |work| work.text(TITLE).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    PAGES.spec("pages", FieldType::Items(PAGE)),
    TITLE.spec("title", FieldType::Line(200)),
    TYPED.spec("typed", FieldType::Prose(50_000)).own_words(&[Role::Pupil]),
    COMMENT.spec("comment", FieldType::Prose(4_000)).own_words(&[Role::Pupil]),
    HELPED.spec("helped", FieldType::Choice(HELPERS)),
    HELPER.spec("helper", FieldType::Line(80)),
    SUBJECT.spec("subject", FieldType::Line(80)),
    FOR.spec("for", FieldType::Choice(FOR_CHOICES)),
    PLAN.spec("plan", FieldType::Record(super::medium_term_plan::KIND)),
    ROW.spec("row", FieldType::Line(32)).hidden(),
    LESSON.spec("lesson", FieldType::Record(super::lesson_contribution::KIND)),
    SESSION.spec("session", FieldType::Record(super::session::KIND)),
    USED_WHERE.spec("used_where", FieldType::Line(120)).asked_later().also(CLASS),
    CLASS_PHOTOS.spec("class_photos", FieldType::Items(CLASS_PHOTO)).asked_later().also(CLASS),
];

const PAGE: &[FieldSpec] = &[
    FILE.spec("file", FieldType::File),
    TURN.spec("turn", FieldType::Choice(TURNS)),
    CAPTION.spec("caption", FieldType::Line(200)),
];

const CLASS_PHOTO: &[FieldSpec] = &[FILE.spec("file", FieldType::File), CAPTION.spec("caption", FieldType::Line(200))];

/// Whether this is work that was handed in for that lesson at school.
#[must_use]
pub fn is_made_for(record: &Record, lesson: RecordId) -> bool {
    let handed_in = !record.removed && !NOT_HANDED_IN.contains(&record.state);
    record.kind == KIND && handed_in && record.get(LESSON) == Some(lesson)
}

/// Where work waits with the child: nobody was given it.
pub const NOT_HANDED_IN: &[StateKey] = &[DRAFT, NOT_TODAY, WITHDRAWN];

const DUTIES: &[DutySpec] = &[DutySpec::of(duty::GIVE_FEEDBACK, CLASS, &[HANDED_IN, SEEN])];

/// Whether it was handed in and no teacher has looked at it.
#[must_use]
pub fn is_unseen(work: &Record) -> bool {
    work.state == HANDED_IN && !work.removed
}
