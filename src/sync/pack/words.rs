//! Texts as a list of words and a token for each place where one stands. What people write about a child repeats its
//! words far more than whole phrases, so this packs by a third better than phrases do, and unpacks faster: a token
//! is looked up, not decoded letter by letter.
//!
//! These rules are a promise of pack formats 2 and 3 and never change. A word is a run of ASCII letters and digits and of
//! everything beyond ASCII; any other character is a word of its own. One space between two runs is left out. A run
//! whose only ASCII capital is its first letter is a capital mark and the run in small letters.

use std::collections::HashMap;

/// Ends a text.
const END: u32 = 0;
/// The next word begins with a capital.
const CAPITAL: u32 = 1;
/// Tokens from here on are words.
const WORDS: u32 = 2;
/// Tokens below this take one byte.
const ONE_BYTE: u32 = 0xe0;
/// Tokens from here on take four.
const FOUR_BYTES: u32 = ONE_BYTE + 31 * 256;
/// Stands between the words of the list, and so in none of them.
const BETWEEN: char = '\n';

/// The list of words, the most frequent first, and the tokens.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Packed {
    pub(super) words: String,
    pub(super) tokens: Vec<u8>,
}

/// A piece of a text.
#[derive(Clone, Copy)]
enum Piece<'a> {
    Run(&'a str),
    Other(&'a str),
}

fn is_run(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii()
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if is_run(first) { rest.find(|c| !is_run(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (piece, after) = rest.split_at(end);
        pieces.push(if is_run(first) { Piece::Run(piece) } else { Piece::Other(piece) });
        rest = after;
    }
    pieces
}

/// Packs texts. The line end, which separates the list, is written as `\r` in it and `\r` cannot be packed: see
/// [`can_hold`].
pub(super) fn pack(texts: &[String]) -> Packed {
    let mut sequence: Vec<Option<String>> = Vec::new();
    let mut marks: Vec<usize> = Vec::new();
    for text in texts {
        let pieces = pieces(text);
        for (place, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Other(" ") if is_between_runs(&pieces, place) => {}
                Piece::Other(other) => sequence.push(Some((*other).replace(BETWEEN, "\r"))),
                Piece::Run(run) => {
                    let (capital, run) = folded(run);
                    if capital {
                        marks.push(sequence.len());
                        sequence.push(None);
                    }
                    sequence.push(Some(run));
                }
            }
        }
        sequence.push(None);
    }
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in sequence.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<&str> = counts.keys().copied().collect();
    // By frequency, then by themselves, so that the same texts always give the same bytes.
    words.sort_unstable_by_key(|word| (std::cmp::Reverse(counts[word]), *word));
    let numbers: HashMap<&str, u32> = words.iter().copied().zip(WORDS..).collect();
    let mut tokens = Vec::with_capacity(sequence.len());
    let mut marks = marks.into_iter().peekable();
    for (place, word) in sequence.iter().enumerate() {
        let token = match word {
            Some(word) => numbers[word.as_str()],
            None if marks.next_if_eq(&place).is_some() => CAPITAL,
            None => END,
        };
        write(token, &mut tokens);
    }
    Packed { words: words.join("\n"), tokens }
}

/// Whether a text can be packed: all but those with a `\r` can, which are rare.
pub(super) fn can_hold(text: &str) -> bool {
    !text.contains('\r')
}

fn is_between_runs(pieces: &[Piece<'_>], place: usize) -> bool {
    let is_run = |place: Option<usize>| matches!(place.and_then(|place| pieces.get(place)), Some(Piece::Run(_)));
    is_run(place.checked_sub(1)) && is_run(place.checked_add(1))
}

fn folded(run: &str) -> (bool, String) {
    let capital = run.starts_with(|c: char| c.is_ascii_uppercase());
    if capital && !run[1..].contains(|c: char| c.is_ascii_uppercase()) {
        (true, run.to_ascii_lowercase())
    } else {
        (false, run.to_owned())
    }
}

fn write(token: u32, tokens: &mut Vec<u8>) {
    let [_, high, middle, low] = token.to_be_bytes();
    if token < ONE_BYTE {
        tokens.push(low);
    } else if token < FOUR_BYTES {
        let [.., page, low] = (token - ONE_BYTE).to_be_bytes();
        // 31 pages from 0xe0 to 0xfe.
        tokens.extend([0xe0 + page, low]);
    } else {
        tokens.extend([0xff, high, middle, low]);
    }
}

fn read(tokens: &[u8]) -> Option<(u32, &[u8])> {
    match tokens {
        [0xff, high, middle, low, rest @ ..] => Some((u32::from_be_bytes([0, *high, *middle, *low]), rest)),
        [page @ 0xe0..=0xfe, low, rest @ ..] => Some((ONE_BYTE + u32::from(page - 0xe0) * 256 + u32::from(*low), rest)),
        [low @ ..=0xdf, rest @ ..] => Some((u32::from(*low), rest)),
        _ => None,
    }
}

/// The texts; `None` when this is no packed text, or more than `most` bytes.
pub(super) fn unpack(words: &str, tokens: &[u8], most: usize) -> Option<Vec<String>> {
    let words: Vec<&str> = words.split(BETWEEN).collect();
    let (mut texts, mut text, mut bytes) = (Vec::new(), String::new(), 0);
    let (mut capital, mut after_run) = (false, false);
    let mut rest = tokens;
    while !rest.is_empty() {
        let (token, after) = read(rest)?;
        rest = after;
        match token {
            END => {
                texts.push(std::mem::take(&mut text));
                after_run = false;
            }
            CAPITAL => capital = true,
            token => {
                let word = *words.get((token - WORDS) as usize)?;
                let run = word.starts_with(is_run);
                if run && after_run {
                    text.push(' ');
                }
                if capital {
                    let first = word.get(..1)?;
                    text.push_str(&first.to_ascii_uppercase());
                    text.push_str(&word[1..]);
                } else {
                    text.push_str(if word == "\r" { "\n" } else { word });
                }
                bytes += word.len() + 1;
                (capital, after_run) = (false, run);
            }
        }
        if bytes > most {
            return None;
        }
    }
    Some(texts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn round(texts: &[String]) {
        let packed = pack(texts);
        assert_eq!(unpack(&packed.words, &packed.tokens, usize::MAX).as_deref(), Some(texts), "{packed:?}");
    }

    #[test]
    fn texts_come_back_letter_by_letter() {
        let texts = [
            "Zara placed 3/4 on the line.\nThen 5/4, by  herself.",
            "",
            " leading, trailing ",
            "PDF iPad A a Ab AB",
            "café Ångström 数学 قراءة 👩‍🏫 É",
            "\0 tab\there",
            "\n\n",
        ];
        round(&texts.map(str::to_owned));
    }

    #[test]
    fn thousands_of_words_come_back() {
        let many: String = (0..9_000).map(|number| format!("w{number} ")).collect();
        round(&[many.clone(), many]);
    }

    proptest! {
        #[test]
        fn any_texts_come_back(texts in proptest::collection::vec("[^\r]{0,60}", 0..6)) {
            round(&texts);
        }

        #[test]
        fn no_bytes_break_it(words in ".{0,40}", tokens in proptest::collection::vec(any::<u8>(), 0..60)) {
            let _ = unpack(&words, &tokens, 1_000);
        }
    }
}
