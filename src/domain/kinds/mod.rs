//! Every kind of record there is: one file each. Adding a kind is a file here and its line in [`ALL`]; the rest is in
//! `../../README.md`. `../kinds_grid.txt` shows every kind with its fields.

use crate::kind::{Kind, KindSpec};

pub mod action;
pub mod circle_member;
pub mod contact_rhythm;
pub mod conversation_note;
pub mod episode;
pub mod feedback;
pub mod first_contact_checklist;
pub mod friends_link;
pub mod lesson_contribution;
pub mod measure;
pub mod medium_term_plan;
pub mod meeting;
pub mod pen_portrait;
pub mod progress_review;
pub mod pupil;
pub mod reintegration_plan;
pub mod resource;
pub mod resource_request;
pub mod school_visit_card;
pub mod session;
pub mod step_ladder;
pub mod target;
pub mod term_dates;
pub mod today_note;
pub mod work;

/// Whether records of this kind make a circle: the child, and who is in it. Nobody narrows these, for what gives access is
/// seen by all whom the kind is for.
#[must_use]
pub fn makes_the_circle(kind: Kind) -> bool {
    kind == pupil::KIND || kind == circle_member::KIND
}

/// Every kind, by number.
pub const ALL: &[&KindSpec] = &[
    &pupil::SPEC,
    &circle_member::SPEC,
    &episode::SPEC,
    &medium_term_plan::SPEC,
    &resource::SPEC,
    &resource_request::SPEC,
    &session::SPEC,
    &today_note::SPEC,
    &work::SPEC,
    &lesson_contribution::SPEC,
    &feedback::SPEC,
    &target::SPEC,
    &progress_review::SPEC,
    &meeting::SPEC,
    &action::SPEC,
    &conversation_note::SPEC,
    &pen_portrait::SPEC,
    &first_contact_checklist::SPEC,
    &contact_rhythm::SPEC,
    &school_visit_card::SPEC,
    &step_ladder::SPEC,
    &measure::SPEC,
    &friends_link::SPEC,
    &reintegration_plan::SPEC,
    &term_dates::SPEC,
];
