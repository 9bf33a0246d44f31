//! English words of what to know before visiting the school.

use domain::kinds::school_visit_card::*;

use crate::text::kinds::{KindWords, said, to};

pub(super) const CALLED: &str = "Visiting the school";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Say what visitors of the school need to know",
    change: "Change what visitors need to know",
    fields: &[
        said(SCHOOL, "Which school?"),
        said(ASK_FOR, "Whom to ask for"),
        said(ADDRESS, "Address"),
        said(PHONE, "Phone"),
        said(SIGN_IN, "How to sign in at the door"),
        said(BRING, "What to bring"),
        said(PARKING, "Where to park"),
        said(QUIET_PLACE, "A quiet place to work"),
        said(NOTE, "Anything else"),
    ],
    states: &[(DRAFT, "Being written"), (SHARED, "Shared")],
    moves: &[to(SHARED, "Share it with the circle"), to(DRAFT, "Take it back and change it")],
};
