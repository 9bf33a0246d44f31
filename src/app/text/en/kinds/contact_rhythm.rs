//! English words of keeping in touch.

use domain::kinds::contact_rhythm::*;

use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "Keeping in touch";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Agree how to keep in touch",
    change: "Change how we keep in touch",
    fields: &[
        said(EVERY_DAYS, "Every how many days? Seven is once a week"),
        said(FIRST_DUE, "On which day is the first update due?"),
        list(
            UPDATES,
            "Updates so far",
            "Add an update",
            &[
                said(ON, "On which day?"),
                said(SIDE, "From which side?").choices(&["The hospital", "The school"]),
                said(NOTHING_NEW, "Nothing new this time"),
                said(TEXT, "What is new?"),
            ],
        ),
    ],
    states: &[(ACTIVE, "Going on"), (PAUSED, "Paused"), (ENDED, "Finished")],
    moves: &[
        to(ACTIVE, "Start it again"),
        to(PAUSED, "Pause it, for a holiday"),
        to(ENDED, "Finish it"),
        from_to(PAUSED, ACTIVE, "Go on after the break"),
    ],
};
