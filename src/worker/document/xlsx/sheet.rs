//! One sheet: its cells as they are shown, merged ones included, hidden lines and columns left out.

use std::collections::{BTreeMap, BTreeSet};

use domain::plan_table::{Grid, Spanning, Unseen};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::letters::{Letters, Look};
use super::super::limits::{Budget, MAX_SPAN};
use super::super::package::{attribute, entity, local};
use super::super::symbols;
use super::strings::RichText;
use super::{MAX_COLUMNS, MAX_LINES, Workbook, says};
use crate::protocol::DocumentError;

/// A place: line and column, from zero.
type At = (usize, usize);

#[derive(Default)]
struct Reading {
    cells: BTreeMap<At, String>,
    merged: Vec<(At, At)>,
    hidden_lines: BTreeSet<usize>,
    hidden_columns: BTreeSet<usize>,
    /// Lines without a height of their own are not shown.
    hides_lines: bool,
    line: usize,
    column: usize,
    cell: Option<Cell>,
    in_value: bool,
}

#[derive(Default)]
struct Cell {
    at: At,
    kind: String,
    style: usize,
    value: String,
    rich: RichText,
}

/// The used part of a sheet; nothing if it holds no text.
pub(super) fn grid(
    xml: &str,
    workbook: &Workbook,
    budget: &mut Budget,
    unseen: &mut Unseen,
) -> Result<Option<Grid>, DocumentError> {
    let mut reader = Reader::from_str(xml);
    let mut sheet = Reading::default();
    loop {
        let event = reader.read_event().map_err(|_| DocumentError::Damaged)?;
        match &event {
            Event::Start(element) => sheet.begin(element),
            Event::Empty(element) => {
                sheet.begin(element);
                sheet.end(&local(element), workbook, budget, unseen)?;
            }
            Event::End(element) => sheet.end(element.local_name().as_ref(), workbook, budget, unseen)?,
            Event::Text(text) => sheet.text(text),
            Event::CData(text) => sheet.text(text),
            Event::GeneralRef(reference) => sheet.text(&entity(reference)?),
            Event::Eof => break,
            _ => {}
        }
        if let Some(cell) = sheet.cell.as_mut().filter(|cell| cell.kind == "inlineStr") {
            cell.rich.take_in(&event)?;
        }
    }
    if sheet.cells.is_empty() { Ok(None) } else { sheet.grid(budget, unseen).map(Some) }
}

