//! What may be a password: the same rule on the device, before anything is sent, and on the server.

/// The fewest characters. Our reasoning: length is what counts (NIST SP 800-63B asks for 8 at least and advises 15 where
/// nothing else protects an account), and twelve are still typed on a ward tablet.
pub const SHORTEST: usize = 12;
/// The most bytes, so that hashing stays cheap to refuse.
pub const LONGEST: usize = 200;

/// Why something can't be somebody's password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Fewer than [`SHORTEST`] characters.
    TooShort,
    /// More than [`LONGEST`] bytes.
    TooLong,
    /// The sign-in name, which others know, stands in it.
    HoldsName,
}

/// What is wrong with a password for whoever signs in by this name, in any case; `None` when nothing is.
#[must_use]
pub fn problem(password: &str, sign_in_name: &str) -> Option<PasswordProblem> {
    let name = sign_in_name.trim().to_lowercase();
    if password.chars().count() < SHORTEST {
        Some(PasswordProblem::TooShort)
    } else if password.len() > LONGEST {
        Some(PasswordProblem::TooLong)
    } else if !name.is_empty() && password.to_lowercase().contains(&name) {
        Some(PasswordProblem::HoldsName)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_says_nothing_that_others_know() {
        assert_eq!(problem("three old boats", "grace"), None);
        assert_eq!(problem("three boats", "grace"), Some(PasswordProblem::TooShort));
        assert_eq!(problem("twelve chars", "grace"), None);
        assert_eq!(problem("ünïcödé wörd", "grace"), None, "characters count, not bytes");
        assert_eq!(problem(&"long ".repeat(60), "grace"), Some(PasswordProblem::TooLong));
        assert_eq!(problem("amazing Grace sings", " GRACE"), Some(PasswordProblem::HoldsName));
        assert_eq!(problem("three old boats", ""), None, "nobody has said their name yet");
    }
}
