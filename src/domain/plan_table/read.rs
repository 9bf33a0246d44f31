//! Reading a table from end to end.

use super::about::About;
use super::columns::{Column, cells_below, columns};
use super::grid::{Document, Table};
use super::headings::PlanColumn;
use super::reading::{Answers, Choice, ColumnGuess, Doubt, LeftOut, Orientation, Question, Reading, Why};
use super::rows::lines;
use super::shape::Shape;
use super::split::plan_tables;
use super::week::WeekLabel;

/// Reads a table with the answers given so far. The same table and answers give the same reading.
pub fn read(table: &Table, answers: &Answers) -> Reading {
    if table.grid.texts().next().is_none() {
        return Reading::default();
    }
    let shape = Shape::of(&table.grid, answers);
    let about = About::of(table, &shape.above);
    let columns = columns(&shape.grid, shape.headings, answers);
    let whole_subject = match answers.find(Question::Subject) {
        Some(Choice::Named(name)) => Some(name.clone()),
        Some(Choice::Without) => None,
        _ => about.subject.clone(),
    };
    let mut lines = lines(&shape, &columns, whole_subject.as_deref(), answers);
    let mut doubts = doubts_about_shape(&shape, answers);
    doubts.extend(doubts_about_columns(&shape, &columns, answers));
    if lines.subject_missing && answers.find(Question::Subject).is_none() && about.subject.is_none() {
        let rows = (0..lines.rows.len()).filter(|&row| lines.rows[row].subject.is_none()).collect();
        doubts.push(doubt(Question::Subject, vec![Choice::Without], Vec::new(), rows));
    }
    if !lines.rows.is_empty() && lines.rows.iter().all(|row| row.week.is_empty()) && !has_weeks(&columns) {
        match answers.find(Question::NumberRows) {
            Some(Choice::Numbered) => {
                for (row, number) in lines.rows.iter_mut().zip(1..) {
                    row.week = WeekLabel::read(&u16::to_string(&number));
                }
            }
            Some(_) => {}
            None => doubts.push(doubt(
                Question::NumberRows,
                vec![Choice::Without, Choice::Numbered],
                Vec::new(),
                Vec::new(),
            )),
        }
    }
    doubts.append(&mut lines.doubts);
    let mut notes = table.after.clone();
    notes.splice(0..0, lines.notes);
    let mut reading = Reading {
        orientation: shape.orientation,
        about,
        above: shape.above.clone(),
        columns: columns.into_iter().enumerate().map(|(index, column)| column.guess(index, &shape)).collect(),
        lines: lines.preview,
        rows: lines.rows,
        doubts,
        notes,
        left_out: lines.left_out,
    };
    keep_the_rest(table, &mut reading);
    reading.left_out.sort_by_key(|left| left.at);
    reading
}

/// The promise that nothing is dropped does not hang on every rule above being complete: what none of them placed
/// is listed as left out.
fn keep_the_rest(table: &Table, reading: &mut Reading) {
    let mut placed: Vec<&str> = Vec::new();
    placed.extend(reading.above.iter().chain(&reading.notes).map(String::as_str));
    placed.extend(reading.columns.iter().map(|column| column.heading.as_str()));
    placed.extend(reading.left_out.iter().map(|left| left.text.as_str()));
    let others: Vec<String> = reading.rows.iter().map(super::reading::PlanRowDraft::other_text).collect();
    placed.extend(others.iter().map(String::as_str));
    for row in &reading.rows {
        placed.extend(row.subject.as_deref());
        placed.extend([row.week.text.as_str(), row.week.note.as_str()]);
        placed.extend(
            [&row.objective, &row.activity, &row.vocabulary, &row.resources, &row.assessment].map(String::as_str),
        );
    }
    let placed = placed.join("\u{1}").replace('\n', " ");
    // "Week 2" between "Week 1" and "Week 3" of one row is said by the span.
    let spans = reading.rows.iter().any(|row| row.week.text.contains(" – "));
    let said_by_span = |text: &str| {
        let label = WeekLabel::read(text);
        spans && !label.is_unread() && label.note.is_empty()
    };
    let lost = table.grid.texts().filter(|(_, text)| !placed.contains(&text.replace('\n', " ")) && !said_by_span(text));
    let lost: Vec<LeftOut> = lost.map(|(at, text)| LeftOut { at, text: text.to_owned(), why: Why::NoPlace }).collect();
    reading.left_out.extend(lost);
}

