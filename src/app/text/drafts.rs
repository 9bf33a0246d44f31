//! Words of what was begun and not finished, of a clock that is wrong, and of what was removed.

use crate::text::whom::Whom;

/// What stands there.
pub(crate) struct DraftWords {
    pub(crate) go_on_with: &'static str,
    pub(crate) go_on_session: &'static str,
    pub(crate) new_session: &'static str,
    pub(crate) see_all: fn(usize) -> String,
    pub(crate) throw_away: &'static str,
    pub(crate) throw_away_sure: &'static str,
    pub(crate) throw_away_text: &'static str,
    pub(crate) keep_it: &'static str,
    pub(crate) no_words: &'static str,
    pub(crate) also_here: &'static str,
    pub(crate) also_here_more: &'static str,
    pub(crate) also_begun: &'static str,
    pub(crate) also_begun_more: &'static str,
    pub(crate) begun_before: &'static str,
    pub(crate) begun_before_more: &'static str,
    pub(crate) left_over: fn(&str) -> String,
    pub(crate) go_on: &'static str,
    pub(crate) use_this: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) clock_wrong: &'static str,
    pub(crate) clock_wrong_more: fn(&str, &str, &str) -> String,
    pub(crate) written: fn(&str) -> String,
    pub(crate) their_clock: &'static str,
    pub(crate) removed: &'static str,
    pub(crate) removed_of: fn(&Whom) -> String,
    pub(crate) removed_more: &'static str,
    pub(crate) nothing_removed: &'static str,
    pub(crate) removed_by: fn(&str, &str) -> String,
    pub(crate) days_left: fn(i64) -> String,
    pub(crate) bring_back: &'static str,
}

/// The words in the person's language.
pub(crate) fn drafts() -> &'static DraftWords {
    &super::en::drafts::DRAFTS
}
