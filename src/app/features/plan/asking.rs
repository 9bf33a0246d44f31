//! Which questions about pasted tables a person is asked, in which order, and for which tables an answer counts.

use std::mem::discriminant;

use chrono::NaiveDate;
use domain::plan_table::{Doubt, Question, Reading};

use super::draft::AboutPlan;
use super::import;
use crate::text::plan::paste as words;

/// Whether nothing can be added before this is answered: then no answer is taken for chosen.
pub(super) fn is_needed(question: Question) -> bool {
    matches!(question, Question::Column(_) | Question::CellsHold)
}

/// Which way a table runs and where its headings are decide what all its other questions mean: those come first, and
/// alone, so that no answer undoes another.
fn is_about_shape(question: Question) -> bool {
    matches!(question, Question::Orientation | Question::Headings)
}

/// The questions about one table: none that an earlier table asks as well.
pub(super) fn asked(readings: &[Reading], table: usize, has_subject: bool) -> Vec<Doubt> {
    let Some(reading) = readings.get(table) else { return Vec::new() };
    let shape = reading.doubts.iter().any(|doubt| is_about_shape(doubt.question));
    let own = reading.doubts.iter().filter(|doubt| !shape || is_about_shape(doubt.question));
    // The plan says already which subject it is.
    let own = own.filter(|doubt| doubt.question != Question::Subject || !has_subject);
    let is_new = |doubt: &&Doubt| {
        let earlier = readings[..table].iter().flat_map(|other| other.doubts.iter().map(move |known| (other, known)));
        !earlier.into_iter().any(|other| is_same(other, (reading, doubt)))
    };
    own.filter(is_new).cloned().collect()
}

/// The tables for which an answer to this question of a table counts, each with the question as it stands there.
pub(super) fn served(readings: &[Reading], table: usize, question: Question) -> Vec<(usize, Question)> {
    let asking = readings.get(table).and_then(|reading| {
        let doubt = reading.doubts.iter().find(|doubt| doubt.question == question)?;
        Some((reading, doubt))
    });
    let Some(asking) = asking else { return vec![(table, question)] };
    let all = readings.iter().enumerate().flat_map(|(at, reading)| {
        reading
            .doubts
            .iter()
            .filter(move |doubt| is_same((reading, doubt), asking))
            .map(move |doubt| (at, doubt.question))
    });
    all.collect()
}

/// Whether two tables ask the same: about the table as a whole, or about columns with the same heading. What is asked
/// about one cell is asked about that cell only.
fn is_same((a, of_a): (&Reading, &Doubt), (b, of_b): (&Reading, &Doubt)) -> bool {
    let alike = discriminant(&of_a.question) == discriminant(&of_b.question) && of_a.choices == of_b.choices;
    alike
        && match (of_a.question, of_b.question) {
            (Question::Column(left), Question::Column(right)) => {
                let heading = import::key(Some(heading(a, left)));
                !heading.is_empty() && heading == import::key(Some(self::heading(b, right)))
            }
            (question, other) if question == other && std::ptr::eq(a, b) => true,
            (Question::Orientation | Question::Headings | Question::CellsHold | Question::NumberRows, _) => true,
            _ => false,
        }
}

fn heading(reading: &Reading, index: usize) -> &str {
    reading.columns.iter().find(|column| column.index == index).map_or("", |column| &column.heading)
}

/// A question in words.
pub(super) fn in_words(reading: &Reading, doubt: &Doubt) -> String {
    let about = match doubt.question {
        Question::Column(index) => heading(reading, index).to_owned(),
        _ => doubt.texts.first().cloned().unwrap_or_default(),
    };
    (words().question)(doubt.question, &about, doubt.rows.first().copied())
}

/// The first question that has to be answered before anything can be added, as it stands on the page.
pub(super) fn first_needed(readings: &[Reading], has_subject: bool) -> Option<String> {
    (0..readings.len()).find_map(|table| {
        let reading = &readings[table];
        reading.doubts.iter().find(|doubt| is_needed(doubt.question))?;
        let asked = asked(readings, table, has_subject);
        let first = asked.iter().find(|doubt| is_needed(doubt.question) || is_about_shape(doubt.question))?;
        Some(in_words(reading, first))
    })
}

