//! The plan for the way back that hospital and school draw up together and both sign (A14, A16).

use chrono::NaiveDate;

use crate::calendar::london_day;
use crate::duty::{self, DutySpec, When};
use crate::field::{ChoiceOf, Field, FieldKey, FieldSpec, FieldType, Items, Prose};
use crate::ids::{PersonId, RecordId};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::mark::{self, Mark};
use crate::record::{Item, Record};
use crate::role::{Right, Role, Sensitivity};
use crate::scope::Revision;

/// This kind's number.
pub const KIND: Kind = Kind(30);

/// Two lines in which the pupil can read what happens.
pub const FOR_PUPIL: Field<Prose> = Field::new(1);
/// What the pupil needs.
pub const NEEDS: Field<Prose> = Field::new(2);
/// What is aimed at.
pub const OBJECTIVES: Field<Prose> = Field::new(3);
/// Where the pupil is now.
pub const BASELINE: Field<Prose> = Field::new(4);
/// What the school adjusts.
pub const ADJUSTMENTS: Field<Items> = Field::new(5);
/// The adult at school to go to.
pub const KEY_ADULT: Field<String> = Field::new(6);
/// And when that one is away.
pub const BACKUP_ADULT: Field<String> = Field::new(7);
/// Where it is safe and quiet.
pub const SAFE_PLACE: Field<String> = Field::new(8);
/// How people see that the pupil is ready.
pub const READINESS: Field<Prose> = Field::new(9);
/// The first day back.
pub const RETURN_ON: Field<NaiveDate> = Field::new(10);
/// When to look at it again.
pub const REVIEW_ON: Field<NaiveDate> = Field::new(11);
/// The steps.
pub const STEPS: Field<RecordId> = Field::new(12);
/// Teachers who have read it and are ready.
pub const STAFF_READY: Field<Items> = Field::new(13);
/// Who signs, for whom.
pub const SIGNATURES: Field<Items> = Field::new(14);
/// Why and from when it was changed.
pub const CHANGES: Field<Items> = Field::new(15);

/// In [`ADJUSTMENTS`]: what.
pub const ADJUSTMENT: Field<Prose> = Field::new(1);
/// In [`ADJUSTMENTS`]: since when.
pub const ADJUSTED_SINCE: Field<NaiveDate> = Field::new(2);
/// In [`STAFF_READY`] and [`SIGNATURES`]: who.
pub const PERSON: Field<PersonId> = Field::new(1);
/// In [`STAFF_READY`] and [`SIGNATURES`]: their name.
pub const PERSON_NAME: Field<String> = Field::new(2);
/// In [`STAFF_READY`] and [`SIGNATURES`]: the day.
pub const ON: Field<NaiveDate> = Field::new(3);
/// In [`SIGNATURES`]: a choice of [`SIDES`].
pub const SIDE: Field<ChoiceOf> = Field::new(4);
/// In [`STAFF_READY`]: ready, not only read.
pub const READY: Field<bool> = Field::new(5);
/// In [`SIGNATURES`]: the plan that was signed, as [`settled`] numbered it for whoever signed.
pub const AS_OF: Field<i64> = Field::new(6);
/// In [`CHANGES`]: why.
pub const CHANGE_REASON: Field<Prose> = Field::new(1);
/// In [`CHANGES`]: from when it holds.
pub const CHANGE_FROM: Field<NaiveDate> = Field::new(2);

/// For whom somebody signs.
pub const SIDES: &[&str] = &["hospital", "school", "parent", "pupil"];
/// Who signs for each of [`SIDES`].
const SIGNING: [&[Role]; 4] = [
    &[Role::HospitalTeacher, Role::ServiceLead],
    &[Role::KeyContact, Role::SeniorLeader],
    &[Role::Parent],
    &[Role::Pupil],
];

/// Being drawn up by both sides.
pub const DRAFT: StateKey = StateKey(1);
/// Agreed.
pub const AGREED: StateKey = StateKey(2);
/// Begun.
pub const ACTIVE: StateKey = StateKey(3);
/// Goes as planned.
pub const ON_TRACK: StateKey = StateKey(4);
/// Goes, with changes.
pub const ADJUSTED: StateKey = StateKey(5);
/// Back at school.
pub const RETURNED: StateKey = StateKey(6);
/// At another school.
pub const MOVED: StateKey = StateKey(7);
/// Ended another way.
pub const ENDED: StateKey = StateKey(8);

