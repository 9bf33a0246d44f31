//! What came of reading a table, and what a person has to say about it.

use serde::{Deserialize, Serialize};

use super::about::About;
use super::grid::At;
use super::headings::PlanColumn;
use super::week::WeekLabel;

/// Where the weeks stand in a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Orientation {
    /// A line a week or lesson.
    #[default]
    WeeksDown,
    /// A column a week; subjects or headings stand down the side.
    WeeksAcross,
}

/// A table read as rows of a plan, with everything that is uncertain about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Where the weeks stand.
    pub orientation: Orientation,
    /// What the texts around the table say of the whole plan.
    pub about: About,
    /// The lines above the headings, as they are written.
    pub above: Vec<String>,
    /// The columns (the lines, where weeks stand across) and what each seems to hold.
    pub columns: Vec<ColumnGuess>,
    /// The table as a preview shows it: one line a week, one cell for each of `columns`.
    pub lines: Vec<PreviewLine>,
    /// The rows of the plan.
    pub rows: Vec<PlanRowDraft>,
    /// What a person should decide; each says what was assumed meanwhile.
    pub doubts: Vec<Doubt>,
    /// Texts that belong to the whole plan, not to a row.
    pub notes: Vec<String>,
    /// Texts of the table that are in none of the rows.
    pub left_out: Vec<LeftOut>,
}

/// A column of the table and what it seems to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnGuess {
    /// Its place in the table: from the left, or from the top where weeks stand across.
    pub index: usize,
    /// Its heading as it is written; several lines of headings are parted by " / ".
    pub heading: String,
    /// The subject its cells belong to, where the heading names one.
    pub subject: Option<String>,
    /// What it holds.
    pub guess: PlanColumn,
    /// Whether that is certain; if not, there is a doubt about it.
    pub sure: bool,
    /// The first few different texts below the heading.
    pub examples: Vec<String>,
}

/// One line of the preview.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PreviewLine {
    /// The texts, in the order of the columns.
    pub cells: Vec<String>,
    /// The columns that were empty here and took what stands above.
    pub from_above: Vec<usize>,
}

/// A row of a plan, not yet saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanRowDraft {
    /// The subject, where it is known.
    pub subject: Option<String>,
    /// The week or weeks.
    pub week: WeekLabel,
    /// What is to be learnt.
    pub objective: String,
    /// What is done.
    pub activity: String,
    /// Key words.
    pub vocabulary: String,
    /// What is needed.
    pub resources: String,
    /// How it shows.
    pub assessment: String,
    /// Everything else, each text with the heading it stood under.
    pub other: Vec<Labelled>,
    /// Where in the table it comes from.
    pub from: Vec<At>,
}

/// A text with the heading it stood under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// What kind of text it is: support, homework or notes.
    pub column: PlanColumn,
    /// The heading; empty where there was none.
    pub label: String,
    /// The text.
    pub text: String,
}

/// A text that came into no row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it stands.
    pub at: At,
    /// What it says.
    pub text: String,
    /// Why.
    pub why: Why,
}

/// Why a text came into no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// A person, or our guess while a doubt is open, said to leave it out.
    Chosen,
    /// Its line held nothing but a week or subject.
    NothingElseInLine,
    /// It fitted nowhere.
    NoPlace,
}

/// Something uncertain: what is asked, what was assumed, what else it could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What is asked; the key under which the answer is given.
    pub question: Question,
    /// What was assumed meanwhile; always the first of `choices`.
    pub guess: Choice,
    /// What it can be.
    pub choices: Vec<Choice>,
    /// The texts it is about.
    pub texts: Vec<String>,
    /// The rows of the plan it touches, by their place in `Reading::rows`.
    pub rows: Vec<usize>,
}

/// What can be asked about a table, or decided unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Question {
    /// Do the weeks stand down the side or across the top?
    Orientation,
    /// Which line holds the headings?
    Headings,
    /// What is in this column?
    Column(usize),
    /// Under headings that are subjects: what do the cells say?
    CellsHold,
    /// Which week is meant here, where it is not written or not understood?
    Week(At),
    /// There are no weeks at all: count the rows?
    NumberRows,
    /// Which subject is the whole table?
    Subject,
    /// Which subject is this line, where it is not written?
    SubjectOf(At),
    /// This cell covers several columns: which does it belong to?
    Across(At),
    /// This cell covers a whole line: what is it?
    Band(At),
}

