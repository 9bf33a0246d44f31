//! Everything that is only here: unsent, drafts, both kept, not accepted; each with what to do.

mod model;
mod page;

pub(crate) use page::ToSendPage;
