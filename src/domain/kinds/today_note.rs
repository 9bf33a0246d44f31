//! What to know before the door today: tired, in isolation, treatment at 11. No diagnosis (A17).
//!
//! Ward staff see these notes and nothing else of a circle (A34), not even the pupil record. So that a note
//! still says whose it is, its author's device writes the pupil's everyday name and picture into it.

use crate::calendar::{days_after, end_of_day, end_of_london_day, london_day};
use crate::field::{BegunWith, ChoiceOf, Field, FieldSpec, FieldType, Prose};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::record::{Record, WRITTEN};
use crate::role::{Right, Role, Sensitivity};
use crate::value::Moment;

/// This kind's number.
pub const KIND: Kind = Kind(14);

/// The pupil's everyday name, for those who see nothing else of the circle.
pub const PUPIL_NAME: Field<String> = Field::new(1);
/// How the pupil is, with one tap: a choice of [`FEELINGS`].
pub const FEELING: Field<ChoiceOf> = Field::new(2);
/// What to know.
pub const TEXT: Field<Prose> = Field::new(3);
/// What keeps everybody safe: "Gloves and apron, please".
pub const INFECTION: Field<String> = Field::new(4);
/// Until when it holds, by its writer's clock: midnight, unless somebody says otherwise.
pub const VALID_UNTIL: Field<Moment> = Field::new(5);
/// The picture that the pupil chose, for those who see nothing else of the circle.
pub const PUPIL_BADGE: Field<String> = Field::new(6);

/// How the pupil is today.
pub const FEELINGS: &[&str] = &["good", "tired", "not_well"];

/// Holds.
pub const LIVE: StateKey = StateKey(1);
/// Taken back before its time.
pub const EXPIRED: StateKey = StateKey(2);

const WRITERS: &[Role] = &[Role::HospitalTeacher, Role::WardStaff, Role::Parent];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "today_note",
    fields: FIELDS,
    states: &[StateSpec::new(1, "live"), StateSpec::new(2, "expired").settled().aside()],
    moves: &[Move { from: LIVE, to: EXPIRED, by: WRITERS }, Move { from: EXPIRED, to: LIVE, by: WRITERS }],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Read),
        (Role::WardStaff, Right::AddOwn),
        (Role::KeyContact, Right::Read),
        (Role::ClassTeacher, Right::Read),
        (Role::TeachingAssistant, Right::Read),
        (Role::SeniorLeader, Right::Read),
        (Role::Therapist, Right::Read),
        (Role::Parent, Right::AddOwn),
        (Role::Pupil, Right::Read),
    ],
    duties: &[],
    title: |note| note.text(TEXT).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    PUPIL_NAME.spec("pupil_name", FieldType::Line(80)).hidden().looked_for().begun_with(BegunWith::ChildsName),
    FEELING.spec("feeling", FieldType::Choice(FEELINGS)),
    TEXT.spec("text", FieldType::Prose(1_000)),
    INFECTION.spec("infection", FieldType::Line(200)),
    VALID_UNTIL.spec("valid_until", FieldType::Moment),
    PUPIL_BADGE.spec("pupil_badge", FieldType::Line(20)).hidden().begun_with(BegunWith::ChildsBadge),
];

/// The most days that a note holds after the one on which it was received. Our reasoning: what holds for longer is no
/// note about today; a clock that is years ahead says so of every note.
const MOST_DAYS: u64 = 14;

/// Whether the note holds at this moment, by the server's clock. Without a stated end it holds for the day on which the
/// server received it; what the server has not got yet holds until then.
#[must_use]
pub fn is_live(note: &Record, now: Moment) -> bool {
    note.state == LIVE && !note.removed && (note.created.is_pending() || now < holds_until(note))
}

/// When the note ends. Its writer's end counts in days from when its writer's clock said it was written: a tablet that is
/// years ahead, or that was away since yesterday, says "until midnight" and means the day on which it is read.
fn holds_until(note: &Record) -> Moment {
    let received = note.created.at;
    let day = london_day(received);
    let Some(stated) = note.get(VALID_UNTIL) else { return end_of_london_day(received) };
    let written = note.get(WRITTEN).map_or(day, london_day);
    // The last instant that belongs to the note: midnight itself is the next day's.
    let last = london_day(Moment(stated.0.saturating_sub(1)));
    let days = u64::try_from((last - written).num_days()).unwrap_or_default();
    // An end further away than any note holds is a wrong clock's.
    let days = if days > MOST_DAYS { 0 } else { days };
    let midnight = end_of_day(days_after(day, days));
    if written == day && last == days_after(day, days) { stated.min(midnight) } else { midnight }
}
