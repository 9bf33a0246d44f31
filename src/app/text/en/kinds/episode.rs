//! English words of a time away from school.

use domain::kinds::episode::*;

use crate::text::kinds::{KindWords, from_to, said, to};

pub(super) const CALLED: &str = "Time away from school";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Note a time away from school",
    change: "Change this time away from school",
    fields: &[
        said(PROVIDER, "Who teaches {name} now?").child("Who teaches you now?"),
        said(SETTING, "Where does {name} learn now?").child("Where do you learn now?").choices(&[
            "On a hospital ward",
            "At home",
            "In a centre",
        ]),
        said(PLACE, "Which ward or place?"),
        said(STARTED, "First day"),
        said(EXPECTED_END, "Last day, if it is known"),
        said(EXPECTED_LENGTH, "How long will it be, about?"),
        said(END_CRITERIA, "When is {name} ready to go back?").child("When are you ready to go back?"),
        said(AGREED_MINUTES, "Minutes of teaching each week"),
        said(REASON, "Why, in a word").choices(&["Physical health", "Mental health", "Something else"]),
        said(REGISTERED, "Is the service registered?").choices(&["Registered", "Not registered"]),
        said(OUTCOME, "How did it end?").choices(&[
            "Back at school full time",
            "Back at school part of the time",
            "Moved to another school",
            "Something else",
        ]),
        said(OUTCOME_NOTE, "More about how it ended"),
        said(ENDED_ON, "Last day of teaching"),
    ],
    states: &[
        (REFERRED, "Asked for"),
        (ACCEPTED, "Agreed"),
        (DECLINED, "Not possible"),
        (STARTING, "Getting ready"),
        (ACTIVE, "Going on now"),
        (ENDING, "Getting ready to go back"),
        (ENDED, "Finished"),
        (REOPENED, "Going on again"),
    ],
    moves: &[
        to(REFERRED, "Ask again"),
        to(ACCEPTED, "Say yes to it"),
        to(DECLINED, "Say it is not possible"),
        to(STARTING, "Get ready to start"),
        to(ACTIVE, "Start teaching"),
        to(ENDING, "Get ready to go back"),
        to(ENDED, "Finish this time away"),
        to(REOPENED, "Start teaching again"),
        from_to(ENDING, ACTIVE, "It goes on for now"),
    ],
};
