//! Who somebody is: passwords, sessions, and how often one may try.

pub mod limits;
pub mod passwords;
pub mod secret;
pub mod sessions;

/// A sign-in name as it is kept: names are compared without regard to case and surrounding space.
#[must_use]
pub fn sign_in_name(typed: &str) -> String {
    typed.trim().to_lowercase()
}
