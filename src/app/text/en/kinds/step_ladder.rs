//! English words of the steps back to school.

use domain::kinds::step_ladder::*;

use super::shared::RATINGS;
use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "Steps back to school";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Plan the steps back to school",
    change: "Change the steps back to school",
    fields: &[
        said(PUPIL_SAID, "What {name} says about it").child("What you say about it"),
        said(GOAL, "Where do the steps lead?"),
        said(FULL_TIME_FROM, "Full time from"),
        said(KEY_ADULT, "Key adult at school"),
        said(QUIET_PLACE, "A quiet place at school"),
        list(
            STEPS,
            "The steps",
            "Add a step",
            &[
                said(WEEK, "From which day?"),
                said(WHAT, "What is the step?"),
                said(PLANNED, "Half days planned each week"),
                said(DONE, "Half days at school"),
                said(UNWELL, "Half days too unwell. They are not counted"),
                said(FELT, "How did it feel for {name}?").child("How did it feel?").choices(RATINGS),
                said(STEP_SAID, "What {name} said").child("What you said"),
            ],
        ),
        list(
            CONFIDENCE,
            "How sure we feel",
            "Say how sure you feel",
            &[
                said(WHO, "Who?")
                    .choices(&["{name}", "Family", "School", "Hospital"])
                    .child_choices(&["Me", "Family", "School", "Hospital"]),
                said(SURE_ON, "On which day?"),
                said(SURE, "How sure, from 1 to 10?"),
            ],
        ),
    ],
    states: &[
        (DRAFT, "Being planned"),
        (AGREED, "Agreed"),
        (ACTIVE, "Going on now"),
        (RETURNED, "Back at school"),
        (ENDED, "Stopped"),
    ],
    moves: &[
        to(AGREED, "We agree on these steps"),
        to(DRAFT, "Go on planning"),
        to(ACTIVE, "Begin the steps"),
        to(RETURNED, "{name} is back at school"),
        to(ENDED, "Stop the steps"),
        from_to(RETURNED, ACTIVE, "Go on with the steps"),
        from_to(ENDED, ACTIVE, "Go on with the steps"),
    ],
};
