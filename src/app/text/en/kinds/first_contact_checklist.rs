//! English words of what the home school is asked for first.

use domain::kinds::first_contact_checklist::*;

use crate::text::kinds::{KindWords, list, said, to};

pub(super) const CALLED: &str = "Asked of the home school";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Ask the home school for the first things",
    change: "Change what the home school is asked for",
    fields: &[
        list(
            ITEMS,
            "What is asked for",
            "Ask for one more thing",
            &[
                said(WHAT, "What?").choices(&[
                    "School plan",
                    "What was learnt so far",
                    "Extra help at school",
                    "Education, health and care plan",
                    "Targets",
                    "All about me",
                    "Timetable",
                    "Exam texts and papers",
                    "Something else",
                ]),
                said(NAME, "Which one, or what else?"),
                said(ANSWER, "The answer").choices(&["Asked", "Received", "School has none", "Can’t be shared"]),
                said(ASKED_ON, "Asked on"),
                said(ANSWERED_ON, "Answered on"),
                said(ITEM_NOTE, "A word to go with it"),
                said(FILE, "The file"),
            ],
        ),
        said(NOTE, "Anything else"),
    ],
    states: &[(OPEN, "Waiting for answers"), (COMPLETE, "All answered")],
    moves: &[to(COMPLETE, "Everything is answered"), to(OPEN, "Something is still open")],
};
