//! Tables of an Excel workbook: one for each sheet that is shown and holds text.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError};
use domain::plan_table::{Document, Grid, Spanning, Table};

use super::limits::{Budget, MAX_SPAN};
use crate::protocol::DocumentError;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Lines and columns further out than this hold no plan.
const MAX_LINES: u32 = 2000;
const MAX_COLUMNS: u32 = 200;

pub(super) fn tables(bytes: &[u8]) -> Result<Document, DocumentError> {
    let mut workbook: Workbook = Xlsx::new(Cursor::new(bytes)).map_err(why)?;
    let shown = workbook.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    let mut budget = Budget::default();
    let mut document = Document::default();
    for name in names {
        let merged = match workbook.merge_cells_by_sheet_name(&name) {
            Ok(merged) => merged,
            // A sheet of nothing but a chart has no cells.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(why(error)),
        };
        let cells = cells(&mut workbook, &name, &mut budget)?;
        if cells.is_empty() {
            continue;
        }
        let grid = grid(cells, &merged, &mut budget)?;
        document.tables.push(Table { title: Some(name), grid, ..Table::default() });
    }
    Ok(document)
}

fn cells(
    workbook: &mut Workbook,
    name: &str,
    budget: &mut Budget,
) -> Result<BTreeMap<(u32, u32), String>, DocumentError> {
    let mut cells = BTreeMap::new();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(why)?;
    while let Some(cell) = reader.next_cell().map_err(why)? {
        let (line, column) = cell.get_position();
        let text = words(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        if line >= MAX_LINES || column >= MAX_COLUMNS {
            return Err(DocumentError::TooBig);
        }
        budget.text(text.len())?;
        cells.insert((line, column), text);
    }
    Ok(cells)
}

/// The used part of the sheet, merged cells included.
fn grid(
    cells: BTreeMap<(u32, u32), String>,
    merged: &[Dimensions],
    budget: &mut Budget,
) -> Result<Grid, DocumentError> {
    let bounds = |of: fn(&(u32, u32)) -> u32| {
        let all = || cells.keys().map(of);
        (all().min().unwrap_or(0), all().max().unwrap_or(0))
    };
    let ((top, bottom), (left, right)) = (bounds(|at| at.0), bounds(|at| at.1));
    let size = |from: u32, to: u32| usize::try_from(to - from + 1).unwrap_or(usize::MAX);
    budget.squares(size(top, bottom).saturating_mul(size(left, right)))?;
    let within = |area: &&Dimensions| {
        area.start.0 <= bottom && area.start.1 <= right && area.start.0 >= top && area.start.1 >= left
    };
    let mut hidden = std::collections::BTreeSet::new();
    let mut spans = BTreeMap::new();
    for area in merged.iter().filter(within) {
        let (last_line, last_column) = (area.end.0.min(bottom), area.end.1.min(right));
        if last_line < area.start.0 || last_column < area.start.1 {
            return Err(DocumentError::Damaged);
        }
        budget.squares(size(area.start.0, last_line).saturating_mul(size(area.start.1, last_column)))?;
        for line in area.start.0..=last_line {
            for column in area.start.1..=last_column {
                hidden.insert((line, column));
            }
        }
        hidden.remove(&area.start);
        let columns = last_column.saturating_sub(area.start.1) as usize + 1;
        let rows = last_line.saturating_sub(area.start.0) as usize + 1;
        spans.insert(area.start, (columns.min(MAX_SPAN), rows.min(MAX_LINES as usize)));
    }
    let mut cells = cells;
    let lines = (top..=bottom).map(|line| {
        let shown = (left..=right).filter(|column| !hidden.contains(&(line, *column)));
        shown
            .map(|column| {
                let (columns, rows) = spans.get(&(line, column)).copied().unwrap_or((1, 1));
                Spanning { text: cells.remove(&(line, column)).unwrap_or_default(), columns, rows }
            })
            .collect()
    });
    let lines: Vec<Vec<Spanning>> = lines.collect();
    Ok(Grid::from_lines(lines))
}

/// A cell as a person sees it, near enough: whole numbers without a point, dates day first.
fn words(value: &DataRef) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => {
            let rounded = (number * 1e10).round() / 1e10;
            rounded.to_string()
        }
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(date) => day(date),
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or(text).to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn day(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
    if date.as_f64() < 1.0 || date.is_duration() {
        return format!("{hour}:{minute:02}");
    }
    if (hour, minute) == (0, 0) {
        format!("{day}/{month}/{year}")
    } else {
        format!("{day}/{month}/{year} {hour}:{minute:02}")
    }
}

fn why(error: XlsxError) -> DocumentError {
    match error {
        XlsxError::Password => DocumentError::Encrypted,
        _ => DocumentError::Damaged,
    }
}
