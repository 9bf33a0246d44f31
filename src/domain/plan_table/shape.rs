//! The shape of a table: title lines, where the weeks stand, which lines are headings.

use super::about::{as_pairs, is_about_line};
use super::grid::{At, Grid};
use super::headings::{Meaning, PlanColumn, is_heading, meaning};
use super::reading::{Answers, Choice, Orientation, Question};
use super::subjects::is_subject;
use super::week::{Likeness, likeness};

/// A table turned so that weeks stand down the side, without its title lines.
pub(crate) struct Shape {
    /// The cells; a line a week.
    pub(crate) grid: Grid,
    /// Where the weeks stood.
    pub(crate) orientation: Orientation,
    /// Whether the other orientation is nearly as likely.
    pub(crate) could_be_turned: bool,
    /// How many lines at the top are headings.
    pub(crate) headings: usize,
    /// Whether a person should be asked which line holds the headings.
    pub(crate) headings_doubtful: bool,
    /// The texts of the title lines.
    pub(crate) above: Vec<String>,
    top: usize,
}

/// How far down headings are looked for.
const SEARCHED: usize = 10;

impl Shape {
    pub(crate) fn of(whole: &Grid, answers: &Answers) -> Self {
        let top = title_lines(whole);
        let mut above = Vec::new();
        for row in 0..top {
            let cells = whole.texts_of_line(row);
            above.push(as_pairs(&cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>()));
        }
        above.retain(|text| !text.is_empty());
        let body = whole.part(top, whole.height());
        let turned = body.turned();
        let (down, across) = (evidence(&body), evidence(&turned));
        let guess = if across > down { Orientation::WeeksAcross } else { Orientation::WeeksDown };
        let orientation = match answers.find(Question::Orientation) {
            Some(Choice::Weeks(orientation)) => *orientation,
            _ => guess,
        };
        let (more, less) = if across > down { (across, down) } else { (down, across) };
        let grid = if orientation == Orientation::WeeksAcross { turned } else { body };
        let (headings, headings_doubtful) = match answers.find(Question::Headings) {
            Some(Choice::HeadingLine(line)) => (line.map_or(0, |line| (line + 1).min(grid.height())), false),
            _ => heading_lines(&grid),
        };
        let could_be_turned = less >= 3.0 && less * 1.35 > more;
        Self { grid, orientation, could_be_turned, headings, headings_doubtful, above, top }
    }

    /// Where a place of the turned and shortened grid stands in the table as it came.
    pub(crate) fn source(&self, at: At) -> At {
        let at = if self.orientation == Orientation::WeeksAcross { at.turned() } else { at };
        At { row: at.row + self.top, column: at.column }
    }
}

/// How many lines at the top are titles or facts about the plan rather than headings.
fn title_lines(grid: &Grid) -> usize {
    if grid.width() < 2 {
        return 0;
    }
    let is_title = |row: usize| {
        let cells = grid.texts_of_line(row);
        match cells.as_slice() {
            [] => true,
            [only] => {
                let spans = grid.line(row).iter().filter(|cell| cell.origin == only.origin).count();
                let goes_on =
                    row + 1 < grid.height() && grid.line(row + 1).iter().any(|cell| cell.origin == only.origin);
                !goes_on
                    && (spans > 1
                        || (likeness(&only.text) == Likeness::No && !stands_over_more(grid, row, only.origin.column)))
            }
            many => is_about_line(&many.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>()),
        }
    };
    let count = (0..grid.height().min(SEARCHED)).take_while(|row| is_title(*row)).count();
    // A table of nothing but titles has no titles.
    if count == grid.height() { 0 } else { count }
}

/// Whether the only text of a line is a heading, such as "English" over the cells of a column below it.
fn stands_over_more(grid: &Grid, row: usize, column: usize) -> bool {
    let below_is_line_of_headings = row + 1 < grid.height() && heading_score(grid, row + 1) >= 2.0;
    !below_is_line_of_headings && (column > 0 || is_heading(grid.text(row, column)))
}

/// How likely weeks stand down the side of this grid.
fn evidence(grid: &Grid) -> f32 {
    let weeks = (0..grid.width().min(4)).map(|column| weeks_in_column(grid, column)).fold(0.0, f32::max);
    let headings = (0..grid.height().min(SEARCHED)).map(|row| score(grid, row, true)).fold(0.0, f32::max);
    weeks.min(8.0) + 1.5 * headings.min(8.0)
}

