//! English words of feedback.

use domain::kinds::feedback::*;

use crate::text::en::feedback::STICKERS;
use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "Feedback";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Give feedback",
    change: "Change the feedback",
    fields: &[
        said(WORK, "Which work is it about?"),
        said(STRENGTH, "What is strong"),
        said(NEXT_STEP, "One next step"),
        said(VOICE, "In the teacher’s voice"),
        said(STICKER, "A sticker").choices(&STICKERS),
        said(THANKS, "{name} says thank you").child("You said thank you"),
        said(ANSWER, "What {name} says back").child("Your answer"),
        said(ANSWER_VOICE, "{name}’s answer, spoken").child("Your answer, spoken"),
        list(OPENED_BY, "Opened by", "Add who opened it", &[said(OPENED_PERSON, "Who?"), said(OPENED_AT, "When?")]),
    ],
    states: &[(DRAFT, "Being written"), (READY, "Ready for the teacher"), (RELEASED, "Sent"), (READ, "Read")],
    moves: &[
        to(DRAFT, "Go on writing"),
        to(READY, "Give it to the teacher"),
        to(RELEASED, "Send it to {name}"),
        to(READ, "I have read it"),
        from_to(RELEASED, DRAFT, "Take it back and change it"),
    ],
};
