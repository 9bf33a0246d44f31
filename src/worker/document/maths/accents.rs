//! Signs above letters, and letters of formulas that have plain ones.

/// A sign that stands over letters, as it joins on to each; nothing for what does not.
pub(super) fn joining(sign: &str) -> Option<char> {
    let mut letters = sign.trim().chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return None };
    match letter {
        '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' => Some(letter),
        '¯' | '‾' | '_' | '―' | '─' => Some('\u{305}'),
        '→' | '⟶' => Some('\u{20d7}'),
        '^' | 'ˆ' => Some('\u{302}'),
        '~' | '˜' | '∼' => Some('\u{303}'),
        '˙' | '.' | '⋅' => Some('\u{307}'),
        '¨' => Some('\u{308}'),
        _ => None,
    }
}

/// A slanted or bold letter of a formula as the plain one, so that search finds it and a voice says it. Signs that are
/// never seen are gone.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter_map(one).collect()
}

fn one(letter: char) -> Option<char> {
    const GREEK: &str = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΘΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ";
    let code = u32::from(letter);
    let ascii = |first: u8, at: u32| u8::try_from(at).ok().map(|at| char::from(first + at));
    match code {
        0x2061..=0x2064 | 0x200b | 0xfeff => None,
        0x210e => Some('h'),
        0x1d400..=0x1d6a3 => match (code - 0x1d400) % 52 {
            at @ 0..26 => ascii(b'A', at),
            at => ascii(b'a', at - 26),
        },
        0x1d6a8..=0x1d7cb => GREEK.chars().nth(((code - 0x1d6a8) % 58) as usize),
        0x1d7ce..=0x1d7ff => ascii(b'0', (code - 0x1d7ce) % 10),
        _ => Some(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slanted_letters_are_plain() {
        assert_eq!(plain("𝑥𝐀𝒃𝟏𝟗𝜋𝛼ℎ\u{2062}y"), "xAb19παhy");
    }

    #[test]
    fn signs_join_on() {
        assert_eq!(
            (joining("¯"), joining("→"), joining("ab"), joining("+")),
            (Some('\u{305}'), Some('\u{20d7}'), None, None)
        );
    }
}
