//! What people are asked to do: a key for each, which every language has words for.

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
    /// Somebody gives the school's term dates, of which none are known.
    GIVE_TERM_DATES = "give_term_dates";
}
