//! What a column of a plan may hold, and which headings schools write over it.

use serde::{Deserialize, Serialize};

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

use PlanColumn::{
    Activity, Assessment, Date, Homework, Lesson, Notes, Objective, Resources, Subject, Support, Vocabulary, Week,
};

/// Whole headings, already plain (see `words`) and without plural endings where that matters not.
const KNOWN: &[(PlanColumn, &[&str])] = &[
    (
        Week,
        &[
            "week",
            "wk",
            "w",
            "week no",
            "week number",
            "wk no",
            "week beginning",
            "week commencing",
            "w b",
            "w c",
            "wb",
            "wc",
            "wk beginning",
            "wk commencing",
            "week date",
            "week and date",
            "date week",
            "weeks",
            "teaching week",
            "school week",
        ],
    ),
    (Date, &["date", "dates", "day", "when", "date taught", "lesson date", "days"]),
    (
        Lesson,
        &[
            "lesson",
            "lesson no",
            "lesson number",
            "session",
            "session no",
            "session number",
            "les",
            "sess",
            "lesson week",
        ],
    ),
    (
        Subject,
        &[
            "subject",
            "subject area",
            "curriculum area",
            "area",
            "area of learning",
            "areas of learning",
            "course",
            "discipline",
        ],
    ),
    (
        Objective,
        &[
            "objective",
            "learning objective",
            "lesson objective",
            "lo",
            "los",
            "learning intention",
            "li",
            "lint",
            "intention",
            "walt",
            "we are learning to",
            "what we are learning",
            "what are we learning",
            "what we will learn",
            "what will we learn",
            "what we learn",
            "learning outcome",
            "outcome",
            "intended outcome",
            "intended learning",
            "intended learning outcome",
            "aim",
            "lesson aim",
            "aims",
            "learning goal",
            "learning focus",
            "learning question",
            "key question",
            "big question",
            "enquiry question",
            "lesson question",
            "national curriculum objective",
            "nc objective",
            "curriculum objective",
            "curriculum objectives",
            "skills",
            "skill",
            "key skills",
            "knowledge",
            "key knowledge",
            "knowledge and skills",
            "key learning",
            "learning",
            "can i",
            "i can",
            "to know",
            "small step",
            "small steps",
            "teaching objective",
            "experiences and outcomes",
            "es and os",
            "what",
            "purpose",
            "key objective",
            "main objective",
            "statement",
            "teaching point",
            "teaching points",
        ],
    ),
    (
        Activity,
        &[
            "activity",
            "main activity",
            "main activities",
            "task",
            "main task",
            "how",
            "how we will learn",
            "how we will learn it",
            "how will we learn it",
            "how we learn",
            "what we will do",
            "what we do",
            "what will we do",
            "teaching",
            "teaching activity",
            "teaching and learning",
            "teaching and learning activity",
            "learning activity",
            "learning experience",
            "lesson content",
            "content",
            "lesson outline",
            "lesson activity",
            "independent work",
            "independent task",
            "independent activity",
            "input",
            "teaching input",
            "main",
            "main teaching",
            "delivery",
            "suggested activity",
            "possible activity",
            "method",
            "classwork",
            "class work",
            "implementation",
            "lesson plan",
            "lesson overview",
            "lesson summary",
            "teaching sequence",
            "practice",
            "do",
        ],
    ),
    (
        Vocabulary,
        &[
            "vocabulary",
            "vocab",
            "key vocabulary",
            "key vocab",
            "words",
            "key word",
            "key words",
            "keywords",
            "keyword",
            "new words",
            "new vocabulary",
            "language",
            "key language",
            "terminology",
            "key terms",
            "key term",
            "tier 2 vocabulary",
            "tier 3 vocabulary",
            "word bank",
            "subject vocabulary",
            "technical vocabulary",
            "geirfa",
        ],
    ),
    (
        Resources,
        &[
            "resource",
            "resources",
            "you will need",
            "youll need",
            "what you need",
            "what you will need",
            "what we need",
            "need",
            "needed",
            "equipment",
            "materials",
            "material",
            "worksheet",
            "worksheets",
            "kit",
            "resources needed",
            "key resources",
            "resources needed for lesson",
            "link",
            "links",
            "weblinks",
            "text",
            "texts",
            "book",
            "books",
            "resources and links",
            "slides",
            "handout",
            "handouts",
            "props",
            "apparatus",
            "sheets",
            "powerpoint",
        ],
    ),
    (
        Assessment,
        &[
            "assessment",
            "assess",
            "afl",
            "assessment for learning",
            "assessment opportunity",
            "evidence",
            "assessment opportunities",
            "how assessed",
            "how we will know",
            "how will we know",
            "how we know",
            "check",
            "checks",
            "assessment criteria",
            "exit ticket",
            "exit question",
            "evaluation",
            "assessment focus",
            "mastery check",
            "formative assessment",
            "summative assessment",
            "assessed by",
            "key assessment",
            "test",
            "quiz",
        ],
    ),
    (
        Support,
        &[
            "support",
            "differentiation",
            "differentiated",
            "sen",
            "send",
            "sen support",
            "send support",
            "adaptation",
            "adaptations",
            "adaptive teaching",
            "scaffold",
            "scaffolding",
            "scaffolds",
            "how to support",
            "inclusion",
            "access",
            "support and challenge",
            "challenge and support",
            "support and extension",
            "extra help",
            "provision",
            "reasonable adjustments",
            "adult support",
        ],
    ),
    (Homework, &["homework", "home work", "hw", "home learning", "at home", "hwk", "prep", "homework task"]),
    (
        Notes,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "other",
            "remarks",
            "reminder",
            "reminders",
            "additional notes",
            "extra",
            "links to other subjects",
            "cross curricular links",
            "cross curricular",
            "events",
            "enrichment",
            "british values",
            "smsc",
            "british values and smsc",
            "trips",
            "visits",
            "trips and visits",
        ],
    ),
];

