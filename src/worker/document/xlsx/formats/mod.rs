//! Number formats of Excel: what a cell shows for what it holds. 0.5 is "50%" in one cell and "Week 1" is 1 in another.

mod day;
mod number;

use day::DayPart;
use number::General;

/// One part of a section, from left to right.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Literal(String),
    /// A place for a digit: `0` always shows one, `#` only one that counts, `?` a blank instead.
    Digit(char),
    Point,
    /// Between digits for thousands, after them to leave three places out.
    Comma,
    Percent,
    /// With a plus before exponents that have no minus, or without.
    Exponent(bool),
    /// A fraction: of that denominator, or of one with at most so many digits.
    Over(Option<u32>, usize),
    /// As many digits as fit.
    General,
    /// The text itself.
    Text,
    Day(DayPart),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparing {
    Less,
    LessOrSame,
    More,
    MoreOrSame,
    Same,
    Other,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Section {
    tokens: Vec<Token>,
    when: Option<(Comparing, f64)>,
    is_day: bool,
}

/// A format: sections for numbers above, below and at nothing, and for texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Format(Vec<Section>);

/// Longer codes than this no Excel writes.
const LONGEST: usize = 1_000;

/// The formats that a workbook need not spell out, as Excel in Britain shows them.
pub(super) fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 => "\"£\"#,##0;-\"£\"#,##0",
        6 => "\"£\"#,##0;[Red]-\"£\"#,##0",
        7 => "\"£\"#,##0.00;-\"£\"#,##0.00",
        8 => "\"£\"#,##0.00;[Red]-\"£\"#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "dd/mm/yyyy",
        15 => "dd-mmm-yy",
        16 => "dd-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "hh:mm",
        21 => "hh:mm:ss",
        22 => "dd/mm/yyyy hh:mm",
        37 => "#,##0;-#,##0",
        38 => "#,##0;[Red]-#,##0",
        39 => "#,##0.00;-#,##0.00",
        40 => "#,##0.00;[Red]-#,##0.00",
        41 => "#,##0;-#,##0;\"-\"",
        42 => "\"£\"#,##0;-\"£\"#,##0;\"£-\"",
        43 => "#,##0.00;-#,##0.00;\"-\"",
        44 => "\"£\"#,##0.00;-\"£\"#,##0.00;\"£-\"",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "General",
    }
}

impl Format {
    pub(super) fn read(code: &str) -> Self {
        let code: String = code.chars().take(LONGEST).collect();
        let small = code.to_ascii_lowercase();
        // The day and the time as the computer's own settings say.
        if small.contains("[$-f800]") || small.contains("x-sysdate") {
            return Self::read("dd mmmm yyyy");
        }
        if small.contains("[$-f400]") || small.contains("x-systime") {
            return Self::read("hh:mm:ss");
        }
        let letters: Vec<char> = code.chars().collect();
        let mut sections = vec![Section::default()];
        let mut at = 0;
        while at < letters.len() {
            if letters[at] == ';' {
                sections.push(Section::default());
                at += 1;
                continue;
            }
            let Some(section) = sections.last_mut() else { break };
            at += section.take_in(&letters[at..]).max(1);
        }
        sections.iter_mut().for_each(Section::settle);
        Self(sections)
    }