impl Reading {
    fn begin(&mut self, element: &BytesStart) {
        let number = |name: &str| attribute(element, name).and_then(|number| number.parse::<usize>().ok());
        let is_nothing = |name: &str| {
            attribute(element, name).and_then(|size| size.parse::<f64>().ok()).is_some_and(|size| size == 0.0)
        };
        match local(element).as_str() {
            "sheetFormatPr" => self.hides_lines = says(element, "zeroHeight"),
            "col" if says(element, "hidden") || is_nothing("width") => {
                let (first, last) = (number("min").unwrap_or(1).max(1), number("max").unwrap_or(1).min(MAX_COLUMNS));
                self.hidden_columns.extend(first - 1..last.max(first - 1));
            }
            "row" => {
                self.line = number("r").map_or(self.line, |line| line.saturating_sub(1));
                self.column = 0;
                let is_shown = attribute(element, "ht").is_some() && !is_nothing("ht");
                if says(element, "hidden") || is_nothing("ht") || (self.hides_lines && !is_shown) {
                    self.hidden_lines.insert(self.line);
                }
            }
            "c" => {
                let at = attribute(element, "r").and_then(|at| place(&at)).unwrap_or((self.line, self.column));
                let kind = attribute(element, "t").unwrap_or_default();
                self.cell = Some(Cell { at, kind, style: number("s").unwrap_or(0), ..Cell::default() });
            }
            "v" => self.in_value = true,
            "mergeCell" if self.merged.len() < 20_000 => {
                let area = attribute(element, "ref").unwrap_or_default();
                if let Some((from, to)) = area.split_once(':')
                    && let (Some(from), Some(to)) = (place(from), place(to))
                {
                    self.merged.push((from, to));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.in_value) {
            cell.value.push_str(text);
        }
    }

    fn end(
        &mut self,
        name: &str,
        workbook: &Workbook,
        budget: &mut Budget,
        unseen: &mut Unseen,
    ) -> Result<(), DocumentError> {
        match name {
            "row" => self.line += 1,
            "v" => self.in_value = false,
            "c" => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                self.column = cell.at.1 + 1;
                let at = cell.at;
                let (text, is_hidden) = cell.shown(workbook);
                if is_hidden {
                    unseen.words = unseen.words.saturating_add(1);
                }
                if text.trim().is_empty() {
                    return Ok(());
                }
                if at.0 >= MAX_LINES || at.1 >= MAX_COLUMNS {
                    return Err(DocumentError::TooBig);
                }
                budget.text(text.len())?;
                self.cells.insert(at, text);
            }
            _ => {}
        }
        Ok(())
    }

    /// The used part, each merged cell over its squares, without what is hidden.
    fn grid(mut self, budget: &mut Budget, unseen: &mut Unseen) -> Result<Grid, DocumentError> {
        let bounds = |of: fn(&At) -> usize| {
            let all = || self.cells.keys().map(of);
            (all().min().unwrap_or(0), all().max().unwrap_or(0))
        };
        let ((top, bottom), (left, right)) = (bounds(|at| at.0), bounds(|at| at.1));
        budget.squares((bottom - top + 1).saturating_mul(right - left + 1))?;
        let mut covered = BTreeSet::new();
        let mut spans = BTreeMap::new();
        for (from, to) in &self.merged {
            if from.0 < top || from.1 < left || from.0 > bottom || from.1 > right {
                continue;
            }
            let to = (to.0.min(bottom), to.1.min(right));
            if to.0 < from.0 || to.1 < from.1 {
                return Err(DocumentError::Damaged);
            }
            budget.squares((to.0 - from.0 + 1).saturating_mul(to.1 - from.1 + 1))?;
            covered.extend((from.0..=to.0).flat_map(|line| (from.1..=to.1).map(move |column| (line, column))));
            covered.remove(from);
            spans.insert(*from, ((to.1 - from.1 + 1).min(MAX_SPAN), to.0 - from.0 + 1));
        }
        let lines = (top..=bottom).map(|line| {
            let shown = (left..=right).filter(|column| !covered.contains(&(line, *column)));
            shown
                .map(|column| {
                    let (columns, rows) = spans.get(&(line, column)).copied().unwrap_or((1, 1));
                    Spanning { text: self.cells.remove(&(line, column)).unwrap_or_default(), columns, rows }
                })
                .collect()
        });
        let grid = Grid::from_lines(lines.collect());
        let within = |hidden: &BTreeSet<usize>, first: usize, end: usize| -> BTreeSet<usize> {
            hidden.iter().filter_map(|at| at.checked_sub(first)).filter(|at| *at < end).collect()
        };
        let lines = within(&self.hidden_lines, top, grid.height());
        let columns = within(&self.hidden_columns, left, grid.width());
        if lines.is_empty() && columns.is_empty() {
            return Ok(grid);
        }
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        unseen.lines = count(lines.iter().filter(|line| !grid.texts_of_line(**line).is_empty()).count());
        let holds = |column: &&usize| (0..grid.height()).any(|line| !grid.text(line, **column).is_empty());
        unseen.columns = count(columns.iter().filter(holds).count());
        Ok(grid.without(&lines, &columns))
    }
}

impl Cell {
    /// What the cell shows, and whether its format hides what it holds.
    fn shown(mut self, workbook: &Workbook) -> (String, bool) {
        let (format, font) = workbook.styles.of(self.style);
        let holds = self.value.trim().to_owned();
        let text = match self.kind.as_str() {
            "s" => {
                let text = workbook.strings.get(holds.parse().unwrap_or(usize::MAX));
                (format.text(text), !text.is_empty())
            }
            "inlineStr" => {
                let text = self.rich.take();
                (format.text(&text), !text.is_empty())
            }
            "str" => (format.text(&self.value), !self.value.is_empty()),
            "b" => (if matches!(holds.as_str(), "1" | "true") { "TRUE" } else { "FALSE" }.to_owned(), true),
            "e" => (holds, true),
            // A day as words: 2026-01-05T00:00:00.
            "d" => (format.day_in_words(&holds), true),
            _ => match holds.parse::<f64>() {
                Ok(number) if number.is_finite() => (format.number(number, workbook.from_1904), true),
                _ => (holds, true),
            },
        };
        let (text, holds_something) = text;
        let is_hidden = holds_something && text.trim().is_empty() && format.hides();
        let text = if font.name.is_some() { symbols::shown(font.name.as_deref(), &text) } else { text };
        if font.look == Look::default() || text.trim().is_empty() {
            return (text, is_hidden);
        }
        let mut letters = Letters::default();
        letters.push(&text, font.look);
        (letters.take(), is_hidden)
    }
}

/// `B12` as line and column from zero.
fn place(name: &str) -> Option<At> {
    let name = name.replace('$', "");
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = name.bytes().take(letters).try_fold(0_usize, |sum, letter| {
        sum.checked_mul(26)?.checked_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let line: usize = name.get(letters..)?.parse().ok()?;
    Some((line.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn places_are_read() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("$AB$12"), Some((11, 27)));
        assert_eq!(
            (place("12"), place("A"), place("A0"), place("é1"), place("ZZZZZZZZZZZZZZZZ1")),
            (None, None, None, None, None)
        );
    }
}
