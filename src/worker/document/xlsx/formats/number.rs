//! Numbers by the places that a format has for their digits.

use super::{Section, Token};

/// A number with as many digits as fit a cell.
pub(super) struct General;

impl General {
    pub(super) fn write(number: f64) -> String {
        let size = number.abs();
        if number == 0.0 {
            return "0".to_owned();
        }
        if !(1e-4..1e11).contains(&size) {
            let section = Section { tokens: scientific(), ..Section::default() };
            return section.number(number);
        }
        let before = rounded(size, 0).0.len().max(1);
        let (whole, part) = rounded(size, 10_usize.saturating_sub(before));
        let part = part.trim_end_matches('0');
        let sign = if number < 0.0 { "-" } else { "" };
        let whole = if whole.is_empty() { "0" } else { &whole };
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }
}

/// `0.#####E+00`, without a point before nothing.
fn scientific() -> Vec<Token> {
    let mut tokens = vec![Token::Digit('0'), Token::Point];
    tokens.extend(std::iter::repeat_n(Token::Digit('#'), 5));
    tokens.extend([Token::Exponent(true), Token::Digit('0'), Token::Digit('0')]);
    tokens
}

impl Section {
    pub(super) fn number(&self, number: f64) -> String {
        if self.tokens.is_empty() {
            return String::new();
        }
        let percents = self.tokens.iter().filter(|token| **token == Token::Percent).count();
        let size = number.abs() * 100_f64.powi(i32::try_from(percents).unwrap_or(0));
        let sign = if number < 0.0 { "-" } else { "" };
        let shown = if self.tokens.iter().any(|token| matches!(token, Token::Over(..))) {
            self.fraction(size)
        } else if let Some(at) = self.tokens.iter().position(|token| matches!(token, Token::Exponent(_))) {
            self.exponent(size, at)
        } else {
            self.places(size)
        };
        // "-0.00" is nothing below nothing.
        let is_nothing = !shown.chars().any(|letter| ('1'..='9').contains(&letter)) && self.has_digits();
        if is_nothing { shown } else { format!("{sign}{shown}") }
    }

    fn has_digits(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Digit(_) | Token::General))
    }

    /// Digits in their places, before and after the point.
    fn places(&self, size: f64) -> String {
        let digits = |tokens: &[Token]| tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
        let point = self.tokens.iter().position(|token| *token == Token::Point).unwrap_or(self.tokens.len());
        let (before, after) = self.tokens.split_at(point);
        let (places, decimals) = (digits(before), digits(after));
        let last_digit = before.iter().rposition(|token| matches!(token, Token::Digit(_)));
        let commas = |tokens: &[Token]| tokens.iter().filter(|token| **token == Token::Comma).count();
        let (grouped, left_out) = match last_digit {
            Some(last) => (commas(&before[..last]) > 0, commas(&before[last..]) + trailing_commas(after)),
            None => (false, 0),
        };
        let size = size / 1000_f64.powi(i32::try_from(left_out).unwrap_or(0));
        let (whole, part) = rounded(size, decimals);
        let mut shown = String::new();
        let mut place = 0;
        for token in before {
            match token {
                Token::Digit(kind) => {
                    let from_right = places - 1 - place;
                    place += 1;
                    // The first place takes all digits that have none.
                    let first = if place == 1 { whole.len().max(from_right + 1) - 1 } else { from_right };
                    for at in (from_right..=first).rev() {
                        digit(&mut shown, whole.len().checked_sub(at + 1).map(|at| whole.as_bytes()[at]), *kind);
                        if grouped && at % 3 == 0 && at > 0 && shown.ends_with(|last: char| last.is_ascii_digit()) {
                            shown.push(',');
                        }
                    }
                }
                Token::General => shown.push_str(&General::write(size)),
                other => shown.push_str(other.plain()),
            }
        }
        if places == 0 && !after.is_empty() {
            shown.push_str(&whole);
        }
        let mut place = 0;
        for (index, token) in after.iter().enumerate() {
            match token {
                Token::Point if index == 0 => shown.push('.'),
                Token::Digit(kind) => {
                    let counts = part.get(place..).is_some_and(|rest| rest.bytes().any(|digit| digit != b'0'));
                    let seen = part.as_bytes().get(place).copied().filter(|_| *kind == '0' || counts);
                    digit(&mut shown, seen, *kind);
                    place += 1;
                }
                other => shown.push_str(other.plain()),
            }
        }
        shown
    }

    fn exponent(&self, size: f64, at: usize) -> String {
        let plus = matches!(self.tokens[at], Token::Exponent(true));
        let mantissa = Section { tokens: self.tokens[..at].to_vec(), ..Section::default() };
        let point = mantissa.tokens.iter().position(|token| *token == Token::Point).unwrap_or(mantissa.tokens.len());
        let is_digit = |token: &&Token| matches!(token, Token::Digit(_));
        let step = i32::try_from(mantissa.tokens[..point].iter().filter(is_digit).count()).unwrap_or(1).max(1);
        let decimals = mantissa.tokens[point..].iter().filter(is_digit).count();
        let mut power = if size > 0.0 { decimal(size).1 - 1 } else { 0 };
        power = power.div_euclid(step) * step;
        let mut part = size / 10_f64.powi(power);
        if !part.is_finite() {
            part = 0.0;
        }
        // 9.999 becomes 10.00, which is one more.
        if rounded(part, decimals).0.len() > usize::try_from(step).unwrap_or(1) {
            power += step;
            part /= 10_f64.powi(step);
        }
        let shown = mantissa.places(part);
        let shown = shown.strip_suffix('.').unwrap_or(&shown);
        let width = self.tokens[at..].iter().filter(is_digit).count();
        let sign = if power < 0 {
            "-"
        } else if plus {
            "+"
        } else {
            ""
        };
        let rest: String = self.tokens[at + 1..].iter().map(Token::plain).collect();
        format!("{shown}E{sign}{:0width$}{rest}", power.abs())
    }

    /// The nearest fraction whose denominator has few enough digits.
    fn fraction(&self, size: f64) -> String {
        let over = self.tokens.iter().position(|token| matches!(token, Token::Over(..))).unwrap_or(0);
        let Some(Token::Over(fixed, digits)) = self.tokens.get(over) else { return String::new() };
        let numerator = self.tokens[..over].iter().rposition(|token| !matches!(token, Token::Digit(_)));
        let before = &self.tokens[..numerator.map_or(0, |at| at + 1)];
        let first_digit = before.iter().position(|token| matches!(token, Token::Digit(_)));
        // Past this no fraction is exact any more.
        if size >= 1e12 {
            return General::write(size);
        }
        let mut whole = if first_digit.is_some() { size.floor() } else { 0.0 };
        let part = size - whole;
        let (mut above, below) = match fixed {
            Some(below) => ((part * f64::from(*below)).round(), f64::from(*below)),
            None => nearest(part, 10_u32.pow(u32::try_from(*digits).unwrap_or(1)) - 1),
        };
        if first_digit.is_some() && above == below {
            whole += 1.0;
            above = 0.0;
        }
        let always = before.contains(&Token::Digit('0'));
        let literals = |tokens: &[Token]| tokens.iter().map(Token::plain).collect::<String>();
        let mut shown = literals(&before[..first_digit.unwrap_or(before.len())]);
        let shows_whole = first_digit.is_some() && (whole > 0.0 || above == 0.0 || always);
        if shows_whole {
            shown.push_str(&format!("{whole:.0}"));
        }
        if above > 0.0 || first_digit.is_none() {
            if shows_whole {
                shown.push(' ');
            }
            shown.push_str(&format!("{above:.0}/{below:.0}"));
        }
        shown + &literals(&self.tokens[over + 1..])
    }
}

