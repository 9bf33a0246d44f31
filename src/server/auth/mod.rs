//! Who somebody is: passwords, sessions, and how often one may try.

pub mod limits;
pub mod passwords;
pub mod secret;
pub mod sessions;
