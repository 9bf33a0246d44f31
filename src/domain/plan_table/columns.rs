//! What each column holds: by its heading where schools agree on it, by its cells where the heading is silent.

use super::grid::Grid;
use super::headings::{Meaning, PlanColumn, meaning};
use super::reading::{Answers, Choice, Question};
use super::shape::weeks_in_column;
use super::subjects::is_subject;
use super::week::{Likeness, WeekLabel, likeness};
use super::words::{holds, plain};

/// A column with what it may hold, likeliest first.
pub(crate) struct Column {
    pub(crate) heading: String,
    pub(crate) subject: Option<String>,
    pub(crate) guess: PlanColumn,
    pub(crate) sure: bool,
    pub(crate) choices: Vec<PlanColumn>,
    /// The guess stands in for what every cell under a subject holds, which is asked once for all.
    pub(crate) under_subject: bool,
}

/// The columns of a grid whose first `headings` lines are headings.
pub(crate) fn columns(grid: &Grid, headings: usize, answers: &Answers) -> Vec<Column> {
    let parts: Vec<Vec<&str>> = (0..grid.width()).map(|column| heading_parts(grid, headings, column)).collect();
    let subjects = parts.iter().filter(|parts| parts.iter().any(|part| names_subject(part, false))).count();
    let mut found: Vec<Column> = parts.iter().map(|parts| by_heading(parts, subjects >= 2)).collect();
    let week_known = found.iter().any(|column| column.sure && column.guess == PlanColumn::Week);
    settle_frames(grid, headings, &mut found, week_known);
    for index in 0..found.len() {
        if found[index].choices.is_empty() && !found[index].sure {
            let used: Vec<PlanColumn> =
                found.iter().enumerate().filter(|(i, c)| c.sure || *i < index).map(|(_, c)| c.guess).collect();
            by_cells(grid, headings, index, &used, &mut found[index]);
        }
    }
    settle_repeats(&mut found);
    for (index, column) in found.iter_mut().enumerate() {
        match answers.find(Question::Column(index)) {
            Some(Choice::Column(chosen)) => {
                column.guess = *chosen;
                column.sure = true;
                column.under_subject = false;
            }
            _ if column.under_subject => {
                if let Some(Choice::Column(chosen)) = answers.find(Question::CellsHold) {
                    column.guess = *chosen;
                }
            }
            _ => {}
        }
    }
    found
}

/// The different texts over a column, from the top.
pub(crate) fn heading_parts(grid: &Grid, headings: usize, column: usize) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::new();
    let mut last = None;
    for row in 0..headings {
        let cell = grid.cell(row, column);
        if last != Some(cell.origin) && !cell.text.is_empty() {
            parts.push(&cell.text);
        }
        last = Some(cell.origin);
    }
    parts
}

fn names_subject(part: &str, among_subjects: bool) -> bool {
    is_subject(part) && (among_subjects || meaning(part) == Meaning::Unknown)
}

fn by_heading(parts: &[&str], among_subjects: bool) -> Column {
    let heading = parts.join(" / ");
    let subject = parts.iter().find(|part| names_subject(part, among_subjects) && among_subjects);
    let rest: Vec<&str> = parts.iter().filter(|part| Some(part) != subject.as_ref()).copied().collect();
    // The lowest heading is the most exact; a wider one above it says something only where that is silent.
    let said = rest.iter().rev().map(|part| meaning(part)).find(|said| *said != Meaning::Unknown);
    let subject_name = subject.map(|name| name.lines().collect::<Vec<_>>().join(" "));
    let mut column = Column {
        heading,
        subject: subject_name,
        guess: PlanColumn::Notes,
        sure: false,
        choices: Vec::new(),
        under_subject: false,
    };
    match said {
        Some(Meaning::Sure(guess)) => {
            column.guess = guess;
            column.sure = true;
        }
        Some(Meaning::Perhaps(choices)) => column.choices = choices,
        _ if column.subject.is_some() && rest.is_empty() => {
            column.guess = PlanColumn::Objective;
            column.sure = true;
            column.under_subject = true;
        }
        // "Trips" beside English and Maths is most likely one more thing that is taught.
        _ if among_subjects && !parts.is_empty() => {
            column.subject = Some(column.heading.clone());
            column.choices = vec![PlanColumn::Objective, PlanColumn::Activity, PlanColumn::Notes];
        }
        _ => {}
    }
    if let Some(first) = column.choices.first() {
        column.guess = *first;
    }
    column
}

