//! English words of a school's term dates.

use domain::kinds::term_dates::*;

use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "School term dates";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Add the school’s term dates",
    change: "Change the term dates",
    fields: &[
        said(SCHOOL, "Which school?"),
        said(NATION, "Where is the school?").choices(&["England", "Wales", "Scotland", "Northern Ireland"]),
        list(
            HALF_TERMS,
            "Half terms",
            "Add a half term",
            &[said(NAME, "What is it called?"), said(FIRST, "First day"), said(LAST, "Last day")],
        ),
        list(
            CLOSED,
            "Days on which school is closed",
            "Add a day",
            &[said(CLOSED_ON, "Which day?"), said(CLOSED_WHY, "Why?")],
        ),
    ],
    states: &[(CURRENT, "In use"), (SUPERSEDED, "Replaced by newer dates")],
    moves: &[to(SUPERSEDED, "There are newer dates"), from_to(SUPERSEDED, CURRENT, "Use these dates again")],
};
