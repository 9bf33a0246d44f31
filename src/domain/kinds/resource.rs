//! A worksheet, text or thing for learning that the school gives, with its files (A9).

use crate::field::{Field, FieldSpec, FieldType, Items, Prose};
use crate::file::FileFact;
use crate::ids::RecordId;
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::role::{Right, Role, Sensitivity};

/// This kind's number.
pub const KIND: Kind = Kind(11);

/// What it is called.
pub const TITLE: Field<String> = Field::new(1);
/// Such as "Maths".
pub const SUBJECT: Field<String> = Field::new(2);
/// Its files.
pub const FILES: Field<Items> = Field::new(3);
/// Whose it is, and what may be done with it.
pub const RIGHTS: Field<String> = Field::new(4);
/// The plan it belongs to.
pub const PLAN: Field<RecordId> = Field::new(5);
/// The row of that plan: an item's identifier, as [`crate::ids::ItemId`] writes it.
pub const ROW: Field<String> = Field::new(6);
/// How to use it.
pub const NOTE: Field<Prose> = Field::new(7);

/// The file itself.
pub const FILE: Field<FileFact> = Field::new(1);

/// There for all.
pub const SHARED: StateKey = StateKey(1);
/// Taken back.
pub const WITHDRAWN: StateKey = StateKey(2);

const SCHOOL: &[Role] = &[Role::KeyContact, Role::ClassTeacher, Role::TeachingAssistant];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "resource",
    fields: FIELDS,
    states: &[StateSpec::new(1, "shared"), StateSpec::new(2, "withdrawn").let_go()],
    moves: &[Move { from: SHARED, to: WITHDRAWN, by: SCHOOL }, Move { from: WITHDRAWN, to: SHARED, by: SCHOOL }],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Read),
        (Role::ServiceLead, Right::Read),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::Share),
        (Role::TeachingAssistant, Right::Share),
        (Role::SeniorLeader, Right::Read),
        (Role::Therapist, Right::WhenNamed),
        (Role::Parent, Right::Read),
        (Role::Pupil, Right::Read),
    ],
    duties: &[],
    title: |resource| resource.text(TITLE).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    TITLE.spec("title", FieldType::Line(200)).required(),
    SUBJECT.spec("subject", FieldType::Line(80)),
    FILES.spec("files", FieldType::Items(&[FILE.spec("file", FieldType::File)])),
    RIGHTS.spec("rights", FieldType::Line(200)),
    PLAN.spec("plan", FieldType::Record(super::medium_term_plan::KIND)),
    ROW.spec("row", FieldType::Line(32)).hidden(),
    NOTE.spec("note", FieldType::Prose(4_000)),
];
