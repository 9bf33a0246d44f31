//! English words of a lesson to take part in.

use domain::kinds::lesson_contribution::*;

use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "Lesson to take part in";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Ask {name} to take part in a lesson",
    change: "Change this lesson",
    fields: &[
        said(LESSON, "What is the lesson?"),
        said(SUBJECT, "Subject"),
        said(CLASS, "Class"),
        said(WHEN, "When is the lesson?"),
        said(BRIEF, "What could {name} make for it?").child("What could you make for it?"),
        said(NEEDED_BY, "By which day is it good to have?"),
        list(FILES, "Files for it", "Add a file", &[said(FILE, "The file")]),
        said(PLAN, "Which school plan is it from?"),
        said(ROW, "Row of the plan"),
        said(OTHER_DAY, "A day that would be better"),
    ],
    states: &[
        (DRAFT, "Being written"),
        (SHARED, "Shared"),
        (TAUGHT, "The lesson was taught"),
        (NOT_TODAY, "Not today"),
        (CANCELLED, "Called off"),
    ],
    moves: &[
        to(SHARED, "Ask again"),
        to(TAUGHT, "The lesson was taught"),
        to(NOT_TODAY, "Not today: unwell"),
        to(CANCELLED, "Call it off"),
        from_to(DRAFT, SHARED, "Share it with {name}"),
        from_to(NOT_TODAY, SHARED, "It can happen after all"),
        from_to(CANCELLED, SHARED, "It takes place after all"),
    ],
};
