//! A stay on a ward, at home or in a centre: from when, how long, and how it ended (A1, A12).

use chrono::NaiveDate;

use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Prose};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};

/// This kind's number.
pub const KIND: Kind = Kind(3);

/// Who teaches the pupil meanwhile: the hospital and home teaching service.
pub const PROVIDER: Field<String> = Field::new(1);
/// Where: a choice of [`SETTINGS`].
pub const SETTING: Field<ChoiceOf> = Field::new(2);
/// What people call the place: "Robin ward, St Brannock's Hospital".
pub const PLACE: Field<String> = Field::new(3);
/// The first day.
pub const STARTED: Field<NaiveDate> = Field::new(4);
/// The day on which it is expected to end.
pub const EXPECTED_END: Field<NaiveDate> = Field::new(5);
/// How long it is expected to last, in words: "about six weeks".
pub const EXPECTED_LENGTH: Field<String> = Field::new(6);
/// What has to be true for it to end, where there is no day.
pub const END_CRITERIA: Field<Prose> = Field::new(7);
/// Teaching agreed for each week, in minutes.
pub const AGREED_MINUTES: Field<i64> = Field::new(8);
/// No more than this about why: a choice of [`REASONS`].
pub const REASON: Field<ChoiceOf> = Field::new(9);
/// Whether the provider is registered: a choice.
pub const REGISTERED: Field<ChoiceOf> = Field::new(10);
/// How it ended: a choice of [`OUTCOMES`].
pub const OUTCOME: Field<ChoiceOf> = Field::new(11);
/// More about how it ended.
pub const OUTCOME_NOTE: Field<Prose> = Field::new(12);
/// The last day, once over.
pub const ENDED_ON: Field<NaiveDate> = Field::new(13);

/// Where a pupil is taught.
pub const SETTINGS: &[&str] = &["ward", "home", "centre"];
/// Why: no diagnosis, ever.
pub const REASONS: &[&str] = &["physical", "mental_health", "other"];
/// How an episode ends.
pub const OUTCOMES: &[&str] = &["returned_full_time", "returned_part_time", "moved", "other"];

/// Asked for.
pub const REFERRED: StateKey = StateKey(1);
/// The service takes it on.
pub const ACCEPTED: StateKey = StateKey(2);
/// The service does not.
pub const DECLINED: StateKey = StateKey(3);
/// Being set up.
pub const STARTING: StateKey = StateKey(4);
/// The pupil is being taught.
pub const ACTIVE: StateKey = StateKey(5);
/// The way back has begun.
pub const ENDING: StateKey = StateKey(6);
/// Over.
pub const ENDED: StateKey = StateKey(7);
/// Begun again after it had ended.
pub const REOPENED: StateKey = StateKey(8);

const SERVICE: &[Role] = &[Role::HospitalTeacher, Role::ServiceLead];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "episode",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "referred"),
        StateSpec::new(2, "accepted"),
        StateSpec::new(3, "declined").let_go(),
        StateSpec::new(4, "starting"),
        StateSpec::new(5, "active"),
        StateSpec::new(6, "ending").aside(),
        StateSpec::new(7, "ended").settled().aside(),
        StateSpec::new(8, "reopened").aside(),
    ],
    moves: &[
        Move { from: REFERRED, to: ACCEPTED, by: SERVICE },
        Move { from: REFERRED, to: DECLINED, by: SERVICE },
        // A child on the ward is taught today; the papers follow (A1: under two minutes).
        Move { from: REFERRED, to: STARTING, by: SERVICE },
        Move { from: REFERRED, to: ACTIVE, by: SERVICE },
        Move { from: DECLINED, to: REFERRED, by: &[Role::HospitalTeacher, Role::ServiceLead, Role::KeyContact] },
        Move { from: ACCEPTED, to: STARTING, by: SERVICE },
        Move { from: ACCEPTED, to: ACTIVE, by: SERVICE },
        Move { from: STARTING, to: ACTIVE, by: SERVICE },
        Move { from: ACTIVE, to: ENDING, by: SERVICE },
        Move { from: ENDING, to: ACTIVE, by: SERVICE },
        Move { from: ACTIVE, to: ENDED, by: SERVICE },
        Move { from: ENDING, to: ENDED, by: SERVICE },
        Move { from: ENDED, to: REOPENED, by: SERVICE },
        Move { from: REOPENED, to: ENDED, by: SERVICE },
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
    title: |episode| match (episode.text(PLACE), episode.text(PROVIDER)) {
        ("", provider) => provider.to_owned(),
        (place, _) => place.to_owned(),
    },
};

const FIELDS: &[FieldSpec] = &[
    // Not asked for when a pupil is added (A1): it is the service of whoever adds them, and nobody waits for its name.
    PROVIDER.spec("provider", FieldType::Line(120)),
    SETTING.spec("setting", FieldType::Choice(SETTINGS)).required(),
    PLACE.spec("place", FieldType::Line(120)),
    STARTED.spec("started", FieldType::Date).required(),
    EXPECTED_END.spec("expected_end", FieldType::Date),
    EXPECTED_LENGTH.spec("expected_length", FieldType::Line(80)),
    END_CRITERIA.spec("end_criteria", FieldType::Prose(2_000)),
    AGREED_MINUTES.spec("agreed_minutes", FieldType::Number(0, 2_400)),
    REASON.spec("reason", FieldType::Choice(REASONS)),
    REGISTERED.spec("registered", FieldType::Choice(&["registered", "unregistered"])),
    OUTCOME.spec("outcome", FieldType::Choice(OUTCOMES)).asked_later().required_in(&[ENDED]),
    OUTCOME_NOTE.spec("outcome_note", FieldType::Prose(2_000)).asked_later(),
    ENDED_ON.spec("ended_on", FieldType::Date).asked_later(),
];

/// Days from the start to the end; `None` while it lasts (A12).
#[must_use]
pub fn days_to_end(episode: &Record) -> Option<i64> {
    Some((episode.get(ENDED_ON)? - episode.get(STARTED)?).num_days())
}

/// Days from the start until the first of these plans was there (A12); `None` while there is none.
#[must_use]
pub fn days_to_first_plan<'a>(episode: &Record, plans: impl IntoIterator<Item = &'a Record>) -> Option<i64> {
    let started = episode.get(STARTED)?;
    let arrived = plans.into_iter().filter_map(super::medium_term_plan::arrived_on);
    arrived.map(|day| (day - started).num_days().max(0)).min()
}
