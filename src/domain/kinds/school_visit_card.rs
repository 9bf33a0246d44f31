//! What a hospital teacher or therapist needs to know before visiting the school (A9).

use crate::field::{Field, FieldSpec, FieldType, Prose};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::role::{Right, Role, Sensitivity};

/// This kind's number.
pub const KIND: Kind = Kind(26);

/// The school.
pub const SCHOOL: Field<String> = Field::new(1);
/// Who to ask for.
pub const ASK_FOR: Field<String> = Field::new(2);
/// Where it is.
pub const ADDRESS: Field<Prose> = Field::new(3);
/// How to sign in.
pub const SIGN_IN: Field<Prose> = Field::new(4);
/// What to bring to show who one is.
pub const BRING: Field<Prose> = Field::new(5);
/// Where to park.
pub const PARKING: Field<Prose> = Field::new(6);
/// Where one can work in peace.
pub const QUIET_PLACE: Field<String> = Field::new(7);
/// The number to call on the way.
pub const PHONE: Field<String> = Field::new(8);
/// Anything else.
pub const NOTE: Field<Prose> = Field::new(9);

/// Being written.
pub const DRAFT: StateKey = StateKey(1);
/// Shared.
pub const SHARED: StateKey = StateKey(2);

const KEEPERS: &[Role] = &[Role::KeyContact, Role::ClassTeacher, Role::SeniorLeader];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "school_visit_card",
    fields: FIELDS,
    states: &[StateSpec::new(1, "draft").draft(), StateSpec::new(2, "shared")],
    moves: &[Move { from: DRAFT, to: SHARED, by: KEEPERS }, Move { from: SHARED, to: DRAFT, by: KEEPERS }],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Read),
        (Role::ServiceLead, Right::Read),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::Share),
        (Role::TeachingAssistant, Right::Read),
        (Role::SeniorLeader, Right::Share),
        (Role::Therapist, Right::Read),
        (Role::Parent, Right::Read),
        (Role::InvitedProfessional, Right::WhenNamed),
    ],
    duties: &[],
    title: |card| card.text(SCHOOL).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    SCHOOL.spec("school", FieldType::Line(120)),
    ASK_FOR.spec("ask_for", FieldType::Line(120)).required(),
    ADDRESS.spec("address", FieldType::Prose(500)),
    PHONE.spec("phone", FieldType::Line(40)),
    SIGN_IN.spec("sign_in", FieldType::Prose(1_000)),
    BRING.spec("bring", FieldType::Prose(1_000)),
    PARKING.spec("parking", FieldType::Prose(1_000)),
    QUIET_PLACE.spec("quiet_place", FieldType::Line(200)),
    NOTE.spec("note", FieldType::Prose(2_000)),
];
