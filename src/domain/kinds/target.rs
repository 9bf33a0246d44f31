//! A target: what it is for, how far the pupil was at its start, how far they are now (A36, A40).

use chrono::NaiveDate;

use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items, Prose};
use crate::ids::PersonId;
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::mark::Mark;
use crate::order::sort_by_key;
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};

/// This kind's number.
pub const KIND: Kind = Kind(18);

/// The target.
pub const WORDING: Field<String> = Field::new(1);
/// The same in the pupil's words.
pub const PUPIL_WORDS: Field<Prose> = Field::new(2);
/// Where it comes from: a choice of [`SOURCES`].
pub const SOURCE: Field<ChoiceOf> = Field::new(3);
/// Why it matters.
pub const WHY: Field<Prose> = Field::new(4);
/// Where the pupil is at its start, in words.
pub const BASELINE: Field<Prose> = Field::new(5);
/// By when.
pub const REVIEW_ON: Field<NaiveDate> = Field::new(6);
/// What success looks like.
pub const SUCCESS: Field<Prose> = Field::new(7);
/// What people do for it.
pub const ACTIONS: Field<Prose> = Field::new(8);
/// Ratings over time; the earliest is the pupil's own start.
pub const RATINGS: Field<Items> = Field::new(9);
/// Who agrees.
pub const AGREED_BY: Field<Items> = Field::new(10);
/// How it ended, and why.
pub const OUTCOME_WHY: Field<Prose> = Field::new(11);

/// In [`RATINGS`]: the day.
pub const RATED_ON: Field<NaiveDate> = Field::new(1);
/// In [`RATINGS`]: from 1 to 10.
pub const RATED: Field<i64> = Field::new(2);
/// In [`RATINGS`]: a choice of [`RATERS`].
pub const RATED_BY: Field<ChoiceOf> = Field::new(3);
/// In [`RATINGS`]: what it rests on.
pub const RATING_NOTE: Field<Prose> = Field::new(4);
/// In [`RATINGS`]: independence, 1 to 10, where the four scales are used.
pub const INDEPENDENCE: Field<i64> = Field::new(5);
/// In [`RATINGS`]: fluency, 1 to 10.
pub const FLUENCY: Field<i64> = Field::new(6);
/// In [`RATINGS`]: maintenance, 1 to 10.
pub const MAINTENANCE: Field<i64> = Field::new(7);
/// In [`RATINGS`]: generalisation, 1 to 10.
pub const GENERALISATION: Field<i64> = Field::new(8);
/// In [`AGREED_BY`]: who.
pub const AGREED_PERSON: Field<PersonId> = Field::new(1);
/// In [`AGREED_BY`]: on which day.
pub const AGREED_ON: Field<NaiveDate> = Field::new(2);

/// Where a target comes from.
pub const SOURCES: &[&str] = &["class", "education_health_care_plan", "personal_progress", "therapy", "reintegration"];
/// Who rated: an adult, or the pupil.
pub const RATERS: &[&str] = &["adult", "pupil"];
/// [`RATERS`]: an adult.
pub const BY_ADULT: ChoiceOf = ChoiceOf(0);
/// [`RATERS`]: the pupil.
pub const BY_PUPIL: ChoiceOf = ChoiceOf(1);

/// Somebody's idea.
pub const PROPOSED: StateKey = StateKey(1);
/// Agreed.
pub const AGREED: StateKey = StateKey(2);
/// Being worked on.
pub const ACTIVE: StateKey = StateKey(3);
/// Reached.
pub const ACHIEVED: StateKey = StateKey(4);
/// Reached in part.
pub const PARTLY: StateKey = StateKey(5);
/// Not reached.
pub const NOT_ACHIEVED: StateKey = StateKey(6);
/// Stopped, with the reason in [`OUTCOME_WHY`].
pub const STOPPED: StateKey = StateKey(7);

