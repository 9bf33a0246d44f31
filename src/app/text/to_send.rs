//! Words of "To send" and of choosing between two texts.

/// What stands there.
pub(crate) struct ToSendWords {
    pub(crate) title: &'static str,
    pub(crate) all_sent: &'static str,
    pub(crate) all_sent_more: &'static str,
    pub(crate) sending: fn(usize, usize) -> String,
    pub(crate) sending_more: &'static str,
    pub(crate) safe_here: fn(usize) -> String,
    pub(crate) away_since: fn(&str) -> String,
    pub(crate) next: fn(usize) -> String,
    pub(crate) next_more: &'static str,
    pub(crate) files_there: fn(usize, usize) -> String,
    pub(crate) sent_today: &'static str,
    pub(crate) needs_you: &'static str,
    pub(crate) waiting: &'static str,
    pub(crate) drafts: &'static str,
    pub(crate) drafts_sub: &'static str,
    pub(crate) two_texts: fn(&str) -> String,
    pub(crate) choose: &'static str,
    pub(crate) handed_over: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) let_go: &'static str,
    pub(crate) let_go_sure: &'static str,
    pub(crate) let_go_text: &'static str,
    pub(crate) keep: &'static str,
    pub(crate) try_now: &'static str,
    pub(crate) last_heard: fn(&str) -> String,
    pub(crate) two_people: fn(&str) -> String,
    pub(crate) kept_both: &'static str,
    pub(crate) now_shown: &'static str,
    pub(crate) also_written: &'static str,
    pub(crate) use_both: &'static str,
    pub(crate) use_both_more: &'static str,
    pub(crate) nothing_lost: &'static str,
    pub(crate) keep_mine: &'static str,
    pub(crate) keep_theirs: fn(&str) -> String,
    pub(crate) keep_all: &'static str,
    pub(crate) chosen: &'static str,
    pub(crate) decide_later: &'static str,
    pub(crate) settled: &'static str,
    pub(crate) back_to_page: &'static str,
    pub(crate) waits_for_wifi: &'static str,
    pub(crate) waits_for_wifi_more: &'static str,
    pub(crate) change_that: &'static str,
}

/// The words in the person's language.
pub(crate) fn to_send() -> &'static ToSendWords {
    &super::en::to_send::TO_SEND
}
