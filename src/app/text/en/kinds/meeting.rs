//! English words of a meeting.

use domain::kinds::meeting::*;

use super::shared::COMING;
use crate::text::kinds::{KindWords, from_to, list, said, to};

pub(super) const CALLED: &str = "Meeting";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Plan a meeting",
    change: "Change the meeting",
    fields: &[
        said(PURPOSE, "Why do we meet?"),
        said(WHEN, "When?"),
        said(PLACE, "Where?"),
        said(LINK, "Link for a video call, if there is one"),
        said(AGENDA, "What do we talk about?"),
        list(
            ATTENDEES,
            "Who is asked to come?",
            "Ask one more person",
            &[
                said(ATTENDEE, "Who?"),
                said(ATTENDEE_NAME, "Their name, if they are not in the circle"),
                said(ATTENDEE_ROLE, "Who are they to {name}?").child("Who are they to you?"),
                said(ATTENDEE_COMING, "Do they come?").choices(COMING),
            ],
        ),
        said(SUPPORTER, "Who comes along to help the family?"),
        said(INTERPRETER, "Who interprets, and in which languages?"),
        said(SEATING, "Who sits where?"),
        said(NEEDS, "What helps people to come? Such as childcare or a lift"),
        list(PAPERS, "Papers to read before", "Add a paper", &[said(FILE, "The file")]),
        said(NOTES, "What was said and agreed?"),
    ],
    states: &[
        (DRAFT, "Being planned"),
        (CONFIRMED, "Has a date"),
        (HELD, "It was held"),
        (CANCELLED, "Called off"),
        (NOTES_AGREED, "Notes agreed"),
    ],
    moves: &[
        to(CONFIRMED, "Tell everyone the date"),
        to(HELD, "It was held"),
        to(CANCELLED, "Call it off"),
        to(NOTES_AGREED, "Everyone agrees with the notes"),
        from_to(CANCELLED, CONFIRMED, "It takes place after all"),
        from_to(NOTES_AGREED, HELD, "Open the notes again"),
    ],
};
