//! English words of feedback.

use super::plural::counted;
use crate::text::feedback::FeedbackWords;

/// Said to the eye and the ear, here and on the general screens.
pub(super) const STICKERS: [&str; 10] = [
    "Super star",
    "Rocket start",
    "Map maker",
    "Kind heart",
    "All the colours",
    "Well done",
    "Bright idea",
    "Great reader",
    "Lovely art",
    "Sharp eyes",
];

pub(crate) static FEEDBACK: FeedbackWords = FeedbackWords {
    feedback: "Feedback",
    feedback_for: |name| format!("Feedback for {name}"),
    leave: "Leave, keep draft",
    strong: "What is strong",
    strong_hint: "Name one thing you can see in the work.",
    next_step: "One next step",
    next_step_hint: "One small thing, if there is one.",
    say_it: "Say it",
    say_it_hint: |name| format!("{name} can listen to you."),
    sticker: "A sticker",
    no_sticker: "No sticker",
    stickers: STICKERS,
    send_to: |name| format!("Send to {name}"),
    ready: "Ready for the teacher",
    ready_why: "The class teacher looks at it, then sends it.",
    sending: "Saving",
    nothing_yet: "First say what is strong, or choose a sticker.",
    sent: |name| format!("Feedback for {name} saved."),
    made_ready: "Feedback is ready for the teacher.",
    not_recorded: "It could not be saved just now. Your words are kept here.",
    waits_for_release: "Not sent yet. Read it, change what you like, then send it.",
    your_teacher: |known_as| {
        if known_as.is_empty() { "From school".to_owned() } else { format!("Your {}", known_as.to_lowercase()) }
    },
    photos: |count| counted(count, "photo", "photos"),
    thank: "Say thank you",
    thanked: "You said thank you",
    thanked_by: |name| format!("{name} says thank you"),
    answer_words: "Answer in words",
    send_answer: "Send answer",
    says_back: |name| format!("{name} says back"),
    read: |whom, when| whom.say(|name| format!("{name} opened it {when}"), &format!("You opened it {when}")),
    not_read: |whom| whom.say(|name| format!("{name} has not opened it yet"), "You have not opened it yet"),
    opened: |name, when| format!("{name} opened it {when}").trim_end().to_owned(),
    nobody_opened: "Nobody at home has opened it yet",
    your_answer: "Your answer",
    open_it: "Open feedback",
    back_to_work: "Back to the work",
    change: "Take it back and change it",
    changed: "Taken back. Change it and send it again.",
    no_feedback: "Feedback will be here",
    no_feedback_more: |whom| {
        whom.say(
            |name| format!("When {name}’s teacher has looked at the work."),
            "When your teacher has looked at the work.",
        )
    },
    quote: |text| format!("“{text}”"),
};
