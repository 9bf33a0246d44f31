//! English words of beginning a plan and of bringing in a table.

use domain::plan_table::{Choice, Orientation, PlanColumn, Question, Unseen};
use worker::protocol::DocumentError;

use super::plural::counted;
use crate::text::plan::PasteWords;

const COLUMNS: [&str; 13] = [
    "Week",
    "Lesson number",
    "Date",
    "Subject",
    "What we learn",
    "What we do",
    "Words",
    "Worksheet",
    "How we check",
    "How to support",
    "Homework",
    "Notes",
    "Leave it out",
];

pub(crate) static PASTE: PasteWords = PasteWords {
    leave: "Leave, keep draft",
    new_title: |name| format!("A plan for {name}"),
    ask_title: |name| format!("Ask school for {name}’s plan"),
    new_sub: "Use what you have. You need not type it again.",
    subject: "Subject",
    subject_hint: "Leave it empty if your table has several subjects.",
    topic: "Topic",
    topic_hint: "Such as fractions.",
    half_term: "Half term",
    half_term_of: |name, first, last| format!("{name}, {first} to {last}"),
    class: "Class",
    save: "Save",
    ask_school: "Ask school",
    ask_no_subject: "First write the subject.",
    said_asked: "Asked school for the plan.",
    ways: "How would you like to add it?",
    way_paste: "Paste your table",
    way_paste_more: "From Word, Excel or Google Docs.",
    way_file: "Open a file",
    way_file_more: "We read the table from a .docx or .xlsx.",
    way_attach: "Just attach our file or a photo",
    way_attach_more: "It opens at the bedside as it is.",
    way_write: "Write the rows by hand",
    close: "Close, keep draft",
    steps: ["Paste", "Check", "Share"],
    paste_title: "Paste your plan",
    paste_sub: "Copy the table in Word, Excel or Google Docs. Then paste it here.",
    paste_here: "Paste here",
    paste_hint: "Press and hold, then choose Paste. Or press Ctrl and V.",
    read_typed: "Read what is here",
    open_file: "Open a .docx or .xlsx",
    reading: "Reading your table",
    attach_instead: "Attach it as it is",
    attached: "Your file is with the plan.",
    not_read: |why| match why {
        Some(DocumentError::Empty) => {
            ("There is nothing in it.", "Choose another file, or copy the whole table and paste it.")
        }
        Some(DocumentError::NoTableFound) => {
            ("We found no table in it.", "Copy just the table and paste it. Or attach the file as it is.")
        }
        Some(DocumentError::OldFormat) => {
            ("This is an older Word or Excel file.", "Save it as .docx or .xlsx, or copy the table and paste it.")
        }
        Some(DocumentError::Encrypted) => {
            ("This file has a password.", "Open it with the password, copy the table and paste it.")
        }
        Some(DocumentError::Pdf) => ("This is a PDF.", "Attach it as it is. Or copy the table and paste it."),
        Some(DocumentError::OpenDocument) => {
            ("We can’t read this kind of file.", "Save it as .docx or .xlsx, or copy the table and paste it.")
        }
        Some(DocumentError::Picture) => ("This is a picture.", "Attach it as it is."),
        Some(DocumentError::PictureNotRead) => {
            ("This is a picture we can’t read.", "Save it as a JPEG or PNG. Or take a new photo of it.")
        }
        Some(DocumentError::TooBig) => ("This is larger than a plan can be.", "Copy just the table and paste it."),
        Some(DocumentError::Damaged) => ("This file is broken.", "Open it, copy the table and paste it."),
        Some(DocumentError::NotADocument) => {
            ("We can’t read this kind of file.", "Copy the table and paste it. Or attach the file as it is.")
        }
        None => ("We could not read it just now.", "Try again. Or copy the table and paste it."),
    },
    check_title: "Check your plan",
    check_sub: |rows| {
        if rows == 1 {
            "We found 1 row. Match your columns, then add it.".to_owned()
        } else {
            format!("We found {rows} rows. Match your columns, then add them.")
        }
    },
    check_nothing: "We found no rows yet. See what each column is.",
    table_of: |number, count| format!("Table {number} of {count}"),
    yours: |heading| format!("Your “{heading}”"),
    column_of: |number| format!("Column {number}, no heading"),
    columns: COLUMNS,
    preview: "Your table, as we read it",
    more_rows: |count| format!("and {}", counted(count, "more row", "more rows")),
    from_above: "as above",
    question,
    choice,
    subject_missing: "The subject of this table",
    ask_anew: "Ask me everything again",
    which_subjects: "There are several subjects in it",
    which_subjects_more: "Choose what goes where.",
    each: |count| format!("Make one plan for each: {}", counted(count, "plan", "plans")),
    each_more: "Each is a draft until you share it.",
    some: "Only these in this plan",
    subject_rows: |subject, rows| format!("{subject}, {}", counted(rows, "row", "rows")),
    no_subject: "No subject written",
    other_subject: |table, plan| format!("Your table says “{table}”, this plan is “{plan}”."),
    other_subject_more: "The rows go into this plan all the same.",
    unseen_title: "We left out what is hidden",
    unseen: |Unseen { words, deleted, lines, columns, sheets }| {
        let one = |count: u32, one: &str, many: &str| match count {
            0 => None,
            1 => Some(one.to_owned()),
            count => Some(many.replace('#', &count.to_string())),
        };
        let said = [
            one(words, "Hidden text, in 1 place", "Hidden text, in # places"),
            one(lines, "1 hidden row", "# hidden rows"),
            one(columns, "1 hidden column", "# hidden columns"),
            one(sheets, "1 hidden sheet", "# hidden sheets"),
            one(deleted, "Words marked as deleted, in 1 place", "Words marked as deleted, in # places"),
        ];
        said.into_iter().flatten().collect()
    },
    unseen_more: "People who open it don’t see this. If it belongs in the plan, show it there, then add the table again.",
    unseen_in_file: "Your file goes with the plan, and it still holds what is hidden.",
    without_file: "Add the table without the file",
    file_goes_too: |name| format!("{name} goes with the plan as it is. It may hold its author’s name."),
    kept_as_notes: "Not in any row",
    kept_as_notes_more: "We keep these words in the notes of the plan.",
    heading_of: |heading, text| format!("{heading}: {text}"),
    overflow_file: "Rest of your table.txt",
    stays: "Your own file stays as it is. You can change rows later.",
    paste_again: "Paste again",
    put_aside: "Your table is put aside.",
    add_rows: |count| format!("Add {}", counted(count, "row", "rows")),
    make_plans: |count| format!("Make {}", counted(count, "plan", "plans")),
    adding: "Adding them",
    added: |count| counted(count, "row added.", "rows added."),
    plans_made: |count| counted(count, "plan made.", "plans made."),
    first_answer: |question| format!("First answer: {question}"),
    outside: |half_term| format!("Some weeks are not in {half_term}"),
    outside_more: "Look at the dates in your table, or choose another half term for this plan. You can add it as it is.",
    first_subjects: "First choose the subjects.",
    no_rows: "There are no rows to add yet.",
    not_recorded: "It could not be saved just now. Your table is kept here.",
};

