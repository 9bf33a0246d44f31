//! Words of work, and of photos, files and voices wherever they are taken in.

/// What stands on the pages about work.
pub(crate) struct WorkWords {
    pub(crate) work: &'static str,
    pub(crate) back_to_work: &'static str,
    pub(crate) hand_in: &'static str,
    pub(crate) hand_in_more: &'static str,
    pub(crate) nothing_yet: &'static str,
    pub(crate) nothing_yet_more: &'static str,
    pub(crate) waits_for_feedback: &'static str,
    pub(crate) feedback_to_read: &'static str,
    pub(crate) all_work: &'static str,
    pub(crate) show_more: fn(usize) -> String,
    pub(crate) untitled: &'static str,
    pub(crate) handed_in_by: fn(&str, &str) -> String,
    pub(crate) steps: &'static str,
    pub(crate) to_come: &'static str,
    pub(crate) handed_in: &'static str,
    pub(crate) seen: &'static str,
    pub(crate) feedback_given: &'static str,
    pub(crate) feedback_read: &'static str,
    pub(crate) used_in_lesson: &'static str,
    pub(crate) not_today: &'static str,
    pub(crate) withdrawn: &'static str,
    pub(crate) being_made: &'static str,
    pub(crate) says: fn(&str) -> String,
    pub(crate) made_for: fn(&str) -> String,
    pub(crate) helped_nobody: fn(&str) -> String,
    pub(crate) helped_by: fn(&str) -> String,
    pub(crate) helper_family: &'static str,
    pub(crate) helper_teacher: &'static str,
    pub(crate) helper_ward: &'static str,
    pub(crate) helper_someone: &'static str,
    pub(crate) give_feedback: &'static str,
    pub(crate) go_on_with_feedback: &'static str,
    pub(crate) look_at_feedback: &'static str,
    pub(crate) take_back: &'static str,
    pub(crate) taken_back: fn(&str) -> String,
    pub(crate) at_school: &'static str,
    pub(crate) used_where: &'static str,
    pub(crate) used_where_hint: &'static str,
    pub(crate) say_used: &'static str,
    pub(crate) save_place: &'static str,
    pub(crate) photo_of_wall: &'static str,
    pub(crate) no_other_faces: &'static str,
    pub(crate) open_photo: fn(usize, usize) -> String,
    pub(crate) photo_of: fn(usize, usize) -> String,
    pub(crate) photo_before: &'static str,
    pub(crate) photo_after: &'static str,
    pub(crate) closer: &'static str,
    pub(crate) not_here_yet: &'static str,
    pub(crate) voice_of: fn(&str) -> String,
    pub(crate) files_left: fn(usize) -> String,
    pub(crate) preparing: fn(usize) -> String,
    pub(crate) not_taken: fn(&str) -> String,
    pub(crate) not_a_photo: &'static str,
    pub(crate) heic: &'static str,
    pub(crate) photo_too_big: &'static str,
    pub(crate) photo_damaged: &'static str,
    pub(crate) not_read: &'static str,
    pub(crate) file_too_large: &'static str,
    pub(crate) device_full: &'static str,
    pub(crate) not_kept: &'static str,
    pub(crate) no_microphone: &'static str,
    pub(crate) no_microphone_why: &'static str,
    pub(crate) voice_not_kept: &'static str,
}

/// The words in the person's language.
pub(crate) fn work() -> &'static WorkWords {
    &super::en::work::WORK
}

/// Names as a sentence joins them: "Helen, Daniel and Grace".
pub(crate) fn listed(names: &[String]) -> String {
    super::en::work::listed(names)
}
