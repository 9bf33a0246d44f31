//! The review of each half term: what is due, the pack that builds itself, the child's and the family's words first,
//! what is decided, and what follows from it (A35 to A40).

mod actions;
mod after;
mod date;
mod desk;
mod editing;
mod issues;
mod list;
mod main_step;
mod measures;
mod model;
mod notes;
mod pack;
mod page;
mod priorities;
mod save;
mod targets;
mod view_form;
mod views;
mod whole;

pub(crate) use list::ReviewsPage;
pub(crate) use page::ReviewPage;
