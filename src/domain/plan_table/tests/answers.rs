//! Reading again with what a person decided.

use super::*;
use PlanColumn::{LeftOut, Notes, Resources};

fn plan() -> Table {
    plain_table(&[
        &["Wk", "LO", "Main task", "Diff."],
        &["1", "Spot how authors start", "Read three", "Word mat"],
        &["2", "Start with speech", "Write a line", "Scribe"],
        &["", "Show, don’t tell", "Draw it", "Photo"],
        &["", "Share", "Read aloud", ""],
    ])
}

#[test]
fn a_column_is_put_elsewhere_or_left_out() {
    let as_resources = read(&plan(), &Answers::new().with(Question::Column(3), Choice::Column(Resources)));
    assert_eq!(as_resources.rows[0].resources, "Word mat");
    assert!(!questions(&as_resources).contains(&Question::Column(3)));
    let left = read(&plan(), &Answers::new().with(Question::Column(3), Choice::Column(LeftOut)));
    let texts: Vec<&str> = left.left_out.iter().map(|left| left.text.as_str()).collect();
    assert_eq!(texts, ["Word mat", "Scribe", "Photo"]);
    assert!(left.left_out.iter().all(|left| left.why == Why::Chosen));
}

#[test]
fn one_answer_about_a_week_holds_for_the_lines_below_it() {
    let asked = Question::Week(At { row: 3, column: 0 });
    assert_eq!(read(&plan(), &Answers::new()).doubts.last().map(|doubt| doubt.rows.clone()), Some(vec![2, 3]));
    let named = read(&plan(), &Answers::new().with(asked, Choice::Named("Week 3".into())));
    assert_eq!(named.rows[2].week.from, Some(3));
    assert_eq!(named.rows[3].week.from, Some(3));
    let above = read(&plan(), &Answers::new().with(asked, Choice::AsAbove));
    assert!(!questions(&above).iter().any(|question| matches!(question, Question::Week(_))));
    assert_eq!(above.rows[3].week.from, Some(2));
    let without = read(&plan(), &Answers::new().with(asked, Choice::Without));
    assert!(without.rows[2].week.is_empty() && without.rows[3].week.is_empty());
}

#[test]
fn turning_the_table_forgets_answers_about_columns() {
    let mut answers =
        Answers::new().with(Question::Column(3), Choice::Column(Notes)).with(Question::Subject, Choice::Without);
    answers.give(Question::Orientation, Choice::Weeks(Orientation::WeeksAcross));
    assert_eq!(answers.find(Question::Column(3)), None);
    assert_eq!(answers.find(Question::Subject), Some(&Choice::Without));
    assert_eq!(read(&plan(), &answers).orientation, Orientation::WeeksAcross);
}

#[test]
fn lines_without_any_week_can_be_counted() {
    let lessons = plain_table(&[&["Objective", "Task"], &["Halve", "Fold"], &["Double", "Dominoes"]]);
    assert!(questions(&read(&lessons, &Answers::new())).contains(&Question::NumberRows));
    let counted = read(&lessons, &Answers::new().with(Question::NumberRows, Choice::Numbered));
    assert_eq!(counted.rows[1].week.from, Some(2));
}

#[test]
fn the_line_of_headings_can_be_moved() {
    let odd = plain_table(&[&["Blue", "Green"], &["Halve the number", "Fold the paper"]]);
    let none = read(&odd, &Answers::new().with(Question::Headings, Choice::HeadingLine(None)));
    assert_eq!(none.rows.len(), 2);
    let first = read(&odd, &Answers::new().with(Question::Headings, Choice::HeadingLine(Some(0))));
    assert_eq!((first.rows.len(), first.columns[0].heading.as_str()), (1, "Blue"));
}