/// Weeks, lessons and dates: what the cells show counts more than the heading, and one of them must be the week.
fn settle_frames(grid: &Grid, headings: usize, columns: &mut [Column], week_known: bool) {
    let body = grid.part(headings, grid.height());
    let mut week_known = week_known;
    // A line "w/c" of dates beside a line of numbers: the numbers are the weeks, the dates say when.
    let dated = columns.iter().position(|column| column.sure && column.guess == PlanColumn::Week).filter(|&index| {
        let cells = cells_below(grid, headings, index);
        !cells.is_empty() && cells.iter().all(|text| WeekLabel::read(text).from.is_none())
    });
    for index in 0..columns.len() {
        let cells = cells_below(grid, headings, index);
        let labels = cells.iter().filter(|text| likeness(text) != Likeness::No).count();
        let mostly_labels = labels > 0 && labels * 2 >= cells.len();
        let all_labels = !cells.is_empty() && cells.iter().all(|text| likeness(text) == Likeness::Label);
        let all_numbered = !cells.is_empty() && cells.iter().all(|text| WeekLabel::read(text).from.is_some());
        let column = &mut columns[index];
        if column.sure
            && matches!(column.guess, PlanColumn::Lesson | PlanColumn::Week)
            && !cells.is_empty()
            && labels == 0
        {
            // "Lesson" over sentences is what the lesson is about.
            if column.guess == PlanColumn::Lesson {
                column.sure = false;
                column.choices = vec![PlanColumn::Objective, PlanColumn::Activity, PlanColumn::Lesson];
                column.guess = PlanColumn::Objective;
            } else {
                column.sure = cells.iter().all(|text| text.chars().count() <= 40);
                column.choices = vec![PlanColumn::Week, PlanColumn::Objective, PlanColumn::Notes];
            }
        } else if !column.sure
            && mostly_labels
            && (!week_known || (dated.is_some() && all_numbered))
            && (all_labels || (column.heading.is_empty() && weeks_in_column(&body, index) >= 0.8))
        {
            column.guess = PlanColumn::Week;
            column.sure = true;
            week_known = true;
            if let Some(dated) = dated {
                columns[dated].guess = PlanColumn::Date;
            }
            continue;
        } else if !column.sure
            && column.heading.is_empty()
            && !cells.is_empty()
            && cells.iter().all(|text| is_subject(text))
        {
            column.guess = PlanColumn::Subject;
            column.sure = true;
        } else if !column.sure && column.heading.is_empty() && all_labels {
            column.guess = PlanColumn::Date;
            column.sure = true;
        } else if column.sure && column.guess == PlanColumn::Subject && !cells.is_empty() && mostly_labels {
            // Where weeks stand across, the corner names what stands down the side.
            column.sure = all_labels && !week_known;
            column.choices = vec![PlanColumn::Week, PlanColumn::Subject];
            column.guess = PlanColumn::Week;
            week_known = true;
        }
        if cells.is_empty() && column.heading.is_empty() {
            column.guess = PlanColumn::LeftOut;
            column.sure = true;
        }
    }
}

