//! Coming in: with a name and password, or with an invitation code, for the first time or once more.

mod join;
mod look;
mod page;
mod store_silent;
mod take_up;

pub(crate) use join::JoinForm;
pub(crate) use page::SignInPage;
pub(crate) use store_silent::StoreSilentPage;
pub(crate) use take_up::TakeUpPage;
