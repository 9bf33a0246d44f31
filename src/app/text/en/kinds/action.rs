//! English words of an action.

use domain::kinds::action::*;

use crate::text::kinds::{KindWords, from_to, said, to};

pub(super) const CALLED: &str = "Action";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Note something to do",
    change: "Change the action",
    fields: &[
        said(WHAT, "What will be done?"),
        said(OWNER, "Who does it?"),
        said(OWNER_NAME, "Their name, if they are not in the circle"),
        said(FOR_WHOM, "Who is it for?"),
        said(DUE, "By when, if there is a day"),
        said(FROM_REVIEW, "From which review?"),
        said(FROM_MEETING, "From which meeting?"),
        said(FROM_CONVERSATION, "From which talk?"),
        said(CARRIED_FROM, "Carries on from"),
        said(DONE_ON, "On which day was it done?"),
        said(DROPPED_WHY, "Why is it not needed any more?"),
    ],
    states: &[
        (OPEN, "To do"),
        (DONE, "Done"),
        (DROPPED, "No longer needed"),
        (CARRIED, "Carried on to the next review"),
    ],
    moves: &[
        to(DONE, "This is done"),
        to(OPEN, "Open it again"),
        to(DROPPED, "No longer needed"),
        to(CARRIED, "Carry it on to the next review"),
        from_to(DONE, OPEN, "It is not done yet"),
    ],
};
