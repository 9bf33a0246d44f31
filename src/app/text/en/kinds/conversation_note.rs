//! English words of the note of a talk.

use domain::kinds::conversation_note::*;

use crate::text::kinds::{KindWords, list, said, to};

pub(super) const CALLED: &str = "Note of a talk";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Write down a talk",
    change: "Change the note of this talk",
    fields: &[
        said(DATE, "On which day?"),
        said(WAY, "How did you talk?").choices(&["By phone", "On a visit", "By video"]),
        list(
            PEOPLE,
            "Who took part?",
            "Add a person",
            &[said(PERSON, "Who?"), said(PERSON_NAME, "Their name, if they are not in the circle")],
        ),
        said(ABOUT, "What was it about?"),
        said(SUMMARY, "What was said?"),
        list(
            ACTIONS,
            "What will be done now?",
            "Add something to do",
            &[said(ACTION_WHAT, "What will be done?"), said(ACTION, "The action for it")],
        ),
    ],
    states: &[(DRAFT, "Being written"), (SHARED, "Shared")],
    moves: &[to(SHARED, "Share it with the people named")],
};
