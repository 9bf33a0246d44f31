//! Which tables of a document are plans: two plans stacked in one sheet are parted, boxes of facts become words
//! around the plan that follows them.

use super::about::{as_pairs, is_about_line};
use super::grid::{Document, Grid, Table};
use super::shape::heading_score;
use super::week::{Likeness, likeness};

/// The tables that may be plans, in order, with every other text among the words around them.
pub fn plan_tables(document: &Document) -> Vec<Table> {
    let mut plans: Vec<Table> = Vec::new();
    let mut waiting: Vec<String> = Vec::new();
    let only = document.tables.len() == 1;
    for table in &document.tables {
        let mut before = std::mem::take(&mut waiting);
        before.extend(table.before.iter().cloned());
        if !only && is_box(&table.grid) {
            waiting = before;
            waiting
                .extend((0..table.grid.height()).map(|row| line_of(&table.grid, row)).filter(|line| !line.is_empty()));
            waiting.extend(table.after.iter().cloned());
            continue;
        }
        let mut parts = parts(&table.grid);
        let last = parts.pop();
        for grid in parts {
            let before = std::mem::take(&mut before);
            plans.push(Table { title: table.title.clone(), before, grid, after: Vec::new() });
        }
        plans.extend(last.map(|grid| Table { title: table.title.clone(), before, grid, after: table.after.clone() }));
    }
    if let Some(last) = plans.last_mut() {
        last.after.splice(0..0, waiting);
    }
    plans
}

/// A layout box or a list of facts: a single cell, or lines such as "Teacher | Mrs Adeyemi".
fn is_box(grid: &Grid) -> bool {
    let count = grid.texts().count();
    let facts = || {
        (0..grid.height()).all(|row| {
            let texts: Vec<&str> = grid.texts_of_line(row).iter().map(|cell| cell.text.as_str()).collect();
            texts.len() < 2 || is_about_line(&texts)
        })
    };
    let has_weeks = || grid.texts().any(|(_, text)| likeness(text) == Likeness::Label);
    count <= 1 || (grid.height() <= 6 && !has_weeks() && facts())
}

fn line_of(grid: &Grid, row: usize) -> String {
    as_pairs(&grid.texts_of_line(row).iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>())
}

/// The plans stacked in one grid: a second line of headings that differs from the first starts another, together
/// with the title lines above it after a blank line.
fn parts(grid: &Grid) -> Vec<Grid> {
    let headings: Vec<usize> = (0..grid.height()).filter(|&row| heading_score(grid, row) >= 2.5).collect();
    let mut cuts = vec![0];
    let mut current = headings.first().copied();
    for &row in headings.iter().skip(1) {
        let Some(above) = current else { break };
        let blank_between = (above..row).any(|row| grid.texts_of_line(row).is_empty());
        let same = (0..grid.width()).all(|column| grid.text(row, column) == grid.text(above, column));
        let crossed = grid.line(row).iter().any(|cell| cell.origin.row < row && !cell.text.is_empty());
        if row == above + 1 || crossed || !blank_between || (same && single_texts_above(grid, row) == row) {
            continue;
        }
        let start = single_texts_above(grid, row);
        if start > *cuts.last().unwrap_or(&0) {
            cuts.push(start);
        }
        current = Some(row);
    }
    cuts.push(grid.height());
    cuts.windows(2).map(|cut| grid.part(cut[0], cut[1])).collect()
}

/// The first of the lines of one text each that stand right above a line.
fn single_texts_above(grid: &Grid, row: usize) -> usize {
    let above = (0..row).rev().take_while(|&row| {
        let whole = grid.line(row).iter().all(|cell| cell.origin.row == row || cell.text.is_empty());
        whole && grid.texts_of_line(row).len() == 1
    });
    row - above.count()
}
