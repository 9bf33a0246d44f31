//! The label of a week taken apart: numbers, words and marks, each used once, and what is left over.

use super::week::{Counts, LabelDate, counted, month};

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Number(u32),
    Word(String),
    Mark(char),
}

/// A number, a word or a mark, where it stands in the label.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    kind: Kind,
    start: usize,
    end: usize,
    used: bool,
}

impl Token {
    /// The word in lower case, if it is one.
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    fn number(&self) -> Option<u32> {
        match self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A number in figures or as a word.
    fn count(&self) -> Option<u32> {
        const NAMES: [&str; 12] =
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        let named =
            || NAMES.iter().position(|name| Some(*name) == self.word()).and_then(|at| u32::try_from(at + 1).ok());
        self.number().or_else(named)
    }

    fn mark(&self) -> Option<char> {
        match self.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    fn is_joint(&self) -> bool {
        self.mark().is_some_and(|mark| "-–—&,/+".contains(mark)) || matches!(self.word(), Some("to" | "and"))
    }
}

/// The tokens of one label.
pub(crate) struct Tokens<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Tokens<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let mut tokens: Vec<Token> = Vec::new();
        for (start, letter) in text.char_indices() {
            let end = start + letter.len_utf8();
            let last = tokens.last_mut().filter(|last| last.end == start);
            match (last, letter) {
                (_, letter) if letter.is_whitespace() && letter != '\n' => {}
                (Some(Token { kind: Kind::Number(number), end: last_end, .. }), '0'..='9') => {
                    *number = number.saturating_mul(10).saturating_add(u32::from(letter as u8 - b'0'));
                    *last_end = end;
                }
                (Some(Token { kind: Kind::Word(word), end: last_end, .. }), letter) if letter.is_alphabetic() => {
                    word.extend(letter.to_lowercase());
                    *last_end = end;
                }
                (_, '0'..='9') => {
                    tokens.push(Token { kind: Kind::Number(u32::from(letter as u8 - b'0')), start, end, used: false })
                }
                (_, letter) if letter.is_alphabetic() => {
                    tokens.push(Token { kind: Kind::Word(letter.to_lowercase().collect()), start, end, used: false });
                }
                (_, letter) => tokens.push(Token { kind: Kind::Mark(letter), start, end, used: false }),
            }
        }
        Self { text, tokens }
    }

    /// "Week 113.4.26" lost the end of a paragraph after its number: parts it where the date falls on a Monday, or
    /// after the first figure.
    pub(crate) fn part_glued_week(&mut self, is_monday: impl Fn(LabelDate) -> bool) {
        let found = (1..self.tokens.len()).find(|&at| {
            counted(&self.tokens[at - 1]).is_some()
                && self.tokens[at].number().is_some()
                && self.numeric_date(at).is_none()
                && self.numeric_date_marks(at)
        });
        let Some(at) = found else { return };
        let glued = self.tokens[at].clone();
        let figures = &self.text[glued.start..glued.end];
        let parts: Vec<(u32, u32, usize)> = (1..=2_usize.min(figures.len() - 1))
            .filter_map(|cut| Some((figures[..cut].parse().ok()?, figures[cut..].parse().ok()?, cut)))
            .filter(|(_, day, _)| self.date_from(at, *day).is_some())
            .collect();
        let monday = parts.iter().find(|(_, day, _)| self.date_from(at, *day).is_some_and(&is_monday));
        if let Some(&(week, day, cut)) = monday.or(parts.first()) {
            let middle = glued.start + cut;
            self.tokens[at] = Token { kind: Kind::Number(week), end: middle, ..glued };
            self.tokens.insert(at + 1, Token { kind: Kind::Number(day), start: middle, ..glued });
        }
    }

