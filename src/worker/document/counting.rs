//! How lists count: 1, a, A, i, I.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Counting {
    #[default]
    Decimal,
    /// 01, 02.
    Padded,
    SmallLetters,
    Letters,
    SmallRoman,
    Roman,
    /// 1st, 2nd.
    Ordinal,
}

impl Counting {
    pub(super) fn write(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::Padded => format!("{number:02}"),
            Self::SmallLetters => letters(number),
            Self::Letters => letters(number).to_uppercase(),
            Self::SmallRoman => roman(number),
            Self::Roman => roman(number).to_uppercase(),
            Self::Ordinal => {
                let end = match (number % 10, number % 100) {
                    (_, 11..=13) => "th",
                    (1, _) => "st",
                    (2, _) => "nd",
                    (3, _) => "rd",
                    _ => "th",
                };
                format!("{number}{end}")
            }
        }
    }
}

/// a to z, then aa, bb, as Word goes on.
fn letters(number: u32) -> String {
    let Some(from_zero) = number.checked_sub(1) else { return "0".to_owned() };
    let letter = u8::try_from(from_zero % 26).map_or('?', |at| char::from(b'a' + at));
    // Nobody counts further; a number of a million would write a page of letters.
    std::iter::repeat_n(letter, (from_zero / 26 + 1).min(8) as usize).collect()
}

fn roman(number: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number >= 4000 {
        return number.to_string();
    }
    let mut left = number;
    let mut written = String::new();
    for (value, sign) in STEPS {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_as_word_does() {
        let write =
            |how: Counting, numbers: &[u32]| numbers.iter().map(|n| how.write(*n)).collect::<Vec<_>>().join(" ");
        assert_eq!(write(Counting::SmallLetters, &[1, 26, 27, 28]), "a z aa bb");
        assert_eq!(write(Counting::Roman, &[1, 4, 9, 14, 40, 1999]), "I IV IX XIV XL MCMXCIX");
        assert_eq!(write(Counting::Ordinal, &[1, 2, 3, 4, 11, 21]), "1st 2nd 3rd 4th 11th 21st");
        assert_eq!(write(Counting::Padded, &[3, 12]), "03 12");
    }
}
