//! What a review says and becomes: plain Rust, without any view.

mod due;
mod form;
mod guests;
mod items;
mod pack;
mod plans;
mod steps;
#[cfg(test)]
mod testing;
mod todos;

pub(super) use due::{Line, half_term_for_new, lines, suggested_day};
pub(super) use form::{MeasureForm, Part, ReviewForm, Text, ViewForm, WhenForm};
pub(super) use guests::{Guest, guests, likely};
pub(super) use items::{ActionForm, IssueForm, PriorityForm};
pub(super) use pack::{Numbers, chart, chosen, numbers, shown};
pub(super) use plans::{PlanRequest, plan_requests};
pub(super) use steps::{MainStep, main_step, sees_notes, sees_pack};
pub(super) use todos::{Todo, todos};
