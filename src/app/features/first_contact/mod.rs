//! What the hospital side asked the home school for at the first contact: the school answers each with a tap, and both
//! sides see what is here and how long the rest has waited (A2).

mod card;
mod item;
mod model;
mod page;

pub(crate) use card::FirstContactCard;
pub(crate) use page::FirstContactPage;
