//! The review of each half term: the child's view first, the family's next, then targets, issues and what is
//! decided (A35 to A40).

use chrono::NaiveDate;

use crate::calendar::london_day;
use crate::duty::{self, DutySpec, Given, Per, Unless, When};
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items, Prose};
use crate::file::FileFact;
use crate::ids::{PersonId, RecordId};
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::record::Record;
use crate::role::{Right, Role, Sensitivity};
use crate::value::Moment;

/// This kind's number.
pub const KIND: Kind = Kind(19);

/// The half term, by name.
pub const HALF_TERM: Field<String> = Field::new(1);
/// Its first day.
pub const PERIOD_FIRST: Field<NaiveDate> = Field::new(2);
/// Its last day.
pub const PERIOD_LAST: Field<NaiveDate> = Field::new(3);
/// When people meet.
pub const WHEN: Field<Moment> = Field::new(4);
/// Where.
pub const PLACE: Field<String> = Field::new(5);
/// Or by which link.
pub const LINK: Field<String> = Field::new(6);
/// Who is asked and who comes.
pub const ATTENDEES: Field<Items> = Field::new(7);
/// What the pupil says.
pub const PUPIL_VIEW: Field<Prose> = Field::new(8);
/// How they said it: a choice of [`VIEW_WAYS`].
pub const PUPIL_VIEW_WAY: Field<ChoiceOf> = Field::new(9);
/// Who wrote it down, if not the pupil.
pub const PUPIL_VIEW_WRITER: Field<String> = Field::new(10);
/// The pupil's voice or pictures.
pub const PUPIL_VIEW_FILES: Field<Items> = Field::new(11);
/// What the family says.
pub const PARENT_VIEW: Field<Prose> = Field::new(12);
/// The family's voice or pictures.
pub const PARENT_VIEW_FILES: Field<Items> = Field::new(13);
/// What the pack says about this half term.
pub const SUMMARY: Field<Prose> = Field::new(14);
/// What the pack holds besides.
pub const PACK: Field<Items> = Field::new(15);
/// What came up, and what was decided.
pub const ISSUES: Field<Items> = Field::new(16);
/// The agreed measures at this review.
pub const MEASURES: Field<Items> = Field::new(17);
/// What matters most in the next half term, subject by subject.
pub const PRIORITIES: Field<Items> = Field::new(18);
/// What else was said.
pub const NOTES: Field<Prose> = Field::new(19);
/// "Did we listen?", from 1 to 5, afterwards, by the pupil.
pub const LISTENED: Field<i64> = Field::new(20);
/// "You said …"
pub const YOU_SAID: Field<Prose> = Field::new(21);
/// "… we did."
pub const WE_DID: Field<Prose> = Field::new(22);

/// In [`ATTENDEES`]: who.
pub const ATTENDEE: Field<PersonId> = Field::new(1);
/// In [`ATTENDEES`]: their name.
pub const ATTENDEE_NAME: Field<String> = Field::new(2);
/// In [`ATTENDEES`]: what they are to the child.
pub const ATTENDEE_ROLE: Field<String> = Field::new(3);
/// In [`ATTENDEES`]: a choice of [`COMING`].
pub const ATTENDEE_COMING: Field<ChoiceOf> = Field::new(4);
/// In the lists of files: the file.
pub const FILE: Field<FileFact> = Field::new(1);
/// In [`PACK`]: a session.
pub const PACK_SESSION: Field<RecordId> = Field::new(1);
/// In [`PACK`]: a piece of work.
pub const PACK_WORK: Field<RecordId> = Field::new(2);
/// In [`PACK`]: a target.
pub const PACK_TARGET: Field<RecordId> = Field::new(3);
/// In [`PACK`]: what to look at in it.
pub const PACK_NOTE: Field<String> = Field::new(4);
/// In [`ISSUES`]: what came up.
pub const ISSUE: Field<Prose> = Field::new(1);
/// In [`ISSUES`]: what was decided.
pub const DECISION: Field<Prose> = Field::new(2);
/// In [`ISSUES`]: the action that follows.
pub const ISSUE_ACTION: Field<RecordId> = Field::new(3);
/// In [`MEASURES`]: which.
pub const MEASURE: Field<RecordId> = Field::new(1);
/// In [`MEASURES`]: its value.
pub const MEASURE_VALUE: Field<i64> = Field::new(2);
/// In [`MEASURES`]: more about it.
pub const MEASURE_NOTE: Field<Prose> = Field::new(3);
/// In [`PRIORITIES`]: the subject; empty for all.
pub const PRIORITY_SUBJECT: Field<String> = Field::new(1);
/// In [`PRIORITIES`]: what matters.
pub const PRIORITY: Field<Prose> = Field::new(2);

