//! A call with friends at school, with an adult at each end and everybody's consent (A11).

use crate::duty::{self, DutySpec, Unless, When};
use crate::field::{ChoiceOf, Field, FieldKey, FieldSpec, FieldType, Prose};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};
use crate::value::Moment;

/// This kind's number.
pub const KIND: Kind = Kind(29);

/// When.
pub const WHEN: Field<Moment> = Field::new(1);
/// Where, at the pupil's end.
pub const PLACE: Field<String> = Field::new(2);
/// The link to the call.
pub const LINK: Field<String> = Field::new(3);
/// The friends, by first name.
pub const FRIENDS: Field<String> = Field::new(4);
/// The adult with the pupil.
pub const ADULT_HERE: Field<String> = Field::new(5);
/// The adult with the friends.
pub const ADULT_THERE: Field<String> = Field::new(6);
/// The pupil wants it.
pub const PUPIL_AGREES: Field<bool> = Field::new(7);
/// The pupil's parent agrees.
pub const PARENT_AGREES: Field<bool> = Field::new(8);
/// The school agrees, and has asked the friends' families.
pub const SCHOOL_AGREES: Field<bool> = Field::new(9);
/// How it was.
pub const HOW_IT_WAS: Field<Prose> = Field::new(10);
/// Why it is no longer needed: a choice of [`NO_LONGER_REASONS`].
pub const NO_LONGER_WHY: Field<ChoiceOf> = Field::new(11);

/// Why no more calls are needed; the first is the happy one.
pub const NO_LONGER_REASONS: &[&str] = &["back_at_school", "other"];

/// To come.
pub const PLANNED: StateKey = StateKey(1);
/// It happened.
pub const HAPPENED: StateKey = StateKey(2);
/// Not today.
pub const NOT_TODAY: StateKey = StateKey(3);
/// No longer needed.
pub const NO_LONGER_NEEDED: StateKey = StateKey(4);

const KEEPERS: &[Role] = &[Role::HospitalTeacher, Role::KeyContact, Role::ClassTeacher];
const ANYONE: &[Role] = &[Role::HospitalTeacher, Role::KeyContact, Role::ClassTeacher, Role::Parent, Role::Pupil];

// Each agrees for themselves (A11); for a young child, a parent says what the child wants.
const FAMILY: &[Role] = &[Role::Pupil, Role::Parent];
const SCHOOL: &[Role] = &[Role::KeyContact, Role::ClassTeacher];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "friends_link",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "planned"),
        StateSpec::new(2, "happened").settled(),
        StateSpec::new(3, "not_today").let_go(),
        StateSpec::new(4, "no_longer_needed").let_go(),
    ],
    moves: &[
        Move { from: PLANNED, to: HAPPENED, by: KEEPERS },
        Move { from: PLANNED, to: NOT_TODAY, by: ANYONE },
        Move { from: PLANNED, to: NO_LONGER_NEEDED, by: ANYONE },
        Move { from: NOT_TODAY, to: PLANNED, by: ANYONE },
        Move { from: NOT_TODAY, to: NO_LONGER_NEEDED, by: KEEPERS },
        Move { from: NO_LONGER_NEEDED, to: PLANNED, by: KEEPERS },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Read),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::Share),
        (Role::TeachingAssistant, Right::Read),
        (Role::SeniorLeader, Right::Read),
        (Role::Parent, Right::AddOwn),
        (Role::Pupil, Right::Read),
    ],
    duties: DUTIES,
    title: |call| call.text(FRIENDS).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    WHEN.spec("when", FieldType::Moment).required(),
    FRIENDS.spec("friends", FieldType::Line(200)),
    PLACE.spec("place", FieldType::Line(120)),
    LINK.spec("link", FieldType::Line(300)),
    ADULT_HERE.spec("adult_here", FieldType::Line(120)).required(),
    ADULT_THERE.spec("adult_there", FieldType::Line(120)).required(),
    PUPIL_AGREES
        .spec("pupil_agrees", FieldType::Flag)
        .own_words(&[Role::Pupil])
        .also(FAMILY)
        .only(FAMILY)
        .required_in(&[HAPPENED]),
    PARENT_AGREES
        .spec("parent_agrees", FieldType::Flag)
        .also(&[Role::Parent])
        .only(&[Role::Parent])
        .required_in(&[HAPPENED]),
    SCHOOL_AGREES.spec("school_agrees", FieldType::Flag).only(SCHOOL).required_in(&[HAPPENED]),
    HOW_IT_WAS.spec("how_it_was", FieldType::Prose(2_000)).asked_later().also(&[Role::Pupil, Role::Parent]),
    NO_LONGER_WHY
        .spec("no_longer_why", FieldType::Choice(NO_LONGER_REASONS))
        .asked_later()
        .also(&[Role::Parent, Role::Pupil]),
];

/// Whose agreement is still missing, as the fields that hold it. No call before this is empty.
#[must_use]
pub fn agreements_missing(call: &Record) -> Vec<FieldKey> {
    let needed = [PUPIL_AGREES, PARENT_AGREES, SCHOOL_AGREES].into_iter();
    needed.filter(|field| call.get(*field) != Some(true)).map(|field| field.key).collect()
}

const DUTIES: &[DutySpec] = &[
    DutySpec::of(duty::SAY_HOW_CALL_WAS, &[Role::HospitalTeacher, Role::KeyContact], &[PLANNED])
        .from(When::Day(WHEN.key)),
    agree(&[Role::Pupil], &[Unless::Empty(WHEN.key), Unless::Yes(PUPIL_AGREES.key)]),
    agree(&[Role::Parent], &[Unless::Empty(WHEN.key), Unless::Yes(PARENT_AGREES.key)]),
    agree(SCHOOL, &[Unless::Empty(WHEN.key), Unless::Yes(SCHOOL_AGREES.key)]),
];

const fn agree(roles: &'static [Role], unless: &'static [Unless]) -> DutySpec {
    let row = DutySpec::of(duty::AGREE_TO_CALL, roles, &[PLANNED]).unless(unless);
    row.from(When::Created).due(When::Day(WHEN.key)).amber(2)
}
