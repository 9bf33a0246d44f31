//! Words of what the home school is asked for at the first contact.

/// What stands there.
pub(crate) struct FirstContactWords {
    pub(crate) title: &'static str,
    pub(crate) answered_of: fn(usize, usize) -> String,
    pub(crate) waits: fn(i64) -> String,
    pub(crate) took: fn(i64) -> String,
    pub(crate) asked: &'static str,
    pub(crate) received: &'static str,
    pub(crate) not_held: &'static str,
    pub(crate) declined: &'static str,
    pub(crate) ask_again: &'static str,
    pub(crate) attach: fn(&str) -> String,
    pub(crate) share_plan: &'static str,
    pub(crate) add: &'static str,
}

/// The words in the person's language.
pub(crate) fn first_contact() -> &'static FirstContactWords {
    &super::en::first_contact::FIRST_CONTACT
}