/// How much of a column is labels of weeks: a label is one, a number in a row of growing numbers nearly so.
pub(crate) fn weeks_in_column(grid: &Grid, column: usize) -> f32 {
    let mut score = 0.0;
    let mut number_before = 0;
    let mut seen = None;
    for row in 0..grid.height() {
        let cell = grid.cell(row, column);
        if seen == Some(cell.origin) {
            continue;
        }
        seen = Some(cell.origin);
        match likeness(&cell.text) {
            Likeness::Label => score += 1.0,
            Likeness::Number => {
                let number = super::week::WeekLabel::read(&cell.text).from.unwrap_or(0);
                score += if number == number_before + 1 || number == 1 { 0.8 } else { 0.2 };
                number_before = number;
            }
            Likeness::No => {}
        }
    }
    score
}

/// How much a line is a line of headings or subjects: the number of those in it, or nothing when other texts prevail.
pub(crate) fn heading_score(grid: &Grid, row: usize) -> f32 {
    score(grid, row, false)
}

/// With `own_only`, cells that go through all lines are passed over: they are bands across the table, seen turned.
fn score(grid: &Grid, row: usize, own_only: bool) -> f32 {
    let mut cells = grid.texts_of_line(row);
    if own_only && grid.height() > 2 {
        let through =
            |column: usize| (0..grid.height()).all(|r| grid.cell(r, column).origin == grid.cell(row, column).origin);
        cells.retain(|cell| !through(cell.origin.column));
    }
    let mut score = 0.0_f32;
    let mut other = 0.0_f32;
    let mut different: Vec<&str> = Vec::new();
    for cell in &cells {
        let known = is_subject(&cell.text) || is_heading(&cell.text);
        if known && different.contains(&cell.text.as_str()) {
            continue;
        }
        different.push(&cell.text);
        match known {
            true if is_subject(&cell.text) || matches!(meaning(&cell.text), Meaning::Sure(_)) => score += 1.0,
            true => score += 0.7,
            false => other += if cell.text.chars().count() <= 25 { 0.5 } else { 1.0 },
        }
    }
    if score > other { score } else { 0.0 }
}

/// How many lines at the top are headings, and whether that is doubtful.
fn heading_lines(grid: &Grid) -> (usize, bool) {
    let first_week = first_week_line(grid);
    let searched = grid.height().min(SEARCHED).min(first_week.unwrap_or(usize::MAX).max(1));
    let mut best = (0.0, 0);
    for row in 0..searched {
        let score = heading_score(grid, row);
        if score > best.0 {
            best = (score, row);
        }
    }
    let (score, row) = best;
    // One known heading says enough where it stands over what it names.
    let named = grid.line(row).iter().enumerate().any(|(column, cell)| {
        matches!(meaning(&cell.text), Meaning::Sure(PlanColumn::Week | PlanColumn::Lesson | PlanColumn::Date))
            && weeks_in_column(grid, column) >= 1.0
    });
    if score >= 1.7 || (score > 0.0 && (named || grid.width() <= 2)) {
        return (with_lines_below(grid, row), false);
    }
    match first_week {
        // Whatever stands above the first week and fills more than one column is a heading that we do not know.
        Some(first @ 1..) if grid.texts_of_line(first - 1).len() > 1 => (first, false),
        Some(_) => (0, false),
        None => (usize::from(score > 0.0), grid.height() > 1 && score > 0.0),
    }
}

/// The first line with a label of a week in the column that has most of them.
fn first_week_line(grid: &Grid) -> Option<usize> {
    let column = (0..grid.width().min(4)).map(|column| (column, weeks_in_column(grid, column)));
    let (column, score) = column.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    if score < 1.5 {
        return None;
    }
    (0..grid.height()).find(|row| likeness(grid.text(*row, column)) != Likeness::No)
}

/// The end of the headings that start at or above a line: a second line belongs to them when it parts a wide heading
/// or is a line of headings itself.
fn with_lines_below(grid: &Grid, row: usize) -> usize {
    let mut end = row + 1;
    while end < grid.height() {
        let line = grid.line(end);
        let own: Vec<usize> =
            (0..line.len()).filter(|c| line[*c].origin.row == end && !line[*c].text.is_empty()).collect();
        let goes_on = line.iter().any(|cell| !cell.text.is_empty() && cell.origin.row < end);
        let parts_wide = own.iter().any(|&column| {
            let over = grid.cell(end - 1, column).origin;
            !grid.text(end - 1, column).is_empty()
                && line.iter().enumerate().any(|(c, _)| c != column && grid.cell(end - 1, c).origin == over)
        });
        let short = own.iter().all(|column| line[*column].text.chars().count() <= 40);
        let weeks = own.iter().any(|column| likeness(&line[*column].text) != Likeness::No);
        let headings = heading_score(grid, end) >= 2.0;
        let only_goes_on = own.is_empty() && goes_on;
        let repeated = (0..line.len()).all(|c| line[c].text == grid.text(end - 1, c)) && !goes_on;
        if repeated
            || !(only_goes_on
                || (headings && !weeks)
                || (short && !weeks && (parts_wide || goes_on) && !own.is_empty()))
        {
            break;
        }
        end += 1;
    }
    end
}
