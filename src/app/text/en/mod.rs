//! English.

pub(crate) mod shell;
