//! Tables of a Word document: what somebody who opens it sees, and nothing else.

mod fields;
mod numbering;
mod paragraph;
mod styles;

use std::collections::HashMap;

use domain::plan_table::Document;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::assembly::Assembly;
use super::letters::Look;
use super::maths;
use super::package::{Relationships, attribute, entity, is_on, part, value};
use super::symbols::{shown, symbol};
use super::zipped::Zipped;
use crate::protocol::DocumentError;
use fields::{Field, Shown};
use numbering::{Mark, Numbering};
use paragraph::{Control, Notes, Paragraph, Run};
use styles::Styles;

/// The tables of the document whose main part is `name` and says `xml`.
pub(super) fn tables(zipped: &mut Zipped, name: &str, xml: String) -> Result<Document, DocumentError> {
    let leads = Relationships::of(zipped, name)?;
    let styles = part(zipped, &leads, "styles")?.map(|xml| Styles::read(&xml)).transpose()?.unwrap_or_default();
    let numbering =
        part(zipped, &leads, "numbering")?.map(|xml| Numbering::read(&xml)).transpose()?.unwrap_or_default();
    let mut word = Word { styles, numbering, ..Word::default() };
    word.read(&xml)?;
    drop(xml);
    let Word { mut styles, mut assembly, notes, .. } = word;
    for (kind, wanted) in [("footnotes", notes.foot), ("endnotes", notes.end)] {
        let Some(xml) = part(zipped, &leads, kind)?.filter(|_| !wanted.is_empty()) else { continue };
        let mut reader = Word { styles: std::mem::take(&mut styles), ..Word::default() };
        reader.read(&xml)?;
        styles = std::mem::take(&mut reader.styles);
        for (id, mark) in wanted {
            if let Some(note) = reader.noted.remove(&id).filter(|note| !note.is_empty()) {
                assembly.paragraph(format!("{mark} {note}"))?;
            }
        }
    }
    Ok(assembly.finish())
}

#[derive(Default)]
struct Word {
    assembly: Assembly,
    styles: Styles,
    numbering: Numbering,
    /// How many elements are open.
    depth: usize,
    /// Inside a text element of a run.
    in_text: bool,
    in_instruction: bool,
    /// Inside something whose text is not shown, such as the old form of a drawing or the place a text was moved from.
    gone: usize,
    /// The last of it was counted as deleted.
    gone_counted: bool,
    /// Everything within the element of this depth is left out: a prompt to type, a box that is written as a mark.
    muted: Option<usize>,
    /// What stands in place of the muted text.
    instead: Option<&'static str>,
    /// A cell whose properties are being read.
    cell: Option<Cell>,
    in_properties: Properties,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    controls: Vec<Control>,
    fields: Vec<Field>,
    formula: Option<maths::Reading>,
    notes: Notes,
    /// In a part of notes: each by its identifier, and the one that is being read.
    noted: HashMap<String, String>,
    note: Option<String>,
}

#[derive(Default)]
struct Cell {
    columns: usize,
    continued: bool,
}

/// Which properties are being read: the same names mean other things in each.
#[derive(Default)]
struct Properties {
    paragraph: usize,
    run: usize,
    control: usize,
    line: usize,
}

/// Text that is not what the document says now.
const GONE: [&str; 9] = [
    "Fallback",
    "moveFrom",
    "pPrChange",
    "rPrChange",
    "tcPrChange",
    "trPrChange",
    "tblPrChange",
    "numberingChange",
    "del",
];

