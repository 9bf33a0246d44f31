//! Putting tables together while a document is read from front to back, tables within cells included.

use std::collections::{BTreeMap, BTreeSet};

use domain::plan_table::{Document, Grid, Spanning, Table, Unseen};

use super::letters::{Formula, Letters, Look};
use super::limits::{Budget, MAX_SPAN};
use crate::protocol::DocumentError;

/// A document being read. Callers announce what begins and ends; anything left open is closed.
#[derive(Default)]
pub(super) struct Assembly {
    tables: Vec<Table>,
    /// Paragraphs since the last table.
    waiting: Vec<String>,
    open: Vec<Open>,
    paragraph: Letters,
    budget: Budget,
    unseen: Unseen,
    /// The last letters were hidden ones: more of them are the same passage.
    in_hidden: bool,
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
    inner: Vec<Lines>,
    /// The paragraphs of the first cell that holds words, those of tables in it not counted, and whether it is over.
    own: Vec<String>,
    own_is_over: bool,
    /// Lines and columns that their author had hidden, and lines that somebody had deleted.
    hidden_lines: BTreeSet<usize>,
    hidden_columns: BTreeSet<usize>,
    deleted_lines: BTreeSet<usize>,
}

/// A table that is read, before its cells are put in their places.
struct Lines {
    lines: Vec<Vec<Spanning>>,
    hidden_lines: BTreeSet<usize>,
    hidden_columns: BTreeSet<usize>,
    deleted_lines: BTreeSet<usize>,
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
        self.letters(text, Look::default())
    }

    pub(super) fn letters(&mut self, text: &str, look: Look) -> Result<(), DocumentError> {
        self.budget.text(text.len())?;
        self.in_hidden &= text.trim().is_empty();
        self.paragraph.push(text, look);
        Ok(())
    }

    pub(super) fn formula(&mut self, formula: &Formula, look: Look) -> Result<(), DocumentError> {
        self.budget.text(formula.text.len())?;
        self.in_hidden = false;
        self.paragraph.formula(formula, look);
        Ok(())
    }

    /// Counts letters that nobody sees, a passage at a time.
    pub(super) fn hidden(&mut self, text: &str) {
        if !text.trim().is_empty() && !std::mem::replace(&mut self.in_hidden, true) {
            self.unseen.words = self.unseen.words.saturating_add(1);
        }
    }

    /// Counts a passage that somebody had marked as deleted.
    pub(super) fn deleted(&mut self) {
        self.unseen.deleted = self.unseen.deleted.saturating_add(1);
    }

    /// The line that is being read is not shown.
    pub(super) fn hide_line(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.hidden_lines.extend(open.lines.len().checked_sub(1));
        }
    }

    /// Somebody had deleted the line that is being read.
    pub(super) fn delete_line(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.deleted_lines.extend(open.lines.len().checked_sub(1));
        }
    }

    /// A column of the table that is being read is not shown.
    pub(super) fn hide_column(&mut self, column: usize) {
        if let Some(open) = self.open.last_mut()
            && column < MAX_SPAN
        {
            open.hidden_columns.insert(column);
        }
    }

    /// Its cells say themselves which are not shown.
    pub(super) fn show_columns(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.hidden_columns.clear();
        }
    }

    /// Whether nothing stands in the paragraph yet.
    pub(super) fn at_start(&self) -> bool {
        self.paragraph.is_empty()
    }

    /// The paragraphs since the last table, which then count no more.
    pub(super) fn take_waiting(&mut self) -> Vec<String> {
        self.end_paragraph();
        std::mem::take(&mut self.waiting)
    }

    /// A paragraph that stands after everything else.
    pub(super) fn paragraph(&mut self, text: String) -> Result<(), DocumentError> {
        self.budget.text(text.len())?;
        self.end_paragraph();
        self.waiting.push(text);
        Ok(())
    }

    /// Ends a paragraph; empty ones count for nothing.
    pub(super) fn end_paragraph(&mut self) {
        self.in_hidden = false;
        let paragraph = self.paragraph.take();
        let paragraph = paragraph.trim_matches([' ', '\n', '\t', '\r', '\u{a0}']);
        if paragraph.is_empty() {
            return;
        }
        match self.open.last_mut() {
            None => self.waiting.push(paragraph.to_owned()),
            Some(Open { cell: Some(cell), own, own_is_over, .. }) => {
                if !*own_is_over {
                    own.push(paragraph.to_owned());
                }
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
        open.own_is_over |= !open.own.is_empty();
        if !cell.hidden {
            open.heads.insert(open.column, (line, open.lines[line].len(), cell.columns));
            open.lines[line].push(Spanning { text: cell.text, columns: cell.columns, rows: cell.rows });
        }
        open.column += cell.columns;
    }

    /// Ends a table. Within a cell its words go to that cell, and it waits in case that cell is mere layout.
    pub(super) fn end_table(&mut self) {
        self.end_cell();
        let Some(open) = self.open.pop() else { return };
        let Open { lines, inner, mut own, hidden_lines, hidden_columns, deleted_lines, .. } = open;
        let filled = lines.iter().flatten().filter(|cell| !cell.text.is_empty()).count();
        let mut found = inner;
        // Mere layout: its one cell is the page, and what stands beside the table in it are words around that table.
        if filled > 1 || found.is_empty() {
            own.clear();
            found = vec![Lines { lines, hidden_lines, hidden_columns, deleted_lines }];
        }
        match self.open.last_mut() {
            Some(outer) => {
                let words: Vec<String> = own.iter().cloned().chain(found.iter().flat_map(Lines::seen)).collect();
                if !outer.own_is_over {
                    outer.own.append(&mut own);
                }
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
                self.waiting.append(&mut own);
                for lines in found {
                    let grid = lines.grid(&mut self.unseen);
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
        Document { tables: self.tables, unseen: self.unseen }
    }
}

impl Lines {
    /// The words of a table that becomes part of a cell, those of hidden lines left out.
    fn seen(&self) -> impl Iterator<Item = String> + '_ {
        let is_seen = |line: &usize| !self.hidden_lines.contains(line) && !self.deleted_lines.contains(line);
        let lines = self.lines.iter().enumerate().filter(move |(at, _)| is_seen(at));
        lines.flat_map(|(_, line)| line.iter().map(|cell| cell.text.clone()))
    }

    /// Its cells in their places, without what is not seen.
    fn grid(self, unseen: &mut Unseen) -> Grid {
        let Self { lines, hidden_lines, hidden_columns, mut deleted_lines } = self;
        let grid = Grid::from_lines(lines);
        let line_holds = |line: &&usize| **line < grid.height() && !grid.texts_of_line(**line).is_empty();
        let column_holds = |column: &&usize| {
            **column < grid.width() && (0..grid.height()).any(|row| !grid.text(row, **column).is_empty())
        };
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        unseen.lines = unseen.lines.saturating_add(count(hidden_lines.iter().filter(line_holds).count()));
        unseen.columns = unseen.columns.saturating_add(count(hidden_columns.iter().filter(column_holds).count()));
        unseen.deleted = unseen.deleted.saturating_add(count(deleted_lines.iter().filter(line_holds).count()));
        deleted_lines.extend(hidden_lines);
        if deleted_lines.is_empty() && hidden_columns.is_empty() {
            return grid;
        }
        grid.without(&deleted_lines, &hidden_columns)
    }
}
