//! English words of a person in a circle.

use domain::kinds::circle_member::*;

use crate::text::kinds::{KindWords, from_to, said, to};

pub(super) const CALLED: &str = "Person in the circle";

/// What people are to the child, by their roles; the child is called this.
const fn roles(child: &'static str) -> [&'static str; 11] {
    [
        "Hospital or home teacher",
        "Lead of the teaching service",
        "Ward staff",
        "Key contact at the school",
        "Class or subject teacher",
        "Teaching assistant",
        "Head or senior leader",
        "Therapist",
        "Parent or carer",
        child,
        "Another professional",
    ]
}

const ROLES: [&str; 11] = roles("{name}");
const ROLES_TO_CHILD: [&str; 11] = roles("Me");

pub(super) static WORDS: KindWords = KindWords {
    begin: "Add somebody to the circle",
    change: "Change what is said about this person",
    fields: &[
        said(PERSON, "Who is it?"),
        said(NAME, "Name"),
        said(ROLE, "Who are they to {name}?")
            .child("Who are they to you?")
            .choices(&ROLES)
            .child_choices(&ROLES_TO_CHILD),
        said(KNOWN_AS, "What do people call their part?"),
        said(ORGANISATION, "Where do they work?"),
        said(WHY, "Why are they in the circle?"),
        said(FROM, "Their first day in the circle, if it is limited"),
        said(UNTIL, "Their last day in the circle, if it is limited"),
        said(CEILING, "How much may they see?").choices(&[
            "Only what names no child",
            "Everyday things",
            "Sensitive things too",
            "Everything",
        ]),
        said(CONTACT, "How to reach them at work"),
        said(INVITATION, "Code"),
        said(CONTACT_ORDER, "What kind of contact are they?").choices(&[
            "First contact",
            "Second contact",
            "Holiday cover",
        ]),
        said(PUPIL_NAME, "What {name} is called").child("What I am called"),
        said(PUPIL_BADGE, "The picture that {name} chose").child("The picture that I chose"),
    ],
    states: &[(INVITED, "Invited"), (ACTIVE, "In the circle"), (ENDED, "No longer in the circle")],
    moves: &[
        to(ACTIVE, "Let them into the circle"),
        to(ENDED, "End their access"),
        from_to(INVITED, ENDED, "Take the invitation back"),
        from_to(ENDED, ACTIVE, "Let them back into the circle"),
    ],
};