/// How a pupil can give their view.
pub const VIEW_WAYS: &[&str] = &["wrote_it", "said_it", "pictures", "written_for_me"];
/// Whether somebody comes.
pub const COMING: &[&str] = &["asked", "coming", "sends_report", "cannot_come", "was_there"];

/// Proposed from the school's term dates.
pub const PROPOSED: StateKey = StateKey(1);
/// Has a day.
pub const BOOKED: StateKey = StateKey(2);
/// Everybody can read the pack.
pub const PACK_SHARED: StateKey = StateKey(3);
/// Was held.
pub const HELD: StateKey = StateKey(4);
/// Everybody can read the notes.
pub const NOTES_SHARED: StateKey = StateKey(5);
/// Done with.
pub const CLOSED: StateKey = StateKey(6);

const LEADS: &[Role] = &[Role::HospitalTeacher, Role::KeyContact];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "progress_review",
    fields: FIELDS,
    states: &[
        StateSpec::new(1, "proposed"),
        StateSpec::new(2, "booked"),
        StateSpec::new(3, "pack_shared"),
        StateSpec::new(4, "held"),
        StateSpec::new(5, "notes_shared"),
        StateSpec::new(6, "closed").let_go(),
    ],
    moves: &[
        Move { from: PROPOSED, to: BOOKED, by: LEADS },
        Move { from: PROPOSED, to: CLOSED, by: LEADS },
        Move { from: BOOKED, to: PROPOSED, by: LEADS },
        Move { from: BOOKED, to: PACK_SHARED, by: LEADS },
        Move { from: BOOKED, to: HELD, by: LEADS },
        Move { from: PACK_SHARED, to: HELD, by: LEADS },
        Move { from: PACK_SHARED, to: BOOKED, by: LEADS },
        Move { from: HELD, to: NOTES_SHARED, by: LEADS },
        Move { from: NOTES_SHARED, to: CLOSED, by: LEADS },
        Move { from: CLOSED, to: NOTES_SHARED, by: LEADS },
    ],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Read),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::WhenNamed),
        (Role::TeachingAssistant, Right::WhenNamed),
        (Role::SeniorLeader, Right::Read),
        (Role::Therapist, Right::WhenNamed),
        (Role::Parent, Right::Read),
        (Role::Pupil, Right::Read),
        (Role::InvitedProfessional, Right::WhenNamed),
    ],
    duties: DUTIES,
    title: |review| review.text(HALF_TERM).to_owned(),
};

const FIELDS: &[FieldSpec] = &[
    PUPIL_VIEW.spec("pupil_view", FieldType::Prose(8_000)).own_words(&[Role::Pupil]).also(&[Role::Pupil]),
    PUPIL_VIEW_WAY.spec("pupil_view_way", FieldType::Choice(VIEW_WAYS)).also(&[Role::Pupil]),
    PUPIL_VIEW_WRITER.spec("pupil_view_writer", FieldType::Line(120)).also(&[Role::Pupil]),
    PUPIL_VIEW_FILES
        .spec("pupil_view_files", FieldType::Items(VIEW_FILE))
        .own_words(&[Role::Pupil])
        .also(&[Role::Pupil]),
    PARENT_VIEW.spec("parent_view", FieldType::Prose(8_000)).own_words(&[Role::Parent]).also(&[Role::Parent]),
    PARENT_VIEW_FILES
        .spec("parent_view_files", FieldType::Items(VIEW_FILE))
        .own_words(&[Role::Parent])
        .also(&[Role::Parent]),
    HALF_TERM.spec("half_term", FieldType::Line(60)),
    PERIOD_FIRST.spec("period_first", FieldType::Date).required(),
    PERIOD_LAST.spec("period_last", FieldType::Date).required(),
    WHEN.spec("when", FieldType::Moment).required(),
    PLACE.spec("place", FieldType::Line(120)),
    LINK.spec("link", FieldType::Line(300)),
    ATTENDEES.spec("attendees", FieldType::Items(ATTENDEE_FIELDS)),
    SUMMARY.spec("summary", FieldType::Prose(8_000)),
    PACK.spec("pack", FieldType::Items(PACK_FIELDS)),
    MEASURES.spec("measures", FieldType::Items(MEASURE_FIELDS)),
    ISSUES.spec("issues", FieldType::Items(ISSUE_FIELDS)),
    PRIORITIES.spec("priorities", FieldType::Items(PRIORITY_FIELDS)),
    NOTES.spec("notes", FieldType::Prose(20_000)).asked_later(),
    LISTENED.spec("listened", FieldType::Number(1, 5)).asked_later().own_words(&[Role::Pupil]).also(&[Role::Pupil]),
    YOU_SAID.spec("you_said", FieldType::Prose(2_000)).asked_later(),
    WE_DID.spec("we_did", FieldType::Prose(2_000)).asked_later(),
];