    /// Every date, in order, and marks its tokens as used.
    pub(crate) fn take_dates(&mut self) -> Vec<LabelDate> {
        let mut dates = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let found =
                self.numeric_date(at).map(|(date, length)| (vec![date], length)).or_else(|| self.named_date(at));
            let Some((found, length)) = found else {
                at += 1;
                continue;
            };
            self.use_up(at, length);
            if at > 0 && is_weekday(&self.tokens[at - 1]) {
                self.tokens[at - 1].used = true;
            }
            dates.extend(found);
            at += length;
        }
        dates
    }

    /// Marks "w/b", "week commencing" and their like as used.
    pub(crate) fn take_beginning(&mut self) {
        for at in 0..self.tokens.len() {
            let word = |offset: usize| self.tokens.get(at + offset).and_then(Token::word);
            let slash = self.tokens.get(at + 1).and_then(Token::mark) == Some('/');
            let length = match (word(0), word(1), word(2)) {
                (Some("wb" | "wc" | "commencing" | "beginning" | "starting"), _, _) => 1,
                (Some("week" | "wk"), Some("beginning" | "commencing" | "starting" | "ending" | "of"), _) => 2,
                (Some("w"), _, Some("b" | "c" | "e")) if slash => 3,
                _ => 0,
            };
            self.use_up(at, length);
        }
        // "Week 13.4.26": the word announces the date.
        for at in 1..self.tokens.len() {
            if self.tokens[at].used && self.tokens[at].number().is_some() && counted(&self.tokens[at - 1]).is_some() {
                self.tokens[at - 1].used = true;
            }
        }
    }

    /// The number or span of numbers that the label gives, weeks before lessons before a number alone.
    pub(crate) fn take_number(&mut self) -> Option<(Counts, u16, u16)> {
        for wanted in [Counts::Weeks, Counts::Lessons] {
            for at in 0..self.tokens.len() {
                let Some(counts) = counted(&self.tokens[at]).filter(|c| *c == wanted && !self.tokens[at].used) else {
                    continue;
                };
                // A single letter counts only when it touches its number: "W3", "L2".
                let touches = self.tokens.get(at + 1).is_some_and(|next| next.start == self.tokens[at].end);
                if self.tokens[at].end - self.tokens[at].start == 1 && !touches {
                    continue;
                }
                let mut first = at + 1;
                while self
                    .tokens
                    .get(first)
                    .is_some_and(|t| matches!(t.mark(), Some('.' | ':' | '#' | '\n')) || t.word() == Some("no"))
                {
                    first += 1;
                }
                if let Some((from, to, length)) = self.span(first) {
                    self.use_up(at, first - at + length);
                    return Some((counts, from, to));
                }
            }
        }
        let first = self.tokens.iter().position(|t| !t.used && !matches!(t.mark(), Some('#' | '(' | '\n')))?;
        self.tokens[first].number()?;
        let (from, to, length) = self.span(first)?;
        if !self.line_ends_after(first + length) {
            return None;
        }
        self.use_up(first, length);
        Some((Counts::Weeks, from, to))
    }

    /// Whether the label starts with what it is: a word that announces a number, a date or a number.
    pub(crate) fn starts_with_label(mut self) -> bool {
        self.take_dates();
        self.take_beginning();
        self.take_number();
        self.tokens.iter().find(|token| token.mark().is_none()).is_some_and(|token| token.used)
    }

    /// What no one used, without the brackets and marks that held the rest together.
    pub(crate) fn rest(&self) -> String {
        let mut rest = String::new();
        let mut last_end = 0;
        for token in self.tokens.iter().filter(|token| !token.used) {
            if token.start > last_end && !rest.is_empty() {
                rest.push(' ');
            }
            rest.push_str(&self.text[token.start..token.end]);
            last_end = token.end;
        }
        let mut tidy = rest.replace('\n', " ");
        for (empty, full) in [("( )", " "), ("()", " "), ("[]", " "), ("( ", "("), (" )", ")")] {
            tidy = tidy.replace(empty, full);
        }
        let tidy = tidy.split_whitespace().collect::<Vec<_>>().join(" ");
        let trimmed = tidy.trim_matches(|c: char| c.is_whitespace() || "-–—:;,./&+#".contains(c));
        let inner = trimmed.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
        inner.filter(|inner| !inner.contains(['(', ')'])).unwrap_or(trimmed).trim_matches(['(', ')']).to_owned()
    }

    fn use_up(&mut self, at: usize, length: usize) {
        for token in self.tokens.iter_mut().skip(at).take(length) {
            token.used = true;
        }
    }

    fn numeric_date_marks(&self, at: usize) -> bool {
        let mark = |offset: usize| self.tokens.get(at + offset).and_then(Token::mark);
        mark(1).is_some_and(|first| "./".contains(first) && mark(3) == Some(first))
    }

    fn date_from(&self, at: usize, day: u32) -> Option<LabelDate> {
        let month = self.tokens.get(at + 2)?.number()?;
        let year = i32::try_from(self.tokens.get(at + 4)?.number()?).ok()?;
        LabelDate::new(Some(year), month, day)
    }

    /// "13.4.26", "13/4", "2026-04-13" and how many tokens it takes.
    fn numeric_date(&self, at: usize) -> Option<(LabelDate, usize)> {
        let token = |offset: usize| self.tokens.get(at + offset).filter(|t| !t.used);
        let touching = |offset: usize| token(offset).is_some_and(|t| t.start == self.tokens[at + offset - 1].end);
        let first = token(0)?.number()?;
        let mark = token(1)?.mark()?;
        let second = token(2)?.number()?;
        if !"./-".contains(mark) || !touching(1) || !touching(2) {
            return None;
        }
        let third =
            (touching(3) && touching(4) && token(3)?.mark() == Some(mark)).then(|| token(4)?.number()).flatten();
        if let Some(third) = third {
            let british = LabelDate::new(i32::try_from(third).ok(), second, first);
            let iso = || LabelDate::new(Some(i32::try_from(first).ok().filter(|year| *year > 1900)?), second, third);
            return british.filter(|_| first <= 31).or_else(iso).map(|date| (date, 5));
        }
        // "13.4" may be a section and "2/3" two weeks: only a slash, or a full stop in brackets, makes a date of two.
        let bracketed = at > 0 && self.tokens[at - 1].mark() == Some('(');
        let spans_weeks = at > 0 && counted(&self.tokens[at - 1]).is_some();
        let is_date = !spans_weeks && (mark == '/' || (mark == '.' && bracketed));
        is_date.then(|| LabelDate::new(None, second, first)).flatten().map(|date| (date, 3))
    }

    /// "5 Jan", "5th of January 2026", "5-9 Jan", "Jan 5th, 2026" and how many tokens it takes.
    fn named_date(&self, at: usize) -> Option<(Vec<LabelDate>, usize)> {
        let month_at = |at: usize| self.tokens.get(at).and_then(Token::word).and_then(month);
        if let Some(found) = month_at(at) {
            let day = self.tokens.get(at + 1)?.number()?;
            let after = self.after_ordinal(at + 2);
            let (year, end) = self.year(after);
            return Some((vec![LabelDate::new(year, found, day)?], end - at));
        }
        let first = self.tokens.get(at)?.number()?;
        let mut next = self.after_ordinal(at + 1);
        let mut last = None;
        if self.tokens.get(next).is_some_and(Token::is_joint)
            && let Some(number) = self.tokens.get(next + 1).and_then(Token::number)
        {
            last = Some(number);
            next = self.after_ordinal(next + 2);
        }
        if self.tokens.get(next).and_then(Token::word) == Some("of") {
            next += 1;
        }
        let found = month_at(next)?;
        let (year, end) = self.year(next + 1);
        let mut dates = vec![LabelDate::new(year, found, first)?];
        if let Some(last) = last {
            dates.push(LabelDate::new(year, found, last)?);
        }
        Some((dates, end - at))
    }

    fn after_ordinal(&self, at: usize) -> usize {
        let ordinal = matches!(self.tokens.get(at).and_then(Token::word), Some("st" | "nd" | "rd" | "th"));
        at + usize::from(ordinal)
    }

    fn year(&self, at: usize) -> (Option<i32>, usize) {
        let skipped = at + usize::from(matches!(self.tokens.get(at).and_then(Token::mark), Some(',' | '\'' | '’')));
        let number = self.tokens.get(skipped).and_then(Token::number).and_then(|number| i32::try_from(number).ok());
        match number.filter(|number| (1990..2100).contains(number) || (20..70).contains(number)) {
            Some(year) => (Some(year), skipped + 1),
            None => (None, at),
        }
    }

    /// "2", "2 & 3", "1, 2 and 3", "4 to Week 5" from a place on: first, last, tokens taken.
    fn span(&self, at: usize) -> Option<(u16, u16, usize)> {
        let number = |at: usize| {
            let token = self.tokens.get(at).filter(|token| !token.used)?;
            token.count().and_then(|number| u16::try_from(number).ok()).filter(|number| (1..=200).contains(number))
        };
        let first = number(at)?;
        let (mut last, mut end) = (first, at + 1);
        loop {
            let mut next = end;
            while self.tokens.get(next).is_some_and(Token::is_joint) {
                next += 1;
            }
            if next == end {
                break;
            }
            next += usize::from(self.tokens.get(next).and_then(counted).is_some());
            match number(next).filter(|number| *number > last) {
                Some(number) => (last, end) = (number, next + 1),
                None => break,
            }
        }
        Some((first, last, end - at))
    }

    /// Whether nothing but used tokens, marks or something in brackets follows on the same line.
    fn line_ends_after(&self, at: usize) -> bool {
        let mut marks_only = true;
        for token in self.tokens[at..].iter().filter(|token| !token.used) {
            match token.mark() {
                Some('\n' | '(' | '[') => return marks_only,
                Some('/' | '%') => return false,
                Some(_) => {}
                None => marks_only = false,
            }
        }
        marks_only
    }
}

fn is_weekday(token: &Token) -> bool {
    let Some(word) = token.word() else { return false };
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .iter()
        .any(|day| *day == word || (word.len() >= 3 && word.len() <= 5 && day.starts_with(word)))
}
