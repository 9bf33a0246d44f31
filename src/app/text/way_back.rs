//! Words of the way back to school.

use crate::text::whom::Whom;

/// What stands there.
pub(crate) struct WayBackWords {
    pub(crate) title: fn(&Whom) -> String,
    pub(crate) home_school: fn(&str) -> String,
    pub(crate) plan_it: &'static str,
    pub(crate) nothing_planned: &'static str,
    pub(crate) half_days: &'static str,
    pub(crate) full_time: &'static str,
    pub(crate) step: fn(u8) -> String,
    pub(crate) step_is: fn(u8, &str) -> String,
    pub(crate) until: fn(&str) -> String,
    pub(crate) past: &'static str,
    pub(crate) this_week: &'static str,
    pub(crate) week_of: fn(&str) -> String,
    pub(crate) planned: fn(u8) -> String,
    pub(crate) done: fn(u8) -> String,
    pub(crate) done_and_left: fn(u8, u8) -> String,
    pub(crate) key_adult: &'static str,
    pub(crate) quiet_place: &'static str,
    pub(crate) record_this_week: &'static str,
    pub(crate) record_week: fn(&str) -> String,
    pub(crate) how_many_done: &'static str,
    pub(crate) how_many_unwell: &'static str,
    pub(crate) finished: &'static str,
    pub(crate) recorded: &'static str,
    pub(crate) how_do_you_feel: &'static str,
    pub(crate) how_does_it_feel: fn(&str) -> String,
    pub(crate) say_more: &'static str,
    pub(crate) what_said: fn(&str) -> String,
    pub(crate) send: &'static str,
    pub(crate) thank_you: &'static str,
    pub(crate) said: fn(&Whom) -> String,
    pub(crate) how_sure: &'static str,
    pub(crate) out_of_ten: &'static str,
    pub(crate) nobody_sure: &'static str,
    pub(crate) say_sure: &'static str,
    pub(crate) not_sure: &'static str,
    pub(crate) very_sure: &'static str,
    pub(crate) said_sure: &'static str,
    /// By their place in `step_ladder::WHO_CHOICES`, and the child's first name.
    pub(crate) who: fn(u8, &str) -> String,
}

/// The words in the person's language.
pub(crate) fn way_back() -> &'static WayBackWords {
    &super::en::way_back::WAY_BACK
}
