//! Today: who is next, what to know before the door, what waits for me, what is not sent.

mod family;
mod for_you;
mod model;
mod not_sent;
mod page;
mod staff;

pub(crate) use model::live_notes;
pub(crate) use page::{NetworkState, TodayPage};
pub(crate) use staff::note_words;
