//! The subjects that stand in plans of schools in the United Kingdom, as far as a reader must know them.

use super::words::{holds, plain};

const SUBJECTS: &[&str] = &[
    "english",
    "maths",
    "mathematics",
    "math",
    "numeracy",
    "literacy",
    "reading",
    "guided reading",
    "writing",
    "spelling",
    "spellings",
    "phonics",
    "handwriting",
    "grammar",
    "spag",
    "gps",
    "science",
    "biology",
    "chemistry",
    "physics",
    "geography",
    "history",
    "religious education",
    "religious studies",
    "re",
    "rs",
    "rmps",
    "rme",
    "rve",
    "physical education",
    "pe",
    "games",
    "swimming",
    "dance",
    "drama",
    "music",
    "art",
    "art and design",
    "design",
    "design technology",
    "design and technology",
    "dt",
    "d and t",
    "technology",
    "computing",
    "ict",
    "it",
    "computer science",
    "pshe",
    "pshce",
    "psed",
    "rshe",
    "rse",
    "citizenship",
    "health and wellbeing",
    "hwb",
    "personal development",
    "french",
    "spanish",
    "german",
    "welsh",
    "cymraeg",
    "gaelic",
    "irish",
    "mandarin",
    "italian",
    "latin",
    "urdu",
    "arabic",
    "polish",
    "mfl",
    "pfl",
    "languages",
    "modern languages",
    "modern foreign languages",
    "topic work",
    "humanities",
    "business",
    "business studies",
    "economics",
    "sociology",
    "psychology",
    "philosophy",
    "law",
    "media",
    "media studies",
    "film studies",
    "food",
    "food technology",
    "textiles",
    "photography",
    "health and social care",
    "child development",
    "life skills",
    "forest school",
    "expressive arts",
    "understanding the world",
    "communication and language",
    "expressive arts and design",
    "physical development",
    "engineering",
    "statistics",
    "further maths",
    "english language",
    "english literature",
    "cooking",
    "cooking and nutrition",
    "outdoor learning",
    "sensory",
    "thematic studies",
    "world around us",
];

/// Words that are subjects only when they stand alone: inside a sentence they mean something else.
const ONLY_ALONE: &[&str] = &[
    "re",
    "rs",
    "it",
    "art",
    "games",
    "dance",
    "design",
    "reading",
    "writing",
    "spelling",
    "spellings",
    "law",
    "food",
    "media",
    "business",
    "gps",
    "topic work",
    "languages",
    "sensory",
    "technology",
    "grammar",
    "statistics",
    "cooking",
    "handwriting",
    "drama",
    "music",
    "swimming",
    "polish",
    "english",
    "history",
    "science",
];

/// Whether the whole text is the name of a subject, an added group or teacher in brackets aside.
pub(crate) fn is_subject(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let whole = plain(text);
    let first = plain(text.split(['(', '\n', ':', '–', '/']).next().unwrap_or(text));
    [whole, first].iter().any(|words| {
        let core = words.strip_suffix(" lesson").or_else(|| words.strip_suffix(" lessons")).unwrap_or(words);
        SUBJECTS.contains(&core)
    })
}

/// The subject that a heading of a few words speaks of: "Year 4 Science" gives Science as it is written there.
pub(crate) fn subject_in(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if is_subject(text) {
        return Some(text.split(['(', '\n', ':', '–', '/']).next().unwrap_or(text).trim().to_owned());
    }
    if words.len() > 8 {
        return None;
    }
    let spoken = |part: &[&str]| {
        let candidate = plain(&part.join(" "));
        let short_or_capital = part[0].chars().next().is_some_and(char::is_uppercase);
        SUBJECTS.contains(&candidate.as_str()) && (short_or_capital || !ONLY_ALONE.contains(&candidate.as_str()))
    };
    for length in (1..=words.len().min(4)).rev() {
        let found = words.windows(length).find(|part| spoken(part));
        if let Some(part) = found {
            let name = part.join(" ");
            // "Reading week" and "Art gallery visit" are no subjects.
            let alone = plain(text);
            let rest = alone.replacen(&plain(&name), "", 1);
            let only_frame = rest.split_whitespace().all(is_frame);
            if only_frame || !ONLY_ALONE.contains(&plain(&name).as_str()) {
                return Some(name.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
            }
        }
    }
    None
}

/// Words that surround a subject in a title without changing what it is.
fn is_frame(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
        || holds(
            "year class key stage ks1 ks2 ks3 ks4 medium term mtp plan planning scheme of work unit the and for overview set group y yr autumn spring summer half lesson lessons subject curriculum reception nursery",
            word,
        )
        || word.strip_prefix('y').is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_are_known_alone_and_in_titles() {
        assert!(is_subject("Maths") && is_subject("D&T") && is_subject("R.E.") && is_subject("English (set 2)"));
        assert!(!is_subject("Expand brackets") && !is_subject(""));
        assert_eq!(subject_in("Year 4 Science").as_deref(), Some("Science"));
        assert_eq!(subject_in("Y5 Maths medium term plan").as_deref(), Some("Maths"));
        assert_eq!(subject_in("Geography").as_deref(), Some("Geography"));
        assert_eq!(subject_in("Reading week"), None);
        assert_eq!(subject_in("Mathematics: Fractions").as_deref(), Some("Mathematics"));
        assert_eq!(subject_in("Visit to the art gallery"), None);
        assert_eq!(subject_in("it is raining"), None);
    }
}