const KEEPERS: &[Role] = &[Role::HospitalTeacher, Role::ServiceLead, Role::KeyContact, Role::SeniorLeader];
const SIGNERS: &[Role] = &[Role::Parent, Role::Pupil];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "reintegration_plan",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "draft").draft(),
        StateSpec::new(2, "agreed"),
        StateSpec::new(3, "active"),
        StateSpec::new(4, "on_track"),
        StateSpec::new(5, "adjusted").aside(),
        StateSpec::new(6, "returned").settled().aside(),
        StateSpec::new(7, "moved").settled().aside(),
        StateSpec::new(8, "ended").let_go(),
    ],
    moves: &[
        Move { from: DRAFT, to: AGREED, by: KEEPERS },
        Move { from: AGREED, to: DRAFT, by: KEEPERS },
        Move { from: AGREED, to: ACTIVE, by: KEEPERS },
        Move { from: ACTIVE, to: ON_TRACK, by: KEEPERS },
        Move { from: ACTIVE, to: ADJUSTED, by: KEEPERS },
        Move { from: ON_TRACK, to: ADJUSTED, by: KEEPERS },
        Move { from: ADJUSTED, to: ON_TRACK, by: KEEPERS },
        Move { from: ACTIVE, to: RETURNED, by: KEEPERS },
        Move { from: ON_TRACK, to: RETURNED, by: KEEPERS },
        Move { from: ADJUSTED, to: RETURNED, by: KEEPERS },
        Move { from: ACTIVE, to: MOVED, by: KEEPERS },
        Move { from: ON_TRACK, to: MOVED, by: KEEPERS },
        Move { from: ADJUSTED, to: MOVED, by: KEEPERS },
        Move { from: ACTIVE, to: ENDED, by: KEEPERS },
        Move { from: ON_TRACK, to: ENDED, by: KEEPERS },
        Move { from: ADJUSTED, to: ENDED, by: KEEPERS },
        Move { from: RETURNED, to: ACTIVE, by: KEEPERS },
        Move { from: ENDED, to: ACTIVE, by: KEEPERS },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Share),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::Read),
        (Role::TeachingAssistant, Right::Read),
        (Role::SeniorLeader, Right::Share),
        (Role::Therapist, Right::WhenNamed),
        (Role::Parent, Right::Read),
        (Role::Pupil, Right::Read),
        (Role::InvitedProfessional, Right::WhenNamed),
    ],
    duties: DUTIES,
    title: |plan| plan.text(FOR_PUPIL).lines().next().unwrap_or_default().to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    // Nobody agrees on a child's way back without telling the child in words they can read (A16).
    FOR_PUPIL.spec("for_pupil", FieldType::Prose(500)).required(),
    NEEDS.spec("needs", FieldType::Prose(8_000)),
    OBJECTIVES.spec("objectives", FieldType::Prose(8_000)),
    BASELINE.spec("baseline", FieldType::Prose(8_000)),
    ADJUSTMENTS.spec("adjustments", FieldType::Items(ADJUSTMENT_FIELDS)),
    KEY_ADULT.spec("key_adult", FieldType::Line(120)),
    BACKUP_ADULT.spec("backup_adult", FieldType::Line(120)),
    SAFE_PLACE.spec("safe_place", FieldType::Line(120)),
    READINESS.spec("readiness", FieldType::Prose(8_000)),
    RETURN_ON.spec("return_on", FieldType::Date),
    REVIEW_ON.spec("review_on", FieldType::Date),
    STEPS.spec("steps", FieldType::Record(super::step_ladder::KIND)),
    STAFF_READY
        .spec("staff_ready", FieldType::Items(READY_FIELDS))
        .also(&[Role::ClassTeacher, Role::TeachingAssistant])
        .mark(Mark::of_person(PERSON.key)),
    SIGNATURES
        .spec("signatures", FieldType::Items(SIGNATURE))
        .asked_later()
        .own_place()
        .also(SIGNERS)
        .mark(Mark::of_person(PERSON.key).for_side(SIDE.key, side_of)),
    CHANGES.spec("changes", FieldType::Items(CHANGE)).asked_later(),
];

const ADJUSTMENT_FIELDS: &[FieldSpec] =
    &[ADJUSTMENT.spec("adjustment", FieldType::Prose(2_000)), ADJUSTED_SINCE.spec("since", FieldType::Date)];

