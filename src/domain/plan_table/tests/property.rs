//! Whatever the table, whatever the answers: every text of it comes back somewhere.

use super::*;
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        2 => (1..9_u8).prop_map(|n| n.to_string()),
        2 => (1..9_u8).prop_map(|n| format!("Week {n}")),
        1 => (1..28_u8).prop_map(|n| format!("w/b {n} Jan")),
        1 => Just("Half term".to_owned()),
        1 => Just("Notes: bring a coat".to_owned()),
        2 => prop::sample::select(vec!["Week", "Subject", "Objective", "Task", "Resources", "Vocab", "Success criteria", "Diff.", "Lesson", "Date", "Notes"]).prop_map(str::to_owned),
        2 => prop::sample::select(vec!["English", "Maths", "Art", "R.E.", "Geography"]).prop_map(str::to_owned),
        4 => "[a-zé]{2,7}( [a-z,]{2,9}){0,4}",
        1 => "[^\u{0}]{1,12}",
    ]
}

fn cell() -> impl Strategy<Value = Spanning> {
    (text(), prop_oneof![5 => Just(1_usize), 1 => 2..5_usize], prop_oneof![5 => Just(1_usize), 1 => 2..4_usize])
        .prop_map(|(text, columns, rows)| Spanning { text, columns, rows })
}

fn any_table() -> impl Strategy<Value = Table> {
    prop::collection::vec(prop::collection::vec(cell(), 0..7), 0..9).prop_map(table)
}

/// Every place a text can come back in. Line ends may have become blanks.
fn everything(reading: &Reading) -> String {
    let mut all = reading.above.clone();
    all.extend(reading.notes.clone());
    all.extend(reading.columns.iter().map(|column| column.heading.clone()));
    all.extend(reading.left_out.iter().map(|left| left.text.clone()));
    for row in &reading.rows {
        all.extend(row.subject.clone());
        all.extend([row.week.text.clone(), row.week.note.clone()]);
        all.extend([&row.objective, &row.activity, &row.vocabulary, &row.resources, &row.assessment].map(Clone::clone));
        all.push(row.other_text());
    }
    all.join("\u{1}").replace('\n', " ")
}

fn nothing_lost(table: &Table, answers: &Answers) -> Result<Reading, TestCaseError> {
    let reading = read(table, answers);
    let found = everything(&reading);
    // "Week 2" between "Week 1" and "Week 3" of one row is said by the span.
    let between = |text: &str| {
        let label = WeekLabel::read(text);
        !label.is_unread() && label.note.is_empty() && reading.rows.iter().any(|row| row.week.text.contains(" – "))
    };
    for (at, text) in table.grid.texts() {
        prop_assert!(
            between(text) || found.contains(&text.replace('\n', " ")),
            "{text:?} at {at:?} is gone from {reading:#?}"
        );
    }
    for doubt in &reading.doubts {
        prop_assert_eq!(&doubt.guess, &doubt.choices[0]);
        prop_assert!(answers.find(doubt.question).is_none(), "{:?} is asked again", doubt.question);
        prop_assert!(doubt.rows.iter().all(|row| *row < reading.rows.len()), "{doubt:?} names rows that are not there");
    }
    for row in &reading.rows {
        for at in &row.from {
            prop_assert!(at.row < table.grid.height() && at.column < table.grid.width());
        }
    }
    Ok(reading)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_ever_lost(table in any_table(), picks in prop::collection::vec(0..20_usize, 0..6)) {
        let mut answers = Answers::new();
        let mut reading = nothing_lost(&table, &answers)?;
        for pick in picks {
            let Some(doubt) = reading.doubts.first() else { break };
            answers.give(doubt.question, doubt.choices[pick % doubt.choices.len()].clone());
            reading = nothing_lost(&table, &answers)?;
        }
        for index in 0..reading.columns.len() {
            let answers = answers.clone().with(Question::Column(index), Choice::Column(PlanColumn::LeftOut));
            nothing_lost(&table, &answers)?;
        }
    }

    #[test]
    fn accepting_every_guess_ends_the_questions(table in any_table()) {
        let mut answers = Answers::new();
        for _ in 0..12 {
            let reading = read(&table, &answers);
            if reading.doubts.is_empty() {
                return Ok(());
            }
            for doubt in reading.doubts {
                answers.give(doubt.question, doubt.guess);
            }
        }
        prop_assert!(false, "still asking");
    }

    #[test]
    fn labels_of_weeks_never_panic(text in "\\PC{0,40}", week in "(w|wk|week|lesson)?[ .]?[0-9]{1,4}[ ./&-]?[0-9]{0,5}[./ -]?[a-z0-9]{0,5}") {
        prop_assert_eq!(&WeekLabel::read(&text).text, &text);
        prop_assert_eq!(&WeekLabel::read(&week).text, &week);
    }
}
