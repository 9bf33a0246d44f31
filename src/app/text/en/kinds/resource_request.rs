//! English words of a worksheet that is asked for.

use domain::kinds::resource_request::*;

use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "Worksheet asked for";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Ask for a worksheet",
    change: "Change what is asked for",
    fields: &[
        said(WHAT, "What is asked for?"),
        said(PLAN, "From which school plan?"),
        said(ROW, "Row of the plan"),
        said(NEEDED_BY, "By which day is it good to have?"),
        said(NOTE, "A word to go with it"),
        list(FILES, "Files", "Add a file", &[said(FILE, "The file")]),
        said(ANSWER, "What school says"),
    ],
    states: &[
        (ASKED, "Asked"),
        (READY, "Ready to collect"),
        (ATTACHED, "Attached"),
        (POSTED, "In the post"),
        (NOT_AVAILABLE, "School has none to send"),
        (GOT, "Got it"),
        (NOT_NEEDED, "No longer needed"),
    ],
    moves: &[
        to(READY, "It is ready to collect"),
        to(ATTACHED, "It is attached here"),
        to(POSTED, "It is in the post"),
        to(NOT_AVAILABLE, "We have none"),
        to(NOT_NEEDED, "No longer needed"),
        to(GOT, "Got it"),
        to(ASKED, "Take the answer back"),
        from_to(NOT_AVAILABLE, ASKED, "Ask again"),
        from_to(NOT_NEEDED, ASKED, "Ask again"),
        from_to(GOT, ASKED, "Ask again"),
    ],
};
