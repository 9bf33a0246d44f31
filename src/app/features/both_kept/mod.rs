//! Two people wrote the same passage: both texts are kept, and a person chooses what everyone sees.

mod model;
mod page;

pub(crate) use model::{field_name, place_name};
pub(crate) use page::BothKeptPage;
