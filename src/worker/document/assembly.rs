//! Putting tables together while a document is read from front to back, tables within cells included.

use std::collections::BTreeMap;

use domain::plan_table::{Document, Grid, Spanning, Table};

use super::limits::{Budget, MAX_SPAN};
use crate::protocol::DocumentError;

/// A document being read. Callers announce what begins and ends; anything left open is closed.
#[derive(Default)]
pub(super) struct Assembly {
    tables: Vec<Table>,
    /// Paragraphs since the last table.
    waiting: Vec<String>,
    open: Vec<Open>,
    paragraph: String,
    budget: Budget,
}

/// How deep tables may stand in each other: past it they are read as words.
const MAX_DEPTH: usize = 12;

#[derive(Default)]
struct Open {
    lines: Vec<Vec<Spanning>>,
    cell: Option<OpenCell>,
    /// Where the next cell of the line begins, in columns.
    column: usize,
    /// The cell that began last at each column: its line, its place there, its width.
    heads: BTreeMap<usize, (usize, usize, usize)>,
    /// Tables within this one's cells.
    inner: Vec<Vec<Vec<Spanning>>>,
}

struct OpenCell {
    text: String,
    columns: usize,
    rows: usize,
    /// It goes on a cell above it, which has the text.
    hidden: bool,
}

impl Assembly {
    pub(super) fn text(&mut self, text: &str) -> Result<(), DocumentError> {
        self.budget.text(text.len())?;
        self.paragraph.push_str(text);
        Ok(())
    }

    /// Ends a paragraph; empty ones count for nothing.
    pub(super) fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let paragraph = paragraph.trim_matches([' ', '\n', '\t', '\r', '\u{a0}']);
        if paragraph.is_empty() {
            return;
        }
        match self.open.last_mut() {
            None => self.waiting.push(paragraph.to_owned()),
            Some(Open { cell: Some(cell), .. }) => {
                if !cell.text.is_empty() {
                    cell.text.push('\n');
                }
                cell.text.push_str(paragraph);
            }
            // Words between the cells of a table, which only broken HTML has.
            Some(open) => open.lines.push(vec![Spanning::from(paragraph)]),
        }
    }

    /// Whether what is read now stands in a cell.
    pub(super) fn in_cell(&self) -> bool {
        self.open.last().is_some_and(|open| open.cell.is_some())
    }

    pub(super) fn in_table(&self) -> bool {
        !self.open.is_empty()
    }

    pub(super) fn begin_table(&mut self) -> Result<(), DocumentError> {
        self.end_paragraph();
        if self.open.len() >= MAX_DEPTH {
            return Err(DocumentError::TooBig);
        }
        self.open.push(Open::default());
        Ok(())
    }

    pub(super) fn begin_line(&mut self) {
        self.end_cell();
        if let Some(open) = self.open.last_mut() {
            open.lines.push(Vec::new());
            open.column = 0;
        }
    }

    pub(super) fn begin_cell(&mut self, columns: usize, rows: usize) -> Result<(), DocumentError> {
        self.end_cell();
        let (columns, rows) = (columns.clamp(1, MAX_SPAN), rows.clamp(1, MAX_SPAN));
        self.budget.squares(columns * rows)?;
        if let Some(open) = self.open.last_mut() {
            if open.lines.is_empty() {
                open.lines.push(Vec::new());
            }
            open.cell = Some(OpenCell { text: String::new(), columns, rows, hidden: false });
        }
        Ok(())
    }

    /// A cell that goes on the one above it, as Word writes merged cells.
    pub(super) fn begin_continued(&mut self, columns: usize) -> Result<(), DocumentError> {
        self.begin_cell(columns, 1)?;
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        let line = open.lines.len() - 1;
        let Some(&(head_line, place, width)) = open.heads.get(&open.column) else { return Ok(()) };
        let head = &mut open.lines[head_line][place];
        if width == columns && head_line + head.rows == line {
            head.rows += 1;
            if let Some(cell) = &mut open.cell {
                cell.hidden = true;
            }
        }
        Ok(())
    }

    pub(super) fn end_cell(&mut self) {
        self.end_paragraph();
        let Some(open) = self.open.last_mut() else { return };
        let Some(cell) = open.cell.take() else { return };
        let line = open.lines.len() - 1;
        if !cell.hidden {
            open.heads.insert(open.column, (line, open.lines[line].len(), cell.columns));
            open.lines[line].push(Spanning { text: cell.text, columns: cell.columns, rows: cell.rows });
        }
        open.column += cell.columns;
    }

    /// Ends a table. Within a cell its words go to that cell, and it waits in case that cell is mere layout.
    pub(super) fn end_table(&mut self) {
        self.end_cell();
        let Some(mut open) = self.open.pop() else { return };
        let filled = open.lines.iter().flatten().filter(|cell| !cell.text.is_empty()).count();
        let mut found = std::mem::take(&mut open.inner);
        if filled > 1 || found.is_empty() {
            found = vec![open.lines];
        }
        match self.open.last_mut() {
            Some(outer) => {
                let words: Vec<String> = found
                    .iter()
                    .flatten()
                    .flatten()
                    .map(|cell| cell.text.clone())
                    .filter(|text| !text.is_empty())
                    .collect();
                if let Some(cell) = &mut outer.cell {
                    cell.text = [std::mem::take(&mut cell.text)]
                        .into_iter()
                        .chain(words)
                        .filter(|text| !text.is_empty())
                        .collect::<Vec<_>>()
                        .join("\n");
                }
                outer.inner.append(&mut found);
            }
            None => {
                for lines in found {
                    let grid = Grid::from_lines(lines);
                    if grid.texts().next().is_some() {
                        let before = std::mem::take(&mut self.waiting);
                        self.tables.push(Table { title: None, before, grid, after: Vec::new() });
                    }
                }
            }
        }
    }

    pub(super) fn finish(mut self) -> Document {
        while self.in_table() {
            self.end_table();
        }
        self.end_paragraph();
        if let Some(last) = self.tables.last_mut() {
            last.after = self.waiting;
        }
        Document { tables: self.tables }
    }
}
