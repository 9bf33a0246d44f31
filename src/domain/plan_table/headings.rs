//! What a column of a plan may hold, and which headings schools write over it.

use serde::{Deserialize, Serialize};

use super::heading_words::{DOUBTFUL, KNOWN, TELLING};
use super::words::{holds, plain, singular};

/// What a column of somebody's table is for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PlanColumn {
    /// The week, by number, date or both.
    Week,
    /// The number of the lesson or session within its week or unit.
    Lesson,
    /// A date beside the week.
    Date,
    /// The subject.
    Subject,
    /// What is to be learnt.
    Objective,
    /// What is done in the lesson.
    Activity,
    /// Key words.
    Vocabulary,
    /// What is needed.
    Resources,
    /// How it shows that it was learnt.
    Assessment,
    /// How each child is supported.
    Support,
    /// What is done at home.
    Homework,
    /// Anything else worth keeping with the row.
    Notes,
    /// Not wanted in the plan; the texts are listed as left out.
    LeftOut,
}

impl PlanColumn {
    /// Every choice, in the order a person should see them.
    pub const ALL: [Self; 13] = [
        Self::Week,
        Self::Lesson,
        Self::Date,
        Self::Subject,
        Self::Objective,
        Self::Activity,
        Self::Vocabulary,
        Self::Resources,
        Self::Assessment,
        Self::Support,
        Self::Homework,
        Self::Notes,
        Self::LeftOut,
    ];

    /// Whether the column says when or for which subject a row is, rather than what it holds.
    pub fn is_frame(self) -> bool {
        matches!(self, Self::Week | Self::Lesson | Self::Date | Self::Subject)
    }
}

/// How well a heading is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Schools use these words for this and nothing else.
    Sure(PlanColumn),
    /// One of these, likeliest first.
    Perhaps(Vec<PlanColumn>),
    /// The words say nothing.
    Unknown,
}

/// What a heading means, from its words alone.
pub(crate) fn meaning(heading: &str) -> Meaning {
    let whole = plain(heading);
    if whole.is_empty() || whole.len() > 80 {
        return Meaning::Unknown;
    }
    let unbracketed = plain(&without_brackets(heading));
    let first_line = plain(heading.lines().next().unwrap_or(heading));
    for words in [&whole, &unbracketed, &first_line] {
        let found = exact(words);
        if found != Meaning::Unknown {
            return found;
        }
    }
    by_parts(heading).unwrap_or_else(|| telling(&unbracketed))
}

/// Whether the text is a heading schools use, so that a line of such texts is a line of headings.
///
/// Stricter than [`meaning`]: "To know what plants need" has telling words but is no heading.
pub(crate) fn is_heading(text: &str) -> bool {
    text.len() <= 80
        && ([plain(text), plain(&without_brackets(text)), plain(text.lines().next().unwrap_or(text))]
            .iter()
            .any(|words| exact(words) != Meaning::Unknown)
            || by_parts(text).is_some_and(|said| matches!(said, Meaning::Perhaps(columns) if columns.len() > 1)))
}

fn exact(words: &str) -> Meaning {
    let count = words.split(' ').count();
    if words.is_empty() || count > 6 {
        return Meaning::Unknown;
    }
    let same = |known: &str| {
        // Plural endings differ by three letters a word at most: most of the list is passed over by its length.
        known.len().abs_diff(words.len()) <= 3 * count
            && known.split(' ').count() == count
            && known.split(' ').zip(words.split(' ')).all(|(a, b)| singular(a) == singular(b))
    };
    if let Some((_, columns)) = DOUBTFUL.iter().find(|(known, _)| same(known)) {
        return Meaning::Perhaps(columns.to_vec());
    }
    let found = KNOWN.iter().find(|(_, known)| known.iter().any(|known| same(known)));
    found.map_or(Meaning::Unknown, |(column, _)| Meaning::Sure(*column))
}

