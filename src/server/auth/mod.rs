//! Who somebody is: passwords, sessions, and how often one may try.

pub mod limits;
pub mod passwords;
pub mod proof;
pub mod secret;
pub mod sessions;
pub mod tries;
pub mod turns;

pub use sync::sign_in_name::kept as sign_in_name;
