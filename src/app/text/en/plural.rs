//! How English counts: the one home of "1 minute" and "2 minutes".

use std::fmt::Display;

/// A count and what is counted: "1 minute", "2 minutes", "no" only where the words around it say so.
pub(super) fn counted<Count: Display + PartialEq + From<u8>>(count: Count, one: &str, many: &str) -> String {
    let word = if count == Count::from(1) { one } else { many };
    format!("{count} {word}")
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_thing_is_one_thing() {
        assert_eq!(counted(1usize, "minute", "minutes"), "1 minute");
        assert_eq!(counted(0i64, "minute", "minutes"), "0 minutes");
        assert_eq!(counted(21i64, "minute", "minutes"), "21 minutes");
    }
}
