//! English words of something that is measured.

use domain::kinds::measure::*;

use super::shared::{RATERS, RATERS_TO_CHILD};
use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "Something we measure";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Agree something to measure",
    change: "Change what we measure",
    fields: &[
        said(NAME, "What do we measure?"),
        said(ABOUT, "What is it about?").choices(&["Learning", "Being at school", "Feeling well", "Something else"]),
        said(UNIT, "In what? Such as pages, half days or points"),
        said(BETTER, "Which way is better?").choices(&["More is better", "Less is better"]),
        said(RATED_BY, "Who gives the number?").choices(RATERS).child_choices(RATERS_TO_CHILD),
        said(BASELINE, "The number at the start"),
        said(BASELINE_ON, "The day of the start"),
        said(SOURCE, "Where do the numbers come from?"),
        list(
            VALUES,
            "Numbers since then",
            "Add a number",
            &[
                said(VALUE_ON, "On which day?"),
                said(VALUE_HALF_TERM, "Half term"),
                said(VALUE, "The number"),
                said(VALUE_NOTE, "More about it"),
            ],
        ),
    ],
    states: &[(PROPOSED, "Suggested"), (AGREED, "Agreed"), (CLOSED, "No longer measured")],
    moves: &[
        to(AGREED, "Agree to measure this"),
        to(CLOSED, "Stop measuring this"),
        from_to(CLOSED, AGREED, "Measure this again"),
    ],
};
