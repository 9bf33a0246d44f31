//! Words of feedback.

use crate::text::whom::Whom;

/// What stands where feedback is written and read.
pub(crate) struct FeedbackWords {
    pub(crate) feedback: &'static str,
    pub(crate) feedback_for: fn(&str) -> String,
    pub(crate) leave: &'static str,
    pub(crate) strong: &'static str,
    pub(crate) strong_hint: &'static str,
    pub(crate) next_step: &'static str,
    pub(crate) next_step_hint: &'static str,
    pub(crate) say_it: &'static str,
    pub(crate) say_it_hint: fn(&str) -> String,
    pub(crate) sticker: &'static str,
    pub(crate) no_sticker: &'static str,
    pub(crate) stickers: [&'static str; 10],
    pub(crate) send_to: fn(&str) -> String,
    pub(crate) ready: &'static str,
    pub(crate) ready_why: &'static str,
    pub(crate) sending: &'static str,
    pub(crate) nothing_yet: &'static str,
    pub(crate) sent: fn(&str) -> String,
    pub(crate) made_ready: &'static str,
    pub(crate) not_recorded: &'static str,
    pub(crate) waits_for_release: &'static str,
    pub(crate) your_teacher: fn(&str) -> String,
    pub(crate) photos: fn(usize) -> String,
    pub(crate) thank: &'static str,
    pub(crate) thanked: &'static str,
    pub(crate) thanked_by: fn(&str) -> String,
    pub(crate) answer_words: &'static str,
    pub(crate) send_answer: &'static str,
    pub(crate) says_back: fn(&str) -> String,
    pub(crate) read: fn(&Whom, &str) -> String,
    pub(crate) not_read: fn(&Whom) -> String,
    pub(crate) opened: fn(&str, &str) -> String,
    pub(crate) nobody_opened: &'static str,
    pub(crate) your_answer: &'static str,
    pub(crate) open_it: &'static str,
    pub(crate) back_to_work: &'static str,
    pub(crate) change: &'static str,
    pub(crate) changed: &'static str,
    pub(crate) no_feedback: &'static str,
    pub(crate) no_feedback_more: fn(&Whom) -> String,
    pub(crate) quote: fn(&str) -> String,
}

/// The words in the person's language.
pub(crate) fn feedback() -> &'static FeedbackWords {
    &super::en::feedback::FEEDBACK
}
