//! A lesson at the bedside, at home or anywhere: what was taught of the plan, and how it was (A6, A18 to A20).

use chrono::NaiveDate;

use crate::duty::{self, DutySpec, Unless, When};
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items, Prose};
use crate::file::FileFact;
use crate::ids::{ItemId, PersonId, RecordId};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::mark::{self, Mark};
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};
use crate::value::Moment;

/// This kind's number.
pub const KIND: Kind = Kind(13);

/// Its day.
pub const DATE: Field<NaiveDate> = Field::new(1);
/// Where: a choice of [`PLACES`].
pub const PLACE: Field<ChoiceOf> = Field::new(2);
/// More about where.
pub const PLACE_NOTE: Field<String> = Field::new(3);
/// When it began.
pub const STARTED: Field<Moment> = Field::new(4);
/// When it ended.
pub const ENDED: Field<Moment> = Field::new(5);
/// Who taught.
pub const TEACHER: Field<PersonId> = Field::new(6);
/// Which other adult was there.
pub const ADULT_PRESENT: Field<String> = Field::new(7);
/// Such as "Maths".
pub const SUBJECT: Field<String> = Field::new(8);
/// The plan rows it dealt with.
pub const ROWS: Field<Items> = Field::new(9);
/// The targets it worked towards.
pub const TARGETS: Field<Items> = Field::new(10);
/// What was done instead of the plan. Never shown as a failure (A19).
pub const SOMETHING_ELSE: Field<Prose> = Field::new(11);
/// What happened.
pub const WHAT_HAPPENED: Field<Prose> = Field::new(12);
/// How it was for the pupil, tapped by them: a choice of [`RATINGS`].
pub const RATING: Field<ChoiceOf> = Field::new(13);
/// What the pupil said about it.
pub const PUPIL_SAID: Field<Prose> = Field::new(14);
/// What comes next.
pub const NEXT_STEP: Field<Prose> = Field::new(15);
/// Photos, in order.
pub const PHOTOS: Field<Items> = Field::new(16);
/// Voice notes, in order.
pub const VOICE: Field<Items> = Field::new(17);
/// Tell the home school today (A20).
pub const TELL_SCHOOL: Field<bool> = Field::new(18);
/// Who at the home school has seen it.
pub const SEEN_BY: Field<Items> = Field::new(19);
/// What the home school answered.
pub const REPLIES: Field<Items> = Field::new(20);
/// Why it did not happen: a choice of [`NOT_DONE_REASONS`]. Nobody's fault.
pub const NOT_DONE_WHY: Field<ChoiceOf> = Field::new(21);

/// In [`ROWS`]: the plan.
pub const ROW_PLAN: Field<RecordId> = Field::new(1);
/// In [`ROWS`]: the row's identifier, as [`ItemId`] writes it.
pub const ROW_ITEM: Field<String> = Field::new(2);
/// In [`ROWS`]: a choice of [`HOW_FAR`].
pub const ROW_HOW_FAR: Field<ChoiceOf> = Field::new(3);
/// In [`ROWS`]: what the row said at that time, for when the plan changes.
pub const ROW_WORDS: Field<String> = Field::new(4);
/// In [`TARGETS`].
pub const TARGET: Field<RecordId> = Field::new(1);
/// In [`PHOTOS`] and [`VOICE`]: the file.
pub const FILE: Field<FileFact> = Field::new(1);
/// In [`PHOTOS`]: what it shows.
pub const CAPTION: Field<String> = Field::new(2);
/// In [`SEEN_BY`]: who.
pub const SEEN_PERSON: Field<PersonId> = Field::new(1);
/// In [`SEEN_BY`]: when.
pub const SEEN_AT: Field<Moment> = Field::new(2);
/// In [`REPLIES`]: the words.
pub const REPLY: Field<Prose> = Field::new(1);

