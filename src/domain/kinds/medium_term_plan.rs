//! The school's medium-term plan: rows, or the school's own file, or both (A4 to A8).

use chrono::NaiveDate;

use crate::calendar::london_day;
use crate::duty::{self, DutySpec, Unless, When};
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items, Prose};
use crate::file::FileFact;
use crate::ids::ItemId;
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};
use crate::scope::Revision;

/// This kind's number.
pub const KIND: Kind = Kind(10);

/// Such as "Maths".
pub const SUBJECT: Field<String> = Field::new(1);
/// What it is about: "fractions".
pub const TOPIC: Field<String> = Field::new(2);
/// The first day of the half term it is for.
pub const FIRST_DAY: Field<NaiveDate> = Field::new(3);
/// The last day of the half term it is for.
pub const LAST_DAY: Field<NaiveDate> = Field::new(4);
/// The class it is taught to.
pub const CLASS: Field<String> = Field::new(5);
/// What matters most this half term.
pub const PRIORITIES: Field<Prose> = Field::new(6);
/// Its rows.
pub const ROWS: Field<Items> = Field::new(7);
/// The school's own files.
pub const FILES: Field<Items> = Field::new(8);
/// Anything the school's table said that is no row of ours: never dropped.
pub const NOTES: Field<Prose> = Field::new(9);

/// The week, as the school writes it.
pub const ROW_WEEK: Field<String> = Field::new(1);
/// The first day of that week, where known.
pub const ROW_STARTS: Field<NaiveDate> = Field::new(2);
/// What is learnt.
pub const ROW_OBJECTIVE: Field<Prose> = Field::new(3);
/// How.
pub const ROW_ACTIVITY: Field<Prose> = Field::new(4);
/// The words that come up.
pub const ROW_VOCABULARY: Field<Prose> = Field::new(5);
/// What is needed: worksheets, things.
pub const ROW_RESOURCES: Field<Prose> = Field::new(6);
/// How it is assessed.
pub const ROW_ASSESSMENT: Field<Prose> = Field::new(7);
/// What else the school's table held for this row.
pub const ROW_NOTES: Field<Prose> = Field::new(8);
/// What the hospital side decided about the row where no session says it: a choice of [`COVERAGE`].
pub const ROW_MARK: Field<ChoiceOf> = Field::new(9);

/// The file itself.
pub const FILE: Field<FileFact> = Field::new(1);

/// How far a row has come.
pub const COVERAGE: &[&str] = &["not_yet", "part", "taught", "skipped"];

/// Asked of the school.
pub const REQUESTED: StateKey = StateKey(1);
/// Being written.
pub const DRAFT: StateKey = StateKey(2);
/// Shared with the circle. Later edits are new versions of it.
pub const SHARED: StateKey = StateKey(3);
/// Replaced by another plan.
pub const SUPERSEDED: StateKey = StateKey(4);
/// Its half term is over.
pub const ARCHIVED: StateKey = StateKey(5);

const SCHOOL: &[Role] = &[Role::KeyContact, Role::ClassTeacher, Role::TeachingAssistant];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "medium_term_plan",
    fields: FIELDS,
    states: &[
        StateSpec::new(2, "draft").draft(),
        StateSpec::new(1, "requested").aside(),
        StateSpec::new(3, "shared"),
        StateSpec::new(4, "superseded").let_go(),
        StateSpec::new(5, "archived").let_go(),
    ],
    moves: &[
        Move { from: DRAFT, to: REQUESTED, by: &[Role::HospitalTeacher, Role::KeyContact] },
        Move { from: REQUESTED, to: DRAFT, by: SCHOOL },
        Move { from: REQUESTED, to: SHARED, by: SCHOOL },
        Move { from: DRAFT, to: SHARED, by: SCHOOL },
        Move { from: SHARED, to: SUPERSEDED, by: SCHOOL },
        Move { from: SHARED, to: ARCHIVED, by: SCHOOL },
        Move { from: SUPERSEDED, to: SHARED, by: SCHOOL },
        Move { from: ARCHIVED, to: SHARED, by: SCHOOL },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        // May ask for a plan that is not there yet; the school's own drafts stay the school's.
        (Role::HospitalTeacher, Right::Ask),
        (Role::ServiceLead, Right::Read),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::Share),
        (Role::TeachingAssistant, Right::Share),
        (Role::SeniorLeader, Right::Read),
        (Role::Therapist, Right::WhenNamed),
        (Role::Parent, Right::Read),
        (Role::Pupil, Right::Read),
    ],
    duties: DUTIES,
    title: |plan| match (plan.text(SUBJECT), plan.text(TOPIC)) {
        (subject, "") => subject.to_owned(),
        (subject, topic) => format!("{subject}: {topic}"),
    },
};

