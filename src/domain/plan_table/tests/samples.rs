//! The four sample plans: weeks down, weeks across with merged cells, lessons of two subjects, pasted from Word.

use super::*;
use PlanColumn::{Activity, Assessment, Homework, Lesson, Objective, Resources, Subject, Vocabulary, Week};

#[test]
fn weeks_down() {
    let mut plan = plain_table(&[
        &["Week", "Learning objective", "Activities", "Key vocabulary", "Resources", "Assessment"],
        &[
            "1\n(w/b 5 Jan)",
            "Say what a habitat is",
            "Walk in the grounds",
            "habitat, organism",
            "Clipboards",
            "Exit question",
        ],
        &["2\n(12 Jan)", "Use a key", "Make a yes/no key", "classify, key", "Worksheet 2a", "Key marked"],
        &["6\n(9 Feb)", "Show what I know", "Quiz and poster", "(all)", "Quiz sheet; A3 paper", "Quiz /15"],
    ]);
    plan.before = vec![
        "Year 4 Science – Living things and their habitats – Medium-term plan".into(),
        "Teacher: Mrs O. Adeyemi Class: 4A Term: Spring 1".into(),
    ];
    plan.after = vec!["Notes: visit to the nature reserve on 28 January if the weather allows.".into()];
    let reading = read(&plan, &Answers::new());
    assert_eq!(reading.orientation, Orientation::WeeksDown);
    assert_eq!(guesses(&reading), [Week, Objective, Activity, Vocabulary, Resources, Assessment]);
    assert_eq!(reading.doubts, []);
    assert_eq!(
        rows(&reading),
        [
            "Science | 1 / (w/b 5 Jan) | Say what a habitat is | Walk in the grounds | habitat, organism | Clipboards | Exit question",
            "Science | 2 / (12 Jan) | Use a key | Make a yes/no key | classify, key | Worksheet 2a | Key marked",
            "Science | 6 / (9 Feb) | Show what I know | Quiz and poster | (all) | Quiz sheet; A3 paper | Quiz /15",
        ]
    );
    assert_eq!(reading.rows[2].week.from, Some(6));
    assert_eq!(reading.rows[2].week.date, LabelDate::new(None, 2, 9));
    assert_eq!(reading.about.title.as_deref(), Some("Living things and their habitats"));
    assert_eq!(reading.notes, ["Notes: visit to the nature reserve on 28 January if the weather allows."]);
    assert_eq!(reading.left_out, []);
}

fn across() -> Table {
    let mut plan = table(vec![
        cells(&[
            "Subject",
            "Week 1\n13.4.26",
            "Week 2\n20.4.26",
            "Week 3\n27.4.26",
            "Week 4\n4.5.26\n(Mon – bank holiday)",
            "Week 5\n11.5.26",
            "Week 6\n18.5.26",
        ]),
        vec![
            "English".into(),
            "Diary recount: features; plan".into(),
            "Diary recount: draft and edit".into(),
            spanning("Playscripts: read and perform", 2, 1),
            "Poetry: kennings".into(),
            "Assessment and presentation".into(),
        ],
        vec![
            "Maths".into(),
            "Time".into(),
            "Addition".into(),
            "Statistics".into(),
            "Money".into(),
            spanning("Fractions", 2, 1),
        ],
        vec![
            "Geography".into(),
            spanning("Rivers: features and names", 3, 1),
            "The local river: fieldwork".into(),
            spanning("Flooding: cause and effect", 2, 1),
        ],
    ]);
    plan.before = vec!["Oak Class – Medium term planning – Summer 1".into()];
    plan
}

#[test]
fn weeks_across_with_merged_cells() {
    let reading = read(&across(), &Answers::new());
    assert_eq!(reading.orientation, Orientation::WeeksAcross);
    let headings: Vec<&str> = reading.columns.iter().map(|column| column.heading.as_str()).collect();
    assert_eq!(headings, ["Subject", "English", "Maths", "Geography"]);
    assert_eq!(
        rows(&reading),
        [
            "English | Week 1 / 13.4.26 | Diary recount: features; plan",
            "English | Week 2 / 20.4.26 | Diary recount: draft and edit",
            "English | Week 3 27.4.26 – Week 4 4.5.26 (Mon – bank holiday) | Playscripts: read and perform",
            "English | Week 5 / 11.5.26 | Poetry: kennings",
            "English | Week 6 / 18.5.26 | Assessment and presentation",
            "Maths | Week 1 / 13.4.26 | Time",
            "Maths | Week 2 / 20.4.26 | Addition",
            "Maths | Week 3 / 27.4.26 | Statistics",
            "Maths | Week 4 / 4.5.26 / (Mon – bank holiday) | Money",
            "Maths | Week 5 11.5.26 – Week 6 18.5.26 | Fractions",
            "Geography | Week 1 13.4.26 – Week 3 27.4.26 | Rivers: features and names",
            "Geography | Week 4 / 4.5.26 / (Mon – bank holiday) | The local river: fieldwork",
            "Geography | Week 5 11.5.26 – Week 6 18.5.26 | Flooding: cause and effect",
        ]
    );
    let rivers = &reading.rows[10];
    assert_eq!((rivers.week.from, rivers.week.to), (Some(1), Some(3)));
    assert_eq!(
        (rivers.week.date, rivers.week.until),
        (LabelDate::new(Some(26), 4, 13), LabelDate::new(Some(26), 4, 27))
    );
    assert_eq!(rivers.from, [At { row: 3, column: 1 }]);
    // Only one thing is asked: whether the cells are aims or activities.
    assert_eq!(questions(&reading), [Question::CellsHold]);
    assert_eq!(reading.about.class.as_deref(), Some("Oak Class"));
    assert_eq!(reading.left_out, []);

    let as_activity = read(&across(), &Answers::new().with(Question::CellsHold, Choice::Column(Activity)));
    assert_eq!(rows(&as_activity)[0], "English | Week 1 / 13.4.26 |  | Diary recount: features; plan");
    assert_eq!(as_activity.doubts, []);
}

