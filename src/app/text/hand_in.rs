//! Words of handing in.

/// What stands on the page where work is handed in.
pub(crate) struct HandInWords {
    pub(crate) title: &'static str,
    pub(crate) leave: &'static str,
    pub(crate) no_internet: &'static str,
    pub(crate) no_internet_more: &'static str,
    pub(crate) untitled: &'static str,
    pub(crate) change: &'static str,
    pub(crate) what_is_it: &'static str,
    pub(crate) name_it: &'static str,
    pub(crate) for_free: &'static str,
    pub(crate) lesson_by: fn(&str) -> String,
    pub(crate) brief: &'static str,
    pub(crate) done: &'static str,
    pub(crate) no_photos_yet: &'static str,
    pub(crate) no_photos_more: &'static str,
    pub(crate) take_photo: &'static str,
    pub(crate) take_another: &'static str,
    pub(crate) choose_files: &'static str,
    pub(crate) take_again: fn(usize) -> String,
    pub(crate) removed: fn(usize) -> String,
    pub(crate) replaced: fn(usize) -> String,
    pub(crate) or_else: &'static str,
    pub(crate) type_it: &'static str,
    pub(crate) type_it_hint: &'static str,
    pub(crate) say_about_it: fn(&str) -> String,
    pub(crate) you_say_about_it: &'static str,
    pub(crate) who_helped: &'static str,
    pub(crate) just: fn(&str) -> String,
    pub(crate) just_me: &'static str,
    pub(crate) a_parent: &'static str,
    pub(crate) teacher: &'static str,
    pub(crate) on_the_ward: &'static str,
    pub(crate) someone_else: &'static str,
    pub(crate) who: &'static str,
    pub(crate) hand_in: &'static str,
    pub(crate) hand_in_photos: fn(usize) -> String,
    pub(crate) handing_in: &'static str,
    pub(crate) nothing_yet: &'static str,
    pub(crate) still_preparing: &'static str,
    pub(crate) unwell: &'static str,
    pub(crate) handed_in: fn(&str) -> String,
    pub(crate) said_unwell: &'static str,
    pub(crate) photo_work: fn(&str) -> String,
    pub(crate) instructions: &'static str,
}

/// The words in the person's language.
pub(crate) fn hand_in() -> &'static HandInWords {
    &super::en::hand_in::HAND_IN
}
