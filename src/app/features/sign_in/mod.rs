//! Coming in: with a name and password, or for the first time with an invitation code.

mod join;
mod page;

pub(crate) use page::SignInPage;
