//! English.

pub(crate) mod pupils;
pub(crate) mod shell;
pub(crate) mod sign_in;
pub(crate) mod today;
