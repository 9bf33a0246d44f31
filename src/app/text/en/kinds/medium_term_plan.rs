//! English words of the school's medium-term plan.

use domain::kinds::medium_term_plan::*;

use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "School plan";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Share a school plan",
    change: "Change the school plan",
    fields: &[
        said(SUBJECT, "Subject"),
        said(TOPIC, "What is it about?"),
        said(FIRST_DAY, "First day of the half term"),
        said(LAST_DAY, "Last day of the half term"),
        said(CLASS, "Class"),
        said(PRIORITIES, "What matters most"),
        list(
            ROWS,
            "Rows of the plan",
            "Add a row",
            &[
                said(ROW_WEEK, "Week"),
                said(ROW_STARTS, "First day of the week"),
                said(ROW_OBJECTIVE, "What we learn"),
                said(ROW_ACTIVITY, "What we do"),
                said(ROW_VOCABULARY, "Words"),
                said(ROW_RESOURCES, "What we need"),
                said(ROW_ASSESSMENT, "How we check"),
                said(ROW_NOTES, "More about it"),
                said(ROW_MARK, "How far?").choices(&["Not yet", "Part", "Taught", "Left out for good"]),
            ],
        ),
        list(FILES, "School’s own files", "Add a file", &[said(FILE, "The file")]),
        said(NOTES, "Notes on the plan"),
    ],
    states: &[
        (REQUESTED, "Asked for"),
        (DRAFT, "Being written"),
        (SHARED, "Shared"),
        (SUPERSEDED, "Replaced by a newer plan"),
        (ARCHIVED, "Kept from an earlier half term"),
    ],
    moves: &[
        to(REQUESTED, "Ask the school for this plan"),
        to(DRAFT, "Begin to write it"),
        to(SHARED, "Share this plan"),
        to(SUPERSEDED, "There is a newer plan"),
        to(ARCHIVED, "Its half term is over"),
        from_to(SUPERSEDED, SHARED, "Use this plan again"),
        from_to(ARCHIVED, SHARED, "Use this plan again"),
    ],
};
