//! English words of work.

use super::plural::counted;
use crate::text::work::WorkWords;

pub(crate) static WORK: WorkWords = WorkWords {
    work: "Work",
    back_to_work: "Back to all work",
    hand_in: "Hand in work",
    hand_in_more: "Hand in more",
    nothing_yet: "Work will be here",
    nothing_yet_more: "Photos, recordings and words that are handed in stand here.",
    waits_for_feedback: "Waiting for feedback",
    feedback_to_read: "New feedback",
    all_work: "All work",
    show_more: |count| format!("Show {count} more"),
    untitled: "Work",
    handed_in_by: |who, when| format!("Handed in by {who}, {when}").replace("by You", "by you"),
    steps: "How far it has come",
    to_come: "still to come",
    handed_in: "Handed in",
    seen: "Seen",
    feedback_given: "Feedback",
    feedback_read: "Read",
    used_in_lesson: "Part of the lesson",
    not_today: "Not today: unwell",
    withdrawn: "Taken back",
    being_made: "Being made",
    says: |name| format!("{name} says"),
    you_say: "You say",
    made_for: |title| format!("For {title}"),
    helped_nobody: |name| format!("{name} did this alone."),
    you_alone: "You did this alone.",
    helped_by: |who| format!("Helped by {who}."),
    helper_family: "a parent",
    helper_teacher: "a teacher",
    helper_ward: "someone on the ward",
    helper_someone: "someone else",
    give_feedback: "Give feedback",
    go_on_with_feedback: "Go on with your feedback",
    look_at_feedback: "Look at the feedback and send it",
    take_back: "Take it back",
    taken_back: |title| format!("{title} taken back."),
    photo: "Photo",
    enlarge: |photo| format!("{photo}: show it large"),
    at_school: "At school",
    used_where: "Where is it now?",
    used_where_hint: "For example: On the class wall",
    say_used: "It was part of our lesson",
    save_place: "Save the place",
    photo_of_wall: "Photo of it at school",
    no_other_faces: "Please leave other children’s faces out.",
    open_photo: |number, all| format!("Open photo {number} of {all}"),
    photo_of: |number, all| format!("Photo {number} of {all}"),
    photo_before: "Photo before",
    photo_after: "Next photo",
    closer: "Look closer",
    not_here_yet: "Not on this device yet. It comes when there is internet.",
    voice_of: |name| format!("{name}’s voice"),
    files_left: |count| counted(count, "file to go", "files to go"),
    preparing: |count| format!("Getting {} ready", counted(count, "photo", "photos")),
    not_taken: |name| {
        if name.is_empty() { "One photo could not be added".to_owned() } else { format!("{name} could not be added") }
    },
    not_a_photo: "It is not a photo we can read. Try a JPEG or PNG, or take it again. The others are fine.",
    heic: "It is in HEIC, which some phones save and we can’t read. Save or share it as a JPEG. On an iPhone: Settings, Camera, Formats, Most Compatible.",
    avif: "It is in AVIF, which we can’t read. Save it as a JPEG or PNG, then add that. The others are fine.",
    photo_too_big: "It is too large for this device. Take it again a little smaller. The others are fine.",
    photo_damaged: "The photo is broken. Take it again. The others are fine.",
    not_read: "It could not be read. Try again. The others are fine.",
    file_too_large: "It is larger than 50 MB. Choose a smaller one. The others are fine.",
    file_empty: "There is nothing in this file. Choose another one. The others are fine.",
    as_written: |names| {
        let which = listed(names);
        format!("{which}: added as it is. It may hold its author’s name, and where photos in it were taken.")
    },
    not_looked_into: |name| {
        if name.is_empty() {
            "We can’t look into this file".to_owned()
        } else {
            format!("We can’t look into {name}")
        }
    },
    not_looked_into_more: "It may say where it was made and with which device. It has not been added yet.",
    add_anyway: "Add it anyway",
    leave_out: "Leave it out",
    device_full: "This device is full. Everything so far is kept. Free some space, then add it again.",
    not_kept: "This device could not keep it. Try again. Everything so far is kept.",
    no_microphone: "The microphone can’t be used",
    no_microphone_why: "Allow it in your browser’s settings, or write instead.",
    voice_not_kept: "The recording could not be kept. Free some space, then try again.",
};

/// "Helen, Daniel and Grace".
pub(crate) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn names_are_joined_as_in_a_sentence() {
        let names = |names: &[&str]| listed(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(names(&["Helen", "Daniel", "Grace"]), "Helen, Daniel and Grace");
        assert_eq!(names(&["Helen"]), "Helen");
        assert_eq!(names(&[]), "");
    }
}
