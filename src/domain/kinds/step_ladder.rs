//! The way back to school, week by week: half days planned and done, and how it felt (A21). Half days on which
//! the pupil was unwell are shown and not counted.

use chrono::NaiveDate;

use crate::calendar::{days_after, london_day};
use crate::duty::{self, DutySpec, When};
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items, Prose};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::mark::Mark;
use crate::order::sort_by_key;
use crate::record::{Item, Record};
use crate::role::{Right, Role, Sensitivity, Side};

/// This kind's number.
pub const KIND: Kind = Kind(27);

/// Where it leads.
pub const GOAL: Field<String> = Field::new(1);
/// The week from which the pupil is at school full time.
pub const FULL_TIME_FROM: Field<NaiveDate> = Field::new(2);
/// The adult at school to go to.
pub const KEY_ADULT: Field<String> = Field::new(3);
/// Where it is quiet.
pub const QUIET_PLACE: Field<String> = Field::new(4);
/// What the pupil says about it.
pub const PUPIL_SAID: Field<Prose> = Field::new(5);
/// The weeks.
pub const STEPS: Field<Items> = Field::new(6);
/// How sure people feel.
pub const CONFIDENCE: Field<Items> = Field::new(7);

/// In [`STEPS`]: the Monday.
pub const WEEK: Field<NaiveDate> = Field::new(1);
/// In [`STEPS`]: what is tried: "three mornings".
pub const WHAT: Field<String> = Field::new(2);
/// In [`STEPS`]: half days planned.
pub const PLANNED: Field<i64> = Field::new(3);
/// In [`STEPS`]: half days done.
pub const DONE: Field<i64> = Field::new(4);
/// In [`STEPS`]: half days on which the pupil was unwell.
pub const UNWELL: Field<i64> = Field::new(5);
/// In [`STEPS`]: how it felt, by the pupil: a choice of [`super::session::RATINGS`].
pub const FELT: Field<ChoiceOf> = Field::new(6);
/// In [`STEPS`]: what the pupil said.
pub const STEP_SAID: Field<Prose> = Field::new(7);
/// In [`CONFIDENCE`]: a choice of [`WHO_CHOICES`].
pub const WHO: Field<ChoiceOf> = Field::new(1);
/// In [`CONFIDENCE`]: the day.
pub const SURE_ON: Field<NaiveDate> = Field::new(2);
/// In [`CONFIDENCE`]: from 1 to 10.
pub const SURE: Field<i64> = Field::new(3);

/// Whose confidence.
pub const WHO_CHOICES: &[&str] = &["pupil", "parent", "school", "hospital"];
/// [`WHO_CHOICES`]: the pupil.
pub const PUPIL: ChoiceOf = ChoiceOf(0);
/// [`WHO_CHOICES`]: a parent.
pub const PARENT: ChoiceOf = ChoiceOf(1);
/// [`WHO_CHOICES`]: the home school.
pub const SCHOOL: ChoiceOf = ChoiceOf(2);
/// [`WHO_CHOICES`]: the hospital and home teaching service.
pub const HOSPITAL: ChoiceOf = ChoiceOf(3);

/// Being drawn up.
pub const DRAFT: StateKey = StateKey(1);
/// Agreed.
pub const AGREED: StateKey = StateKey(2);
/// On the way.
pub const ACTIVE: StateKey = StateKey(3);
/// Back at school.
pub const RETURNED: StateKey = StateKey(4);
/// Ended another way.
pub const ENDED: StateKey = StateKey(5);

const KEEPERS: &[Role] = &[Role::HospitalTeacher, Role::ServiceLead, Role::KeyContact, Role::SeniorLeader];
const RECORDERS: &[Role] = &[Role::HospitalTeacher, Role::KeyContact];
const FAMILY: &[Role] = &[Role::Pupil, Role::Parent];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "step_ladder",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "draft").draft(),
        StateSpec::new(2, "agreed"),
        StateSpec::new(3, "active"),
        StateSpec::new(4, "returned").settled().aside(),
        StateSpec::new(5, "ended").let_go(),
    ],
    moves: &[
        Move { from: DRAFT, to: AGREED, by: KEEPERS },
        Move { from: AGREED, to: DRAFT, by: KEEPERS },
        Move { from: AGREED, to: ACTIVE, by: KEEPERS },
        Move { from: ACTIVE, to: RETURNED, by: KEEPERS },
        Move { from: ACTIVE, to: ENDED, by: KEEPERS },
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
    title: |ladder| ladder.text(GOAL).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    PUPIL_SAID.spec("pupil_said", FieldType::Prose(4_000)).own_words(&[Role::Pupil]).also(FAMILY),
    GOAL.spec("goal", FieldType::Line(200)),
    FULL_TIME_FROM.spec("full_time_from", FieldType::Date),
    KEY_ADULT.spec("key_adult", FieldType::Line(120)),
    QUIET_PLACE.spec("quiet_place", FieldType::Line(120)),
    STEPS.spec("steps", FieldType::Items(STEP)).required(),
    CONFIDENCE
        .spec("confidence", FieldType::Items(CONFIDENCE_FIELDS))
        .asked_later()
        .also(&[Role::Pupil, Role::Parent, Role::ClassTeacher, Role::TeachingAssistant])
        .mark(Mark::of_side(WHO.key, side_of).written_down(PUPIL)),
];

