//! Every kind of record there is: one file each. Adding a kind is a file here, its line in [`ALL`], its words
//! in the app, and a story.

use crate::kind::KindSpec;

pub mod circle_member;
pub mod medium_term_plan;
pub mod pupil;

/// Every kind, by number.
pub const ALL: &[&KindSpec] = &[&pupil::SPEC, &circle_member::SPEC, &medium_term_plan::SPEC];