/// Headings that mean different things in different schools: asked, with what they may mean.
const DOUBTFUL: &[(&str, &[PlanColumn])] = &[
    ("success criteria", &[Assessment, Objective, Activity]),
    ("sc", &[Assessment, Objective, Activity]),
    ("steps to success", &[Assessment, Objective, Activity]),
    ("wilf", &[Assessment, Objective]),
    ("what im looking for", &[Assessment, Objective]),
    ("diff", &[Support, Activity, Assessment]),
    ("challenge", &[Support, Activity]),
    ("extension", &[Support, Activity, Homework]),
    ("greater depth", &[Support, Activity]),
    ("starter", &[Activity, Notes]),
    ("plenary", &[Activity, Assessment]),
    ("hook", &[Activity, Notes]),
    ("topic", &[Objective, Subject, Activity, Notes]),
    ("unit", &[Objective, Subject, Notes]),
    ("unit of work", &[Objective, Subject, Notes]),
    ("theme", &[Objective, Subject, Notes]),
    ("focus", &[Objective, Activity, Notes]),
    ("title", &[Objective, Activity, Notes]),
    ("lesson title", &[Objective, Activity, Notes]),
    ("coverage", &[Objective, Activity]),
    ("strand", &[Objective, Subject, Notes]),
    ("genre", &[Objective, Notes]),
    ("period", &[Lesson, Week, Date]),
    ("no", &[Week, Lesson, Notes]),
    ("number", &[Week, Lesson, Notes]),
    ("term", &[Week, Notes]),
    ("half term", &[Week, Notes]),
    ("ta", &[Support, Notes]),
    ("adult", &[Support, Notes]),
    ("class", &[Notes, Subject]),
    ("impact", &[Assessment, Notes]),
    ("intent", &[Objective, Notes]),
    ("ict", &[Resources, Notes]),
    ("why", &[Objective, Notes]),
    ("development", &[Activity, Notes]),
];

/// Words that, inside a longer heading, point to a column.
const TELLING: &[(&str, PlanColumn)] = &[
    ("objective", Objective),
    ("intention", Objective),
    ("outcome", Objective),
    ("walt", Objective),
    ("lo", Objective),
    ("learning", Objective),
    ("aim", Objective),
    ("knowledge", Objective),
    ("question", Objective),
    ("skill", Objective),
    ("activity", Activity),
    ("task", Activity),
    ("input", Activity),
    ("content", Activity),
    ("teaching", Activity),
    ("do", Activity),
    ("how", Activity),
    ("vocabulary", Vocabulary),
    ("vocab", Vocabulary),
    ("word", Vocabulary),
    ("terminology", Vocabulary),
    ("resource", Resources),
    ("equipment", Resources),
    ("worksheet", Resources),
    ("material", Resources),
    ("need", Resources),
    ("link", Resources),
    ("assessment", Assessment),
    ("assess", Assessment),
    ("afl", Assessment),
    ("evidence", Assessment),
    ("check", Assessment),
    ("success criteria", Assessment),
    ("know", Assessment),
    ("differentiation", Support),
    ("support", Support),
    ("send", Support),
    ("sen", Support),
    ("scaffold", Support),
    ("adaptation", Support),
    ("challenge", Support),
    ("homework", Homework),
    ("home", Homework),
    ("note", Notes),
    ("comment", Notes),
    ("week", Week),
    ("wk", Week),
    ("date", Date),
    ("lesson", Lesson),
    ("session", Lesson),
    ("subject", Subject),
];

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
        [Week, Date] | [Date, Week] => Some(Meaning::Sure(Week)),
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
