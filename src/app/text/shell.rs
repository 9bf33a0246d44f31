//! Words around every page.

/// The menu, the network pill and what is said when the app itself is in trouble.
pub(crate) struct ShellWords {
    pub(crate) today: &'static str,
    pub(crate) pupils: &'static str,
    pub(crate) work: &'static str,
    pub(crate) reviews: &'static str,
    pub(crate) people: &'static str,
    pub(crate) more: &'static str,
    pub(crate) to_send: &'static str,
    pub(crate) lock: &'static str,
    pub(crate) search: &'static str,
    pub(crate) opening: &'static str,
    pub(crate) no_internet: &'static str,
    pub(crate) carry_on: &'static str,
    pub(crate) not_here: &'static str,
    pub(crate) not_here_why: &'static str,
    pub(crate) to_today: &'static str,
    pub(crate) cannot_keep: &'static str,
    pub(crate) cannot_keep_why: &'static str,
    pub(crate) new_version: &'static str,
    pub(crate) new_version_why: &'static str,
    pub(crate) use_new_version: &'static str,
    pub(crate) later: &'static str,
    pub(crate) signed_out: &'static str,
    pub(crate) signed_out_why: &'static str,
    /// A part of the app could not be fetched.
    pub(crate) part_missing: &'static str,
    pub(crate) part_missing_why: &'static str,
    pub(crate) try_again: &'static str,
    pub(crate) sign_in_again: &'static str,
}

/// The words in the person's language.
pub(crate) fn shell() -> &'static ShellWords {
    &super::en::shell::SHELL
}
