//! English words of a note for today.

use domain::kinds::today_note::*;

use crate::text::kinds::{KindWords, said, to};

pub(super) const CALLED: &str = "Note for today";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Write a note for today",
    change: "Change the note for today",
    fields: &[
        said(PUPIL_NAME, "What {name} is called").child("What I am called"),
        said(FEELING, "How is {name} today?").child("How are you today?").choices(&["Good", "Tired", "Not well"]),
        said(TEXT, "What should everyone know?"),
        said(INFECTION, "What keeps everyone safe, such as gloves and apron"),
        said(VALID_UNTIL, "Until when? Midnight, if you leave it empty"),
        said(PUPIL_BADGE, "The picture that {name} chose").child("The picture that I chose"),
    ],
    states: &[(LIVE, "For today"), (EXPIRED, "No longer true")],
    moves: &[to(EXPIRED, "This is no longer true"), to(LIVE, "It is true again")],
};