/// Where a session can be.
pub const PLACES: &[&str] = &["bedside", "ward_schoolroom", "home", "centre", "home_school", "online", "elsewhere"];
/// How it was, in the pupil's own tap.
pub const RATINGS: &[&str] = &["good", "all_right", "hard", "too_tired"];
/// How far a row came in this session.
pub const HOW_FAR: &[&str] = &["part", "taught", "skipped", "not_today"];
/// [`HOW_FAR`]: part of it.
pub const PART_OF_IT: ChoiceOf = ChoiceOf(0);
/// [`HOW_FAR`]: all of it.
pub const TAUGHT: ChoiceOf = ChoiceOf(1);
/// [`HOW_FAR`]: left out for good.
pub const SKIPPED: ChoiceOf = ChoiceOf(2);
/// [`HOW_FAR`]: not this time.
pub const NOT_TODAY: ChoiceOf = ChoiceOf(3);
/// Why a session did not happen.
pub const NOT_DONE_REASONS: &[&str] = &["unwell", "treatment", "discharge", "staff", "other"];

/// To come.
pub const PLANNED: StateKey = StateKey(1);
/// Held; the teacher's own until shared.
pub const DONE: StateKey = StateKey(2);
/// Held in part; the teacher's own until shared.
pub const PART: StateKey = StateKey(3);
/// Not today.
pub const NOT_DONE: StateKey = StateKey(4);
/// Shared with the circle.
pub const SHARED: StateKey = StateKey(5);

const TEACHERS: &[Role] = &[Role::HospitalTeacher];
const READERS: &[Role] = &[Role::KeyContact, Role::ClassTeacher, Role::TeachingAssistant, Role::SeniorLeader];
const FAMILY_OR_TEACHER: &[Role] = &[Role::HospitalTeacher, Role::Parent, Role::Pupil];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "session",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "planned"),
        StateSpec::new(2, "done").draft().aside(),
        StateSpec::new(3, "part").draft().aside(),
        StateSpec::new(4, "not_done").let_go(),
        StateSpec::new(5, "shared").settled(),
    ],
    moves: &[
        Move { from: PLANNED, to: DONE, by: TEACHERS },
        Move { from: PLANNED, to: PART, by: TEACHERS },
        Move { from: PLANNED, to: NOT_DONE, by: FAMILY_OR_TEACHER },
        Move { from: DONE, to: PART, by: TEACHERS },
        Move { from: PART, to: DONE, by: TEACHERS },
        Move { from: DONE, to: SHARED, by: TEACHERS },
        Move { from: PART, to: SHARED, by: TEACHERS },
        Move { from: NOT_DONE, to: PLANNED, by: FAMILY_OR_TEACHER },
        Move { from: NOT_DONE, to: SHARED, by: TEACHERS },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Read),
        (Role::KeyContact, Right::Read),
        (Role::ClassTeacher, Right::Read),
        (Role::TeachingAssistant, Right::Read),
        (Role::SeniorLeader, Right::Read),
        (Role::Therapist, Right::Read),
        (Role::Parent, Right::WhenNamed),
        (Role::Pupil, Right::Read),
    ],
    duties: DUTIES,
    title: |session| session.text(SUBJECT).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    DATE.spec("date", FieldType::Date).required().day_of(STARTED.key),
    STARTED.spec("started", FieldType::Moment).asked_to_begin(),
    ENDED.spec("ended", FieldType::Moment),
    SUBJECT.spec("subject", FieldType::Line(80)).asked_to_begin(),
    PLACE.spec("place", FieldType::Choice(PLACES)).asked_to_begin(),
    PLACE_NOTE.spec("place_note", FieldType::Line(120)),
    TEACHER.spec("teacher", FieldType::Person),
    ADULT_PRESENT.spec("adult_present", FieldType::Line(120)),
    ROWS.spec("rows", FieldType::Items(ROW)),
    TARGETS.spec("targets", FieldType::Items(&[TARGET.spec("target", FieldType::Record(super::target::KIND))])),
    SOMETHING_ELSE.spec("something_else", FieldType::Prose(8_000)),
    WHAT_HAPPENED.spec("what_happened", FieldType::Prose(8_000)),
    RATING.spec("rating", FieldType::Choice(RATINGS)).own_words(&[Role::Pupil]).also(&[Role::Pupil]),
    PUPIL_SAID.spec("pupil_said", FieldType::Prose(4_000)).own_words(&[Role::Pupil]).also(&[Role::Pupil]),
    NEXT_STEP.spec("next_step", FieldType::Prose(4_000)),
    PHOTOS.spec(
        "photos",
        FieldType::Items(&[FILE.spec("file", FieldType::File), CAPTION.spec("caption", FieldType::Line(200))]),
    ),
    VOICE.spec("voice", FieldType::Items(&[FILE.spec("file", FieldType::File)])),
    TELL_SCHOOL.spec("tell_school", FieldType::Flag),
    SEEN_BY
        .spec("seen_by", FieldType::Items(SEEN))
        .also(READERS)
        .only(READERS)
        .mark(Mark::of_person(SEEN_PERSON.key).of_looking()),
    REPLIES
        .spec("replies", FieldType::Items(&[REPLY.spec("reply", FieldType::Prose(4_000))]))
        .also(READERS)
        .mark(Mark::of_author()),
    NOT_DONE_WHY.spec("not_done_why", FieldType::Choice(NOT_DONE_REASONS)).also(&[Role::Parent, Role::Pupil]),
];

