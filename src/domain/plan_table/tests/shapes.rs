//! Other shapes that plans come in.

use super::*;
use PlanColumn::{
    Activity, Assessment, Date, LeftOut, Lesson, Notes, Objective, Resources, Subject, Support, Vocabulary, Week,
};

#[test]
fn the_plan_of_the_picture_asks_about_support_and_the_missing_week() {
    let reading = read_plain(&[
        &["Wk", "LO", "Main task", "Vocab", "Diff."],
        &[
            "1",
            "Spot how authors start",
            "Read three. Which one pulls you in?",
            "hook, setting",
            "Word mat, picture cue",
        ],
        &["1", "Start with a sound", "Write two that begin with a noise", "onomatopoeia", "Sentence starters"],
        &["2", "Start with speech", "Write a first line that someone says", "inverted commas", "Scribe if tired"],
        &["", "Show, don’t tell", "Turn “she was cold” into a picture", "describe", "Photo prompts"],
    ]);
    assert_eq!(guesses(&reading), [Week, Objective, Activity, Vocabulary, Support]);
    let asked = Question::Week(At { row: 4, column: 0 });
    assert_eq!(questions(&reading), [Question::Column(4), Question::Subject, asked]);
    assert_eq!(reading.doubts[0].guess, Choice::Column(Support));
    assert!(reading.doubts[0].choices.contains(&Choice::Column(LeftOut)));
    assert_eq!((&reading.doubts[2].guess, &*reading.doubts[2].rows), (&Choice::AsAbove, &[3][..]));
    assert_eq!(reading.rows[3].week.from, Some(2));
    assert_eq!(reading.lines[3].cells[0], "2");
    assert_eq!(reading.lines[3].from_above, [0]);
    assert_eq!(reading.rows[0].other_text(), "Diff.: Word mat, picture cue");
}

#[test]
fn other_headings() {
    let reading = read_plain(&[
        &["Session", "Learning Intention", "Success criteria", "Task", "Key words", "Materials"],
        &[
            "Session 1",
            "To add fractions",
            "I can find a common denominator",
            "Fraction wall",
            "numerator",
            "Paper strips",
        ],
        &["Session 2", "To subtract fractions", "I can check by adding", "Number line", "denominator", "Rulers"],
    ]);
    assert_eq!(guesses(&reading), [Lesson, Objective, Assessment, Activity, Vocabulary, Resources]);
    assert_eq!(questions(&reading), [Question::Column(2), Question::Subject]);
    assert_eq!((reading.rows[1].week.from, reading.rows[1].week.counts), (Some(2), Counts::Lessons));
}

#[test]
fn no_heading_over_the_first_column() {
    let reading = read_plain(&[
        &["", "Objectif (objective)", "Activités", "Vocabulaire"],
        &["Wk 3 (9/3)", "Se présenter", "Jeu de rôle", "je m’appelle"],
        &["Wk 4 (16/3)", "La famille", "Arbre généalogique", "frère, sœur"],
    ]);
    assert_eq!(reading.columns[0].guess, Week);
    assert!(reading.columns[0].sure);
    assert_eq!(reading.rows.len(), 2);
    assert_eq!(reading.rows[0].week.date, LabelDate::new(None, 3, 9));
    assert_eq!(reading.rows[0].week.from, Some(3));
}

#[test]
fn no_headings_at_all_asks_for_every_column() {
    let reading = read_plain(&[
        &["1", "To know the parts of a plant", "Label a real plant", "root, stem, leaf"],
        &["2", "To know what plants need", "Set up cress in four pots", "light, water, soil"],
        &["3", "To explain how water moves", "Celery in ink", "xylem, transport"],
    ]);
    assert_eq!(reading.columns[0].guess, Week);
    assert_eq!(reading.rows.len(), 3);
    assert_eq!(guesses(&reading), [Week, Objective, Activity, Vocabulary]);
    assert_eq!(questions(&reading), [Question::Column(1), Question::Column(2), Question::Column(3), Question::Subject]);
    assert_eq!(reading.columns[3].examples[0], "root, stem, leaf");
}