const READY_FIELDS: &[FieldSpec] = &[
    PERSON.spec("person", FieldType::Person),
    PERSON_NAME.spec("name", FieldType::Line(120)).calls(),
    ON.spec("on", FieldType::Date),
    READY.spec("ready", FieldType::Flag),
];

const SIGNATURE: &[FieldSpec] = &[
    PERSON.spec("person", FieldType::Person),
    PERSON_NAME.spec("name", FieldType::Line(120)).calls(),
    ON.spec("on", FieldType::Date),
    SIDE.spec("side", FieldType::Choice(SIDES)),
    AS_OF.spec("as_of", FieldType::Number(0, i64::MAX)),
];

const CHANGE: &[FieldSpec] =
    &[CHANGE_REASON.spec("reason", FieldType::Prose(2_000)), CHANGE_FROM.spec("from", FieldType::Date)];

/// The side for which a role signs; others read the plan and do not sign it.
#[must_use]
pub fn side_of(role: Role) -> Option<ChoiceOf> {
    let place = SIGNING.iter().position(|roles| roles.contains(&role))?;
    u8::try_from(place).ok().map(ChoiceOf)
}

/// When anything in the plan last changed: who signs later signs what stands since then. Marks of having read or signed it
/// are no change.
#[must_use]
pub fn settled(plan: &Record) -> Revision {
    const MARKS: [FieldKey; 2] = [SIGNATURES.key, STAFF_READY.key];
    let fields = plan.fields.values().filter_map(|slot| slot.stamp).map(|stamp| stamp.revision);
    let lists = plan.lists.iter().filter(|(list, _)| !MARKS.contains(list));
    let items = lists.flat_map(|(_, items)| items).map(|item| item.revision);
    fields.chain(items).max().unwrap_or(plan.created.revision)
}

/// What a signature says about the plan that is signed: [`AS_OF`].
#[must_use]
pub fn as_of(plan: &Record) -> i64 {
    i64::try_from(settled(plan).0).unwrap_or(i64::MAX)
}

/// The signatures that hold for the plan as it stands: those of somebody who saw it as it is, for themselves.
#[must_use]
pub fn standing_signatures(plan: &Record) -> Vec<&Item> {
    let (since, seen) = (settled(plan), as_of(plan));
    let mut signatures = mark::own(plan, SIGNATURES, PERSON);
    // Signed without a network, it may arrive after a change that its writer never saw.
    let saw = |signature: &Item| signature.get(AS_OF).is_none_or(|signed| signed == seen);
    signatures.retain(|signature| signature.added.revision >= since && saw(signature));
    signatures
}

/// Whether the plan is one that is signed: agreed, and not over.
#[must_use]
pub fn is_to_sign(plan: &Record) -> bool {
    matches!(plan.state, AGREED | ACTIVE | ON_TRACK | ADJUSTED) && !plan.removed
}

/// The sides that have not signed the plan as it stands: choices of [`SIDES`].
#[must_use]
pub fn unsigned_sides(plan: &Record) -> Vec<ChoiceOf> {
    let signed: Vec<ChoiceOf> = standing_signatures(plan).iter().filter_map(|item| item.get(SIDE)).collect();
    (0u8..).map(ChoiceOf).take(SIDES.len()).filter(|side| !signed.contains(side)).collect()
}

const SIGNED: &[StateKey] = &[AGREED, ACTIVE, ON_TRACK, ADJUSTED];

const DUTIES: &[DutySpec] = &[
    sign(0),
    sign(1),
    sign(2),
    sign(3),
    DutySpec::of(duty::REVIEW_WAY_BACK, KEEPERS, SIGNED).from(When::Day(REVIEW_ON.key)).due(When::Day(REVIEW_ON.key)),
];

/// A side signs the plan as it stands.
const fn sign(side: u8) -> DutySpec {
    let since = When::WorkedOut("changed since they signed", unsigned_since, ChoiceOf(side));
    DutySpec::of(duty::SIGN_PLAN, SIGNING[side as usize], SIGNED).from(since)
}

fn unsigned_since(plan: &Record, side: ChoiceOf) -> Option<NaiveDate> {
    unsigned_sides(plan).contains(&side).then(|| london_day(plan.changed.at))
}
