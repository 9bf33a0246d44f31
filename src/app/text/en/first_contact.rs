//! English words of what the home school is asked for at the first contact.

use super::plural::counted;
use crate::text::first_contact::FirstContactWords;

pub(crate) static FIRST_CONTACT: FirstContactWords = FirstContactWords {
    title: "Asked of the home school",
    answered_of: |answered, all| format!("{answered} of {all} answered"),
    waits: |days| match days {
        0 => "Asked today".to_owned(),
        days => format!("Waits for {}", counted(days, "day", "days")),
    },
    took: |days| match days {
        0 => "Answered on the same day".to_owned(),
        days => format!("Answered after {}", counted(days, "day", "days")),
    },
    asked: "Asked",
    received: "Received",
    not_held: "School has none",
    declined: "Can’t be shared",
    ask_again: "Ask again",
    attach: |name| format!("Attach: {name}"),
    share_plan: "Share a plan",
    add: "Add or change",
};