const ROW: &[FieldSpec] = &[
    ROW_PLAN.spec("plan", FieldType::Record(super::medium_term_plan::KIND)),
    ROW_ITEM.spec("item", FieldType::Line(32)).hidden(),
    ROW_HOW_FAR.spec("how_far", FieldType::Choice(HOW_FAR)),
    ROW_WORDS.spec("words", FieldType::Line(300)),
];

const SEEN: &[FieldSpec] = &[SEEN_PERSON.spec("person", FieldType::Person), SEEN_AT.spec("at", FieldType::Moment)];

const DUTIES: &[DutySpec] = &[
    DutySpec::of(duty::RECORD_SESSION, TEACHERS, &[PLANNED]).from(When::Day(DATE.key)).due(When::Day(DATE.key)),
    DutySpec::of(duty::SHARE_SESSION, TEACHERS, &[DONE, PART]).due(When::Day(DATE.key)),
    DutySpec::of(duty::SEE_SESSION, READERS, &[SHARED, NOT_DONE])
        .unless(&[Unless::NotYes(TELL_SCHOOL.key), Unless::Marked(SEEN_BY, SEEN_PERSON)]),
];

/// One plan row that a session dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowTaught {
    /// The plan.
    pub plan: RecordId,
    /// Its row.
    pub row: ItemId,
    /// How far it came, if said yet: a choice of [`HOW_FAR`].
    pub how_far: Option<ChoiceOf>,
}

/// The plan rows that this session dealt with, in order.
#[must_use]
pub fn rows(session: &Record) -> Vec<RowTaught> {
    let items = session.items(ROWS).into_iter();
    let row = |item: &crate::record::Item| {
        Some(RowTaught {
            plan: item.get(ROW_PLAN)?,
            row: ItemId::parse(item.text(ROW_ITEM))?,
            how_far: item.get(ROW_HOW_FAR),
        })
    };
    items.filter_map(row).collect()
}

/// How many minutes it took; `None` until it has ended.
#[must_use]
pub fn minutes(session: &Record) -> Option<i64> {
    let (started, ended) = (session.get(STARTED)?, session.get(ENDED)?);
    (ended >= started).then(|| (ended.0 - started.0) / 60_000)
}

/// Whether the school was told and nobody there has seen it yet.
#[must_use]
pub fn is_unseen(session: &Record) -> bool {
    session.get(TELL_SCHOOL) == Some(true) && seen_by(session).is_empty()
}

/// Who at the home school has seen it, and when, the first first: each by their own mark.
#[must_use]
pub fn seen_by(session: &Record) -> Vec<(PersonId, Option<Moment>)> {
    let seen = mark::own(session, SEEN_BY, SEEN_PERSON);
    seen.into_iter().map(|item| (item.added.by, item.get(SEEN_AT))).collect()
}