#[test]
fn headings_down_the_side() {
    let reading = read_plain(&[
        &["", "Week 1", "Week 2", "Week 3"],
        &["Objective", "Read a map", "Use a key", "Follow a route"],
        &["Activities", "Map of school", "Ordnance Survey key", "Walk to the park"],
        &["Resources", "Atlases", "", "Hi-vis"],
    ]);
    assert_eq!(reading.orientation, Orientation::WeeksAcross);
    assert_eq!(guesses(&reading), [Week, Objective, Activity, Resources]);
    assert_eq!(
        rows(&reading),
        [
            " | Week 1 | Read a map | Map of school |  | Atlases",
            " | Week 2 | Use a key | Ordnance Survey key",
            " | Week 3 | Follow a route | Walk to the park |  | Hi-vis",
        ]
    );
}

#[test]
fn subjects_across_the_top() {
    let reading = read_plain(&[
        &["Week", "English", "Maths", "Science"],
        &["1", "Myths", "Place value", "Rocks"],
        &["2", "Myths: write", "Addition", "Fossils"],
    ]);
    assert_eq!(reading.orientation, Orientation::WeeksDown);
    assert_eq!(
        rows(&reading),
        [
            "English | 1 | Myths",
            "English | 2 | Myths: write",
            "Maths | 1 | Place value",
            "Maths | 2 | Addition",
            "Science | 1 | Rocks",
            "Science | 2 | Fossils"
        ]
    );
    assert_eq!(questions(&reading), [Question::CellsHold]);
}

#[test]
fn subjects_over_fields_in_two_lines_of_headings() {
    let reading = read(
        &table(vec![
            vec![spanning("Week", 1, 2), spanning("English", 2, 1), spanning("Maths", 2, 1)],
            cells(&["Objective", "Activity", "Objective", "Activity"]),
            cells(&["1", "Retell", "Act it", "Halve", "Fold paper"]),
            cells(&["2", "Write", "Storyboard", "Double", "Dominoes"]),
        ]),
        &Answers::new(),
    );
    assert_eq!(guesses(&reading), [Week, Objective, Activity, Objective, Activity]);
    assert_eq!(reading.columns[1].heading, "English / Objective");
    assert_eq!(
        rows(&reading),
        [
            "English | 1 | Retell | Act it",
            "English | 2 | Write | Storyboard",
            "Maths | 1 | Halve | Fold paper",
            "Maths | 2 | Double | Dominoes"
        ]
    );
    assert_eq!(reading.doubts, []);
}

#[test]
fn subjects_and_fields_down_the_side() {
    let reading = read(
        &table(vec![
            cells(&["Subject", "", "Wk 1", "Wk 2"]),
            vec![spanning("English", 1, 2), "LO".into(), "Retell".into(), "Write".into()],
            cells(&["Task", "Act it", "Storyboard"]),
            vec![spanning("Maths", 1, 2), "LO".into(), "Halve".into(), "Double".into()],
            cells(&["Task", "Fold paper", "Dominoes"]),
        ]),
        &Answers::new(),
    );
    assert_eq!(reading.orientation, Orientation::WeeksAcross);
    assert_eq!(
        rows(&reading),
        [
            "English | Wk 1 | Retell | Act it",
            "English | Wk 2 | Write | Storyboard",
            "Maths | Wk 1 | Halve | Fold paper",
            "Maths | Wk 2 | Double | Dominoes"
        ]
    );
    assert_eq!(reading.doubts, []);
}

#[test]
fn a_line_of_weeks_above_a_line_of_dates() {
    let reading = read_plain(&[
        &["", "1", "2", "3"],
        &["w/c", "5 Jan", "12 Jan", "19 Jan"],
        &["English", "Myths", "Myths: write", "Poems"],
        &["Maths", "Place value", "Addition", "Subtraction"],
    ]);
    assert_eq!(reading.orientation, Orientation::WeeksAcross);
    assert_eq!(reading.rows.len(), 6);
    let second = &reading.rows[1];
    assert_eq!(
        (second.subject.as_deref(), second.week.from, second.week.date),
        (Some("English"), Some(2), LabelDate::new(None, 1, 12))
    );
    assert_eq!(reading.left_out, []);
}

#[test]
fn title_lines_and_facts_above_the_headings() {
    let reading = read(
        &table(vec![
            vec![spanning("Medium term plan: Volcanoes", 4, 1)],
            cells(&["Teacher", "Mr Okafor", "Term", "Autumn 2"]),
            cells(&["", "", "", ""]),
            cells(&["Week", "Objective", "Activities", "Resources"]),
            cells(&["1", "What is a volcano?", "Model", "Clay"]),
        ]),
        &Answers::new(),
    );
    assert_eq!(rows(&reading), [" | 1 | What is a volcano? | Model |  | Clay"]);
    assert_eq!(reading.about.title.as_deref(), Some("Volcanoes"));
    assert_eq!(
        (reading.about.teacher.as_deref(), reading.about.term.as_deref()),
        (Some("Mr Okafor"), Some("Autumn 2"))
    );
}