fn row(row: Option<usize>) -> String {
    row.map_or_else(|| "A row".to_owned(), |row| format!("Row {}", row + 1))
}

/// What is asked; `text` is the heading or the words it is about, `at` the first row it touches.
fn question(question: Question, text: &str, at: Option<usize>) -> String {
    match question {
        Question::Orientation => "Which way do the weeks go?".to_owned(),
        Question::Headings => "Which line has the headings?".to_owned(),
        Question::Column(column) if text.is_empty() => format!("What is in column {}?", column + 1),
        Question::Column(_) => format!("Where should “{text}” go?"),
        Question::CellsHold => "Your headings are subjects. What is in the boxes?".to_owned(),
        Question::Week(_) if text.is_empty() => format!("{} has no week", row(at)),
        Question::Week(_) => format!("{}: which week is “{text}”?", row(at)),
        Question::NumberRows => "There are no weeks. Shall we count the rows?".to_owned(),
        Question::Subject => "Which subject is this?".to_owned(),
        Question::SubjectOf(_) => format!("{} has no subject", row(at)),
        Question::Across(_) => format!("“{text}” goes over several columns. Where does it belong?"),
        Question::Band(_) => format!("“{text}” fills a whole line. What is it?"),
    }
}

fn choice(question: Question, choice: &Choice) -> String {
    match (choice, question) {
        (Choice::Weeks(Orientation::WeeksDown), _) => "Down the side".to_owned(),
        (Choice::Weeks(Orientation::WeeksAcross), _) => "Across the top".to_owned(),
        (Choice::HeadingLine(None), _) => "There are no headings".to_owned(),
        (Choice::HeadingLine(Some(line)), _) => format!("Line {}", line + 1),
        (Choice::Column(column), _) => {
            let at = PlanColumn::ALL.iter().position(|known| known == column);
            at.map_or("", |at| COLUMNS[at]).to_owned()
        }
        (Choice::AsAbove, _) => "As in the row above".to_owned(),
        (Choice::AsWritten, _) => "Keep it as written".to_owned(),
        (Choice::Without, Question::Subject | Question::SubjectOf(_)) => "No subject".to_owned(),
        (Choice::Without, Question::NumberRows) => "No, leave them".to_owned(),
        (Choice::Without, _) => "No week".to_owned(),
        (Choice::Named(name), _) => format!("“{name}”"),
        (Choice::Numbered, _) => "Yes: 1, 2, 3".to_owned(),
        (Choice::WeekBelow, _) => "The week of the rows below".to_owned(),
        (Choice::OwnRow, _) => "A row of its own".to_owned(),
        (Choice::PlanNote, _) => "A note on the whole plan".to_owned(),
        (Choice::LeaveOut, _) => "Leave it out".to_owned(),
    }
}