/// Reads every plan table of a document; what the first says of class, teacher and term holds for those after it.
pub fn read_document(document: &Document, answers: &[Answers]) -> Vec<Reading> {
    let mut earlier = About::default();
    let none = Answers::default();
    let mut readings = Vec::new();
    for (index, table) in plan_tables(document).iter().enumerate() {
        let mut reading = read(table, answers.get(index).unwrap_or(&none));
        reading.about = reading.about.or(&earlier);
        earlier = reading.about.clone();
        readings.push(reading);
    }
    readings
}

impl Column {
    fn guess(self, index: usize, shape: &Shape) -> ColumnGuess {
        let mut examples: Vec<String> = Vec::new();
        for text in cells_below(&shape.grid, shape.headings, index) {
            if examples.len() < 3 && !examples.iter().any(|known| known == text) {
                examples.push(text.to_owned());
            }
        }
        ColumnGuess {
            index,
            heading: self.heading,
            subject: self.subject,
            guess: self.guess,
            sure: self.sure,
            examples,
        }
    }
}

fn has_weeks(columns: &[Column]) -> bool {
    columns.iter().any(|column| matches!(column.guess, PlanColumn::Week | PlanColumn::Lesson | PlanColumn::Date))
}

fn doubts_about_shape(shape: &Shape, answers: &Answers) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if shape.could_be_turned && answers.find(Question::Orientation).is_none() {
        let other = match shape.orientation {
            Orientation::WeeksDown => Orientation::WeeksAcross,
            Orientation::WeeksAcross => Orientation::WeeksDown,
        };
        let choices = vec![Choice::Weeks(shape.orientation), Choice::Weeks(other)];
        doubts.push(doubt(Question::Orientation, choices, Vec::new(), Vec::new()));
    }
    if shape.headings_doubtful {
        let guess = shape.headings.checked_sub(1);
        let mut choices = vec![Choice::HeadingLine(guess), Choice::HeadingLine(None), Choice::HeadingLine(Some(0))];
        choices.dedup();
        let texts = shape.grid.texts_of_line(guess.unwrap_or(0)).iter().map(|cell| cell.text.clone()).collect();
        doubts.push(doubt(Question::Headings, choices, texts, Vec::new()));
    }
    doubts
}

fn doubts_about_columns(shape: &Shape, columns: &[Column], answers: &Answers) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let under_subject: Vec<&Column> = columns.iter().filter(|column| column.under_subject).collect();
    if !under_subject.is_empty() && answers.find(Question::CellsHold).is_none() {
        let choices = vec![
            Choice::Column(PlanColumn::Objective),
            Choice::Column(PlanColumn::Activity),
            Choice::Column(PlanColumn::Notes),
        ];
        let texts = (0..columns.len()).filter(|&index| columns[index].under_subject);
        let texts = texts
            .filter_map(|index| cells_below(&shape.grid, shape.headings, index).first().map(|text| (*text).to_owned()));
        doubts.push(doubt(Question::CellsHold, choices, texts.take(3).collect(), Vec::new()));
    }
    for (index, column) in columns.iter().enumerate().filter(|(_, column)| !column.sure) {
        let mut choices = vec![Choice::Column(column.guess)];
        choices.extend(
            column.choices.iter().filter(|choice| **choice != column.guess).map(|choice| Choice::Column(*choice)),
        );
        for more in [PlanColumn::Notes, PlanColumn::LeftOut] {
            if !choices.contains(&Choice::Column(more)) {
                choices.push(Choice::Column(more));
            }
        }
        let texts = cells_below(&shape.grid, shape.headings, index).into_iter().take(3).map(str::to_owned);
        doubts.push(doubt(Question::Column(index), choices, texts.collect(), Vec::new()));
    }
    doubts
}

/// A doubt whose first choice is the guess.
fn doubt(question: Question, choices: Vec<Choice>, texts: Vec<String>, rows: Vec<usize>) -> Doubt {
    Doubt { question, guess: choices[0].clone(), choices, texts, rows }
}
