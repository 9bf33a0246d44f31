//! A raw table as it stood in somebody's document: cells with their text, and which of them are one merged cell.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// A place in a grid, counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct At {
    /// Line of the table, from the top.
    pub row: usize,
    /// Column of the table, from the left.
    pub column: usize,
}

/// One square of a grid. Every square of a merged cell holds its text and points to its top left square.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The text, paragraphs parted by `\n`, trimmed.
    pub text: String,
    /// The top left square of the cell this square is part of; its own place when nothing is merged.
    pub origin: At,
}

/// A cell to be placed: its text and how many columns and rows it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanning {
    /// The text, paragraphs parted by `\n`.
    pub text: String,
    /// Columns covered, at least one.
    pub columns: usize,
    /// Rows covered, at least one.
    pub rows: usize,
}

impl From<&str> for Spanning {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), columns: 1, rows: 1 }
    }
}

/// A rectangle of cells with merged cells spread over every square they cover.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    width: usize,
    cells: Vec<Cell>,
}

impl Grid {
    /// A grid from lines of cells as HTML writes them: each cell takes the next free square, squares that no cell
    /// covers are empty, and a cell never covers a square that is taken.
    pub fn from_lines(lines: Vec<Vec<Spanning>>) -> Self {
        let height = lines.len();
        let mut taken: Vec<Vec<Option<Cell>>> = vec![Vec::new(); height];
        for (row, line) in lines.into_iter().enumerate() {
            let mut column = 0;
            for cell in line {
                while is_taken(&taken[row], column) {
                    column += 1;
                }
                let text = tidy(&cell.text);
                let origin = At { row, column };
                let columns = (0..cell.columns.max(1)).take_while(|c| !is_taken(&taken[row], column + c)).count();
                for squares in taken.iter_mut().take(row.saturating_add(cell.rows.max(1)).min(height)).skip(row) {
                    for c in column..column + columns {
                        if squares.len() <= c {
                            squares.resize(c + 1, None);
                        }
                        if squares[c].is_none() {
                            squares[c] = Some(Cell { text: text.clone(), origin });
                        }
                    }
                }
                column += columns;
            }
        }
        Self::from_squares(taken)
    }

    /// A grid without merged cells.
    pub fn from_texts<T: AsRef<str>>(lines: &[&[T]]) -> Self {
        Self::from_lines(
            lines.iter().map(|line| line.iter().map(|text| Spanning::from(text.as_ref())).collect()).collect(),
        )
    }

    fn from_squares(lines: Vec<Vec<Option<Cell>>>) -> Self {
        let width = lines.iter().map(Vec::len).max().unwrap_or(0);
        let mut cells = Vec::with_capacity(width * lines.len());
        for (row, mut line) in lines.into_iter().enumerate() {
            line.resize(width, None);
            for (column, cell) in line.into_iter().enumerate() {
                cells.push(cell.unwrap_or_else(|| Cell { text: String::new(), origin: At { row, column } }));
            }
        }
        Self { width, cells }
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many lines there are.
    pub fn height(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }

    /// The square at a place inside the grid.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        &self.cells[row * self.width + column]
    }

    /// The text of the square at a place inside the grid.
    pub fn text(&self, row: usize, column: usize) -> &str {
        &self.cell(row, column).text
    }

    /// The squares of one line.
    pub fn line(&self, row: usize) -> &[Cell] {
        &self.cells[row * self.width..(row + 1) * self.width]
    }

    /// Every cell that holds text, once, with its top left square, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = (At, &str)> {
        self.cells.iter().enumerate().filter_map(|(index, cell)| {
            let here = At { row: index / self.width, column: index % self.width };
            (cell.origin == here && !cell.text.is_empty()).then_some((here, cell.text.as_str()))
        })
    }

    /// The cells of one line that hold text, once each.
    pub fn texts_of_line(&self, row: usize) -> Vec<&Cell> {
        let mut found: Vec<&Cell> = Vec::new();
        for cell in self.line(row) {
            if !cell.text.is_empty() && found.last().is_none_or(|last| last.origin != cell.origin) {
                found.push(cell);
            }
        }
        found
    }

    /// The same grid with lines and columns exchanged, merged cells included.
    pub fn turned(&self) -> Self {
        let mut cells = Vec::with_capacity(self.cells.len());
        for column in 0..self.width {
            for row in 0..self.height() {
                let cell = self.cell(row, column);
                cells.push(Cell { text: cell.text.clone(), origin: cell.origin.turned() });
            }
        }
        Self { width: self.height(), cells }
    }

    /// The grid without some of its lines and columns. A merged cell that began in one of them begins where it is
    /// first seen.
    #[must_use]
    pub fn without(&self, lines: &BTreeSet<usize>, columns: &BTreeSet<usize>) -> Self {
        let kept: Vec<usize> = (0..self.width).filter(|column| !columns.contains(column)).collect();
        let mut begins: BTreeMap<At, At> = BTreeMap::new();
        let mut cells = Vec::new();
        for (row, old) in (0..self.height()).filter(|row| !lines.contains(row)).enumerate() {
            for (column, &old_column) in kept.iter().enumerate() {
                let cell = self.cell(old, old_column);
                let origin = *begins.entry(cell.origin).or_insert(At { row, column });
                cells.push(Cell { text: cell.text.clone(), origin });
            }
        }
        Self { width: kept.len(), cells }
    }

    /// The lines from `first` up to, not including, `end`, as a grid of its own.
    pub fn part(&self, first: usize, end: usize) -> Self {
        let cells = self.cells[first * self.width..end * self.width].iter().map(|cell| {
            let row = cell.origin.row.saturating_sub(first);
            Cell { text: cell.text.clone(), origin: At { row, column: cell.origin.column } }
        });
        Self { width: self.width, cells: cells.collect() }
    }
}

