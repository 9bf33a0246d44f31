//! The letters of one paragraph as they come in: raised and lowered ones become characters of their own, crossed out
//! ones say so, and fractions stand apart from the numbers before them.

use super::scripts::{Script, lowered, raised};

/// How some letters look, as far as it changes what they say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) script: Script,
    pub(super) struck: bool,
}

/// A formula as one line of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Formula {
    pub(super) text: String,
    /// Whether it begins and ends with a fraction, which a number beside it must not run into: "2 1/2".
    pub(super) begins_with_fraction: bool,
    pub(super) ends_with_fraction: bool,
}

/// What crossed out words begin and end with: a reader of plain text sees no line through them.
const STRUCK: [&str; 2] = ["[crossed out: ", "]"];

#[derive(Default)]
pub(super) struct Letters {
    whole: String,
    struck: Option<String>,
    /// Letters of the present look, not yet written.
    held: String,
    look: Look,
    after_fraction: bool,
}

impl Letters {
    pub(super) fn push(&mut self, text: &str, look: Look) {
        if text.is_empty() {
            return;
        }
        self.begin(look);
        if std::mem::take(&mut self.after_fraction) && text.starts_with(char::is_alphanumeric) {
            self.held.push(' ');
        }
        self.held.push_str(text);
    }

    pub(super) fn formula(&mut self, formula: &Formula, look: Look) {
        if formula.text.is_empty() {
            return;
        }
        self.begin(look);
        let before = self.held.chars().next_back().or_else(|| self.target().chars().next_back());
        let runs_on = before.is_some_and(char::is_alphanumeric);
        if runs_on && (formula.begins_with_fraction || self.after_fraction) {
            self.held.push(' ');
        }
        self.held.push_str(&formula.text);
        self.after_fraction = formula.ends_with_fraction;
    }

    /// All of it, to begin anew.
    pub(super) fn take(&mut self) -> String {
        self.settle();
        self.end_struck();
        self.look = Look::default();
        self.after_fraction = false;
        std::mem::take(&mut self.whole)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.held.is_empty() && self.struck.is_none()
    }

    fn begin(&mut self, look: Look) {
        if look != self.look {
            self.settle();
        }
        if self.look.struck && !look.struck {
            self.end_struck();
        }
        self.look = look;
    }

    fn target(&mut self) -> &mut String {
        if self.look.struck { self.struck.get_or_insert_default() } else { &mut self.whole }
    }

    fn settle(&mut self) {
        let held = std::mem::take(&mut self.held);
        let script = self.look.script;
        let target = self.target();
        match script {
            Script::Line => target.push_str(&held),
            Script::Raised => {
                let text = raised(&held, target.chars().next_back());
                target.push_str(&text);
            }
            Script::Lowered if !plain_fraction(target, &held) => target.push_str(&lowered(&held)),
            Script::Lowered => {}
        }
    }

    fn end_struck(&mut self) {
        let Some(struck) = self.struck.take() else { return };
        let words = struck.trim();
        if words.is_empty() {
            self.whole.push_str(&struck);
            return;
        }
        let before = struck.len() - struck.trim_start().len();
        let [open, close] = STRUCK;
        self.whole.push_str(&struck[..before]);
        self.whole.push_str(open);
        self.whole.push_str(words);
        self.whole.push_str(close);
        self.whole.push_str(&struck[before + words.len()..]);
    }
}

/// A raised number, a stroke and a lowered number are a fraction: "1/2", and "2 1/2" after a whole number.
fn plain_fraction(target: &mut String, below: &str) -> bool {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let Some(above) = target.strip_suffix(['/', '\u{2044}']) else { return false };
    let digit = |letter: char| RAISED.chars().position(|known| known == letter);
    let start = above.trim_end_matches(|letter| digit(letter).is_some()).len();
    let below = below.trim();
    if start == above.len() || below.is_empty() || !below.chars().all(|letter| letter.is_ascii_digit()) {
        return false;
    }
    let top: String =
        above[start..].chars().filter_map(|letter| char::from_digit(u32::try_from(digit(letter)?).ok()?, 10)).collect();
    target.truncate(start);
    if target.ends_with(char::is_alphanumeric) {
        target.push(' ');
    }
    target.push_str(&top);
    target.push('/');
    target.push_str(below);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: Look = Look { script: Script::Line, struck: false };
    const ABOVE: Look = Look { script: Script::Raised, struck: false };
    const BELOW: Look = Look { script: Script::Lowered, struck: false };
    const STRUCK: Look = Look { script: Script::Line, struck: true };

    fn written(parts: &[(&str, Look)]) -> String {
        let mut letters = Letters::default();
        parts.iter().for_each(|(text, look)| letters.push(text, *look));
        letters.take()
    }

    #[test]
    fn raised_and_lowered_letters_are_characters_of_their_own() {
        assert_eq!(written(&[("10", LINE), ("−", ABOVE), ("3", ABOVE), (" m", LINE)]), "10⁻³ m");
        assert_eq!(written(&[("H", LINE), ("2", BELOW), ("O", LINE)]), "H₂O");
        assert_eq!(written(&[("x", LINE), ("n/q", ABOVE), (" + 1", LINE)]), "x^(n/q) + 1");
        assert_eq!(written(&[("the 3", LINE), ("rd", ABOVE), (" of May", LINE)]), "the 3rd of May");
        assert_eq!(written(&[("20", LINE), ("o", ABOVE), ("C", LINE)]), "20°C");
    }

    #[test]
    fn a_fraction_of_small_numbers_is_one() {
        assert_eq!(written(&[("2", LINE), ("1", ABOVE), ("/", LINE), ("2", BELOW), (" cups", LINE)]), "2 1/2 cups");
        assert_eq!(written(&[("1", ABOVE), ("⁄", LINE), ("10", BELOW)]), "1/10");
    }

    #[test]
    fn crossed_out_words_say_so() {
        assert_eq!(written(&[("Swim in it", STRUCK), (" Draw", LINE)]), "[crossed out: Swim in it] Draw");
        assert_eq!(written(&[("a ", LINE), (" b ", STRUCK), ("c", LINE)]), "a  [crossed out: b] c");
        assert_eq!(written(&[(" ", STRUCK), ("c", LINE)]), " c");
    }

    #[test]
    fn a_fraction_never_runs_into_a_number() {
        let half = Formula { text: "1/2".to_owned(), begins_with_fraction: true, ends_with_fraction: true };
        let mut letters = Letters::default();
        letters.push("2", LINE);
        letters.formula(&half, LINE);
        letters.push("of 24", LINE);
        assert_eq!(letters.take(), "2 1/2 of 24");
    }
}
