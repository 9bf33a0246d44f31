//! Words of the general screens for records, of search and of history.

/// What stands there.
pub(crate) struct RecordWords {
    pub(crate) back_to: fn(&str) -> String,
    pub(crate) change: &'static str,
    pub(crate) history: &'static str,
    pub(crate) print: &'static str,
    pub(crate) take_away: &'static str,
    pub(crate) bring_back: &'static str,
    pub(crate) taken_away: &'static str,
    pub(crate) by_when: fn(&str, &str) -> String,
    pub(crate) move_to: fn(&str) -> String,
    pub(crate) done: fn(&str) -> String,
    pub(crate) still_missing: &'static str,
    pub(crate) nothing_written: &'static str,
    pub(crate) new_of: fn(&str) -> String,
    pub(crate) edit_of: fn(&str) -> String,
    pub(crate) save: &'static str,
    pub(crate) leave: &'static str,
    pub(crate) add_one: fn(&str) -> String,
    pub(crate) remove: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) add_file: &'static str,
    pub(crate) tags_hint: &'static str,
    pub(crate) history_of: fn(&str) -> String,
    pub(crate) history_sub: &'static str,
    pub(crate) history_away: &'static str,
    pub(crate) began: &'static str,
    pub(crate) added: fn(&str) -> String,
    pub(crate) removed: fn(&str) -> String,
    pub(crate) moved: fn(&str) -> String,
    pub(crate) changed: fn(&str) -> String,
    pub(crate) other_step: &'static str,
    pub(crate) before: &'static str,
    pub(crate) also_written: &'static str,
    pub(crate) printed: fn(&str, &str) -> String,
    pub(crate) search: &'static str,
    pub(crate) search_sub: &'static str,
    pub(crate) search_label: &'static str,
    pub(crate) nothing_found: &'static str,
    pub(crate) nothing_found_more: &'static str,
    pub(crate) a_file: &'static str,
    pub(crate) file_away: &'static str,
    pub(crate) found: fn(usize) -> String,
}

/// The words in the person's language.
pub(crate) fn record() -> &'static RecordWords {
    &super::en::record::RECORD
}
