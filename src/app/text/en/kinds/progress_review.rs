//! English words of the review of each half term.

use domain::kinds::progress_review::*;

use super::shared::COMING;
use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "Half-term review";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Plan a half-term review",
    change: "Change the half-term review",
    fields: &[
        said(PUPIL_VIEW, "What {name} says").child("What you say"),
        said(PUPIL_VIEW_WAY, "How did {name} say it?").child("How do you want to say it?").choices(&[
            "Wrote it",
            "Said it",
            "In pictures",
            "Someone wrote it down",
        ]),
        said(PUPIL_VIEW_WRITER, "Who wrote it down?"),
        list(PUPIL_VIEW_FILES, "{name}’s voice or pictures", "Add a recording or picture", &[said(FILE, "The file")])
            .child("Your voice or pictures"),
        said(PARENT_VIEW, "What the family says"),
        list(
            PARENT_VIEW_FILES,
            "The family’s voice or pictures",
            "Add a recording or picture",
            &[said(FILE, "The file")],
        ),
        said(HALF_TERM, "Which half term?"),
        said(PERIOD_FIRST, "First day of the half term"),
        said(PERIOD_LAST, "Last day of the half term"),
        said(WHEN, "When do we meet?"),
        said(PLACE, "Where?"),
        said(LINK, "Link for a video call, if there is one"),
        list(
            ATTENDEES,
            "Who is asked to come?",
            "Ask one more person",
            &[
                said(ATTENDEE, "Who?"),
                said(ATTENDEE_NAME, "Their name, if they are not in the circle"),
                said(ATTENDEE_ROLE, "Who are they to {name}?").child("Who are they to you?"),
                said(ATTENDEE_COMING, "Do they come?").choices(COMING),
            ],
        ),
        said(SUMMARY, "The half term in a few words"),
        list(
            PACK,
            "What to look at",
            "Add something to look at",
            &[
                said(PACK_SESSION, "A session"),
                said(PACK_WORK, "A piece of work"),
                said(PACK_TARGET, "A target"),
                said(PACK_NOTE, "What to look at in it"),
            ],
        ),
        list(
            MEASURES,
            "What we measure",
            "Add a number",
            &[said(MEASURE, "What?"), said(MEASURE_VALUE, "The number"), said(MEASURE_NOTE, "More about it")],
        ),
        list(
            ISSUES,
            "What came up",
            "Add what came up",
            &[
                said(ISSUE, "What came up?"),
                said(DECISION, "What is decided?"),
                said(ISSUE_ACTION, "The action that follows"),
            ],
        ),
        list(
            PRIORITIES,
            "What matters next",
            "Add a subject",
            &[said(PRIORITY_SUBJECT, "Subject. Leave empty for all"), said(PRIORITY, "What matters most?")],
        ),
        said(NOTES, "What else was said"),
        said(LISTENED, "Did we listen? 1 is not at all, 5 is yes, really"),
        said(YOU_SAID, "What {name} said").child("What you said"),
        said(WE_DID, "What we did"),
    ],
    states: &[
        (PROPOSED, "Needs a date"),
        (BOOKED, "Has a date"),
        (PACK_SHARED, "Pack shared"),
        (HELD, "Held"),
        (NOTES_SHARED, "Notes shared"),
        (CLOSED, "Closed"),
    ],
    moves: &[
        to(PROPOSED, "Choose another date"),
        to(BOOKED, "Book the review"),
        to(PACK_SHARED, "Share the pack"),
        to(HELD, "Held"),
        to(NOTES_SHARED, "Share the notes"),
        to(CLOSED, "Close the review"),
        from_to(PACK_SHARED, BOOKED, "Take the pack back"),
        from_to(CLOSED, NOTES_SHARED, "Open it again"),
    ],
};
