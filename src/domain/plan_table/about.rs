//! What the words around a table say of the whole plan: its title, subject, class, teacher and term.

use serde::{Deserialize, Serialize};

use super::grid::Table;
use super::subjects::{is_subject, subject_in};
use super::words::plain;

/// What is known of the whole plan. All of it is a proposal that a person sees before it is used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What it is about, such as "Living things and their habitats".
    pub title: Option<String>,
    /// The subject.
    pub subject: Option<String>,
    /// The class or group.
    pub class: Option<String>,
    /// The year group, such as "Year 4".
    pub year: Option<String>,
    /// The teacher.
    pub teacher: Option<String>,
    /// The term or half term as it is written, such as "Spring 1".
    pub term: Option<String>,
}

const KEYS: &[(&str, Key)] = &[
    ("class teacher", Key::Teacher),
    ("teacher name", Key::Teacher),
    ("teachers", Key::Teacher),
    ("teacher", Key::Teacher),
    ("staff", Key::Teacher),
    ("year group", Key::Year),
    ("year", Key::Year),
    ("class", Key::Class),
    ("group", Key::Class),
    ("set", Key::Class),
    ("half term", Key::Term),
    ("term", Key::Term),
    ("subject", Key::Subject),
    ("curriculum area", Key::Subject),
    ("unit of work", Key::Title),
    ("unit title", Key::Title),
    ("unit", Key::Title),
    ("topic", Key::Title),
    ("theme", Key::Title),
    ("title", Key::Title),
    ("date", Key::Other),
    ("duration", Key::Other),
    ("week", Key::Other),
    ("notes", Key::Other),
    ("note", Key::Other),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Title,
    Subject,
    Class,
    Year,
    Teacher,
    Term,
    Other,
}

impl About {
    /// What the table's title, the texts before it and the lines above its headings say, nearest words first.
    pub(crate) fn of(table: &Table, above: &[String]) -> Self {
        let mut about = Self::default();
        let lines = above.iter().rev().chain(table.before.iter().rev()).flat_map(|text| text.lines());
        for line in lines.chain(table.title.as_deref()) {
            let pairs = pairs(line);
            if pairs.is_empty() {
                about.take_heading(line);
            }
            for (key, value) in pairs {
                about.take(key, value);
            }
        }
        about
    }

    /// Fills what is not known here from an earlier table of the same document. A subject or title is never passed on.
    #[must_use]
    pub(crate) fn or(mut self, earlier: &Self) -> Self {
        self.class = self.class.or_else(|| earlier.class.clone());
        self.year = self.year.or_else(|| earlier.year.clone());
        self.teacher = self.teacher.or_else(|| earlier.teacher.clone());
        self.term = self.term.or_else(|| earlier.term.clone());
        self
    }

    fn take(&mut self, key: Key, value: &str) {
        let field = match key {
            Key::Title => &mut self.title,
            Key::Subject => &mut self.subject,
            Key::Class => &mut self.class,
            Key::Year => &mut self.year,
            Key::Teacher => &mut self.teacher,
            Key::Term => &mut self.term,
            Key::Other => return,
        };
        if field.is_none() && !value.is_empty() {
            *field = Some(value.to_owned());
        }
    }

    /// "Year 4 Science – Living things – Medium-term plan": each part says one thing.
    fn take_heading(&mut self, line: &str) {
        if line.chars().count() > 120 {
            return;
        }
        for part in line.split(['–', '—', '|', ':', '\t']).flat_map(|part| part.split(" - ")).map(str::trim) {
            let words = plain(part);
            if words.is_empty() || is_about_planning(&words) {
                continue;
            }
            let mut said = false;
            if let Some(term) = term_in(part) {
                self.take(Key::Term, &term);
                said = true;
            }
            if let Some(year) = year_in(part) {
                self.take(Key::Year, &year);
                said = true;
            }
            if let Some(subject) = subject_in(&without_year(part)) {
                self.take(Key::Subject, &subject);
                said = true;
            }
            if words.ends_with(" class") || (words.starts_with("class ") && words.len() < 20) {
                self.take(Key::Class, part);
                said = true;
            }
            if !said && !part.ends_with('.') {
                self.take(Key::Title, part);
            }
        }
    }
}

