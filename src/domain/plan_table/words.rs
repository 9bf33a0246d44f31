//! Comparing words the way people write them: case, accents and punctuation aside.

/// Lower case, without accents, full stops or apostrophes; other punctuation becomes a single blank.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match unaccented(letter) {
            '.' | '\'' | '’' | '‘' | '`' | '´' | '\u{300}'..='\u{36f}' => {}
            letter if letter.is_alphanumeric() => plain.push(letter),
            '&' => plain.push_str(" and "),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `words` holds `phrase` as whole words, a plural `s` aside. Both are plain already.
pub(crate) fn holds(words: &str, phrase: &str) -> bool {
    let words: Vec<&str> = words.split(' ').collect();
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.windows(phrase.len()).any(|part| part.iter().zip(&phrase).all(|(a, b)| singular(a) == singular(b)))
}

/// The word without its plural ending, near enough to compare headings.
pub(crate) fn singular(word: &str) -> &str {
    if word.len() > 3 && !word.ends_with("ss") {
        word.strip_suffix("ies").or_else(|| word.strip_suffix('y')).or_else(|| word.strip_suffix('s')).unwrap_or(word)
    } else {
        word
    }
}

fn unaccented(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' => 'a',
        'ç' | 'č' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' => 'i',
        'ñ' | 'ń' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ō' | 'ø' => 'o',
        'š' | 'ś' => 's',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_as_people_mean_them() {
        assert_eq!(plain("L.O.:"), "lo");
        assert_eq!(plain("Clés d’écoute & VOCABULAIRE"), "cles decoute and vocabulaire");
        assert_eq!(plain("What’s  next?"), "whats next");
        assert!(holds("key activities", "activity"));
        assert!(holds("success criteria", "success criteria"));
        assert!(!holds("howling", "how"));
    }
}
