//! English.

pub(crate) mod shell;
pub(crate) mod today;