/// The weeks whose dates are far from the half term of the plan, as the school wrote them.
pub(super) fn outside(readings: &[Reading], about: &AboutPlan) -> Vec<String> {
    let Some((first, last)) = about.first.zip(about.last) else { return Vec::new() };
    let rows = readings.iter().flat_map(|reading| &reading.rows);
    let dated = rows.filter(|row| row.week.date.is_some() && !is_near(import::starts(&row.week, about), first, last));
    let mut weeks: Vec<String> = Vec::new();
    for row in dated {
        let text = row.week.text.trim().to_owned();
        if !weeks.contains(&text) {
            weeks.push(text);
        }
    }
    weeks
}

fn is_near(starts: Option<NaiveDate>, first: NaiveDate, last: NaiveDate) -> bool {
    starts.is_some_and(|day| import::near(first, last).is_some_and(|near| near.contains(&day)))
}

#[cfg(test)]
mod tests {
    use domain::plan_table::{Answers, Choice, Document, Grid, PlanColumn, Table, read_document};

    use super::*;

    fn document(tables: &[&[&[&str]]]) -> Document {
        let table = |lines: &&[&[&str]]| Table { grid: Grid::from_texts(lines), ..Table::default() };
        Document { tables: tables.iter().map(table).collect(), ..Document::default() }
    }

    const MATHS: &[&[&str]] = &[&["Week", "LO", "Zing"], &["1", "Halves", "a b"], &["2", "Quarters", "c d"]];
    const ENGLISH: &[&[&str]] = &[&["Week", "Zing", "LO"], &["1", "x y", "Openings"], &["2", "v w", "Speech"]];

    #[test]
    fn what_two_tables_ask_alike_is_asked_once_and_answered_for_both() {
        let document = document(&[MATHS, ENGLISH]);
        let readings = read_document(&document, &[]);
        let zing = asked(&readings, 0, true).into_iter().find(|doubt| is_needed(doubt.question)).expect("is asked");
        assert_eq!(zing.question, Question::Column(2));
        assert!(asked(&readings, 1, true).iter().all(|doubt| !is_needed(doubt.question)));
        let needed = first_needed(&readings, true);
        assert_eq!(needed.as_deref(), Some("Where should “Zing” go?"));

        let served = served(&readings, 0, zing.question);
        assert_eq!(served, [(0, Question::Column(2)), (1, Question::Column(1))]);
        let mut answers = vec![Answers::new(), Answers::new()];
        for (table, question) in served {
            answers[table].give(question, Choice::Column(PlanColumn::Notes));
        }
        let readings = read_document(&document, &answers);
        assert_eq!(first_needed(&readings, true), None);
        assert!(readings.iter().all(|reading| reading.doubts.iter().all(|doubt| !is_needed(doubt.question))));
    }

    #[test]
    fn a_table_s_shape_is_asked_first_and_alone() {
        let mut readings = read_document(&document(&[MATHS]), &[]);
        let doubt = |question, guess: Choice| Doubt {
            question,
            choices: vec![guess.clone()],
            guess,
            texts: Vec::new(),
            rows: Vec::new(),
        };
        readings[0].doubts.push(doubt(Question::Headings, Choice::HeadingLine(None)));
        let questions: Vec<_> = asked(&readings, 0, true).into_iter().map(|doubt| doubt.question).collect();
        assert_eq!(questions, [Question::Headings]);
        assert_eq!(first_needed(&readings, true).as_deref(), Some("Which line has the headings?"));
    }

    #[test]
    fn dates_far_from_the_half_term_are_doubted() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d);
        let autumn = AboutPlan { first: day(11, 2), last: day(12, 18), ..AboutPlan::default() };
        let lines: &[&[&str]] = &[
            &["Week", "LO"],
            &["w/b 9 November", "Halves"],
            &["w/b 23 February", "Quarters"],
            &["w/b 2 March 2027", "Eighths"],
        ];
        let readings = read_document(&document(&[lines]), &[]);
        assert_eq!(outside(&readings, &autumn), ["w/b 23 February", "w/b 2 March 2027"]);
        assert!(outside(&readings, &AboutPlan::default()).is_empty(), "nothing to compare with");
    }
}