    /// What a number shows as.
    pub(super) fn number(&self, number: f64, from_1904: bool) -> String {
        let Some((place, section)) = self.section(number) else { return String::new() };
        if section.is_day {
            return section.day(number, from_1904).unwrap_or_else(|| General::write(number));
        }
        // A section of its own for numbers below nothing says by itself how they differ.
        let says_sign = match section.when {
            Some((Comparing::Less | Comparing::LessOrSame, limit)) => limit <= 0.0,
            Some(_) => false,
            None => place == 1 && number < 0.0,
        };
        let shown = section.number(if says_sign { number.abs() } else { number });
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What a text shows as.
    pub(super) fn text(&self, text: &str) -> String {
        let holds_text = |section: &&Section| section.tokens.contains(&Token::Text);
        let Some(section) = self.0.get(3).or_else(|| self.0.last().filter(holds_text)) else { return text.to_owned() };
        let part = |token: &Token| match token {
            Token::Text => text.to_owned(),
            Token::Literal(literal) => literal.clone(),
            _ => String::new(),
        };
        section.tokens.iter().map(part).collect()
    }

    /// What a day that is written out shows as, such as `2026-01-05T09:30:00`.
    pub(super) fn day_in_words(&self, words: &str) -> String {
        let Some(number) = day::number(words) else { return words.to_owned() };
        if self.0.iter().any(|section| section.is_day) {
            return self.number(number, false);
        }
        let usual = if number.fract() == 0.0 { built_in(14) } else { built_in(22) };
        Self::read(usual).number(number, false)
    }

    /// Whether it is made to show nothing, as `;;;` is.
    pub(super) fn hides(&self) -> bool {
        self.0.len() > 1 && self.0.iter().any(|section| section.tokens.is_empty())
    }

    fn section(&self, number: f64) -> Option<(usize, &Section)> {
        let numbers = self.0.len().min(3);
        let fits = |section: &Section| section.when.is_some_and(|(comparing, limit)| comparing.holds(number, limit));
        if self.0.iter().take(numbers).any(|section| section.when.is_some()) {
            let fitting = self.0.iter().take(numbers).position(fits);
            let other = || self.0.iter().take(numbers).rposition(|section| section.when.is_none());
            let place = fitting.or_else(other).unwrap_or(0);
            return self.0.get(place).map(|section| (place, section));
        }
        let place = match (numbers, number) {
            (2.., number) if number < 0.0 => 1,
            (3, 0.0) => 2,
            _ => 0,
        };
        self.0.get(place).map(|section| (place, section))
    }
}

impl Comparing {
    fn holds(self, number: f64, limit: f64) -> bool {
        match self {
            Self::Less => number < limit,
            Self::LessOrSame => number <= limit,
            Self::More => number > limit,
            Self::MoreOrSame => number >= limit,
            Self::Same => number == limit,
            Self::Other => number != limit,
        }
    }
}

impl Section {
    /// Takes in what stands first in the code: how many letters that was.
    fn take_in(&mut self, code: &[char]) -> usize {
        let next = code.get(1).copied();
        let run = |letter: char| code.iter().take_while(|known| known.eq_ignore_ascii_case(&letter)).count();
        let small = |length: usize| code.iter().take(length).collect::<String>().to_ascii_lowercase();
        match code[0] {
            '"' => {
                let text: String = code[1..].iter().take_while(|letter| **letter != '"').collect();
                let length = text.chars().count() + 2;
                self.literal(&text);
                length
            }
            '\\' | '!' => {
                self.literal(&next.map(String::from).unwrap_or_default());
                2
            }
            // As wide as the next letter.
            '_' => {
                self.literal(" ");
                2
            }
            // The next letter again and again.
            '*' => 2,
            '[' => {
                let inner: String = code[1..].iter().take_while(|letter| **letter != ']').collect();
                let length = inner.chars().count() + 2;
                self.bracket(&inner);
                length
            }
            _ if small(7) == "general" => self.token(Token::General, 7),
            _ if small(5) == "am/pm" => self.token(Token::Day(DayPart::Half(true)), 5),
            _ if small(3) == "a/p" => self.token(Token::Day(DayPart::Half(false)), 3),
            '@' => self.token(Token::Text, 1),
            digit @ ('0' | '#' | '?') => self.token(Token::Digit(digit), 1),
            '.' => self.token(Token::Point, 1),
            ',' => self.token(Token::Comma, 1),
            '%' => self.token(Token::Percent, 1),
            'E' | 'e' if matches!(next, Some('+' | '-')) => self.token(Token::Exponent(next == Some('+')), 2),
            '/' if matches!(self.tokens.last(), Some(Token::Digit(_))) => {
                let below: String =
                    code[1..].iter().take_while(|letter| letter.is_ascii_digit() || "?#".contains(**letter)).collect();
                let fixed = below.parse().ok().filter(|fixed| *fixed > 0);
                let length = below.len() + 1;
                self.token(Token::Over(fixed, below.len().clamp(1, 4)), length)
            }
            letter if "yYmMdDhHsS".contains(letter) => {
                let length = run(letter);
                self.token(Token::Day(DayPart::of(letter.to_ascii_lowercase(), length)), length)
            }
            letter => {
                self.literal(&letter.to_string());
                1
            }
        }
    }

