//! Words of Today.

/// What stands on Today.
pub(crate) struct TodayWords {
    pub(crate) good_morning: fn(&str) -> String,
    pub(crate) good_afternoon: fn(&str) -> String,
    pub(crate) good_evening: fn(&str) -> String,
    pub(crate) hello: fn(&str) -> String,
    pub(crate) next: &'static str,
    pub(crate) next_at: fn(&str) -> String,
    pub(crate) start_session: &'static str,
    pub(crate) open_page: fn(&str) -> String,
    pub(crate) your_pupils: &'static str,
    pub(crate) later_today: &'static str,
    pub(crate) for_you: &'static str,
    pub(crate) nothing_waits: &'static str,
    pub(crate) nothing_waits_more: &'static str,
    /// Who did it, and for which child.
    pub(crate) put_you_in: fn(&str, &str) -> String,
    pub(crate) see_circle: &'static str,
    pub(crate) by: fn(&str) -> String,
    /// Others are asked for the same: one of all does it.
    pub(crate) one_is_enough: fn(&[String]) -> String,
    pub(crate) not_sent_yet: &'static str,
    pub(crate) safe_here: &'static str,
    pub(crate) safe_sign_in: &'static str,
    pub(crate) safe_load: &'static str,
    pub(crate) see_all: fn(usize) -> String,
    pub(crate) more_waits: fn(usize) -> String,
    pub(crate) nobody_yet: &'static str,
    pub(crate) nobody_yet_more: &'static str,
    pub(crate) add_pupil: &'static str,
    pub(crate) how_is: fn(&str) -> String,
    pub(crate) how_are_you: &'static str,
    pub(crate) say_more: &'static str,
    pub(crate) add_note: &'static str,
    pub(crate) sessions_today: &'static str,
    pub(crate) lately: &'static str,
    pub(crate) hand_in: &'static str,
    pub(crate) note_good: &'static str,
    pub(crate) note_tired: &'static str,
    pub(crate) note_not_well: &'static str,
    pub(crate) year: fn(i64) -> String,
}

/// The words in the person's language.
pub(crate) fn today() -> &'static TodayWords {
    &super::en::today::TODAY
}
