//! Every child I work with, and adding one, with or without a network.

mod add;
mod code;
mod list;
mod model;

pub(crate) use add::AddPupilPage;
pub(crate) use code::CodeCard;
pub(crate) use list::PupilsPage;
