//! Words around every page.

/// The menu, the network pill and what is said when the app itself is in trouble.
pub(crate) struct ShellWords {
    pub(crate) today: &'static str,
    pub(crate) pupils: &'static str,
    /// What a family with several children reads in place of "Pupils".
    pub(crate) children: &'static str,
    pub(crate) work: &'static str,
    pub(crate) reviews: &'static str,
    pub(crate) more: &'static str,
    pub(crate) to_send: &'static str,
    pub(crate) search: &'static str,
    pub(crate) not_here: &'static str,
    pub(crate) not_here_why: &'static str,
    pub(crate) to_today: &'static str,
    pub(crate) not_saved: &'static str,
    pub(crate) cannot_keep: &'static str,
    /// Somebody is remembered here, and what they keep here cannot be opened.
    pub(crate) store_silent: &'static str,
    pub(crate) store_silent_why: &'static str,
    /// A child's page on this device is damaged.
    pub(crate) unreadable: &'static str,
    pub(crate) unreadable_why: &'static str,
    pub(crate) fetch_again: &'static str,
    pub(crate) new_version: &'static str,
    pub(crate) new_version_why: &'static str,
    pub(crate) use_new_version: &'static str,
    pub(crate) later: &'static str,
    /// Nothing has come from the server yet.
    pub(crate) arriving: &'static str,
    pub(crate) arriving_more: &'static str,
    pub(crate) arriving_busy: &'static str,
    pub(crate) arriving_away: &'static str,
    pub(crate) arriving_signed_out: &'static str,
    /// This app is too old for the server.
    pub(crate) too_old: &'static str,
    pub(crate) too_old_why: &'static str,
    /// A child whose name only a newer version can read.
    pub(crate) unnamed: &'static str,
    pub(crate) load_new: &'static str,
    /// The server has no room left.
    pub(crate) server_full: &'static str,
    pub(crate) server_full_why: &'static str,
    pub(crate) signed_out: &'static str,
    pub(crate) signed_out_why: &'static str,
    /// Titles of pages, for tabs and screen readers. They name no child.
    pub(crate) add_pupil: &'static str,
    pub(crate) one_pupil: &'static str,
    pub(crate) removed: &'static str,
    pub(crate) people: &'static str,
    pub(crate) invitation: &'static str,
    pub(crate) join: &'static str,
    pub(crate) plan: &'static str,
    pub(crate) paste_plan: &'static str,
    pub(crate) session: &'static str,
    pub(crate) hand_in: &'static str,
    pub(crate) one_work: &'static str,
    pub(crate) feedback: &'static str,
    pub(crate) review: &'static str,
    pub(crate) record: &'static str,
    pub(crate) change_record: &'static str,
    pub(crate) history: &'static str,
    pub(crate) both_kept: &'static str,
    /// A part of the app could not be fetched.
    pub(crate) part_replaced: &'static str,
    pub(crate) part_replaced_why: &'static str,
    pub(crate) part_missing: &'static str,
    pub(crate) part_missing_why: &'static str,
    pub(crate) try_again: &'static str,
    pub(crate) sign_in_again: &'static str,
}

/// The words in the person's language.
pub(crate) fn shell() -> &'static ShellWords {
    &super::en::shell::SHELL
}