    fn token(&mut self, token: Token, length: usize) -> usize {
        self.is_day |= matches!(token, Token::Day(_));
        self.tokens.push(token);
        length
    }

    fn literal(&mut self, text: &str) {
        match self.tokens.last_mut() {
            Some(Token::Literal(before)) => before.push_str(text),
            _ => self.tokens.push(Token::Literal(text.to_owned())),
        }
    }

    /// A currency, a condition, hours without an end; colours and countries say nothing that is read.
    fn bracket(&mut self, inner: &str) {
        let small = inner.to_ascii_lowercase();
        if let Some(currency) = inner.strip_prefix('$') {
            let currency = currency.split('-').next().unwrap_or_default();
            if !currency.is_empty() {
                self.literal(currency);
            }
            return;
        }
        let same = small.chars().next().filter(|first| "hms".contains(*first) && small.chars().all(|c| c == *first));
        if let Some(unit) = same {
            self.token(Token::Day(DayPart::Elapsed(unit, small.len())), 0);
            return;
        }
        let signs = [
            ("<=", Comparing::LessOrSame),
            (">=", Comparing::MoreOrSame),
            ("<>", Comparing::Other),
            ("<", Comparing::Less),
            (">", Comparing::More),
            ("=", Comparing::Same),
        ];
        for (sign, comparing) in signs {
            if let Some(limit) = inner.strip_prefix(sign) {
                self.when = limit.trim().parse().ok().map(|limit| (comparing, limit));
                return;
            }
        }
    }

