//! English words of work.

use domain::kinds::work::*;

use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "Work";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Hand in work",
    change: "Change the work",
    fields: &[
        list(
            PAGES,
            "Photos and recordings",
            "Add a photo or recording",
            &[
                said(FILE, "The file"),
                said(TURN, "How it lies").choices(&["Upright", "On its right side", "Upside down", "On its left side"]),
                said(CAPTION, "What it shows"),
            ],
        ),
        said(TITLE, "What is it called?"),
        said(TYPED, "Typed work"),
        said(COMMENT, "What {name} says about it").child("What you say about it"),
        said(HELPED, "Who helped?").choices(&["Nobody", "A parent", "A teacher", "On the ward", "Someone else"]),
        said(HELPER, "Who was it?"),
        said(SUBJECT, "Subject"),
        said(FOR, "What is it for?")
            .choices(&["Something of {name}’s own", "A row of the school plan", "A lesson"])
            .child_choices(&["Something of my own", "A row of the school plan", "A lesson"]),
        said(PLAN, "Which school plan?"),
        said(ROW, "Row of the plan"),
        said(LESSON, "Which lesson?"),
        said(SESSION, "In which session was it made?"),
        said(USED_WHERE, "Where is it now?"),
        list(
            CLASS_PHOTOS,
            "At school",
            "Add a photo of it at school",
            &[said(FILE, "The photo"), said(CAPTION, "What it shows")],
        ),
    ],
    states: &[
        (DRAFT, "Being made"),
        (HANDED_IN, "Handed in"),
        (SEEN, "Seen"),
        (FEEDBACK_GIVEN, "Feedback given"),
        (READ, "Feedback read"),
        (USED_IN_LESSON, "Part of the lesson"),
        (NOT_TODAY, "Not today"),
        (WITHDRAWN, "Taken back"),
    ],
    moves: &[
        to(DRAFT, "It can happen after all"),
        to(HANDED_IN, "Hand it in"),
        to(SEEN, "I have seen it"),
        to(FEEDBACK_GIVEN, "Feedback is there"),
        to(READ, "I have read the feedback"),
        to(USED_IN_LESSON, "It was part of our lesson"),
        to(NOT_TODAY, "Not today: unwell"),
        to(WITHDRAWN, "Take it back"),
        from_to(WITHDRAWN, HANDED_IN, "Hand it in again"),
    ],
};