/// A week has ten half days.
const HALF_DAYS: FieldType = FieldType::Number(0, 10);

const STEP: &[FieldSpec] = &[
    WEEK.spec("week", FieldType::Date),
    WHAT.spec("what", FieldType::Line(200)),
    PLANNED.spec("planned", HALF_DAYS),
    DONE.spec("done", HALF_DAYS).also(&[Role::ClassTeacher, Role::TeachingAssistant]),
    UNWELL.spec("unwell", HALF_DAYS).also(&[Role::ClassTeacher, Role::TeachingAssistant, Role::Parent]),
    FELT.spec("felt", FieldType::Choice(super::session::RATINGS)).own_words(&[Role::Pupil]).also(FAMILY),
    STEP_SAID.spec("said", FieldType::Prose(2_000)).own_words(&[Role::Pupil]).also(FAMILY),
];

const CONFIDENCE_FIELDS: &[FieldSpec] = &[
    WHO.spec("who", FieldType::Choice(WHO_CHOICES)),
    SURE_ON.spec("on", FieldType::Date),
    SURE.spec("sure", FieldType::Number(1, 10)),
];

/// As which of [`WHO_CHOICES`] somebody says how sure they feel; others do not say it.
#[must_use]
pub fn side_of(role: Role) -> Option<ChoiceOf> {
    match role.side() {
        _ if role == Role::Pupil => Some(PUPIL),
        Side::Family => Some(PARENT),
        Side::School => Some(SCHOOL),
        Side::Hospital => Some(HOSPITAL),
        Side::Ward | Side::Therapy => None,
    }
}

/// From the Friday of the first week without its half days, until that week's Sunday.
const DUTIES: &[DutySpec] = &[DutySpec::of(duty::RECORD_WEEK, RECORDERS, &[ACTIVE])
    .from(When::After(&OPEN_WEEK, 4))
    .due(When::After(&OPEN_WEEK, 6))
    .amber(2)];

const OPEN_WEEK: When = When::WorkedOut("the first week to record", open_week, PUPIL);

fn open_week(ladder: &Record, _: ChoiceOf) -> Option<NaiveDate> {
    let open = ladder.items(STEPS).into_iter().filter(|step| step.get(DONE).is_none());
    open.filter(|step| step.get(PLANNED).unwrap_or(0) > 0).filter_map(|step| step.get(WEEK)).min()
}

/// The step whose week this day is in.
#[must_use]
pub fn step_on(ladder: &Record, day: NaiveDate) -> Option<&Item> {
    let in_week = |item: &&Item| item.get(WEEK).is_some_and(|week| day >= week && day < days_after(week, 7));
    ladder.items(STEPS).into_iter().find(in_week)
}

/// The latest two ratings of how sure somebody feels, the latest first: "6, was 5".
#[must_use]
pub fn sure(ladder: &Record, who: ChoiceOf) -> (Option<i64>, Option<i64>) {
    let mut ratings = ladder.items(CONFIDENCE);
    ratings.retain(|item| item.get(WHO) == Some(who) && item.get(SURE).is_some());
    // Nobody says how sure they feel on a day that has not come: a device's clock may be ahead.
    let day = |item: &Item| {
        let received = london_day(item.added.at);
        item.get(SURE_ON).map_or(received, |day| day.min(received))
    };
    sort_by_key(&mut ratings, |&item| (day(item), item.added.turn()));
    let mut latest = ratings.iter().rev().map(|item| item.get(SURE));
    (latest.next().flatten(), latest.next().flatten())
}
