//! Feedback on a piece of work: a strength first, one next step; written by the teacher, read by the child.

mod answer;
mod card;
mod form;
mod model;
mod page;
mod reading;
mod send;
mod stickers;

pub(crate) use card::FeedbackCard;
pub(crate) use page::FeedbackPage;
pub(crate) use reading::mark_read_once;
