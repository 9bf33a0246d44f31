//! English words of each kind of record: one file each.

use domain::kind::Kind;
use domain::kinds;

use crate::text::kinds::KindWords;

mod action;
mod circle_member;
mod contact_rhythm;
mod conversation_note;
mod episode;
mod feedback;
mod first_contact_checklist;
mod friends_link;
mod lesson_contribution;
mod measure;
mod medium_term_plan;
mod meeting;
mod pen_portrait;
mod progress_review;
mod pupil;
mod reintegration_plan;
mod resource;
mod resource_request;
mod school_visit_card;
mod session;
mod shared;
mod step_ladder;
mod target;
mod term_dates;
mod today_note;
mod work;

/// What a child is called whose name is not here.
pub(crate) const NO_NAME: &str = "the child";

/// What only a newer version has words for.
pub(crate) const NEWER: &str = "Something from a newer version";

/// Looks a kind up by the name of its file.
macro_rules! of_kinds {
    ($($kind:ident),+ $(,)?) => {
        /// What a kind is called. The first screen says this: no more of a kind may stand here.
        pub(crate) fn called(kind: Kind) -> &'static str {
            match kind {
                $(kinds::$kind::KIND => $kind::CALLED,)+
                _ => NEWER,
            }
        }

        /// All words of a kind; none of one that only a newer version knows.
        pub(crate) fn words(kind: Kind) -> Option<&'static KindWords> {
            Some(match kind {
                $(kinds::$kind::KIND => &$kind::WORDS,)+
                _ => return None,
            })
        }
    };
}

// One name a kind; each has its file above.
of_kinds! {
    action,
    circle_member,
    contact_rhythm,
    conversation_note,
    episode,
    feedback,
    first_contact_checklist,
    friends_link,
    lesson_contribution,
    measure,
    medium_term_plan,
    meeting,
    pen_portrait,
    progress_review,
    pupil,
    reintegration_plan,
    resource,
    resource_request,
    school_visit_card,
    session,
    step_ladder,
    target,
    term_dates,
    today_note,
    work,
}