/// An answer, or a guess at one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// To `Question::Orientation`.
    Weeks(Orientation),
    /// To `Question::Headings`: this line of the table as previewed, or none.
    HeadingLine(Option<usize>),
    /// To `Question::Column`, `CellsHold` and `Across`.
    Column(PlanColumn),
    /// To `Question::Week` and `SubjectOf`: as in the line above.
    AsAbove,
    /// To `Question::Week`: keep what is written.
    AsWritten,
    /// To `Question::Week`, `Subject` and `SubjectOf`: none.
    Without,
    /// To `Question::Week`: this label. To `Subject`, `SubjectOf` and `Band`: this subject.
    Named(String),
    /// To `Question::NumberRows`: 1, 2, 3.
    Numbered,
    /// To `Question::Band`: the week of the lines below.
    WeekBelow,
    /// To `Question::Band`: a row of its own.
    OwnRow,
    /// To `Question::Band`: a note on the whole plan.
    PlanNote,
    /// To `Question::Band`: leave it out.
    LeaveOut,
}

/// What a person decided about one table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    given: Vec<(Question, Choice)>,
}

impl Answers {
    /// No answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an answer in place of any earlier one to the same question. Another orientation or another line of
    /// headings gives the columns new meanings, so the answers about them end.
    pub fn give(&mut self, question: Question, choice: Choice) {
        self.given.retain(|(asked, _)| *asked != question);
        match question {
            Question::Orientation => self.given.retain(|(asked, _)| *asked == Question::Subject),
            Question::Headings => {
                self.given.retain(|(asked, _)| matches!(asked, Question::Orientation | Question::Subject));
            }
            _ => {}
        }
        self.given.push((question, choice));
    }

    /// The same answers and one more.
    #[must_use]
    pub fn with(mut self, question: Question, choice: Choice) -> Self {
        self.give(question, choice);
        self
    }

    /// Takes an answer back.
    pub fn forget(&mut self, question: Question) {
        self.given.retain(|(asked, _)| *asked != question);
    }

    /// What was answered.
    pub fn find(&self, question: Question) -> Option<&Choice> {
        self.given.iter().find(|(asked, _)| *asked == question).map(|(_, choice)| choice)
    }
}

impl PlanRowDraft {
    /// The text in one of its fields; empty for what is not a single text.
    pub fn field(&self, column: PlanColumn) -> &str {
        match column {
            PlanColumn::Objective => &self.objective,
            PlanColumn::Activity => &self.activity,
            PlanColumn::Vocabulary => &self.vocabulary,
            PlanColumn::Resources => &self.resources,
            PlanColumn::Assessment => &self.assessment,
            _ => "",
        }
    }

    /// Everything in `other` as one text, a paragraph each, with its heading before it.
    pub fn other_text(&self) -> String {
        let lines = self.other.iter().map(|one| match one.label.is_empty() {
            true => one.text.clone(),
            false => format!("{}: {}", one.label, one.text),
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Adds a text under a column. A second text in the same field is told apart by its heading.
    pub(crate) fn add(&mut self, column: PlanColumn, label: &str, text: &str) {
        let field = match column {
            PlanColumn::Objective => &mut self.objective,
            PlanColumn::Activity => &mut self.activity,
            PlanColumn::Vocabulary => &mut self.vocabulary,
            PlanColumn::Resources => &mut self.resources,
            PlanColumn::Assessment => &mut self.assessment,
            _ => {
                self.other.push(Labelled { column, label: label.to_owned(), text: text.to_owned() });
                return;
            }
        };
        if field.is_empty() {
            text.clone_into(field);
        } else if label.is_empty() {
            *field = format!("{field}\n{text}");
        } else {
            *field = format!("{field}\n{label}: {text}");
        }
    }
}
