//! Handing in work from ward or home: photos in order, a voice or typed words, or "not today" in one tap.

mod choices;
mod form;
mod helped;
mod model;
mod page;
mod photos;
mod send;
mod what_for;

pub(crate) use page::HandInPage;