#[test]
fn lines_across_the_table_are_subjects_holidays_or_notes() {
    let reading = read(
        &table(vec![
            cells(&["Week", "Objective", "Activity"]),
            vec![spanning("Maths", 3, 1)],
            cells(&["1", "Halve", "Fold paper"]),
            vec![spanning("Half term", 3, 1)],
            cells(&["2", "Double", "Dominoes"]),
            vec![spanning("English", 3, 1)],
            cells(&["1", "Retell", "Act it"]),
            cells(&["", "", ""]),
            vec![spanning("NB: trip on Friday of week 2", 3, 1)],
        ]),
        &Answers::new(),
    );
    assert_eq!(
        rows(&reading),
        ["Maths | 1 | Halve | Fold paper", "Maths | 2 | Double | Dominoes", "English | 1 | Retell | Act it"]
    );
    assert_eq!(reading.notes, ["NB: trip on Friday of week 2"]);
    assert_eq!(reading.left_out[0].text, "Half term");
    let band = |row| Question::Band(At { row, column: 0 });
    assert_eq!(questions(&reading), [band(3), band(8)]);
}

#[test]
fn a_holiday_across_all_subjects_of_one_week() {
    let reading = read(
        &table(vec![
            cells(&["Subject", "Week 1", "Week 2", "Week 3"]),
            vec!["English".into(), "Myths".into(), spanning("Enterprise week", 1, 2), "Poems".into()],
            cells(&["Maths", "Time", "Money"]),
        ]),
        &Answers::new(),
    );
    assert_eq!(
        rows(&reading),
        [
            "English | Week 1 | Myths",
            "English | Week 3 | Poems",
            "Maths | Week 1 | Time",
            "Maths | Week 3 | Money",
            " | Week 2 | Enterprise week"
        ]
    );
    assert_eq!(questions(&reading), [Question::CellsHold, Question::Across(At { row: 1, column: 2 })]);
    assert_eq!(reading.doubts[1].rows, [4]);
}

#[test]
fn an_aim_merged_down_over_two_weeks() {
    let reading = read(
        &table(vec![
            cells(&["Week", "Objective", "Activity"]),
            vec!["1".into(), spanning("Plan and write a story", 1, 2), "Plan".into()],
            cells(&["2", "Write"]),
            vec!["3".into(), spanning("Publish", 1, 2), spanning("Make a book", 1, 2)],
            cells(&["4"]),
        ]),
        &Answers::new(),
    );
    assert_eq!(
        rows(&reading),
        [
            " | 1 | Plan and write a story | Plan",
            " | 2 | Plan and write a story | Write",
            " | 3 – 4 | Publish | Make a book"
        ]
    );
    assert_eq!((reading.rows[2].week.from, reading.rows[2].week.to), (Some(3), Some(4)));
}

#[test]
fn weeks_with_lessons_and_dates_beside_them() {
    let reading = read(
        &table(vec![
            cells(&["Week", "Lesson", "Date", "Objective"]),
            vec![spanning("1", 1, 2), "1".into(), "5/1/26".into(), "Halve".into()],
            cells(&["2", "7/1/26", "Double"]),
            cells(&["2", "1", "12/1/26", "Quarter"]),
        ]),
        &Answers::new(),
    );
    assert_eq!(guesses(&reading), [Week, Lesson, Date, Objective]);
    let second = &reading.rows[1].week;
    assert_eq!((second.from, second.date, second.note.as_str()), (Some(1), LabelDate::new(Some(26), 1, 7), "Lesson 2"));
    assert_eq!(reading.rows[2].week.from, Some(2));
}

#[test]
fn two_tables_take_their_subjects_from_the_headings_before_them() {
    let line: &[&[&str]] = &[&["Week", "Objective", "Task"], &["1", "Aim", "Do"], &["2", "Aim more", "Do more"]];
    let mut english = plain_table(line);
    english.before = vec!["Willow Class – Autumn 2".into(), "English".into()];
    let mut maths = plain_table(line);
    maths.before = vec!["Maths: shape".into()];
    let readings = read_document(&Document { tables: vec![english, maths], ..Document::default() }, &[]);
    assert_eq!(rows(&readings[0])[0], "English | 1 | Aim | Do");
    assert_eq!(rows(&readings[1])[1], "Maths | 2 | Aim more | Do more");
    assert_eq!(readings[1].about.class.as_deref(), Some("Willow Class"));
    assert_eq!(readings[1].about.title.as_deref(), Some("shape"));
}

