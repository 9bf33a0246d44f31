//! Fields of Word: what they show is text, how they make it is not. Some show what is nowhere in the text.

use super::super::letters::Formula;
use super::super::maths::{Written, fraction, joined, root, with_scripts};
use super::super::symbols::symbol;

/// How long an instruction may be, in bytes.
const LONGEST: usize = 2_000;

/// A field that is being read.
#[derive(Default)]
pub(super) struct Field {
    instruction: String,
    /// Past the instruction: what follows is what it shows.
    pub(super) in_result: bool,
    /// Something of what it shows was there.
    pub(super) has_shown: bool,
    /// A box to tick of an older form.
    pub(super) ticked: Option<bool>,
    /// What an older form lets choose from, and which is chosen.
    pub(super) entries: Vec<String>,
    pub(super) chosen: usize,
}

/// What a field shows that stands nowhere in the text.
pub(super) enum Shown {
    Formula(Formula),
    Text(String),
}

impl Field {
    pub(super) fn instruct(&mut self, text: &str) {
        if self.instruction.len() + text.len() <= LONGEST {
            self.instruction.push_str(text);
        }
    }

    /// What it shows without saying so in the text.
    pub(super) fn shows(&self) -> Option<Shown> {
        let instruction = self.instruction.trim();
        let name = instruction.split_whitespace().next()?.to_ascii_uppercase();
        match name.as_str() {
            "FORMCHECKBOX" => self.ticked.map(|ticked| Shown::Text(if ticked { "☑" } else { "☐" }.to_owned())),
            "FORMDROPDOWN" => self.entries.get(self.chosen).cloned().map(Shown::Text),
            "EQ" if !self.has_shown => Some(Shown::Formula(equation(instruction.get(2..)?))),
            "SYMBOL" if !self.has_shown => sign(instruction).map(|sign| Shown::Text(sign.to_string())),
            _ => None,
        }
    }
}

/// `SYMBOL 252 \f "Wingdings"`.
fn sign(instruction: &str) -> Option<char> {
    let mut words = instruction.split_whitespace().skip(1);
    let number = words.next()?;
    let code = match number.strip_prefix("0x").or_else(|| number.strip_prefix("0X")) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    let font = instruction.split_once("\\f").map(|(_, after)| after.trim());
    let font = font.map(|after| match after.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or_default(),
        None => after.split_whitespace().next().unwrap_or_default(),
    });
    Some(symbol(font.unwrap_or_default(), code))
}

/// `\f(1,2)`, Word's formulas of before 2007.
fn equation(text: &str) -> Formula {
    let letters: Vec<char> = text.chars().collect();
    let mut at = 0;
    row(&letters, &mut at, 0, &[]).formula()
}

/// Reads up to one of the given ends, which is left to be read.
fn row(letters: &[char], at: &mut usize, depth: usize, ends: &[char]) -> Written {
    let mut parts = Vec::new();
    let mut plain = String::new();
    while let Some(&letter) = letters.get(*at) {
        if ends.contains(&letter) {
            break;
        }
        *at += 1;
        match (letter, letters.get(*at)) {
            ('\\', Some(&next)) if next.is_ascii_alphabetic() && depth < 20 => {
                parts.push(Written::plain(std::mem::take(&mut plain).trim()));
                parts.push(switch(letters, at, depth));
            }
            ('\\', Some(&next)) => {
                *at += 1;
                plain.push(next);
            }
            _ => plain.push(letter),
        }
    }
    parts.push(Written::plain(plain.trim()));
    joined(parts.into_iter())
}

fn switch(letters: &[char], at: &mut usize, depth: usize) -> Written {
    let from = *at;
    // The switch and what is said about it, such as `\s\up8`.
    while letters.get(*at).is_some_and(|letter| *letter != '(' && !letter.is_whitespace()) {
        *at += 1;
    }
    let name: String = letters[from..*at].iter().collect::<String>().to_ascii_lowercase();
    while letters.get(*at) == Some(&' ') {
        *at += 1;
    }
    let mut given = Vec::new();
    if letters.get(*at) == Some(&'(') {
        loop {
            *at += 1;
            given.push(row(letters, at, depth + 1, &[',', ';', ')']));
            if !matches!(letters.get(*at), Some(',' | ';')) {
                break;
            }
        }
        *at += 1;
    }
    let mut given = given.into_iter();
    let (first, second) = (given.next().unwrap_or_default(), given.next());
    match (name.as_bytes().first(), second) {
        (Some(b'f'), Some(second)) => fraction(&first, &second),
        (Some(b'r'), Some(second)) => root(&first, &second),
        (Some(b'r'), None) => root(&Written::default(), &first),
        (Some(b's'), None) if name.contains("\\do") => with_scripts(&Written::default(), &first, &Written::default()),
        (Some(b's'), None) if name.contains("\\up") => with_scripts(&Written::default(), &Written::default(), &first),
        (Some(b'b'), _) => joined([Written::plain("("), first, Written::plain(")")].into_iter()),
        (_, Some(second)) => joined([first, second].into_iter().chain(given)),
        (_, None) => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_formulas_are_read() {
        assert_eq!(equation(r" \f(1,2)").text, "1/2");
        assert_eq!(equation(r" 2\f(3;4)").text, "2 3/4");
        assert_eq!(equation(r" \r(3,8) + \r(x+1)").text, "∛8+√(x+1)");
        assert_eq!(equation(r" 10\s\up8(2)").text, "10²");
        assert_eq!(equation(r" \f(\f(1,2),3)").text, "(1/2)/3");
        assert_eq!(equation(r" \f(1").text, "1");
        assert_eq!(sign("SYMBOL 252 \\f \"Wingdings\" \\s 12"), Some('✓'));
        assert_eq!(sign("SYMBOL 0xB0 \\f Symbol"), Some('°'));
    }

    #[test]
    fn deep_and_broken_formulas_end() {
        equation(&r"\f(".repeat(600));
        equation(&"\\".repeat(2000));
    }
}