#[test]
fn lessons_of_two_subjects_with_the_subject_merged_down() {
    let mut plan = table(vec![
        vec![spanning("Year 8 – Medium Term Plan – Spring 2", 6, 1)],
        cells(&["Subject", "Lesson", "Objective", "Task", "Resources", "Homework"]),
        vec![
            spanning("History", 1, 2),
            "1".into(),
            "Why did William win in 1066?".into(),
            "Card sort".into(),
            "Cards; sheet 1".into(),
            "Finish ranking".into(),
        ],
        cells(&["2", "How did William keep control?", "Castles, land, fear", "Sources A–F", ""]),
        vec![
            spanning("Maths", 1, 2),
            "1".into(),
            "Expand single brackets".into(),
            "Worked examples".into(),
            "Booklet p. 4–5".into(),
            "Online task".into(),
        ],
        cells(&["2", "Factorise", "Error spotting", "Booklet p. 6–7", ""]),
    ]);
    plan.title = Some("Spring 2 MTP".into());
    let reading = read(&plan, &Answers::new());
    assert_eq!(guesses(&reading), [Subject, Lesson, Objective, Activity, Resources, Homework]);
    assert_eq!(
        rows(&reading),
        [
            "History | 1 | Why did William win in 1066? | Card sort |  | Cards; sheet 1 |  | Homework: Finish ranking",
            "History | 2 | How did William keep control? | Castles, land, fear |  | Sources A–F",
            "Maths | 1 | Expand single brackets | Worked examples |  | Booklet p. 4–5 |  | Homework: Online task",
            "Maths | 2 | Factorise | Error spotting |  | Booklet p. 6–7",
        ]
    );
    assert_eq!(reading.rows[1].week.counts, Counts::Lessons);
    assert_eq!(reading.doubts, []);
    assert_eq!((reading.about.year.as_deref(), reading.about.term.as_deref()), (Some("Year 8"), Some("Spring 2")));
    assert_eq!(reading.above, ["Year 8 – Medium Term Plan – Spring 2"]);
}

#[test]
fn pasted_from_word_with_a_cell_over_two_columns() {
    let plan = table(vec![
        cells(&["Week", "What we are learning", "How", "You will need"]),
        cells(&[
            "1",
            "To use fronted adverbials with a comma",
            "• Sort cards\n• Improve a dull paragraph",
            "Card set; worksheet 4",
        ]),
        vec!["2 & 3".into(), spanning("Story set in a place I know: plan, write, share (two weeks)", 2, 1), "".into()],
    ]);
    let reading = read(&plan, &Answers::new());
    assert_eq!(guesses(&reading), [Week, Objective, Activity, Resources]);
    assert_eq!(
        rows(&reading),
        [
            " | 1 | To use fronted adverbials with a comma | • Sort cards / • Improve a dull paragraph |  | Card set; worksheet 4",
            " | 2 & 3 | Story set in a place I know: plan, write, share (two weeks)",
        ]
    );
    assert_eq!((reading.rows[1].week.from, reading.rows[1].week.to), (Some(2), Some(3)));
    let across = Question::Across(At { row: 2, column: 1 });
    assert_eq!(questions(&reading), [Question::Subject, across]);
    let doubt = &reading.doubts[1];
    assert_eq!((&doubt.guess, &doubt.choices[1]), (&Choice::Column(Objective), &Choice::Column(Activity)));
    assert_eq!(doubt.rows, [1]);

    let answers =
        Answers::new().with(across, Choice::Column(Activity)).with(Question::Subject, Choice::Named("English".into()));
    let reading = read(&plan, &answers);
    assert_eq!(rows(&reading)[1], "English | 2 & 3 |  | Story set in a place I know: plan, write, share (two weeks)");
    assert_eq!(reading.doubts, []);
}
