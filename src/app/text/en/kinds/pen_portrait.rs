//! English words of the page about the child, in the child's own words.

use domain::kinds::pen_portrait::*;

use super::shared::RATINGS;
use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "All about me";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Write “All about me”",
    change: "Change “All about me”",
    fields: &[
        said(LIKED, "What people like about {name}").child("What people like about me"),
        said(MATTERS, "What matters to {name}").child("What matters to me"),
        said(SUPPORT, "How to help {name} well").child("How to help me well"),
        said(COMMUNICATION, "How {name} tells you things").child("How I tell you things"),
        said(AVOID, "Please don’t"),
        list(
            SPACES,
            "Places that work for {name}",
            "Add a place",
            &[said(SPACE, "Which place?"), said(SPACE_RATING, "How is it there?").choices(RATINGS)],
        )
        .child("Places that work for me"),
        said(PHOTO, "A photo, if {name} wants one").child("A photo, if I want one"),
        said(VOICE, "Whose words are these?")
            .choices(&["{name}’s own words", "Written with {name}", "Written for {name}"])
            .child_choices(&["My own words", "Written with me", "Written for me"]),
        said(WRITER, "Who wrote it down?"),
        said(REVIEW_ON, "When do we look at it again?"),
    ],
    states: &[
        (DRAFT, "Being written"),
        (AGREED, "Agreed, not shared yet"),
        (SHARED, "Shared"),
        (DUE_REVIEW, "Time to look at it again"),
    ],
    moves: &[
        to(AGREED, "Yes, this is right"),
        to(DRAFT, "Go on writing"),
        to(SHARED, "Share it with the circle"),
        to(DUE_REVIEW, "Ask to look at it again"),
        from_to(SHARED, DRAFT, "Take it back and change it"),
        from_to(DUE_REVIEW, SHARED, "It is still right"),
    ],
};