#[test]
fn two_plans_in_one_sheet_are_parted() {
    let sheet = plain_table(&[
        &["English", "", ""],
        &["Week", "Objective", "Task"],
        &["1", "Retell", "Act"],
        &["", "", ""],
        &["Maths", "", ""],
        &["Week", "Objective", "Task"],
        &["1", "Halve", "Fold"],
    ]);
    let readings = read_document(&Document { tables: vec![sheet], ..Document::default() }, &[]);
    let all: Vec<String> = readings.iter().flat_map(rows).collect();
    assert_eq!(all, ["English | 1 | Retell | Act", "Maths | 1 | Halve | Fold"]);
}

#[test]
fn a_box_of_facts_before_the_plan_is_not_a_plan() {
    let facts = plain_table(&[&["Teacher", "Mr Okafor"], &["Subject", "Geography"]]);
    let plan = plain_table(&[&["Week", "Objective"], &["1", "Rivers"]]);
    let readings = read_document(&Document { tables: vec![facts, plan], ..Document::default() }, &[]);
    assert_eq!(readings.len(), 1);
    assert_eq!(rows(&readings[0]), ["Geography | 1 | Rivers"]);
    assert_eq!(readings[0].about.teacher.as_deref(), Some("Mr Okafor"));
}

#[test]
fn ragged_lines_one_column_and_sixty_weeks() {
    let ragged = read_plain(&[&["Week", "Objective", "Task"], &["1"], &["2", "Aim"], &["3", "Aim", "Do", "more"]]);
    assert_eq!(rows(&ragged)[0], " | 2 | Aim");
    assert_eq!(ragged.left_out[0].text, "1");
    assert_eq!(ragged.columns.len(), 4);
    assert!(rows(&ragged)[1].contains("more"));

    let one = read_plain(&[&["Objectives"], &["Halve"], &["Double"]]);
    assert_eq!(rows(&one), [" |  | Halve", " |  | Double"]);
    assert!(questions(&one).contains(&Question::NumberRows));

    let mut lines = vec![cells(&["Week", "Objective", "Task"])];
    lines.extend((1..=60).map(|week| cells(&[&format!("Week {week}"), &format!("Aim {week}"), "Do"])));
    let sixty = read(&table(lines), &Answers::new());
    assert_eq!((sixty.rows.len(), sixty.rows[59].week.from), (60, Some(60)));
}

#[test]
fn a_strand_beside_its_subject_stays_with_it() {
    let plan = plain_table(&[
        &["Week", "Subject", "Area", "Objective"],
        &["1", "English", "Reading", "Retell"],
        &["2", "Maths", "Shape", "Cubes"],
    ]);
    let reading = read(&plan, &Answers::new());
    assert_eq!(rows(&reading), ["English: Reading | 1 | Retell", "Maths: Shape | 2 | Cubes"]);
}

#[test]
fn headings_repeated_on_each_page_are_no_rows() {
    let reading = read_plain(&[
        &["Week", "Objective", "Task"],
        &["1", "Halve", "Fold"],
        &["Week", "Objective", "Task"],
        &["2", "Double", "Dominoes"],
    ]);
    assert_eq!(rows(&reading), [" | 1 | Halve | Fold", " | 2 | Double | Dominoes"]);
    assert_eq!(reading.left_out, []);
}

#[test]
fn unknown_headings_over_weeks_across_are_asked_not_lost() {
    let reading = read_plain(&[
        &["Summer 1", "w/b 13 April", "w/b 20 April"],
        &["English", "Myths", "Poems"],
        &["Maths", "Time", "Money"],
        &["Values", "Farm", ""],
    ]);
    assert_eq!(reading.rows.len(), 5);
    assert!(questions(&reading).contains(&Question::Column(3)));
    assert!(reading.columns[0].sure && reading.columns[0].guess == Week);
    let notes = read_plain(&[&["Week", "Objective", "Zwx"], &["1", "Halve", "Blue table"]]);
    assert!(!notes.columns[2].sure);
    assert_eq!(guesses(&notes)[0], Week);
    let _ = (Notes, Subject);
}
