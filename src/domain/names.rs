//! What people are called when one speaks to them: "Grace" of "Grace Adeyemi", but "Mrs Lee" of "Mrs Pat Lee".

/// Titles that go with a family name.
const WITH_FAMILY_NAME: &[&str] = &[
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Mx",
    "Dr",
    "Doctor",
    "Prof",
    "Professor",
    "Rev",
    "Revd",
    "Reverend",
    "Father",
    "Sister",
    "Nurse",
    "Matron",
    "Lord",
    "Lady",
];
/// Titles that go with the name that follows them.
const WITH_FIRST_NAME: &[&str] = &["Sir", "Dame", "Auntie", "Aunt", "Uncle", "Grandma", "Grandad", "Granny"];

/// The most characters of a name as it is shown: as many as a member record holds.
pub const LONGEST: usize = 120;

/// Whether this can be shown as somebody's name.
#[must_use]
pub fn fits(name: &str) -> bool {
    let name = name.trim();
    name.chars().any(char::is_alphanumeric) && name.chars().count() <= LONGEST && !name.contains(misleads)
}

/// Whether a character in a name makes it look like another: one that ends the line, or turns round what follows, so that
/// "gpj.exe" reads as "exe.jpg". The joiners that names in Persian and Indian scripts need do not.
#[must_use]
pub fn misleads(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What somebody of this name is called to their face, and in short: their first name, or their title and the name that
/// goes with it. A name that is nothing but a title is that title. Names are never changed, only left out.
#[must_use]
pub fn spoken(name: &str) -> String {
    let (title, rest) = split(name);
    let rest: Vec<&str> = rest.split_whitespace().collect();
    let Some((title, first)) = title.zip(rest.first()) else {
        return title.or(rest.first().copied()).unwrap_or_default().to_owned();
    };
    let called = if is_one_of(title, WITH_FIRST_NAME) { (*first).to_owned() } else { family_name(&rest) };
    format!("{title} {called}")
}

/// A name without the title in front of it, if anything else stands there: for initials.
#[must_use]
pub fn untitled(name: &str) -> &str {
    let (title, rest) = split(name);
    title.filter(|_| rest.is_empty()).unwrap_or(rest)
}

/// The title that a name begins with, and the rest of it, up to what is said about them after a comma or a bracket.
fn split(name: &str) -> (Option<&str>, &str) {
    let name = name.split([',', '(', ')']).find(|part| !part.trim().is_empty()).unwrap_or_default().trim();
    let (first, rest) = name.split_once(char::is_whitespace).unwrap_or((name, ""));
    if is_one_of(first, WITH_FAMILY_NAME) || is_one_of(first, WITH_FIRST_NAME) {
        (Some(first), rest.trim_start())
    } else {
        (None, name)
    }
}

fn is_one_of(word: &str, titles: &[&str]) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    titles.iter().any(|title| title.eq_ignore_ascii_case(word))
}

/// The last word, with the small ones that belong to it: "van der Berg".
fn family_name(words: &[&str]) -> String {
    let small = |word: &&&str| word.starts_with(char::is_lowercase);
    let (last, before) = words.split_last().unwrap_or((&"", &[]));
    // Whoever types without capitals has no small words that say anything.
    let belong = if small(&last) { 0 } else { before.iter().rev().take_while(|word| small(word)).count() };
    words[words.len().saturating_sub(belong + 1)..].join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_without_a_title_is_called_by_their_first_name() {
        assert_eq!(spoken("Grace Adeyemi"), "Grace");
        assert_eq!(spoken("  Ffion Angharad ap Gwilym "), "Ffion");
        assert_eq!(spoken("Cher"), "Cher");
        assert_eq!(spoken("Samina Malik (Mum)"), "Samina");
        assert_eq!(spoken("Missy Elliott"), "Missy", "a name may begin like a title");
        assert_eq!(spoken(" "), "");
    }

    #[test]
    fn a_title_goes_with_the_family_name() {
        assert_eq!(spoken("Mrs Pat Lee"), "Mrs Lee");
        assert_eq!(spoken("mr. Daniel Osei"), "mr. Osei");
        assert_eq!(spoken("Miss Honey"), "Miss Honey");
        assert_eq!(spoken("DR Priya Nair, physiotherapist"), "DR Nair");
        assert_eq!(spoken("Prof Anna van der Berg"), "Prof van der Berg");
        assert_eq!(spoken("mrs pat lee"), "mrs lee");
        assert_eq!(spoken("Sister Ann Okafor"), "Sister Okafor");
        assert_eq!(spoken("Rev Jo Hill (chaplain)"), "Rev Hill");
        assert_eq!(spoken("Mrs Siân Llwyd-Évans"), "Mrs Llwyd-Évans");
    }

    #[test]
    fn some_titles_go_with_the_first_name() {
        assert_eq!(spoken("Sir John Smith"), "Sir John");
        assert_eq!(spoken("Auntie Nasreen Malik"), "Auntie Nasreen");
    }

    #[test]
    fn a_title_alone_is_all_there_is() {
        assert_eq!(spoken("Mrs"), "Mrs");
        assert_eq!(spoken("Dr. "), "Dr.");
        assert_eq!(spoken("Sir"), "Sir");
        assert_eq!(spoken("Mrs (Pat)"), "Mrs");
    }

    #[test]
    fn a_name_is_one_line_with_a_letter_in_it() {
        assert!(fits("Mrs Pat Lee") && fits(" 李 "));
        assert!(!fits("  ") && !fits("...") && !fits("Pat\nLee") && !fits(&"x".repeat(121)));
        for turned in ["\u{202e}ecarG", "Pat\u{2067}Lee", "Pat \u{202c}Lee"] {
            assert!(!fits(turned), "{turned:?}");
        }
        assert!(fits("نازنین\u{200c}زهرا") && fits("ශ්\u{200d}රී") && fits("Renée O’Hara"));
    }

    #[test]
    fn initials_are_those_of_the_name() {
        assert_eq!(untitled("Mrs Pat Lee"), "Pat Lee");
        assert_eq!(untitled("Grace Adeyemi"), "Grace Adeyemi");
        assert_eq!(untitled("Mrs"), "Mrs");
        assert_eq!(untitled("(Nan)"), "Nan", "what is only in brackets is what there is");
    }
}
