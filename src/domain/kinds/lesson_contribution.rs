//! A lesson at school that the pupil's work becomes a part of: which, when, what is wanted by when (A22, A27).

use chrono::NaiveDate;

use crate::duty::{self, DutySpec, Unless, When};
use crate::field::{Field, FieldSpec, FieldType, Items, Prose};
use crate::file::FileFact;
use crate::ids::RecordId;
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::role::{Right, Role, Sensitivity};
use crate::value::Moment;

/// This kind's number.
pub const KIND: Kind = Kind(16);

/// The lesson.
pub const LESSON: Field<String> = Field::new(1);
/// Such as "Geography".
pub const SUBJECT: Field<String> = Field::new(2);
/// The class.
pub const CLASS: Field<String> = Field::new(3);
/// When it is held.
pub const WHEN: Field<Moment> = Field::new(4);
/// What is wanted.
pub const BRIEF: Field<Prose> = Field::new(5);
/// By when the work should be there.
pub const NEEDED_BY: Field<NaiveDate> = Field::new(6);
/// Files to work from.
pub const FILES: Field<Items> = Field::new(7);
/// The plan it belongs to.
pub const PLAN: Field<RecordId> = Field::new(8);
/// That plan's row: an item's identifier, as [`crate::ids::ItemId`] writes it.
pub const ROW: Field<String> = Field::new(9);
/// Another day, after "not today".
pub const OTHER_DAY: Field<NaiveDate> = Field::new(10);

/// The file itself.
pub const FILE: Field<FileFact> = Field::new(1);

/// Being written.
pub const DRAFT: StateKey = StateKey(1);
/// Shared with pupil and teacher.
pub const SHARED: StateKey = StateKey(2);
/// The lesson was held.
pub const TAUGHT: StateKey = StateKey(3);
/// Not today. Never missing, never late.
pub const NOT_TODAY: StateKey = StateKey(4);
/// The lesson is not held.
pub const CANCELLED: StateKey = StateKey(5);

const CLASS_SIDE: &[Role] = &[Role::ClassTeacher, Role::TeachingAssistant];
const PUPIL_SIDE: &[Role] = &[Role::Pupil, Role::Parent, Role::HospitalTeacher];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "lesson_contribution",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "draft").draft(),
        StateSpec::new(2, "shared"),
        StateSpec::new(3, "taught").settled(),
        StateSpec::new(4, "not_today").let_go(),
        StateSpec::new(5, "cancelled").let_go(),
    ],
    moves: &[
        Move { from: DRAFT, to: SHARED, by: &[Role::ClassTeacher, Role::TeachingAssistant, Role::HospitalTeacher] },
        Move { from: SHARED, to: TAUGHT, by: CLASS_SIDE },
        Move { from: SHARED, to: NOT_TODAY, by: PUPIL_SIDE },
        Move { from: SHARED, to: CANCELLED, by: CLASS_SIDE },
        Move {
            from: NOT_TODAY,
            to: SHARED,
            by: &[Role::ClassTeacher, Role::TeachingAssistant, Role::HospitalTeacher, Role::Parent, Role::Pupil],
        },
        Move { from: NOT_TODAY, to: TAUGHT, by: CLASS_SIDE },
        Move { from: CANCELLED, to: SHARED, by: CLASS_SIDE },
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
    title: |lesson| lesson.text(LESSON).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    LESSON.spec("lesson", FieldType::Line(200)).required(),
    SUBJECT.spec("subject", FieldType::Line(80)),
    CLASS.spec("class", FieldType::Line(60)),
    WHEN.spec("when", FieldType::Moment),
    BRIEF.spec("brief", FieldType::Prose(4_000)),
    NEEDED_BY.spec("needed_by", FieldType::Date),
    FILES.spec("files", FieldType::Items(&[FILE.spec("file", FieldType::File)])),
    PLAN.spec("plan", FieldType::Record(super::medium_term_plan::KIND)),
    ROW.spec("row", FieldType::Line(32)).hidden(),
    OTHER_DAY.spec("other_day", FieldType::Date).asked_later().also(&[Role::Parent, Role::Pupil]),
];

const DUTIES: &[DutySpec] = &[
    // Nobody is late for it (A27), and whoever handed something in for it is asked no more.
    DutySpec::of(duty::MAKE_LESSON_WORK, PUPIL_SIDE, &[SHARED])
        .unless(&[Unless::Made(super::work::KIND, super::work::LESSON.key, super::work::NOT_HANDED_IN)])
        .due(When::First(&[When::Day(OTHER_DAY.key), When::Day(NEEDED_BY.key)]))
        .never_late(),
];
