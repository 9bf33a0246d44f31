//! English words of a call with friends.

use domain::kinds::friends_link::*;

use crate::text::kinds::{KindWords, from_to, said, to};

pub(super) const CALLED: &str = "Call with friends";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Plan a call with friends",
    change: "Change the call with friends",
    fields: &[
        said(WHEN, "When is the call?"),
        said(FRIENDS, "Which friends? First names are enough"),
        said(PLACE, "Where is {name} for the call?").child("Where are you for the call?"),
        said(LINK, "Link for the call"),
        said(ADULT_HERE, "Which adult is with {name}?").child("Which adult is with you?"),
        said(ADULT_THERE, "Which adult is with the friends?"),
        said(PUPIL_AGREES, "{name} would like this call").child("I would like this call"),
        said(PARENT_AGREES, "{name}’s parent or carer says yes").child("My parent or carer says yes"),
        said(SCHOOL_AGREES, "School says yes for the friends"),
        said(HOW_IT_WAS, "How was the call?"),
        said(NO_LONGER_WHY, "Why is it not needed any more?").choices(&["Back at school", "Something else"]),
    ],
    states: &[
        (PLANNED, "Planned"),
        (HAPPENED, "It happened"),
        (NOT_TODAY, "Not today"),
        (NO_LONGER_NEEDED, "No longer needed"),
    ],
    moves: &[
        to(PLANNED, "Plan it again"),
        to(HAPPENED, "It happened"),
        to(NOT_TODAY, "Not today"),
        to(NO_LONGER_NEEDED, "No longer needed"),
        from_to(NOT_TODAY, PLANNED, "Choose another day"),
    ],
};