const LEADS: &[Role] = &[Role::HospitalTeacher, Role::KeyContact, Role::ClassTeacher, Role::Therapist];
const AGREEING: &[Role] =
    &[Role::HospitalTeacher, Role::KeyContact, Role::ClassTeacher, Role::Therapist, Role::Parent, Role::Pupil];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "target",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "proposed"),
        StateSpec::new(2, "agreed"),
        StateSpec::new(3, "active"),
        StateSpec::new(4, "achieved").settled().aside(),
        StateSpec::new(5, "partly").settled().aside(),
        StateSpec::new(6, "not_achieved").settled().aside(),
        StateSpec::new(7, "stopped").let_go(),
    ],
    moves: &[
        Move { from: PROPOSED, to: AGREED, by: AGREEING },
        Move { from: PROPOSED, to: ACTIVE, by: LEADS },
        Move { from: PROPOSED, to: STOPPED, by: LEADS },
        Move { from: AGREED, to: ACTIVE, by: LEADS },
        Move { from: AGREED, to: STOPPED, by: LEADS },
        Move { from: ACTIVE, to: ACHIEVED, by: LEADS },
        Move { from: ACTIVE, to: PARTLY, by: LEADS },
        Move { from: ACTIVE, to: NOT_ACHIEVED, by: LEADS },
        Move { from: ACTIVE, to: STOPPED, by: LEADS },
        Move { from: ACHIEVED, to: ACTIVE, by: LEADS },
        Move { from: PARTLY, to: ACTIVE, by: LEADS },
        Move { from: NOT_ACHIEVED, to: ACTIVE, by: LEADS },
        Move { from: STOPPED, to: ACTIVE, by: LEADS },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Read),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::Share),
        (Role::TeachingAssistant, Right::Read),
        (Role::SeniorLeader, Right::Read),
        (Role::Therapist, Right::AddOwn),
        (Role::Parent, Right::Read),
        (Role::Pupil, Right::Read),
        (Role::InvitedProfessional, Right::WhenNamed),
    ],
    duties: &[],
    title: |target| target.text(WORDING).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    WORDING.spec("wording", FieldType::Line(300)).required(),
    PUPIL_WORDS
        .spec("pupil_words", FieldType::Prose(2_000))
        .own_words(&[Role::Pupil])
        .also(&[Role::Pupil, Role::Parent]),
    SOURCE.spec("source", FieldType::Choice(SOURCES)),
    WHY.spec("why", FieldType::Prose(2_000)),
    BASELINE.spec("baseline", FieldType::Prose(2_000)),
    REVIEW_ON.spec("review_on", FieldType::Date),
    SUCCESS.spec("success", FieldType::Prose(2_000)),
    ACTIONS.spec("actions", FieldType::Prose(4_000)),
    RATINGS
        .spec("ratings", FieldType::Items(RATING))
        .asked_later()
        .also(&[Role::TeachingAssistant, Role::Therapist, Role::Pupil])
        .mark(Mark::of_side(RATED_BY.key, rater_of).written_down(BY_PUPIL)),
    AGREED_BY
        .spec("agreed_by", FieldType::Items(AGREEMENT))
        .also(&[Role::TeachingAssistant, Role::SeniorLeader, Role::Therapist, Role::Parent, Role::Pupil])
        .mark(Mark::of_person(AGREED_PERSON.key)),
    OUTCOME_WHY.spec("outcome_why", FieldType::Prose(2_000)).asked_later(),
];

const SCALE: FieldType = FieldType::Number(1, 10);

const RATING: &[FieldSpec] = &[
    RATED_ON.spec("on", FieldType::Date),
    RATED.spec("rated", SCALE),
    RATED_BY.spec("by", FieldType::Choice(RATERS)),
    RATING_NOTE.spec("note", FieldType::Prose(2_000)),
    INDEPENDENCE.spec("independence", SCALE),
    FLUENCY.spec("fluency", SCALE),
    MAINTENANCE.spec("maintenance", SCALE),
    GENERALISATION.spec("generalisation", SCALE),
];

const AGREEMENT: &[FieldSpec] =
    &[AGREED_PERSON.spec("person", FieldType::Person), AGREED_ON.spec("on", FieldType::Date)];

/// As which of [`RATERS`] somebody rates.
#[must_use]
pub fn rater_of(role: Role) -> Option<ChoiceOf> {
    Some(if role == Role::Pupil { BY_PUPIL } else { BY_ADULT })
}

/// The ratings by adults (or by the pupil), in order of their days.
#[must_use]
pub fn ratings(target: &Record, by_pupil: bool) -> Vec<(NaiveDate, i64)> {
    let items = target.items(RATINGS);
    let chosen = items.iter().filter(|item| (item.get(RATED_BY) == Some(BY_PUPIL)) == by_pupil);
    let mut ratings: Vec<_> = chosen.filter_map(|item| Some((item.get(RATED_ON)?, item.get(RATED)?))).collect();
    sort_by_key(&mut ratings, |(day, _)| *day);
    ratings
}

/// How far the pupil has come from their own start, as adults rate it; `None` before a second rating.
#[must_use]
pub fn change_since_start(target: &Record) -> Option<i64> {
    match ratings(target, false)[..] {
        [(_, first), .., (_, last)] => Some(last - first),
        _ => None,
    }
}
