//! What waits for a person, as a thing to do. One phrase for each of `domain::duty::ALL_WHATS`.

use domain::calendar::Dates;
use domain::school_years::Nation;

/// The same to somebody who does it beside the child, where it is the child's: "Ask Zara for their view".
pub(crate) fn beside(what: &str, child: &str) -> Option<String> {
    match what {
        "give_pupil_view" => Some(format!("Ask {child} for their view")),
        "make_lesson_work" => Some(format!("Help {child} make something for the lesson")),
        "say_if_listened" => Some(format!("Ask {child} if we listened")),
        _ => None,
    }
}

/// "Give feedback".
pub(crate) fn duty(what: &str) -> &'static str {
    match what {
        "share_plan" => "Share the plan",
        "answer_request" => "Answer a worksheet request",
        "get_resource" => "Get the worksheet",
        "record_session" => "Record the session",
        "share_session" => "Share the session",
        "see_session" => "Read the news from the session",
        "give_feedback" => "Give feedback",
        "release_feedback" => "Send the feedback",
        "read_feedback" => "Read the feedback",
        "make_lesson_work" => "Make something for the lesson",
        "book_review" => "Choose a review date",
        "give_pupil_view" => "Say what you think",
        "give_parent_view" => "Say how things are going",
        "share_pack" => "Share the review pack",
        "hold_review" => "Hold the review",
        "share_review_notes" => "Share the review notes",
        "say_if_listened" => "Did we listen?",
        "close_review" => "Close the review",
        "hold_meeting" => "Hold the meeting",
        "agree_notes" => "Agree the notes",
        "do_action" => "Do what was agreed",
        "give_update" => "Give an update",
        "answer_checklist" => "Answer the checklist",
        "review_portrait" => "Look at “All about me” again",
        "record_week" => "Record this week",
        "agree_to_call" => "Say if the call with friends is all right",
        "say_how_call_was" => "Say how the call was",
        "sign_plan" => "Sign the plan",
        "review_way_back" => "Look at the way back again",
        "give_term_dates" => "Give the school’s term dates",
        _ => "Look at this",
    }
}

/// "3 days late".
pub(crate) fn late(days: i64) -> String {
    if days == 1 { "1 day late".to_owned() } else { format!("{days} days late") }
}

/// What is said where half terms are not the school's own; nothing where they are.
pub(crate) fn dates(known: Dates) -> Option<&'static str> {
    match known {
        Dates::Own => None,
        Dates::Typical(Nation::England) => Some("Dates as they usually are in England. The school can give its own."),
        Dates::Typical(Nation::Wales) => Some("Dates as they usually are in Wales. The school can give its own."),
        Dates::Typical(Nation::Scotland) => Some("Dates as they usually are in Scotland. The school can give its own."),
        Dates::Typical(Nation::NorthernIreland) => {
            Some("Dates as they usually are in Northern Ireland. The school can give its own.")
        }
        Dates::Unknown => Some("Nobody has given this school’s term dates yet."),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_duty_has_words_of_its_own() {
        for what in domain::duty::ALL_WHATS {
            assert_ne!(super::duty(what), "Look at this", "{what}");
        }
    }
}
