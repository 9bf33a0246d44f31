//! Today: who is next, what to know before the door, what waits for me, what is not sent.

mod family;
mod for_you;
mod model;
mod not_sent;
mod page;
mod staff;
mod unfinished;

pub(crate) use model::live_notes;
pub(crate) use page::{ClockNotice, NetworkState, TodayPage};
pub(crate) use staff::note_words;
pub(crate) use unfinished::{
    GoOnWith, StartFrom, StartSession, draft_name, draft_tag, first_words, from_address, is_open,
};