/// "Activities / Resources": each part by itself. The parts agree, or a person must say.
fn by_parts(heading: &str) -> Option<Meaning> {
    let spaced =
        heading.replace([',', '&', '+', '|', '\n', '–', ':', '('], "/").replace(" and ", "/").replace(" - ", "/");
    let parts: Vec<String> = spaced.split('/').map(plain).filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 {
        return None;
    }
    let mut columns = Vec::new();
    for part in &parts {
        match exact(part) {
            Meaning::Sure(column) => columns.push(column),
            Meaning::Perhaps(several) => columns.extend(several.first()),
            Meaning::Unknown => {}
        }
    }
    columns.dedup();
    match columns.as_slice() {
        [] => None,
        [PlanColumn::Week, PlanColumn::Date] | [PlanColumn::Date, PlanColumn::Week] => {
            Some(Meaning::Sure(PlanColumn::Week))
        }
        [only] if exact(&parts[0]) == Meaning::Sure(*only) => Some(Meaning::Sure(*only)),
        _ => Some(Meaning::Perhaps(columns)),
    }
}

fn telling(words: &str) -> Meaning {
    if words.split(' ').count() > 8 {
        return Meaning::Unknown;
    }
    let mut columns: Vec<PlanColumn> = Vec::new();
    for (word, column) in TELLING {
        if holds(words, word) && !columns.contains(column) {
            columns.push(*column);
        }
    }
    // "Learning activities" are activities: the word that says what kind of thing it is comes last.
    columns.sort_by_key(|column| {
        let last = TELLING.iter().filter(|(word, c)| c == column && holds(words, word));
        std::cmp::Reverse(last.filter_map(|(word, _)| position(words, word)).max().unwrap_or(0))
    });
    match columns.as_slice() {
        [] => Meaning::Unknown,
        [only] if words.split(' ').count() <= 4 && !only.is_frame() => Meaning::Sure(*only),
        _ => Meaning::Perhaps(columns),
    }
}

fn position(words: &str, word: &str) -> Option<usize> {
    let first = word.split(' ').next()?;
    words.split(' ').position(|w| singular(w) == singular(first))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::PlanColumn::{
        Activity, Assessment, Homework, Lesson, Notes, Objective, Resources, Support, Vocabulary, Week,
    };
    use super::*;

    #[track_caller]
    fn sure(heading: &str, column: PlanColumn) {
        assert_eq!(meaning(heading), Meaning::Sure(column), "{heading}");
    }

    #[test]
    fn headings_of_many_schools() {
        for heading in
            ["Week", "Wk", "WEEK:", "Wk.", "W/B", "w/c", "Week no.", "Week / Date", "Week beginning", "Week (date)"]
        {
            sure(heading, Week);
        }
        for heading in [
            "Learning objective",
            "LO",
            "L.O.",
            "Learning Intention",
            "WALT",
            "What we are learning",
            "Outcomes",
            "Objective (I can…)",
            "Learning Objectives:",
            "Óbjective",
            "LI",
            "Key questions",
        ] {
            sure(heading, Objective);
        }
        for heading in
            ["Activities", "Task", "Main task", "How", "Activity", "Main activities (30 mins)", "Learning activities"]
        {
            sure(heading, Activity);
        }
        for heading in ["Key vocabulary", "Vocab", "Key words", "Keywords", "Words"] {
            sure(heading, Vocabulary);
        }
        for heading in ["You will need", "You'll need", "Materials", "Worksheet", "Resources", "Resources & links"] {
            sure(heading, Resources);
        }
        for heading in ["Assessment", "AfL", "How assessed", "Assessment opportunities"] {
            sure(heading, Assessment);
        }
        sure("Session", Lesson);
        sure("Lesson", Lesson);
        sure("Homework", Homework);
        sure("Differentiation", Support);
        sure("Notes", Notes);
    }

    #[test]
    fn what_schools_mean_differently_is_asked() {
        assert_eq!(meaning("Success criteria"), Meaning::Perhaps(vec![Assessment, Objective, Activity]));
        assert_eq!(meaning("Activities / Resources"), Meaning::Perhaps(vec![Activity, Resources]));
        assert!(matches!(meaning("Diff."), Meaning::Perhaps(c) if c[0] == Support));
        assert_eq!(meaning("Zwx"), Meaning::Unknown);
        assert_eq!(meaning("Expand single brackets"), Meaning::Unknown);
        assert_eq!(meaning(""), Meaning::Unknown);
    }
}
