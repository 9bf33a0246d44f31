//! "Could you give us that worksheet?": asked from a plan row at the bedside, answered by the school (A8).

use chrono::NaiveDate;

use crate::duty::{self, DutySpec, When};
use crate::field::{Field, FieldSpec, FieldType, Items, Prose};
use crate::file::FileFact;
use crate::ids::RecordId;
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::role::{Right, Role, Sensitivity};

/// This kind's number.
pub const KIND: Kind = Kind(12);

/// What is asked for, as the row or the teacher says it.
pub const WHAT: Field<String> = Field::new(1);
/// The plan that speaks of it.
pub const PLAN: Field<RecordId> = Field::new(2);
/// The row of that plan: an item's identifier, as [`crate::ids::ItemId`] writes it.
pub const ROW: Field<String> = Field::new(3);
/// By when it is needed.
pub const NEEDED_BY: Field<NaiveDate> = Field::new(4);
/// More about it from whoever asks.
pub const NOTE: Field<Prose> = Field::new(5);
/// The files that answer it.
pub const FILES: Field<Items> = Field::new(6);
/// What the school answers: where it lies ready, when it was posted, what there is instead.
pub const ANSWER: Field<Prose> = Field::new(7);

/// The file itself.
pub const FILE: Field<FileFact> = Field::new(1);

/// Waits for the school.
pub const ASKED: StateKey = StateKey(1);
/// Lies ready to be collected.
pub const READY: StateKey = StateKey(2);
/// Its files are here.
pub const ATTACHED: StateKey = StateKey(3);
/// In the post.
pub const POSTED: StateKey = StateKey(4);
/// The school does not have it.
pub const NOT_AVAILABLE: StateKey = StateKey(5);
/// In the teacher's hands.
pub const GOT: StateKey = StateKey(6);
/// No longer needed.
pub const NOT_NEEDED: StateKey = StateKey(7);

const SCHOOL: &[Role] = &[Role::KeyContact, Role::ClassTeacher, Role::TeachingAssistant];
const ASKERS: &[Role] = &[Role::HospitalTeacher];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "resource_request",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "asked"),
        StateSpec::new(2, "ready").aside(),
        StateSpec::new(3, "attached").aside(),
        StateSpec::new(4, "posted").aside(),
        StateSpec::new(5, "not_available").let_go(),
        StateSpec::new(6, "got").settled(),
        StateSpec::new(7, "not_needed").let_go(),
    ],
    moves: &[
        Move { from: ASKED, to: READY, by: SCHOOL },
        Move { from: ASKED, to: ATTACHED, by: SCHOOL },
        Move { from: ASKED, to: POSTED, by: SCHOOL },
        Move { from: ASKED, to: NOT_AVAILABLE, by: SCHOOL },
        Move { from: ASKED, to: NOT_NEEDED, by: ASKERS },
        Move { from: ASKED, to: GOT, by: ASKERS },
        Move { from: READY, to: GOT, by: ASKERS },
        Move { from: ATTACHED, to: GOT, by: ASKERS },
        Move { from: POSTED, to: GOT, by: ASKERS },
        // An answer given by mistake is taken back; a second try is asked for.
        Move { from: READY, to: ASKED, by: SCHOOL },
        Move { from: ATTACHED, to: ASKED, by: SCHOOL },
        Move { from: POSTED, to: ASKED, by: SCHOOL },
        Move { from: NOT_AVAILABLE, to: ASKED, by: &[Role::HospitalTeacher, Role::KeyContact, Role::ClassTeacher] },
        Move { from: NOT_NEEDED, to: ASKED, by: ASKERS },
        Move { from: GOT, to: ASKED, by: ASKERS },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
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
    title: |request| request.text(WHAT).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    WHAT.spec("what", FieldType::Line(300)).required(),
    PLAN.spec("plan", FieldType::Record(super::medium_term_plan::KIND)),
    ROW.spec("row", FieldType::Line(32)).hidden(),
    NEEDED_BY.spec("needed_by", FieldType::Date),
    NOTE.spec("note", FieldType::Prose(2_000)),
    FILES.spec("files", FieldType::Items(&[FILE.spec("file", FieldType::File)])),
    ANSWER.spec("answer", FieldType::Prose(2_000)).asked_later(),
];

const DUTIES: &[DutySpec] = &[
    DutySpec::of(duty::ANSWER_REQUEST, SCHOOL, &[ASKED]).due(When::Day(NEEDED_BY.key)).amber(2),
    DutySpec::of(duty::GET_RESOURCE, ASKERS, &[READY, ATTACHED, POSTED]),
];