impl Token {
    /// What it shows beside digits.
    fn plain(&self) -> &str {
        match self {
            Self::Literal(text) => text,
            Self::Percent => "%",
            _ => "",
        }
    }
}

fn trailing_commas(after: &[Token]) -> usize {
    let last = after.iter().rposition(|token| matches!(token, Token::Digit(_))).unwrap_or(0);
    after.get(last..).unwrap_or_default().iter().filter(|token| **token == Token::Comma).count()
}

fn digit(shown: &mut String, digit: Option<u8>, kind: char) {
    match (digit, kind) {
        (Some(digit), _) => shown.push(char::from(digit)),
        (None, '0') => shown.push('0'),
        (None, '?') => shown.push(' '),
        _ => {}
    }
}

/// The 15 digits that Excel knows of a number, and how many of them stand before the point.
fn decimal(size: f64) -> (String, i32) {
    let written = format!("{size:.14e}");
    let (digits, power) = written.split_once('e').unwrap_or(("0", "0"));
    (digits.replace('.', ""), power.parse::<i32>().unwrap_or(0) + 1)
}

/// Digits before and after the point, a half rounded up as at school. No digits before the point for less than 1.
fn rounded(size: f64, decimals: usize) -> (String, String) {
    let (digits, point) = decimal(size);
    let length = usize::try_from(point).unwrap_or(0);
    let before = usize::try_from(-i64::from(point)).unwrap_or(0);
    let all = format!("{}{digits}", "0".repeat(before.min(400)));
    let wanted = length + decimals;
    let mut kept: Vec<u8> = all.bytes().chain(std::iter::repeat(b'0')).take(wanted).collect();
    if all.as_bytes().get(wanted).is_some_and(|next| *next >= b'5') {
        let mut at = kept.len();
        loop {
            let Some(left) = at.checked_sub(1) else {
                kept.insert(0, b'1');
                break;
            };
            at = left;
            if kept[at] == b'9' {
                kept[at] = b'0';
            } else {
                kept[at] += 1;
                break;
            }
        }
    }
    let split = kept.len() - decimals;
    let text = |digits: &[u8]| digits.iter().map(|digit| char::from(*digit)).collect::<String>();
    (text(&kept[..split]).trim_start_matches('0').to_owned(), text(&kept[split..]))
}

/// The fraction nearest to a number below 1, or any, with a denominator up to `most`.
fn nearest(part: f64, most: u32) -> (f64, f64) {
    let mut best = (part.round(), 1.0, (part - part.round()).abs());
    for below in 2..=most {
        let below = f64::from(below);
        let above = (part * below).round();
        let off = (part - above / below).abs();
        if off + 1e-12 < best.2 {
            best = (above, below, off);
        }
    }
    (best.0, best.1)
}
