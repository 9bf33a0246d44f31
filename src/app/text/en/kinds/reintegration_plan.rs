//! English words of the plan for the way back to school.

use domain::kinds::reintegration_plan::*;

use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "Plan for the way back";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Plan the way back together",
    change: "Change the plan for the way back",
    fields: &[
        said(FOR_PUPIL, "The plan in two lines, for {name} to read").child("The plan in two lines, for you"),
        said(NEEDS, "What does {name} need at school?").child("What do you need at school?"),
        said(OBJECTIVES, "What do we want to reach?"),
        said(BASELINE, "Where do we start from?"),
        list(
            ADJUSTMENTS,
            "What school does differently",
            "Add one more thing",
            &[said(ADJUSTMENT, "What?"), said(ADJUSTED_SINCE, "Since which day?")],
        ),
        said(KEY_ADULT, "Key adult at school"),
        said(BACKUP_ADULT, "Who is there when the key adult is not?"),
        said(SAFE_PLACE, "A safe place at school"),
        said(READINESS, "When is {name} ready for the next step?").child("When are you ready for the next step?"),
        said(RETURN_ON, "First day back at school"),
        said(REVIEW_ON, "When do we look at it again?"),
        said(STEPS, "The steps that go with it"),
        list(
            STAFF_READY,
            "Staff who are ready",
            "Say that you are ready",
            &[said(PERSON, "Who?"), said(PERSON_NAME, "Name"), said(ON, "On which day?"), said(READY, "Is ready")],
        ),
        list(
            SIGNATURES,
            "Signatures",
            "Sign it",
            &[
                said(PERSON, "Who?"),
                said(PERSON_NAME, "Name"),
                said(ON, "On which day?"),
                said(SIDE, "For which side?")
                    .choices(&["Hospital", "School", "Parent", "{name}"])
                    .child_choices(&["Hospital", "School", "Parent", "You"]),
                said(AS_OF, "Version signed"),
            ],
        ),
        list(
            CHANGES,
            "What was changed on the way",
            "Add a change",
            &[said(CHANGE_REASON, "What changes, and why?"), said(CHANGE_FROM, "From which day?")],
        ),
    ],
    states: &[
        (DRAFT, "Being written"),
        (AGREED, "Agreed"),
        (ACTIVE, "Begun"),
        (ON_TRACK, "Going well"),
        (ADJUSTED, "Changed on the way"),
        (RETURNED, "Back at school"),
        (MOVED, "Moved to another school"),
        (ENDED, "Stopped"),
    ],
    moves: &[
        to(DRAFT, "Go on writing"),
        to(AGREED, "We agree on this plan"),
        to(ACTIVE, "Begin the way back"),
        to(ON_TRACK, "It goes well"),
        to(ADJUSTED, "We changed the plan"),
        to(RETURNED, "{name} is back at school"),
        to(MOVED, "{name} moves to another school"),
        to(ENDED, "Stop this plan"),
        from_to(ADJUSTED, ON_TRACK, "It goes well again"),
        from_to(RETURNED, ACTIVE, "Go on with the plan"),
        from_to(ENDED, ACTIVE, "Go on with the plan"),
    ],
};
