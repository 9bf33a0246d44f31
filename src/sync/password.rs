//! What may be a password: the same rule on the device, before anything is sent, and on the server.

use crate::guessable;

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
    /// It is made of what is tried first: much used passwords, repeats, rows of keys and numbers.
    Guessable,
}

impl PasswordProblem {
    /// Every problem, with the code by which the server names it to a device.
    pub const CODES: [(Self, &'static str); 4] = [
        (Self::TooShort, "password"),
        (Self::TooLong, "password_too_long"),
        (Self::HoldsName, "password_holds_name"),
        (Self::Guessable, "password_guessable"),
    ];

    /// The code by which the server names it.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::CODES.iter().find(|(problem, _)| *problem == self).map_or("password", |(_, code)| code)
    }

    /// The problem that this code names.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::CODES.iter().find(|(_, name)| *name == code).map(|(problem, _)| *problem)
    }
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
    } else if guessable::is_guessable(password) {
        Some(PasswordProblem::Guessable)
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
        assert_eq!(problem("password1234", "grace"), Some(PasswordProblem::Guessable));
    }

    #[test]
    fn a_code_leads_back_to_its_problem() {
        for (problem, code) in PasswordProblem::CODES {
            assert_eq!((problem.code(), PasswordProblem::of_code(code)), (code, Some(problem)));
        }
        assert_eq!(PasswordProblem::of_code("name_taken"), None);
    }
}