const VIEW_FILE: &[FieldSpec] = &[FILE.spec("file", FieldType::File)];

const ATTENDEE_FIELDS: &[FieldSpec] = &[
    ATTENDEE.spec("person", FieldType::Person),
    ATTENDEE_NAME.spec("name", FieldType::Line(120)),
    ATTENDEE_ROLE.spec("role", FieldType::Line(80)),
    ATTENDEE_COMING.spec("coming", FieldType::Choice(COMING)),
];

const PACK_FIELDS: &[FieldSpec] = &[
    PACK_SESSION.spec("session", FieldType::Record(super::session::KIND)),
    PACK_WORK.spec("work", FieldType::Record(super::work::KIND)),
    PACK_TARGET.spec("target", FieldType::Record(super::target::KIND)),
    PACK_NOTE.spec("note", FieldType::Line(300)),
];

const ISSUE_FIELDS: &[FieldSpec] = &[
    ISSUE.spec("issue", FieldType::Prose(4_000)),
    DECISION.spec("decision", FieldType::Prose(4_000)),
    ISSUE_ACTION.spec("action", FieldType::Record(super::action::KIND)),
];

const MEASURE_FIELDS: &[FieldSpec] = &[
    MEASURE.spec("measure", FieldType::Record(super::measure::KIND)),
    MEASURE_VALUE.spec("value", FieldType::Number(-1_000_000, 1_000_000)),
    MEASURE_NOTE.spec("note", FieldType::Prose(2_000)),
];

const PRIORITY_FIELDS: &[FieldSpec] =
    &[PRIORITY_SUBJECT.spec("subject", FieldType::Line(80)), PRIORITY.spec("priority", FieldType::Prose(4_000))];

/// Days before a half term's end from which a review without a day is amber (A35).
const AMBER: u32 = 20;

/// A review waits for its day 20 days before the half term ends, or when the window of its last ten school days opens,
/// if that is sooner; it is late when the half term is over (A35).
const DUTIES: &[DutySpec] = &[
    DutySpec::missing(
        duty::BOOK_REVIEW,
        LEADS,
        Per::HalfTerm(PERIOD_LAST.key),
        &[Given::Has(super::pupil::KIND, &[super::pupil::ACTIVE])],
    )
    .from(When::Latest(&[
        When::PeriodFirst,
        When::Earliest(&[When::SchoolDaysBefore(&When::PeriodLast, 9), When::Before(&When::PeriodLast, AMBER)]),
    ]))
    .amber(AMBER),
    DutySpec::of(duty::BOOK_REVIEW, LEADS, &[PROPOSED])
        .unless(&[Unless::Empty(PERIOD_LAST.key)])
        .from(When::Latest(&[
            When::Day(PERIOD_FIRST.key),
            When::Earliest(&[
                When::SchoolDaysBefore(&When::Day(PERIOD_LAST.key), 9),
                When::Before(&When::Day(PERIOD_LAST.key), AMBER),
            ]),
        ]))
        .due(When::Day(PERIOD_LAST.key))
        .amber(AMBER),
    DutySpec::of(duty::GIVE_PUPIL_VIEW, &[Role::Pupil, Role::HospitalTeacher], &[BOOKED, PACK_SHARED])
        .unless(&[Unless::Filled(PUPIL_VIEW.key), Unless::Filled(PUPIL_VIEW_FILES.key)])
        .due(When::Day(WHEN.key))
        .amber(5),
    DutySpec::of(duty::GIVE_PARENT_VIEW, &[Role::Parent], &[BOOKED, PACK_SHARED])
        .unless(&[Unless::Filled(PARENT_VIEW.key), Unless::Filled(PARENT_VIEW_FILES.key)])
        .due(When::Day(WHEN.key)),
    DutySpec::of(duty::SHARE_PACK, LEADS, &[BOOKED]).due(When::Before(&When::Day(WHEN.key), 5)).amber(5),
    DutySpec::of(duty::HOLD_REVIEW, LEADS, &[BOOKED, PACK_SHARED]).from(When::Day(WHEN.key)).due(When::Day(WHEN.key)),
    DutySpec::of(duty::SHARE_REVIEW_NOTES, LEADS, &[HELD]),
    DutySpec::of(duty::SAY_IF_LISTENED, &[Role::Pupil], &[NOTES_SHARED]).unless(&[Unless::Filled(LISTENED.key)]),
    DutySpec::of(duty::CLOSE_REVIEW, LEADS, &[NOTES_SHARED]),
];

