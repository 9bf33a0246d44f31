//! The shared page of one child, and the people in their circle.

mod about;
mod aside;
mod contacts;
mod invitation;
mod invite;
mod known;
mod lately;
mod lists;
mod model;
mod page;
mod people;

pub(crate) use invitation::InvitationPage;
pub(crate) use page::PupilPage;
pub(crate) use people::PeoplePage;
