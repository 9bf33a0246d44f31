//! Words of keeping in touch.

/// What stands there.
pub(crate) struct InTouchWords {
    pub(crate) title: &'static str,
    pub(crate) every: fn(u64) -> String,
    pub(crate) next: &'static str,
    pub(crate) yours: &'static str,
    pub(crate) hospital: &'static str,
    pub(crate) school: &'static str,
    pub(crate) due: fn(&str) -> String,
    pub(crate) late: fn(&str) -> String,
    pub(crate) rests: &'static str,
    pub(crate) tell: &'static str,
    pub(crate) nothing_new: &'static str,
    pub(crate) said_nothing_new: &'static str,
    pub(crate) what_is_new: &'static str,
    pub(crate) send: &'static str,
    pub(crate) so_far: &'static str,
    pub(crate) nothing_yet: &'static str,
    pub(crate) nothing_yet_more: &'static str,
}

/// The words in the person's language.
pub(crate) fn in_touch() -> &'static InTouchWords {
    &super::en::in_touch::IN_TOUCH
}
