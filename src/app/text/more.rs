//! Words of "More": how this device is set, what it keeps, and signing out.

use crate::platform::install::Browser;

/// What stands there.
pub(crate) struct MoreWords {
    pub(crate) title: &'static str,
    pub(crate) waiting: fn(usize) -> String,
    pub(crate) looks: &'static str,
    pub(crate) theme: &'static str,
    pub(crate) themes: [&'static str; 3],
    pub(crate) text_size: &'static str,
    pub(crate) text_sizes: [&'static str; 4],
    pub(crate) install: &'static str,
    pub(crate) install_sub: &'static str,
    pub(crate) install_now: &'static str,
    pub(crate) installed: &'static str,
    pub(crate) install_how: fn(Browser) -> &'static str,
    pub(crate) files: &'static str,
    pub(crate) wifi_only: &'static str,
    pub(crate) wifi_only_hint: &'static str,
    pub(crate) storage: &'static str,
    pub(crate) kept: &'static str,
    pub(crate) may_be_cleared: &'static str,
    pub(crate) not_said: &'static str,
    pub(crate) ask_to_keep: &'static str,
    pub(crate) used: fn(u64, u64) -> String,
    pub(crate) session: &'static str,
    pub(crate) signed_in_as: fn(&str) -> String,
    pub(crate) lock: &'static str,
    pub(crate) lock_hint: &'static str,
    pub(crate) sign_out: &'static str,
    pub(crate) sign_out_everywhere: &'static str,
    pub(crate) sign_out_later: &'static str,
    pub(crate) change_password: &'static str,
    pub(crate) save_password: &'static str,
    pub(crate) current_password: &'static str,
    pub(crate) password_hint: &'static str,
    pub(crate) password_changed: &'static str,
    pub(crate) password_later: &'static str,
    pub(crate) wrong_password: &'static str,
    pub(crate) unsent_first: fn(usize) -> String,
    pub(crate) cleared: &'static str,
    pub(crate) cleared_read: &'static str,
    pub(crate) cleared_more: &'static str,
}

/// The words in the person's language.
pub(crate) fn more() -> &'static MoreWords {
    &super::en::more::MORE
}