/// "Teacher: Mrs Adeyemi   Class: 4A": keys and what follows each, up to the next key.
fn pairs(line: &str) -> Vec<(Key, &str)> {
    let mut found: Vec<(usize, usize, Key)> = Vec::new();
    for (colon, _) in line.match_indices(':') {
        let before = &line[..colon];
        let key = KEYS.iter().find_map(|(name, key)| {
            let start = before.len().checked_sub(name.len())?;
            let tail = before.get(start..).filter(|tail| tail.eq_ignore_ascii_case(name))?;
            let bounded = before[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            bounded.then_some((colon - tail.len(), colon + 1, *key))
        });
        found.extend(key);
    }
    let ends = found.iter().skip(1).map(|(start, _, _)| *start).chain([line.len()]).collect::<Vec<_>>();
    found
        .iter()
        .zip(ends)
        .map(|((_, from, key), end)| {
            (*key, line[*from..end].trim_matches(|c: char| c.is_whitespace() || "|;,–".contains(c)))
        })
        .collect()
}

/// Whether a line above the headings is of the kind "Teacher | Mrs Adeyemi | Class | 4A".
pub(crate) fn is_about_line(texts: &[&str]) -> bool {
    let is_key = |text: &str| {
        let words = plain(text);
        KEYS.iter().any(|(name, key)| *key != Key::Other && words == *name)
    };
    let keys = texts.iter().filter(|text| !pairs(text).is_empty()).count();
    // Keys and values in turn, such as "Teacher | Mrs Adeyemi | Class | 4A".
    let in_turn = texts.len() >= 2
        && texts.len().is_multiple_of(2)
        && texts.chunks(2).all(|pair| is_key(pair[0]) && !is_key(pair[1]) && !super::headings::is_heading(pair[1]));
    (keys > 0 && keys * 2 >= texts.len()) || in_turn
}

/// The texts of such a line as one line of pairs.
pub(crate) fn as_pairs(texts: &[&str]) -> String {
    if texts.iter().any(|text| text.contains(':')) || texts.len() < 2 {
        return texts.join("   ");
    }
    texts.chunks(2).map(|pair| pair.join(": ")).collect::<Vec<_>>().join("   ")
}

fn is_about_planning(words: &str) -> bool {
    let frame = "medium term plan planning planner mtp overview scheme of work sow long curriculum map half termly the school primary secondary academy week weekly unit for plans termly";
    words.split(' ').all(|word| frame.split(' ').any(|known| known == word))
        || words.ends_with(" school")
        || words.ends_with(" academy")
        || words.starts_with("sheet")
        || words == "table"
}

/// "Spring 1", "Autumn term", "Summer second half" within a text.
fn term_in(text: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let at = words
        .iter()
        .position(|word| matches!(plain(word).as_str(), "autumn" | "spring" | "summer" | "michaelmas" | "lent"))?;
    let more = words[at + 1..].iter().take_while(|word| {
        let word = plain(word);
        matches!(word.as_str(), "term" | "half" | "first" | "second" | "1st" | "2nd" | "a" | "b")
            || word.parse::<u32>().is_ok_and(|n| n <= 2100)
    });
    Some(words[at..=at].iter().chain(more).copied().collect::<Vec<_>>().join(" "))
}

/// "Year 4", "Y4", "Reception" within a text.
fn year_in(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let spoken = plain(word);
        let next = words.get(at + 1).map(|next| plain(next)).unwrap_or_default();
        let is_group = next.trim_end_matches(|c: char| c.is_alphabetic()).parse::<u32>().is_ok_and(|n| n <= 14);
        if matches!(spoken.as_str(), "year" | "yr" | "primary" | "stage") && is_group {
            return Some(format!("{word} {}", words[at + 1].trim_matches(|c: char| !c.is_alphanumeric())));
        }
        let short = spoken.strip_prefix('y').or_else(|| spoken.strip_prefix('p')).and_then(|n| n.parse::<u32>().ok());
        if short.is_some_and(|n| (1..=13).contains(&n)) || matches!(spoken.as_str(), "reception" | "nursery") {
            return Some((*word).to_owned());
        }
    }
    None
}

fn without_year(part: &str) -> String {
    if is_subject(part) {
        return part.to_owned();
    }
    let year = year_in(part).unwrap_or_default();
    part.replacen(&year, "", 1).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(before: &[&str]) -> About {
        let table = Table { before: before.iter().map(|&line| line.to_owned()).collect(), ..Table::default() };
        About::of(&table, &[])
    }

    #[test]
    fn titles_of_many_schools() {
        let science = about(&[
            "Year 4 Science – Living things and their habitats – Medium-term plan",
            "Teacher: Mrs O. Adeyemi Class: 4A Term: Spring 1",
        ]);
        assert_eq!(science.subject.as_deref(), Some("Science"));
        assert_eq!(science.title.as_deref(), Some("Living things and their habitats"));
        assert_eq!(science.year.as_deref(), Some("Year 4"));
        assert_eq!(science.teacher.as_deref(), Some("Mrs O. Adeyemi"));
        assert_eq!(science.class.as_deref(), Some("4A"));
        assert_eq!(science.term.as_deref(), Some("Spring 1"));

        let oak = about(&["Oak Class – Medium term planning – Summer 1"]);
        assert_eq!((oak.class.as_deref(), oak.term.as_deref()), (Some("Oak Class"), Some("Summer 1")));
        assert_eq!((oak.title, oak.subject), (None, None));

        let maths = about(&["Year 8 – Medium Term Plan – Spring 2", "Maths"]);
        assert_eq!((maths.subject.as_deref(), maths.year.as_deref()), (Some("Maths"), Some("Year 8")));

        let english = about(&["English: story openings"]);
        assert_eq!((english.subject.as_deref(), english.title.as_deref()), (Some("English"), Some("story openings")));
    }

    #[test]
    fn lines_of_keys_and_values_are_told_from_headings() {
        assert!(is_about_line(&["Teacher", "Mrs Adeyemi", "Class", "4A"]));
        assert!(is_about_line(&["Teacher: Mrs Adeyemi", "Term: Spring 1"]));
        assert!(!is_about_line(&["Week", "Objective", "Subject", "Resources"]));
        assert_eq!(as_pairs(&["Teacher", "Mrs Adeyemi", "Class", "4A"]), "Teacher: Mrs Adeyemi   Class: 4A");
    }
}
