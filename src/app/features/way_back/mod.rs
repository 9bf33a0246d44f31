//! The way back to school, step by step: the same picture for the school, the hospital, the family and the child (A21).

mod card;
mod chart;
mod feels;
mod model;
mod page;
mod step;
mod sure;
mod this_week;

pub(crate) use card::WayBackCard;
pub(crate) use page::WayBackPage;