impl At {
    /// The place in the grid with lines and columns exchanged.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { row: self.column, column: self.row }
    }
}

/// One table of a document and the words around it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The name of the sheet, or the table's own caption, where there is one.
    pub title: Option<String>,
    /// The paragraphs between the table before, or the document's start, and this one.
    pub before: Vec<String>,
    /// The cells.
    pub grid: Grid,
    /// The paragraphs that follow the last table of the document.
    pub after: Vec<String>,
}

/// What was pasted or opened, as far as plans go: its tables in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The tables, in reading order.
    pub tables: Vec<Table>,
    /// What stood in it and was left out, because its readers don't see it.
    #[serde(default)]
    pub unseen: Unseen,
}

/// What a document holds that whoever opens it doesn't see, and that was therefore left out: how many of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unseen {
    /// Passages that their author had hidden.
    pub words: u32,
    /// Passages that somebody had marked as deleted.
    pub deleted: u32,
    /// Hidden lines of a table or sheet that hold text.
    pub lines: u32,
    /// Hidden columns of a table or sheet that hold text.
    pub columns: u32,
    /// Hidden sheets that hold text.
    pub sheets: u32,
}

impl Unseen {
    /// Whether anything was left out.
    #[must_use]
    pub fn is_any(self) -> bool {
        self != Self::default()
    }
}

fn is_taken(line: &[Option<Cell>], column: usize) -> bool {
    line.get(column).is_some_and(Option::is_some)
}

/// Trims every paragraph, joins runs of blanks and drops empty paragraphs at either end and in runs.
fn tidy(text: &str) -> String {
    let lines = text.split(['\n', '\r', '\u{b}', '\u{2028}', '\u{2029}']);
    let tidied = lines.map(|line| {
        let plain = line.replace(['\u{200b}', '\u{feff}', '\u{ad}'], "");
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    tidied.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spanning(text: &str, columns: usize, rows: usize) -> Spanning {
        Spanning { text: text.into(), columns, rows }
    }

    #[test]
    fn merged_cells_cover_their_squares_and_push_others_on() {
        let grid = Grid::from_lines(vec![
            vec![spanning("Maths", 1, 2), "1".into(), spanning("a", 2, 1)],
            vec!["2".into(), "b".into()],
        ]);
        assert_eq!((grid.width(), grid.height()), (4, 2));
        assert_eq!(grid.cell(1, 0).origin, At { row: 0, column: 0 });
        assert_eq!(grid.text(1, 0), "Maths");
        assert_eq!(grid.text(1, 1), "2");
        assert_eq!(grid.text(0, 3), "a");
        assert_eq!(grid.text(1, 3), "");
        assert_eq!(grid.turned().text(1, 1), "2");
        assert_eq!(grid.turned().cell(3, 0).origin, At { row: 2, column: 0 });
        assert_eq!(grid.texts().count(), 5);
    }

    #[test]
    fn a_merged_cell_that_began_in_a_hidden_line_is_seen_in_the_next() {
        let grid = Grid::from_lines(vec![
            vec!["Week".into(), "Task".into(), "Notes".into()],
            vec![spanning("1", 1, 2), "hidden".into(), "x".into()],
            vec!["seen".into(), "y".into()],
        ]);
        let seen = grid.without(&BTreeSet::from([1]), &BTreeSet::from([2]));
        assert_eq!((seen.width(), seen.height()), (2, 2));
        assert_eq!((seen.text(1, 0), seen.text(1, 1)), ("1", "seen"));
        assert_eq!(seen.cell(1, 0).origin, At { row: 1, column: 0 });
        let none = grid.without(&BTreeSet::new(), &BTreeSet::from([0, 1, 2]));
        assert_eq!((none.width(), none.height()), (0, 0));
    }

    #[test]
    fn text_is_tidied_but_keeps_its_paragraphs() {
        assert_eq!(tidy("  Week\u{a0}1 \r\n\n 13.4.26\u{b}x "), "Week 1\n13.4.26\nx");
    }

    #[test]
    fn a_rowspan_past_the_end_and_a_huge_colspan_stay_inside() {
        let grid = Grid::from_lines(vec![vec![spanning("a", 1, 9)], vec![spanning("b", 3, 1)]]);
        assert_eq!((grid.width(), grid.height()), (4, 2));
    }
}
