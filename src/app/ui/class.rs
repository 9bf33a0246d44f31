//! Joins the class names that enums give with `as_str()`, so that no component builds a class by hand.

/// `classes(["fb-button", kind.as_str(), ""])` gives `"fb-button fb-button--main"`.
pub(crate) fn classes<const N: usize>(names: [&'static str; N]) -> String {
    let mut joined = String::new();
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(name);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::classes;

    #[test]
    fn empty_names_leave_no_gap() {
        assert_eq!(classes(["fb-card", "", "fb-card--sunk"]), "fb-card fb-card--sunk");
        assert_eq!(classes([""]), "");
    }
}
