//! A person in a child's circle: who, as what, why, from when to when, and how far they see (D1, A13).
//!
//! The server reads its permissions from these records, and from nothing else.

use crate::access::Membership;
use crate::compose::Compose;
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType};
use crate::ids::PersonId;
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity, Side};

/// This kind's number.
pub const KIND: Kind = Kind(2);

/// Who. Known from the moment of invitation: the identifier waits for its person.
pub const PERSON: Field<PersonId> = Field::new(1);
/// What they are called.
pub const NAME: Field<String> = Field::new(2);
/// What they are to the child: a place in [`Role::ALL`].
pub const ROLE: Field<ChoiceOf> = Field::new(3);
/// What people call that: "Mum", "Class teacher", "Assistant Headteacher".
pub const KNOWN_AS: Field<String> = Field::new(4);
/// Where they work; empty for family.
pub const ORGANISATION: Field<String> = Field::new(5);
/// Why they are in the circle.
pub const WHY: Field<String> = Field::new(6);
/// Their first day in the circle, if limited.
pub const FROM: Field<chrono::NaiveDate> = Field::new(7);
/// Their last day in the circle, if limited.
pub const UNTIL: Field<chrono::NaiveDate> = Field::new(8);
/// How far they see: a number of [`Sensitivity`].
pub const CEILING: Field<ChoiceOf> = Field::new(9);
/// How to reach them at work.
pub const CONTACT: Field<String> = Field::new(10);
/// The SHA-256, in hexadecimal, of the code that lets them in for the first time. Useless once used.
pub const INVITATION: Field<String> = Field::new(11);
/// What kind of contact they are for the school: the first, the second, cover in holidays (A13).
pub const CONTACT_ORDER: Field<ChoiceOf> = Field::new(12);
/// The child's everyday name, for a person who sees nothing else that says it: see [`tells_of_child`].
pub const PUPIL_NAME: Field<String> = Field::new(13);
/// The picture that the child chose, for the same person.
pub const PUPIL_BADGE: Field<String> = Field::new(14);

/// Asked to join, not here yet.
pub const INVITED: StateKey = StateKey(1);
/// In the circle.
pub const ACTIVE: StateKey = StateKey(2);
/// No longer.
pub const ENDED: StateKey = StateKey(3);

const KEEPERS: &[Role] = &[Role::HospitalTeacher, Role::ServiceLead, Role::KeyContact];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "circle_member",
    fields: FIELDS,
    states: &[StateSpec::new(1, "invited"), StateSpec::new(2, "active").aside(), StateSpec::new(3, "ended").let_go()],
    moves: &[
        Move { from: INVITED, to: ACTIVE, by: KEEPERS },
        Move { from: INVITED, to: ENDED, by: KEEPERS },
        Move { from: ACTIVE, to: ENDED, by: KEEPERS },
        Move { from: ENDED, to: ACTIVE, by: KEEPERS },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Share),
        // Their own place only, on which they are named: see [`tells_of_child`].
        (Role::WardStaff, Right::WhenNamed),
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
    title: |member| member.text(NAME).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    PERSON.spec("person", FieldType::Person),
    NAME.spec("name", FieldType::Line(120)).required().calls(),
    ROLE.spec("role", FieldType::Choice(ROLES)).required(),
    KNOWN_AS.spec("known_as", FieldType::Line(60)),
    ORGANISATION.spec("organisation", FieldType::Line(120)),
    WHY.spec("why", FieldType::Line(200)),
    FROM.spec("from", FieldType::Date),
    UNTIL.spec("until", FieldType::Date),
    CEILING.spec("ceiling", FieldType::Choice(&["practice", "everyday", "sensitive", "restricted"])),
    CONTACT.spec("contact", FieldType::Line(120)),
    INVITATION.spec("invitation", FieldType::Line(64)).hidden(),
    CONTACT_ORDER.spec("contact_order", FieldType::Choice(&["first", "second", "cover"])),
    PUPIL_NAME.spec("pupil_name", FieldType::Line(80)).hidden().looked_for(),
    PUPIL_BADGE.spec("pupil_badge", FieldType::Line(20)).hidden(),
];

const ROLES: &[&str] = &[
    "hospital_teacher",
    "service_lead",
    "ward_staff",
    "key_contact",
    "class_teacher",
    "teaching_assistant",
    "senior_leader",
    "therapist",
    "parent",
    "pupil",
    "invited_professional",
];

/// The same new place, which tells its person whose circle it is, where they see nothing else that does: ward staff, who
/// could not write the first note for today of a child without a name.
#[must_use]
pub fn tells_of_child<'a>(place: Compose<'a>, role: Role, person: PersonId, name: &str, badge: &str) -> Compose<'a> {
    if role != Role::WardStaff {
        return place;
    }
    let place = place.named(vec![person]).set(PUPIL_NAME, name.to_owned());
    if badge.is_empty() { place } else { place.set(PUPIL_BADGE, badge.to_owned()) }
}

/// What this person is to the child.
#[must_use]
pub fn role(member: &Record) -> Option<Role> {
    let place = member.get(ROLE)?;
    Role::ALL.get(usize::from(place.0)).copied()
}

/// A role's place in the declaration's choices.
#[must_use]
pub fn role_choice(role: Role) -> ChoiceOf {
    let place = Role::ALL.iter().position(|listed| *listed == role).unwrap_or_default();
    ChoiceOf(u8::try_from(place).unwrap_or_default())
}

/// Whether the person is in the circle by this record.
#[must_use]
pub fn is_active(member: &Record) -> bool {
    member.state == ACTIVE && !member.removed
}

/// What this record gives, or would give whoever is in the circle by it. One that others in the circle do not see gives
/// nothing: older servers took such records in.
#[must_use]
pub fn place(member: &Record) -> Option<Membership> {
    if member.sensitivity > SPEC.sensitivity {
        return None;
    }
    let ceiling = match member.get(CEILING) {
        Some(ChoiceOf(0)) => Sensitivity::Practice,
        Some(ChoiceOf(2)) => Sensitivity::Sensitive,
        Some(ChoiceOf(3)) => Sensitivity::Restricted,
        _ => Sensitivity::Everyday,
    };
    Some(Membership { role: role(member)?, ceiling, from: member.get(FROM), until: member.get(UNTIL) })
}

/// The permission that this record gives, while it is active and not taken away.
#[must_use]
pub fn membership(member: &Record) -> Option<(PersonId, Membership)> {
    let place = place(member).filter(|_| is_active(member))?;
    Some((member.get(PERSON)?, place))
}

/// The contacts at the home school that a circle still lacks: first, second, cover in holidays (A13).
/// Choices of [`CONTACT_ORDER`].
#[must_use]
pub fn contacts_missing<'a>(members: impl IntoIterator<Item = &'a Record>) -> Vec<ChoiceOf> {
    let here = |member: &&Record| member.kind == KIND && member.state != ENDED && !member.removed;
    let at_school = |member: &&Record| role(member).is_some_and(|role| role.side() == Side::School);
    let contacts = members.into_iter().filter(here).filter(at_school);
    let known: Vec<ChoiceOf> = contacts.filter_map(|member| member.get(CONTACT_ORDER)).collect();
    (0..3).map(ChoiceOf).filter(|order| !known.contains(order)).collect()
}
