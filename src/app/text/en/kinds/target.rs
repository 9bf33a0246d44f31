//! English words of a target.

use domain::kinds::target::*;

use super::shared::{RATERS, RATERS_TO_CHILD};
use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "Target";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Suggest a target",
    change: "Change the target",
    fields: &[
        said(WORDING, "What is the target?"),
        said(PUPIL_WORDS, "How {name} says it").child("How you say it"),
        said(SOURCE, "Where does it come from?").choices(&[
            "Class",
            "Education, health and care plan",
            "Personal steps",
            "Therapy",
            "The way back to school",
        ]),
        said(WHY, "Why does it matter?"),
        said(BASELINE, "Where does {name} start?").child("Where do you start?"),
        said(REVIEW_ON, "When do we look at it again?"),
        said(SUCCESS, "How will we know that it is reached?"),
        said(ACTIONS, "Who does what?"),
        list(
            RATINGS,
            "Scores so far",
            "Add a score",
            &[
                said(RATED_ON, "On which day?"),
                said(RATED, "The score, from 1 to 10"),
                said(RATED_BY, "Who gives it?").choices(RATERS).child_choices(RATERS_TO_CHILD),
                said(RATING_NOTE, "More about it"),
                said(INDEPENDENCE, "Without help, from 1 to 10"),
                said(FLUENCY, "With ease, from 1 to 10"),
                said(MAINTENANCE, "Still there after a while, from 1 to 10"),
                said(GENERALISATION, "In other places too, from 1 to 10"),
            ],
        ),
        list(
            AGREED_BY,
            "Agreed by",
            "Say that you agree",
            &[said(AGREED_PERSON, "Who?"), said(AGREED_ON, "On which day?")],
        ),
        said(OUTCOME_WHY, "How it went"),
    ],
    states: &[
        (PROPOSED, "Suggested"),
        (AGREED, "Agreed"),
        (ACTIVE, "Being worked on"),
        (ACHIEVED, "Reached"),
        (PARTLY, "Partly reached"),
        (NOT_ACHIEVED, "Not reached yet"),
        (STOPPED, "Stopped"),
    ],
    moves: &[
        to(AGREED, "We agree on this target"),
        to(ACTIVE, "Start working on it"),
        to(ACHIEVED, "It is reached"),
        to(PARTLY, "It is partly reached"),
        to(NOT_ACHIEVED, "It is not reached yet"),
        to(STOPPED, "Stop this target"),
        from_to(ACHIEVED, ACTIVE, "Work on it again"),
        from_to(PARTLY, ACTIVE, "Work on it again"),
        from_to(NOT_ACHIEVED, ACTIVE, "Work on it again"),
        from_to(STOPPED, ACTIVE, "Work on it again"),
    ],
};
