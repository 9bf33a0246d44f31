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

/// What a kind is called. The first screen says this: no more of a kind may stand here.
pub(crate) fn called(kind: Kind) -> &'static str {
    match kind {
        kinds::pupil::KIND => pupil::CALLED,
        kinds::circle_member::KIND => circle_member::CALLED,
        kinds::episode::KIND => episode::CALLED,
        kinds::medium_term_plan::KIND => medium_term_plan::CALLED,
        kinds::resource::KIND => resource::CALLED,
        kinds::resource_request::KIND => resource_request::CALLED,
        kinds::session::KIND => session::CALLED,
        kinds::today_note::KIND => today_note::CALLED,
        kinds::work::KIND => work::CALLED,
        kinds::lesson_contribution::KIND => lesson_contribution::CALLED,
        kinds::feedback::KIND => feedback::CALLED,
        kinds::target::KIND => target::CALLED,
        kinds::progress_review::KIND => progress_review::CALLED,
        kinds::meeting::KIND => meeting::CALLED,
        kinds::action::KIND => action::CALLED,
        kinds::conversation_note::KIND => conversation_note::CALLED,
        kinds::pen_portrait::KIND => pen_portrait::CALLED,
        kinds::first_contact_checklist::KIND => first_contact_checklist::CALLED,
        kinds::contact_rhythm::KIND => contact_rhythm::CALLED,
        kinds::school_visit_card::KIND => school_visit_card::CALLED,
        kinds::step_ladder::KIND => step_ladder::CALLED,
        kinds::measure::KIND => measure::CALLED,
        kinds::friends_link::KIND => friends_link::CALLED,
        kinds::reintegration_plan::KIND => reintegration_plan::CALLED,
        kinds::term_dates::KIND => term_dates::CALLED,
        _ => NEWER,
    }
}

/// All words of a kind; none of one that only a newer version knows.
pub(crate) fn words(kind: Kind) -> Option<&'static KindWords> {
    Some(match kind {
        kinds::pupil::KIND => &pupil::WORDS,
        kinds::circle_member::KIND => &circle_member::WORDS,
        kinds::episode::KIND => &episode::WORDS,
        kinds::medium_term_plan::KIND => &medium_term_plan::WORDS,
        kinds::resource::KIND => &resource::WORDS,
        kinds::resource_request::KIND => &resource_request::WORDS,
        kinds::session::KIND => &session::WORDS,
        kinds::today_note::KIND => &today_note::WORDS,
        kinds::work::KIND => &work::WORDS,
        kinds::lesson_contribution::KIND => &lesson_contribution::WORDS,
        kinds::feedback::KIND => &feedback::WORDS,
        kinds::target::KIND => &target::WORDS,
        kinds::progress_review::KIND => &progress_review::WORDS,
        kinds::meeting::KIND => &meeting::WORDS,
        kinds::action::KIND => &action::WORDS,
        kinds::conversation_note::KIND => &conversation_note::WORDS,
        kinds::pen_portrait::KIND => &pen_portrait::WORDS,
        kinds::first_contact_checklist::KIND => &first_contact_checklist::WORDS,
        kinds::contact_rhythm::KIND => &contact_rhythm::WORDS,
        kinds::school_visit_card::KIND => &school_visit_card::WORDS,
        kinds::step_ladder::KIND => &step_ladder::WORDS,
        kinds::measure::KIND => &measure::WORDS,
        kinds::friends_link::KIND => &friends_link::WORDS,
        kinds::reintegration_plan::KIND => &reintegration_plan::WORDS,
        kinds::term_dates::KIND => &term_dates::WORDS,
        _ => return None,
    })
}
