//! Tables of an Excel workbook: one for each sheet that is shown and holds text, each cell as Excel shows it.

mod formats;
mod sheet;
mod strings;
mod styles;

use domain::plan_table::{Document, Table, Unseen};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::limits::Budget;
use super::package::{Relationships, attribute, is_on, local, part};
use super::zipped::Zipped;
use crate::protocol::DocumentError;
use strings::Strings;
use styles::Styles;

/// Lines and columns further out than this hold no plan.
const MAX_LINES: usize = 2000;
const MAX_COLUMNS: usize = 200;

/// What the whole workbook says: its texts, its formats, and when its days begin.
struct Workbook {
    strings: Strings,
    styles: Styles,
    from_1904: bool,
}

struct Sheet {
    name: String,
    id: String,
    is_hidden: bool,
}

/// The tables of the workbook whose main part is `name` and says `xml`.
pub(super) fn tables(zipped: &mut Zipped, name: &str, xml: String) -> Result<Document, DocumentError> {
    let (sheets, from_1904) = sheets(&xml)?;
    drop(xml);
    let leads = Relationships::of(zipped, name)?;
    let strings =
        part(zipped, &leads, "sharedStrings")?.map(|xml| Strings::read(&xml)).transpose()?.unwrap_or_default();
    let styles = part(zipped, &leads, "styles")?.map(|xml| Styles::read(&xml)).transpose()?.unwrap_or_default();
    let workbook = Workbook { strings, styles, from_1904 };
    let mut budget = Budget::default();
    let mut document = Document::default();
    for Sheet { name, id, is_hidden } in sheets {
        let Some(part) = leads.id(&id).filter(|part| zipped.has(part)) else { continue };
        let xml = zipped.text(part)?;
        // What nobody sees needs no exact count.
        let mut unseen = Unseen::default();
        let Some(grid) = sheet::grid(&xml, &workbook, &mut budget, &mut unseen)? else { continue };
        if is_hidden {
            document.unseen.sheets = document.unseen.sheets.saturating_add(1);
            continue;
        }
        let known = &mut document.unseen;
        known.words = known.words.saturating_add(unseen.words);
        known.lines = known.lines.saturating_add(unseen.lines);
        known.columns = known.columns.saturating_add(unseen.columns);
        if grid.texts().next().is_none() {
            continue;
        }
        document.tables.push(Table { title: Some(name), grid, ..Table::default() });
    }
    Ok(document)
}

/// The sheets in their order, and whether days are counted from 1904, as on old Macs.
fn sheets(xml: &str) -> Result<(Vec<Sheet>, bool), DocumentError> {
    let mut reader = Reader::from_str(xml);
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    loop {
        match reader.read_event().map_err(|_| DocumentError::Damaged)? {
            Event::Start(element) | Event::Empty(element) => match local(&element).as_str() {
                "workbookPr" => {
                    from_1904 = attribute(&element, "date1904").is_some_and(|on| matches!(on.as_str(), "1" | "true"));
                }
                "sheet" if sheets.len() < 500 => sheets.push(Sheet {
                    name: attribute(&element, "name").unwrap_or_default(),
                    // `r:id`, whatever its prefix is; the other one is `sheetId`.
                    id: attribute(&element, "id").unwrap_or_default(),
                    is_hidden: attribute(&element, "state").is_some_and(|state| state != "visible"),
                }),
                _ => {}
            },
            Event::Eof => return Ok((sheets, from_1904)),
            _ => {}
        }
    }
}

/// Whether an attribute says yes.
fn says(element: &quick_xml::events::BytesStart, name: &str) -> bool {
    attribute(element, name).is_some_and(|said| matches!(said.as_str(), "1" | "true"))
}

/// A property that is there and not switched off, such as a line through letters.
fn is_set(element: &quick_xml::events::BytesStart) -> bool {
    is_on(element)
}
