//! Words of invitations: making one, showing its code, and taking one up.

/// What stands there.
pub(crate) struct JoiningWords {
    // Taking one up.
    pub(crate) go_on: &'static str,
    pub(crate) looking: &'static str,
    pub(crate) is_this_right: &'static str,
    pub(crate) something_wrong: &'static str,
    pub(crate) invites: fn(&str) -> String,
    pub(crate) first_here: &'static str,
    pub(crate) full_name_later: &'static str,
    pub(crate) works_until: fn(&str) -> String,
    pub(crate) have_account: &'static str,
    pub(crate) have_account_more: &'static str,
    pub(crate) no_answer: &'static str,
    pub(crate) sign_in_and_add: &'static str,
    pub(crate) new_here: &'static str,
    pub(crate) your_name: &'static str,
    pub(crate) your_name_hint: &'static str,
    pub(crate) take_up_title: &'static str,
    pub(crate) take_up_sub: &'static str,
    pub(crate) join_as: fn(&str) -> String,
    pub(crate) somebody_else: &'static str,
    pub(crate) somebody_else_more: &'static str,
    pub(crate) lock_for_them: &'static str,
    pub(crate) you_are_in: &'static str,
    pub(crate) on_its_way: &'static str,
    pub(crate) have_code: &'static str,
    // Making one.
    pub(crate) who: &'static str,
    pub(crate) who_hint: &'static str,
    pub(crate) somebody_new: fn(&str) -> String,
    pub(crate) somebody_new_more: &'static str,
    pub(crate) has_footbridge: &'static str,
    pub(crate) they_are_told: fn(&str) -> String,
    pub(crate) add_to_circle: fn(&str) -> String,
    pub(crate) is_added: fn(&str) -> String,
    // Showing its code.
    pub(crate) show_code: &'static str,
    pub(crate) square: &'static str,
    pub(crate) or_type_at: fn(&str) -> String,
    pub(crate) how: &'static str,
    pub(crate) print_title: &'static str,
    pub(crate) once_until: fn(&str) -> String,
    pub(crate) not_sent_yet: &'static str,
    pub(crate) ended: &'static str,
    pub(crate) ended_more: &'static str,
    pub(crate) not_here: &'static str,
    pub(crate) not_here_more: &'static str,
    pub(crate) kept_here_only: &'static str,
    pub(crate) new_code: &'static str,
    pub(crate) new_code_ends: &'static str,
    pub(crate) end_invitation: &'static str,
    pub(crate) end_sure: fn(&str) -> String,
    pub(crate) end_text: &'static str,
    pub(crate) keep_invitation: &'static str,
    pub(crate) is_in: fn(&str) -> String,
    pub(crate) is_in_more: &'static str,
    pub(crate) taken_back: &'static str,
    pub(crate) print: &'static str,
    pub(crate) back_to_people: &'static str,
    // What one is called.
    pub(crate) change_name: &'static str,
    pub(crate) change_name_hint: &'static str,
    pub(crate) save_name: &'static str,
    pub(crate) name_later: &'static str,
}

/// The words in the person's language.
pub(crate) fn joining() -> &'static JoiningWords {
    &super::en::joining::JOINING
}