/// Whether it still needs a day; one that has a day and is not booked needs no other.
#[must_use]
pub fn needs_day(review: &Record) -> bool {
    review.state == PROPOSED && review.get(WHEN).is_none()
}

/// What the next half term's plan requests start from (A38): for each subject the agreed priorities, joined,
/// with those for all subjects after its own.
#[must_use]
pub fn next_plan_priorities(review: &Record) -> Vec<(String, String)> {
    let mut subjects: Vec<(String, Vec<&str>)> = Vec::new();
    let mut for_all = Vec::new();
    for item in review.items(PRIORITIES) {
        let (subject, text) = (item.text(PRIORITY_SUBJECT).trim(), item.text(PRIORITY).trim());
        if text.is_empty() {
            continue;
        }
        match subjects.iter_mut().find(|(known, _)| known == subject) {
            _ if subject.is_empty() => for_all.push(text),
            Some((_, texts)) => texts.push(text),
            None => subjects.push((subject.to_owned(), vec![text])),
        }
    }
    if subjects.is_empty() && !for_all.is_empty() {
        subjects.push((String::new(), Vec::new()));
    }
    let joined = |texts: Vec<&str>| texts.into_iter().chain(for_all.iter().copied()).collect::<Vec<_>>().join("\n");
    subjects.into_iter().map(|(subject, texts)| (subject, joined(texts))).collect()
}

/// The agreed priorities that are for all subjects, joined.
#[must_use]
pub fn priorities_for_all(review: &Record) -> String {
    let items = review.items(PRIORITIES).into_iter().filter(|item| item.text(PRIORITY_SUBJECT).trim().is_empty());
    let texts = items.map(|item| item.text(PRIORITY).trim()).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n")
}

/// What a review's pack can be built from, by identifier (A36).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackContents {
    /// Sessions shared within the period, in order of their days.
    pub sessions: Vec<RecordId>,
    /// Work handed in within the period.
    pub work: Vec<RecordId>,
    /// Targets being worked on, or settled within the period.
    pub targets: Vec<RecordId>,
    /// Actions still open: carried forward until they are closed (A37).
    pub open_actions: Vec<RecordId>,
}

/// What a review of the days from `first` to `last` builds on.
#[must_use]
pub fn pack<'a>(records: impl IntoIterator<Item = &'a Record>, first: NaiveDate, last: NaiveDate) -> PackContents {
    use super::{action, session, target, work};
    let within = |day: NaiveDate| day >= first && day <= last;
    let since = |record: &Record| london_day(record.moved.unwrap_or(record.created).at);
    let mut contents = PackContents::default();
    let mut sessions = Vec::new();
    for record in records.into_iter().filter(|record| !record.removed) {
        match (record.kind, record.state) {
            (session::KIND, session::SHARED) => {
                sessions.extend(record.get(session::DATE).filter(|day| within(*day)).map(|day| (day, record.id)));
            }
            (work::KIND, work::DRAFT | work::NOT_TODAY | work::WITHDRAWN) | (target::KIND, target::PROPOSED) => {}
            (work::KIND, _) if within(london_day(record.created.at)) => contents.work.push(record.id),
            (target::KIND, target::AGREED | target::ACTIVE) => contents.targets.push(record.id),
            (target::KIND, _) if within(since(record)) => contents.targets.push(record.id),
            (action::KIND, action::OPEN) => contents.open_actions.push(record.id),
            _ => {}
        }
    }
    sessions.sort();
    contents.sessions = sessions.into_iter().map(|(_, id)| id).collect();
    contents
}