const FIELDS: &[FieldSpec] = &[
    SUBJECT.spec("subject", FieldType::Line(80)).required(),
    TOPIC.spec("topic", FieldType::Line(200)),
    FIRST_DAY.spec("first_day", FieldType::Date),
    LAST_DAY.spec("last_day", FieldType::Date),
    CLASS.spec("class", FieldType::Line(60)),
    PRIORITIES.spec("priorities", FieldType::Prose(4_000)),
    ROWS.spec("rows", FieldType::Items(ROW)),
    FILES.spec("files", FieldType::Items(&[FILE.spec("file", FieldType::File)])),
    NOTES.spec("notes", FieldType::Prose(20_000)),
];

const ROW: &[FieldSpec] = &[
    ROW_WEEK.spec("week", FieldType::Line(80)),
    ROW_STARTS.spec("starts", FieldType::Date),
    ROW_OBJECTIVE.spec("objective", FieldType::Prose(4_000)),
    ROW_ACTIVITY.spec("activity", FieldType::Prose(8_000)),
    ROW_VOCABULARY.spec("vocabulary", FieldType::Prose(2_000)),
    ROW_RESOURCES.spec("resources", FieldType::Prose(4_000)),
    ROW_ASSESSMENT.spec("assessment", FieldType::Prose(4_000)),
    ROW_NOTES.spec("notes", FieldType::Prose(8_000)),
    ROW_MARK.spec("mark", FieldType::Choice(COVERAGE)).also(&[Role::HospitalTeacher]),
];

const WRITERS: &[Role] = &[Role::KeyContact, Role::ClassTeacher];

const DUTIES: &[DutySpec] = &[
    DutySpec::of(duty::SHARE_PLAN, WRITERS, &[REQUESTED]).due(When::Day(FIRST_DAY.key)).amber(5),
    // The only move that leads to a draft is taking up a request.
    DutySpec::of(duty::SHARE_PLAN, WRITERS, &[DRAFT])
        .unless(&[Unless::NeverMoved])
        .from(When::Created)
        .due(When::Day(FIRST_DAY.key))
        .amber(5),
];

/// Where the school moves a plan that it was asked for before it writes in it: a request is seen by the circle,
/// what is half written is not. This move comes first in the change that writes the first row or file. `None` for
/// a plan that is no request.
#[must_use]
pub fn before_writing(plan: &Record) -> Option<StateKey> {
    (plan.kind == KIND && plan.state == REQUESTED).then_some(DRAFT)
}

/// The day on which the plan was there for the circle; `None` while it is asked for or being written.
#[must_use]
pub fn arrived_on(plan: &Record) -> Option<NaiveDate> {
    let there = plan.kind == KIND && matches!(plan.state, SHARED | SUPERSEDED | ARCHIVED);
    there.then(|| london_day(plan.moved.unwrap_or(plan.created).at))
}

/// The rows that were added or changed after this revision, in the plan's order: what to mark for somebody who
/// last looked then (A7).
#[must_use]
pub fn rows_changed_since(plan: &Record, seen: Revision) -> Vec<ItemId> {
    plan.items(ROWS).into_iter().filter(|row| row.revision > seen).map(|row| row.id).collect()
}
