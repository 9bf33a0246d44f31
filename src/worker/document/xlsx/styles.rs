//! How cells of a workbook look, as far as it changes what they say: number formats, crossed out or raised letters.

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::letters::Look;
use super::super::package::{attribute, local, value};
use super::super::symbols::PictureFont;
use super::formats::{Format, built_in};
use super::strings::script;
use crate::protocol::DocumentError;

#[derive(Default)]
pub(super) struct Styles {
    /// Of each cell format: how it writes numbers, and how its letters look.
    cells: Vec<(u32, usize)>,
    formats: HashMap<u32, Rc<Format>>,
    fonts: Vec<Font>,
}

/// Letters of a cell.
#[derive(Clone, Default)]
pub(super) struct Font {
    pub(super) look: Look,
    /// Its name, where it is one of pictures.
    pub(super) name: Option<String>,
}

impl Styles {
    pub(super) fn read(xml: &str) -> Result<Self, DocumentError> {
        let mut reader = Reader::from_str(xml);
        let mut this = Self::default();
        let (mut in_fonts, mut in_cells) = (false, false);
        loop {
            let event = reader.read_event().map_err(|_| DocumentError::Damaged)?;
            let element = match &event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::End(element) => {
                    match element.local_name().as_ref() {
                        "fonts" => in_fonts = false,
                        "cellXfs" => in_cells = false,
                        _ => {}
                    }
                    continue;
                }
                Event::Eof => {
                    for (id, _) in &this.cells {
                        this.formats.entry(*id).or_insert_with(|| Rc::new(Format::read(built_in(*id))));
                    }
                    return Ok(this);
                }
                _ => continue,
            };
            let number = |name: &str| attribute(element, name).and_then(|number| number.parse::<u32>().ok());
            match local(element).as_str() {
                "fonts" => in_fonts = matches!(event, Event::Start(_)),
                "cellXfs" => in_cells = matches!(event, Event::Start(_)),
                "font" if in_fonts => this.fonts.push(Font::default()),
                "strike" if in_fonts => {
                    if let Some(font) = this.fonts.last_mut() {
                        font.look.struck = super::is_set(element);
                    }
                }
                "vertAlign" if in_fonts => {
                    if let Some(font) = this.fonts.last_mut() {
                        font.look.script = script(value(element).as_deref());
                    }
                }
                "name" if in_fonts => {
                    if let Some(font) = this.fonts.last_mut() {
                        font.name = value(element).filter(|name| PictureFont::named(name).is_some());
                    }
                }
                "numFmt" => {
                    if let (Some(id), Some(code)) = (number("numFmtId"), attribute(element, "formatCode")) {
                        this.formats.insert(id, Rc::new(Format::read(&code)));
                    }
                }
                "xf" if in_cells => {
                    let font = usize::try_from(number("fontId").unwrap_or(0)).unwrap_or(0);
                    this.cells.push((number("numFmtId").unwrap_or(0), font));
                }
                _ => {}
            }
        }
    }

    /// How the cells of a style write numbers, and how their letters look.
    pub(super) fn of(&self, style: usize) -> (Rc<Format>, Font) {
        let (format, font) = self.cells.get(style).copied().unwrap_or_default();
        let format = self.formats.get(&format).cloned().unwrap_or_else(|| Rc::new(Format::read("General")));
        (format, self.fonts.get(font).cloned().unwrap_or_default())
    }
}
