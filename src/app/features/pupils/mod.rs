//! Every child I work with, and adding one, with or without a network.

mod add;
mod code;
pub(crate) mod codes;
mod list;
mod model;
mod square;

pub(crate) use add::AddPupilPage;
pub(crate) use code::CodeCard;
pub(crate) use list::PupilsPage;
