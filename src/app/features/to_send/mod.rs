//! Everything that is only here: unsent, drafts, both kept, not accepted; each with what to do.

mod draft;
mod model;
mod not_accepted;
mod on_the_way;
mod page;

pub(crate) use page::ToSendPage;
