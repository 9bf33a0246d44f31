//! English words of what the school gives to learn with.

use domain::kinds::resource::*;

use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "Worksheet or text";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Share a worksheet or text",
    change: "Change this worksheet or text",
    fields: &[
        said(TITLE, "What is it called?"),
        said(SUBJECT, "Subject"),
        list(FILES, "Files", "Add a file", &[said(FILE, "The file")]),
        said(RIGHTS, "Who may copy it?"),
        said(PLAN, "Which school plan is it for?"),
        said(ROW, "Row of the plan"),
        said(NOTE, "A word to go with it"),
    ],
    states: &[(SHARED, "Shared"), (WITHDRAWN, "Taken back")],
    moves: &[to(WITHDRAWN, "Take it back"), from_to(WITHDRAWN, SHARED, "Share it again")],
};
