//! Keeping in touch: both sides tell each other the latest in a rhythm, and "nothing new" counts, with one tap (A15).

mod card;
mod latest;
mod model;
mod page;

pub(crate) use card::InTouchCard;
pub(crate) use page::InTouchPage;
