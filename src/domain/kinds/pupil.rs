//! The pupil: the record at the heart of a circle, with the same identifier (requirements.md, 4.2; A1).

use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Prose};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::role::{Right, Role, Sensitivity};

/// This kind's number.
pub const KIND: Kind = Kind(1);

/// What the child is called every day.
pub const PREFERRED_NAME: Field<String> = Field::new(1);
/// The name in the school's register, where it differs.
pub const LEGAL_NAME: Field<String> = Field::new(2);
/// When they were born.
pub const BORN: Field<chrono::NaiveDate> = Field::new(3);
/// Year group: 0 is reception, 1 to 13 are years.
pub const YEAR_GROUP: Field<i64> = Field::new(4);
/// The school the pupil is on roll at; never elective home education.
pub const HOME_SCHOOL: Field<String> = Field::new(5);
/// Their class there.
pub const CLASS: Field<String> = Field::new(6);
/// Languages spoken at home.
pub const LANGUAGES: Field<std::collections::BTreeSet<String>> = Field::new(7);
/// How they communicate, and what they need to take part.
pub const ACCESS_NEEDS: Field<Prose> = Field::new(8);
/// None, SEN support, or an education, health and care plan.
pub const SUPPORT: Field<ChoiceOf> = Field::new(9);
/// The picture the child chose to be known by, instead of a photo.
pub const BADGE: Field<String> = Field::new(10);

/// Being taught.
pub const ACTIVE: StateKey = StateKey(1);
/// Back at school for good, moved or left.
pub const ARCHIVED: StateKey = StateKey(2);

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "pupil",
    fields: FIELDS,
    states: &[StateSpec::new(1, "active"), StateSpec::new(2, "archived").let_go()],
    moves: &[
        Move { from: ACTIVE, to: ARCHIVED, by: &[Role::HospitalTeacher, Role::ServiceLead, Role::KeyContact] },
        Move { from: ARCHIVED, to: ACTIVE, by: &[Role::HospitalTeacher, Role::ServiceLead, Role::KeyContact] },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Share),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::Read),
        (Role::TeachingAssistant, Right::Read),
        (Role::SeniorLeader, Right::Read),
        (Role::Therapist, Right::Read),
        (Role::Parent, Right::Read),
        (Role::Pupil, Right::Read),
        (Role::InvitedProfessional, Right::WhenNamed),
    ],
    duties: &[],
    title: |pupil| pupil.text(PREFERRED_NAME).to_owned(),
};

/// What the family knows best, the family writes (table 4.4: "W own").
const FAMILY: &[Role] = &[Role::Parent, Role::Pupil];

const FIELDS: &[FieldSpec] = &[
    PREFERRED_NAME.spec("preferred_name", FieldType::Line(80)).required().calls(),
    LEGAL_NAME.spec("legal_name", FieldType::Line(120)).calls(),
    BORN.spec("born", FieldType::Date).required(),
    YEAR_GROUP.spec("year_group", FieldType::Number(0, 13)).required(),
    HOME_SCHOOL.spec("home_school", FieldType::Line(120)).required(),
    CLASS.spec("class", FieldType::Line(60)),
    LANGUAGES.spec("languages", FieldType::Tags).also(FAMILY),
    ACCESS_NEEDS.spec("access_needs", FieldType::Prose(4_000)).also(FAMILY),
    SUPPORT.spec("support", FieldType::Choice(&["none", "support", "education_health_care_plan"])),
    BADGE.spec("badge", FieldType::Line(20)).pictures().also(FAMILY),
];
