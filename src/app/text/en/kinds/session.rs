//! English words of a session.

use domain::kinds::session::*;

use super::shared::RATINGS;
use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "Session";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Plan a session",
    change: "Change the session",
    fields: &[
        said(DATE, "On which day?"),
        said(STARTED, "Start"),
        said(ENDED, "End"),
        said(SUBJECT, "Subject"),
        said(PLACE, "Where?").choices(&[
            "At the bedside",
            "In the ward schoolroom",
            "At home",
            "At the centre",
            "At the home school",
            "Online",
            "Somewhere else",
        ]),
        said(PLACE_NOTE, "More about the place"),
        said(TEACHER, "Who teaches?"),
        said(ADULT_PRESENT, "Who else is there?"),
        list(
            ROWS,
            "What was done of the school plan",
            "Add a row",
            &[
                said(ROW_PLAN, "Which school plan?"),
                said(ROW_ITEM, "Row of the plan"),
                said(ROW_HOW_FAR, "How far?").choices(&["Part", "Taught", "Left out for good", "Not today"]),
                said(ROW_WORDS, "What we learn"),
            ],
        ),
        list(TARGETS, "Targets you worked on", "Add a target", &[said(TARGET, "Which target?")]),
        said(SOMETHING_ELSE, "What was done instead"),
        said(WHAT_HAPPENED, "What happened"),
        said(RATING, "How was it for {name}?").child("How was it for you?").choices(RATINGS),
        said(PUPIL_SAID, "What {name} said").child("What you said"),
        said(NEXT_STEP, "Next step"),
        list(PHOTOS, "Photos", "Add a photo", &[said(FILE, "The photo"), said(CAPTION, "What it shows")]),
        list(VOICE, "Voice notes", "Add a voice note", &[said(FILE, "The recording")]),
        said(TELL_SCHOOL, "Tell school today"),
        list(
            SEEN_BY,
            "Seen at school by",
            "Say that you have seen it",
            &[said(SEEN_PERSON, "Who?"), said(SEEN_AT, "When?")],
        ),
        list(REPLIES, "What school says", "Answer", &[said(REPLY, "Your answer")]),
        said(NOT_DONE_WHY, "What got in the way?").choices(&[
            "Unwell",
            "Treatment",
            "Gone home",
            "No teacher today",
            "Something else",
        ]),
    ],
    states: &[
        (PLANNED, "Planned"),
        (DONE, "Done, not shared yet"),
        (PART, "Part done, not shared yet"),
        (NOT_DONE, "Not today"),
        (SHARED, "Shared"),
    ],
    moves: &[
        to(PLANNED, "It can happen after all"),
        to(DONE, "All of it was done"),
        to(PART, "Part of it was done"),
        to(NOT_DONE, "Not today"),
        to(SHARED, "Share the session"),
        from_to(NOT_DONE, SHARED, "Tell the circle"),
    ],
};
