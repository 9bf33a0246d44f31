//! What may be a sign-in name: the same rule on the device, before anything is sent, and on the server.

/// The fewest characters.
pub const SHORTEST: usize = 3;
/// The most characters: room for a long work e-mail address.
pub const LONGEST: usize = 80;
/// The signs that may stand in one, besides letters and numbers.
pub const SIGNS: [char; 5] = ['.', '-', '_', '@', '+'];

/// Why something can't be somebody's sign-in name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInNameProblem {
    /// Fewer than [`SHORTEST`] characters.
    TooShort,
    /// More than [`LONGEST`] characters.
    TooLong,
    /// There is a space in it.
    Space,
    /// There is another sign in it than [`SIGNS`].
    Sign(char),
}

/// A sign-in name as it is kept: names are compared without regard to case and surrounding space.
#[must_use]
pub fn kept(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// What is wrong with a sign-in name as somebody typed it; `None` when nothing is.
#[must_use]
pub fn problem(typed: &str) -> Option<SignInNameProblem> {
    let name = kept(typed);
    let fits = |c: char| c.is_alphanumeric() || SIGNS.contains(&c);
    match name.chars().find(|c| !fits(*c)) {
        Some(c) if c.is_whitespace() => Some(SignInNameProblem::Space),
        Some(c) => Some(SignInNameProblem::Sign(c)),
        None if name.chars().count() < SHORTEST => Some(SignInNameProblem::TooShort),
        None if name.chars().count() > LONGEST => Some(SignInNameProblem::TooLong),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_name_is_one_word_of_letters_numbers_and_few_signs() {
        for good in ["tom", "Tom.Reed", " pat_lee@larkfield.sch.uk ", "ffïon+1", "山田太郎"] {
            assert_eq!(problem(good), None, "{good}");
        }
        assert_eq!(problem("tom reed"), Some(SignInNameProblem::Space));
        assert_eq!(problem("tom\u{a0}reed"), Some(SignInNameProblem::Space));
        assert_eq!(problem("tom/reed"), Some(SignInNameProblem::Sign('/')));
        assert_eq!(problem("to"), Some(SignInNameProblem::TooShort));
        assert_eq!(problem(" "), Some(SignInNameProblem::TooShort));
        assert_eq!(problem(&"x".repeat(81)), Some(SignInNameProblem::TooLong));
        assert_eq!(problem(&"x".repeat(80)), None);
    }

    #[test]
    fn names_differ_by_more_than_case() {
        assert_eq!(kept(" Tom.Reed "), "tom.reed");
    }
}