    /// Tells minutes from months by what stands beside them, and points of seconds from others.
    fn settle(&mut self) {
        if self.is_day {
            day::settle(&mut self.tokens);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shows(code: &str, cases: &[(f64, &str)]) {
        let format = Format::read(code);
        for (number, seen) in cases {
            assert_eq!(format.number(*number, false), *seen, "{number} as {code}");
        }
    }

    #[test]
    fn numbers_show_as_in_excel() {
        shows(
            "General",
            &[(1.0, "1"), (0.1 + 0.2, "0.3"), (1234567890123.0, "1.23457E+12"), (-2.5, "-2.5"), (0.00001, "1E-05")],
        );
        shows("0", &[(2.5, "3"), (0.4, "0"), (-2.5, "-3"), (1234.0, "1234")]);
        shows("0.00", &[(3.5, "3.50"), (1.005, "1.01"), (-0.001, "0.00")]);
        shows("#,##0", &[(1234567.0, "1,234,567"), (12.0, "12"), (0.0, "0")]);
        shows("#,##0.0,", &[(1234567.0, "1,234.6")]);
        shows("0%", &[(0.5, "50%"), (0.125, "13%"), (1.0, "100%")]);
        shows("0.0%", &[(0.125, "12.5%")]);
        shows("0.00E+00", &[(12345.0, "1.23E+04"), (0.00012, "1.20E-04"), (9.999, "1.00E+01")]);
        shows("000", &[(7.0, "007")]);
        shows("00000-000", &[(12345678.0, "12345-678")]);
        shows("#.##", &[(0.5, ".5"), (2.0, "2.")]);
    }

    #[test]
    fn words_around_numbers_stay() {
        shows("\"Week \"0", &[(1.0, "Week 1"), (12.0, "Week 12")]);
        shows("\"£\"0.00", &[(3.5, "£3.50"), (-3.5, "-£3.50")]);
        shows("[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", &[(1234.5, "£1,234.50"), (-2.0, "-£2.00")]);
        shows("_-[$€-2]\\ * #,##0_-", &[(5.0, "€ 5")]);
        shows("0\\ \"cm\"", &[(12.0, "12 cm")]);
        shows("0 \"pupils\";;\"none\"", &[(3.0, "3 pupils"), (0.0, "none"), (-1.0, "")]);
        shows("[=1]0 \"hour\";0 \"hours\"", &[(1.0, "1 hour"), (2.0, "2 hours")]);
        shows("[<1]0%;0.0", &[(0.5, "50%"), (2.0, "2.0")]);
        shows("\"Week \"General", &[(4.0, "Week 4")]);
        shows("(0);[Red](0)", &[(-3.0, "(3)")]);
    }

    #[test]
    fn fractions_are_fractions() {
        shows("# ?/?", &[(0.125, "1/8"), (2.5, "2 1/2"), (3.0, "3"), (0.0, "0"), (-1.25, "-1 1/4"), (0.999, "1")]);
        shows("# ??/??", &[(0.3125, "5/16"), (1.0 / 3.0, "1/3")]);
        shows("?/?", &[(1.5, "3/2")]);
        shows("# ?/8", &[(0.5, "4/8"), (1.125, "1 1/8")]);
        shows("# ??/100", &[(0.25, "25/100")]);
    }

    #[test]
    fn days_and_times_are_days_and_times() {
        // 5 January 2026, half past nine.
        let day = 46027.0 + 9.5 / 24.0;
        shows("dd/mm/yyyy", &[(day, "05/01/2026"), (1.0, "01/01/1900"), (59.0, "28/02/1900"), (61.0, "01/03/1900")]);
        shows("ddd d mmm yy", &[(day, "Mon 5 Jan 26")]);
        shows("dddd, d mmmm", &[(day, "Monday, 5 January")]);
        shows("h:mm AM/PM", &[(day, "9:30 AM"), (0.75, "6:00 PM"), (0.0, "12:00 AM")]);
        shows("hh:mm:ss", &[(0.5, "12:00:00"), (0.999_999_9, "00:00:00")]);
        shows("[h]:mm", &[(1.5, "36:00"), (2.25, "54:00")]);
        shows("mm:ss", &[(0.001, "01:26")]);
        shows("\"w/b \"d mmmm", &[(day, "w/b 5 January")]);
        shows("[$-809]d mmmm yyyy;@", &[(day, "5 January 2026")]);
        assert_eq!(Format::read("dd/mm/yyyy").number(46027.0 - 1462.0, true), "05/01/2026");
        assert_eq!(Format::read("General").day_in_words("2026-01-05T00:00:00"), "05/01/2026");
        assert_eq!(Format::read("d mmm").day_in_words("2026-01-05"), "5 Jan");
    }

    #[test]
    fn texts_have_their_own_section_and_some_formats_show_nothing() {
        assert_eq!(Format::read("General").text("Rivers"), "Rivers");
        assert_eq!(Format::read("0;0;0;\"Unit: \"@").text("Rivers"), "Unit: Rivers");
        assert_eq!(Format::read(";;;").text("Rivers"), "");
        assert!(Format::read(";;;").hides() && !Format::read("0").hides());
        shows(";;;", &[(5.0, "")]);
    }

    #[test]
    fn every_code_and_number_gives_something() {
        let codes = [
            "[", "\"", "\\", "_", "*", "/", "0/", "?/0", "E+", "0E+", "[h", "[$", "[<]", "m", "@@", ".", ",", "%%%%%%",
            "#,", "0.0.0",
        ];
        for code in codes {
            for number in [0.0, -1.5, 1e300, -1e-300, f64::MAX, 2_958_466.0, -1.0, 1e15] {
                Format::read(code).number(number, false);
            }
        }
    }
}
