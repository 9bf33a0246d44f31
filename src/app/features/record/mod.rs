//! The general screens: any kind's record as its declaration says, to read, write, look back on and print.

mod field_input;
mod file_link;
mod form;
mod history;
mod model;
mod moves;
mod own_page;
mod printed;
mod removed;
mod shown;
mod signing;
mod view;
mod who;

pub(crate) use file_link::FileLink;
pub(crate) use form::{EditPage, NewPage};
pub(crate) use history::HistoryPage;
pub(crate) use own_page::OwnPage;
pub(crate) use printed::Printed;
pub(crate) use removed::{RemovedPage, removed};
pub(crate) use signing::Signing;
pub(crate) use view::RecordPage;
