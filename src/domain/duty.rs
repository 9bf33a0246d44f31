//! Who must do what by when: what kinds' declarations derive from a record and the calendar.

use chrono::NaiveDate;

use crate::calendar::{Calendar, HalfTerm, days_before};
use crate::ids::{CircleId, PersonId, RecordId};
use crate::kinds::{progress_review, work};
use crate::record::Record;
use crate::role::Role;

/// Something that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Because of this record.
    pub record: RecordId,
    /// In this circle.
    pub circle: CircleId,
    /// What is to be done: the key of its words, one of [`ALL_WHATS`].
    pub what: &'static str,
    /// Who has to: any of these roles, or one person.
    pub whose: Whose,
    /// From when it shows as waiting.
    pub from: NaiveDate,
    /// By when, if there is a day.
    pub due: Option<NaiveDate>,
}

/// Whose duty something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Anyone in the circle with one of these roles.
    Roles(&'static [Role]),
    /// This person.
    Person(PersonId),
}

impl Duty {
    /// A duty of these roles because of this record, without a last day.
    #[must_use]
    pub fn of(record: &Record, what: &'static str, roles: &'static [Role], from: NaiveDate) -> Self {
        Self { record: record.id, circle: record.circle, what, whose: Whose::Roles(roles), from, due: None }
    }

    /// The same, by this day.
    #[must_use]
    pub fn due(self, due: Option<NaiveDate>) -> Self {
        Self { due, ..self }
    }

    /// Whether it waits for this person, who has this role, on this day.
    #[must_use]
    pub fn waits_for(&self, person: PersonId, role: Role, today: NaiveDate) -> bool {
        today >= self.from
            && match &self.whose {
                Whose::Roles(roles) => roles.contains(&role),
                Whose::Person(whose) => *whose == person,
            }
    }
}

/// What a record asks of people; nothing once it was taken away.
#[must_use]
pub fn of_record(record: &Record, calendar: &Calendar) -> Vec<Duty> {
    match record.kind.spec() {
        Some(spec) if !record.removed => (spec.duties)(record, calendar),
        _ => Vec::new(),
    }
}

/// What the records of a circle ask of people, each in the light of the others: a lesson for which something was handed
/// in waits for nothing any more, whoever looks.
#[must_use]
pub fn of_circle<'r>(records: impl IntoIterator<Item = &'r Record> + Clone, calendar: &Calendar) -> Vec<Duty> {
    let made = |lesson: RecordId| records.clone().into_iter().any(|record| work::is_made_for(record, lesson));
    let duties = records.clone().into_iter().flat_map(|record| of_record(record, calendar));
    duties.filter(|duty| duty.what != MAKE_LESSON_WORK || !made(duty.record)).collect()
}

/// Days before a half term's end from which a review without a day is amber (A35).
const REVIEW_AMBER_DAYS: u64 = 20;

/// From when the review of a half term waits to be booked: 20 days before its end, or when the window of its
/// last ten school days opens, if that is sooner (A35).
#[must_use]
pub fn review_is_due_from(calendar: &Calendar, half_term: &HalfTerm) -> NaiveDate {
    calendar.review_window_opens(half_term).min(days_before(half_term.last, REVIEW_AMBER_DAYS)).max(half_term.first)
}

/// The half term for which a review should be proposed today, because a circle has none for it yet (A35). One that
/// was missed is owed until the next one's time comes: its last day being past is when it turns red, not when it is
/// forgotten. `since` is the day on which the circle began: nobody missed a review before that.
#[must_use]
pub fn review_to_propose<'a, 'r>(
    calendar: &'a Calendar,
    reviews: impl IntoIterator<Item = &'r Record>,
    since: NaiveDate,
    today: NaiveDate,
) -> Option<&'a HalfTerm> {
    let begun = |half_term: &&HalfTerm| today >= review_is_due_from(calendar, half_term);
    let half_term = calendar.half_terms.iter().rev().find(begun).filter(|half_term| half_term.last >= since)?;
    let within = |day: Option<NaiveDate>| day.is_some_and(|day| day >= half_term.first && day <= half_term.last);
    let mut reviews = reviews.into_iter().filter(|review| review.kind == progress_review::KIND && !review.removed);
    let there = reviews.any(|review| within(review.get(progress_review::PERIOD_LAST)));
    (!there).then_some(half_term)
}

macro_rules! whats {
    ($($(#[$doc:meta])* $name:ident = $key:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = $key;)*
        /// Every [`Duty::what`] there is: the keys that each language has words for.
        pub const ALL_WHATS: &[&str] = &[$($name),*];
    };
}
whats! {
    /// The school writes and shares the plan that was asked for.
    SHARE_PLAN = "share_plan";
    /// The school answers a request for a worksheet.
    ANSWER_REQUEST = "answer_request";
    /// The hospital teacher collects what lies ready, or says that it came.
    GET_RESOURCE = "get_resource";
    /// The hospital teacher records the session that was planned.
    RECORD_SESSION = "record_session";
    /// The hospital teacher shares a session that was held.
    SHARE_SESSION = "share_session";
    /// The school looks at a session that it was told about.
    SEE_SESSION = "see_session";
    /// The class teacher gives feedback on work.
    GIVE_FEEDBACK = "give_feedback";
    /// The teacher shares feedback that is ready.
    RELEASE_FEEDBACK = "release_feedback";
    /// The pupil, or a parent with them, reads feedback.
    READ_FEEDBACK = "read_feedback";
    /// The pupil makes something for a lesson at school.
    MAKE_LESSON_WORK = "make_lesson_work";
    /// Somebody gives the half term's review a day.
    BOOK_REVIEW = "book_review";
    /// The pupil says what they think, before the review.
    GIVE_PUPIL_VIEW = "give_pupil_view";
    /// A parent says what they think, before the review.
    GIVE_PARENT_VIEW = "give_parent_view";
    /// Somebody shares the review's pack.
    SHARE_PACK = "share_pack";
    /// The review is today, or was and nobody said so.
    HOLD_REVIEW = "hold_review";
    /// Somebody shares the review's notes.
    SHARE_REVIEW_NOTES = "share_review_notes";
    /// The pupil says whether people listened.
    SAY_IF_LISTENED = "say_if_listened";
    /// Somebody closes the review, which asks for the next plans.
    CLOSE_REVIEW = "close_review";
    /// The meeting is today, or was and nobody said so.
    HOLD_MEETING = "hold_meeting";
    /// Somebody gets the meeting's notes agreed.
    AGREE_NOTES = "agree_notes";
    /// Somebody does what they said they would.
    DO_ACTION = "do_action";
    /// A side tells the other the latest, even if that is nothing new.
    GIVE_UPDATE = "give_update";
    /// The key contact answers the first contact's checklist.
    ANSWER_CHECKLIST = "answer_checklist";
    /// Somebody looks at the pen portrait again.
    REVIEW_PORTRAIT = "review_portrait";
    /// Somebody records this week of the way back.
    RECORD_WEEK = "record_week";
    /// Somebody says whether they agree to the call with friends.
    AGREE_TO_CALL = "agree_to_call";
    /// Somebody says how the call with friends was.
    SAY_HOW_CALL_WAS = "say_how_call_was";
    /// A side signs the plan for the way back as it stands.
    SIGN_PLAN = "sign_plan";
    /// Somebody looks at the plan for the way back again.
    REVIEW_WAY_BACK = "review_way_back";
}
