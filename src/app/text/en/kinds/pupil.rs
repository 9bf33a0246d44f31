//! English words of the child's own record.

use domain::kinds::pupil::*;

use crate::text::kinds::{KindWords, said, to};

pub(super) const CALLED: &str = "Name, school and needs";

pub(super) static WORDS: KindWords = KindWords {
    begin: "Add a pupil",
    change: "Change name, school and needs",
    fields: &[
        said(PREFERRED_NAME, "Everyday name"),
        said(LEGAL_NAME, "Full name, as on papers"),
        said(BORN, "Date of birth"),
        said(YEAR_GROUP, "Year group. Reception is 0"),
        said(HOME_SCHOOL, "Home school"),
        said(CLASS, "Class"),
        said(LANGUAGES, "Languages"),
        said(ACCESS_NEEDS, "What {name} needs to take part").child("What you need to take part"),
        said(SUPPORT, "Extra help at school").choices(&[
            "None",
            "Support for special needs",
            "Education, health and care plan",
        ]),
        said(BADGE, "Picture in place of a photo"),
    ],
    states: &[(ACTIVE, "In use"), (ARCHIVED, "Put away")],
    moves: &[to(ACTIVE, "Bring this page back into use"), to(ARCHIVED, "Put this page away")],
};