/// Two columns may both be objectives; two can't both be the week.
fn settle_repeats(columns: &mut [Column]) {
    for frame in [PlanColumn::Week, PlanColumn::Subject, PlanColumn::Date, PlanColumn::Lesson] {
        let mut seen = columns.iter().any(|column| column.sure && column.guess == frame);
        for column in columns.iter_mut().filter(|column| !column.sure && column.guess == frame) {
            if seen {
                column.choices.retain(|choice| *choice != frame);
                column.guess = column.choices.first().copied().unwrap_or(PlanColumn::Notes);
            }
            seen = true;
        }
    }
}

/// The different cells below the headings that hold text.
pub(crate) fn cells_below(grid: &Grid, headings: usize, column: usize) -> Vec<&str> {
    let mut seen = None;
    let mut cells = Vec::new();
    for row in headings..grid.height() {
        let cell = grid.cell(row, column);
        if seen != Some(cell.origin) && !cell.text.is_empty() {
            cells.push(cell.text.as_str());
        }
        seen = Some(cell.origin);
    }
    cells
}

/// A guess from what the cells look like, never sure.
fn by_cells(grid: &Grid, headings: usize, index: usize, used: &[PlanColumn], column: &mut Column) {
    let cells = cells_below(grid, headings, index);
    let share = |is: &dyn Fn(&str) -> bool| {
        let count = cells.iter().filter(|text| is(text)).count();
        f32::from(u16::try_from(count).unwrap_or(u16::MAX))
            / f32::from(u16::try_from(cells.len().max(1)).unwrap_or(u16::MAX))
    };
    let mut scores = [
        (PlanColumn::Week, 2.0 * share(&|text| likeness(text) != Likeness::No)),
        (PlanColumn::Subject, 2.0 * share(&is_subject)),
        (PlanColumn::Vocabulary, 1.2 * share(&is_word_list)),
        (PlanColumn::Resources, 1.4 * share(&speaks_of_things)),
        (PlanColumn::Objective, 0.25 + share(&sounds_like_aim)),
        (PlanColumn::Activity, 0.22 + 0.3 * share(&|text| text.chars().count() > 60)),
        (PlanColumn::Assessment, 0.1 + share(&speaks_of_checks)),
        (PlanColumn::Notes, 0.05),
    ];
    for (candidate, score) in &mut scores {
        if used.contains(candidate) {
            *score *= if candidate.is_frame() { 0.1 } else { 0.4 };
        }
    }
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    column.choices = scores.iter().filter(|(_, score)| *score > 0.0).map(|(candidate, _)| *candidate).collect();
    column.guess = column.choices.first().copied().unwrap_or(PlanColumn::Notes);
}

fn is_word_list(text: &str) -> bool {
    let words: Vec<&str> = text.split([',', ';', '\n', '•']).map(str::trim).filter(|word| !word.is_empty()).collect();
    words.len() >= 2 && words.iter().all(|word| word.split_whitespace().count() <= 3 && !word.contains('.'))
}

fn speaks_of_things(text: &str) -> bool {
    let words = plain(text);
    [
        "worksheet",
        "sheet",
        "book",
        "booklet",
        "card",
        "paper",
        "slide",
        "ipad",
        "laptop",
        "video",
        "powerpoint",
        "ruler",
        "scissors",
        "textbook",
        "whiteboard",
        "counter",
        "page",
        "www",
    ]
    .iter()
    .any(|thing| holds(&words, thing))
}

fn sounds_like_aim(text: &str) -> bool {
    let words = plain(text);
    let starts = [
        "to ",
        "i can ",
        "we are learning",
        "walt ",
        "understand ",
        "know ",
        "explain ",
        "identify ",
        "describe ",
        "be able to ",
        "recognise ",
    ];
    starts.iter().any(|start| words.starts_with(start)) || text.trim_end().ends_with('?')
}

fn speaks_of_checks(text: &str) -> bool {
    let words = plain(text);
    ["quiz", "test", "exit", "marked", "observation", "self assess", "peer assess", "mini whiteboard"]
        .iter()
        .any(|check| holds(&words, check))
}
