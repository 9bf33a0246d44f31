//! Tables of a Word document, from its `word/document.xml`.

use domain::plan_table::Document;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::assembly::Assembly;
use crate::protocol::DocumentError;

pub(super) fn tables(xml: &str) -> Result<Document, DocumentError> {
    let mut reader = Reader::from_str(xml);
    let mut word = Word::default();
    loop {
        match reader.read_event().map_err(|_| DocumentError::Damaged)? {
            Event::Start(element) => word.begin(&element)?,
            Event::Empty(element) => {
                word.begin(&element)?;
                word.end(element.local_name().as_ref())?;
            }
            Event::End(element) => word.end(element.local_name().as_ref())?,
            Event::Text(text) => word.text(&text)?,
            Event::CData(text) => word.text(&text)?,
            Event::GeneralRef(entity) => {
                let letter = match entity.resolve_char_ref().map_err(|_| DocumentError::Damaged)? {
                    Some(letter) => letter.to_string(),
                    None => quick_xml::escape::resolve_xml_entity(&entity).unwrap_or_default().to_owned(),
                };
                word.text(&letter)?;
            }
            Event::Eof => return Ok(word.assembly.finish()),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Word {
    assembly: Assembly,
    /// Inside a text element of a run.
    in_text: bool,
    /// Inside something whose text is not shown, such as the old form of a drawing or the place a text was moved from.
    hidden: usize,
    /// A cell whose properties are being read.
    cell: Option<Cell>,
    list: bool,
}

#[derive(Default)]
struct Cell {
    columns: usize,
    continued: bool,
}

impl Word {
    fn begin(&mut self, element: &BytesStart) -> Result<(), DocumentError> {
        let local = element.local_name();
        let name: &str = local.as_ref();
        if self.hidden > 0
            || matches!(name, "Fallback" | "moveFrom" | "pPrChange" | "tcPrChange" | "trPrChange" | "del")
        {
            self.hidden += 1;
            return Ok(());
        }
        match name {
            "tbl" => {
                self.begin_cell()?;
                self.assembly.begin_table()?;
            }
            "tr" => self.assembly.begin_line(),
            "gridBefore" => {
                self.assembly.begin_cell(number(element).unwrap_or(1), 1)?;
                self.assembly.end_cell();
            }
            "tc" => self.cell = Some(Cell { columns: 1, continued: false }),
            "gridSpan" => {
                if let Some(cell) = &mut self.cell {
                    cell.columns = number(element).unwrap_or(1).clamp(1, 64);
                }
            }
            "vMerge" => {
                if let Some(cell) = &mut self.cell {
                    cell.continued = value(element).is_none_or(|value| value != "restart");
                }
            }
            "p" => {
                self.begin_cell()?;
                self.assembly.end_paragraph();
                self.list = false;
            }
            "pStyle" => self.list |= value(element).is_some_and(|style| style.starts_with("ListBullet")),
            "numId" => self.list = value(element).is_some_and(|id| id != "0"),
            "r" | "hyperlink" if self.list => {
                self.list = false;
                if self.assembly.in_cell() {
                    self.assembly.text("• ")?;
                }
            }
            "t" => self.in_text = true,
            "tab" | "ptab" if !self.in_properties(element) => self.assembly.text("\t")?,
            "br" | "cr" => self.assembly.text("\n")?,
            "noBreakHyphen" => self.assembly.text("-")?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), DocumentError> {
        if self.hidden > 0 {
            self.hidden -= 1;
            return Ok(());
        }
        match name {
            "tbl" => self.assembly.end_table(),
            "tc" => {
                self.begin_cell()?;
                self.assembly.end_cell();
            }
            "p" => self.assembly.end_paragraph(),
            "t" => self.in_text = false,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), DocumentError> {
        if self.in_text && self.hidden == 0 { self.assembly.text(text) } else { Ok(()) }
    }

    /// Begins the cell once its properties are known.
    fn begin_cell(&mut self) -> Result<(), DocumentError> {
        match self.cell.take() {
            Some(cell) if cell.continued => self.assembly.begin_continued(cell.columns),
            Some(cell) => self.assembly.begin_cell(cell.columns, 1),
            None => Ok(()),
        }
    }

    /// Tab stops of a paragraph's properties carry a position; a tab in the text does not.
    fn in_properties(&self, element: &BytesStart) -> bool {
        element.attributes().flatten().any(|attribute| attribute.key.local_name().as_ref() == "pos")
    }
}

fn value(element: &BytesStart) -> Option<String> {
    let attribute = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "val")?;
    Some(attribute.value.to_string())
}

fn number(element: &BytesStart) -> Option<usize> {
    value(element)?.parse().ok()
}