impl Word {
    fn read(&mut self, xml: &str) -> Result<(), DocumentError> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(|_| DocumentError::Damaged)? {
                Event::Start(element) => self.begin(&element)?,
                Event::Empty(element) => {
                    self.begin(&element)?;
                    self.end(element.local_name().as_ref())?;
                }
                Event::End(element) => self.end(element.local_name().as_ref())?,
                Event::Text(text) => self.text(&text)?,
                Event::CData(text) => self.text(&text)?,
                Event::GeneralRef(reference) => {
                    let letters = entity(&reference)?;
                    self.text(&letters)?;
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn begin(&mut self, element: &BytesStart) -> Result<(), DocumentError> {
        self.depth += 1;
        let local = element.local_name();
        let name: &str = local.as_ref();
        if self.gone > 0 {
            self.gone += 1;
            if name == "delText" && !std::mem::replace(&mut self.gone_counted, true) {
                self.assembly.deleted();
            }
            return Ok(());
        }
        if self.is_gone(name) {
            self.gone = 1;
            self.gone_counted = name != "del";
            return Ok(());
        }
        if name == "oMath" && self.formula.is_none() && self.shows() {
            self.formula = Some(maths::Reading::default());
        }
        if let Some(formula) = &mut self.formula {
            let said = value(element).map(|value| ("val".to_owned(), value));
            formula.begin(name, said.into_iter().collect())?;
            self.in_text = name == "t";
            if name == "sym" {
                let sign = sign(element);
                formula.text(&sign)?;
            }
            return Ok(());
        }
        match name {
            "pPr" => self.in_properties.paragraph += 1,
            "rPr" => self.in_properties.run += 1,
            "sdtPr" => self.in_properties.control += 1,
            "trPr" => self.in_properties.line += 1,
            _ if self.in_properties.control > 0 => self.about_control(name, element),
            _ if self.in_properties.run > 0 => self.about_letters(name, element),
            _ if self.in_properties.paragraph > 0 => self.about_paragraph(name, element),
            _ => self.begin_content(name, element)?,
        }
        Ok(())
    }

    fn is_gone(&self, name: &str) -> bool {
        let is_mark = self.in_properties.line > 0 || (self.in_properties.run > 0 && self.in_properties.paragraph > 0);
        GONE.contains(&name) && !(name == "del" && is_mark) && self.formula.is_none()
    }

    fn begin_content(&mut self, name: &str, element: &BytesStart) -> Result<(), DocumentError> {
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
            "hidden" if self.in_properties.line > 0 && is_on(element) => self.assembly.hide_line(),
            "del" => self.assembly.delete_line(),
            "tc" => self.cell = Some(Cell { columns: 1, continued: false }),
            "cellDel" => self.muted = self.muted.or(Some(self.depth.saturating_sub(2))),
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
            "p" => self.begin_paragraph()?,
            "r" => self.runs.push(Run::default()),
            "t" => self.in_text = true,
            "instrText" => self.in_instruction = true,
            "tab" | "ptab" => self.word("\t")?,
            "br" | "cr" => self.word("\n")?,
            "noBreakHyphen" => self.word("-")?,
            "sym" => {
                let sign = sign(element);
                self.word(&sign)?;
            }
            "sdt" => self.controls.push(Control::at(self.depth)),
            "sdtContent" => self.begin_control(),
            "fldChar" => self.field(element)?,
            "checkBox" | "checked" | "default" | "listEntry" | "result" => self.about_field(name, element),
            "footnoteReference" | "endnoteReference" => self.refer(name, element)?,
            "footnote" | "endnote" => self.note = attribute(element, "id"),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), DocumentError> {
        let depth = self.depth;
        self.depth = self.depth.saturating_sub(1);
        if self.gone > 0 {
            self.gone -= 1;
            return Ok(());
        }
        if let Some(formula) = &mut self.formula {
            self.in_text = false;
            if let Some(formula) = formula.end(name) {
                self.formula = None;
                self.number()?;
                let look = self.look();
                self.assembly.formula(&formula, look)?;
            }
            return Ok(());
        }
        if self.muted == Some(depth) {
            self.muted = None;
            self.instead = None;
        }
        let properties = &mut self.in_properties;
        match name {
            "pPr" => properties.paragraph = properties.paragraph.saturating_sub(1),
            "rPr" => properties.run = properties.run.saturating_sub(1),
            "sdtPr" => properties.control = properties.control.saturating_sub(1),
            "trPr" => properties.line = properties.line.saturating_sub(1),
            "tbl" => self.assembly.end_table(),
            "tc" => {
                self.begin_cell()?;
                self.assembly.end_cell();
            }
            "p" => self.end_paragraph()?,
            "r" => drop(self.runs.pop()),
            "t" => self.in_text = false,
            "instrText" => self.in_instruction = false,
            "sdt" => drop(self.controls.pop()),
            "footnote" | "endnote" => {
                let text = self.assembly.take_waiting().join(" ");
                self.noted.extend(self.note.take().map(|id| (id, text)));
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), DocumentError> {
        if self.gone > 0 {
            return Ok(());
        }
        if let Some(formula) = self.formula.as_mut().filter(|_| self.in_text) {
            return formula.text(text);
        }
        if let Some(field) = self.fields.last_mut().filter(|_| self.in_instruction) {
            field.instruct(text);
        }
        if self.in_text { self.word(text) } else { Ok(()) }
    }

    /// Letters of the document as its reader sees them.
    fn word(&mut self, text: &str) -> Result<(), DocumentError> {
        if !self.shows() {
            return Ok(());
        }
        if self.muted.is_some() {
            return match self.instead.take() {
                Some(mark) => {
                    self.number()?;
                    self.assembly.text(mark)
                }
                None => Ok(()),
            };
        }
        let look = self.run_look();
        if look.hidden == Some(true) {
            self.assembly.hidden(text);
            return Ok(());
        }
        self.fields.iter_mut().for_each(|field| field.has_shown = true);
        self.number()?;
        let mut letters = shown(look.font.as_deref(), text);
        if look.capitals == Some(true) {
            letters = letters.to_uppercase();
        }
        let look = Look { script: look.script.unwrap_or_default(), struck: look.struck == Some(true) };
        self.assembly.letters(&letters, look)
    }

    /// Whether no field that is still being instructed stands around it.
    fn shows(&self) -> bool {
        self.fields.iter().all(|field| field.in_result)
    }

    fn field(&mut self, element: &BytesStart) -> Result<(), DocumentError> {
        match attribute(element, "fldCharType").as_deref() {
            // Nobody puts fields into each other so deep.
            Some("begin") if self.fields.len() < 50 => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                }
            }
            Some("end") => {
                let shows = self.fields.pop().and_then(|field| field.shows()).filter(|_| self.muted.is_none());
                match shows {
                    Some(Shown::Text(text)) => self.word(&text)?,
                    Some(Shown::Formula(formula)) if self.shows() => {
                        self.number()?;
                        let look = self.look();
                        self.assembly.formula(&formula, look)?;
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn about_field(&mut self, name: &str, element: &BytesStart) {
        let Some(field) = self.fields.last_mut() else { return };
        match name {
            "checkBox" => field.ticked = Some(false),
            "checked" | "default" if field.ticked.is_some() => field.ticked = Some(is_on(element)),
            "listEntry" if field.entries.len() < 100 => field.entries.extend(value(element)),
            "result" => field.chosen = number(element).unwrap_or(0),
            _ => {}
        }
    }

    /// Begins the cell once its properties are known.
    fn begin_cell(&mut self) -> Result<(), DocumentError> {
        match self.cell.take() {
            Some(cell) if cell.continued => self.assembly.begin_continued(cell.columns),
            Some(cell) => self.assembly.begin_cell(cell.columns, 1),
            None => Ok(()),
        }
    }

    /// Puts the mark of a list before the first letters of its paragraph.
    fn number(&mut self) -> Result<(), DocumentError> {
        let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| !paragraph.is_marked) else {
            return Ok(());
        };
        paragraph.is_marked = true;
        let style = paragraph.style.clone();
        let of_style = style.as_deref().map(|style| self.styles.whole(style)).unwrap_or_default();
        let mark = match paragraph.list.settled(&of_style.list) {
            Some((number, level)) => self.numbering.next(&number, level, style.as_deref(), &self.styles),
            // A document without its lists, which names its styles so.
            None if paragraph.list.number.is_none() && style.is_some_and(|style| style.starts_with("ListBullet")) => {
                Some(Mark::Bullet("•"))
            }
            None => None,
        };
        match mark {
            Some(Mark::Number(number)) => self.assembly.text(&format!("{number} ")),
            Some(Mark::Bullet(bullet)) if self.assembly.in_cell() => self.assembly.text(&format!("{bullet} ")),
            _ => Ok(()),
        }
    }
}

fn sign(element: &BytesStart) -> String {
    let code = attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
    let font = attribute(element, "font").unwrap_or_default();
    code.map(|code| symbol(&font, code).to_string()).unwrap_or_default()
}

fn number(element: &BytesStart) -> Option<usize> {
    value(element)?.parse().ok()
}
