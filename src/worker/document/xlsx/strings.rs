//! Texts of a workbook, which may look different within one cell: raised, lowered, crossed out. How to pronounce them
//! stands beside some and is left out.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::letters::{Letters, Look};
use super::super::package::{entity, local, value};
use super::super::scripts::Script;
use super::super::symbols::shown;
use crate::protocol::DocumentError;

/// The workbook's texts, each kept once.
#[derive(Default)]
pub(super) struct Strings(Vec<String>);

/// More texts than any plan has.
const MOST: usize = 500_000;

impl Strings {
    pub(super) fn read(xml: &str) -> Result<Self, DocumentError> {
        let mut reader = Reader::from_str(xml);
        let mut all = Vec::new();
        let mut rich = RichText::default();
        loop {
            let event = reader.read_event().map_err(|_| DocumentError::Damaged)?;
            match &event {
                Event::End(element) if element.local_name().as_ref() == "si" => all.push(rich.take()),
                Event::Empty(element) if element.local_name().as_ref() == "si" => all.push(String::new()),
                Event::Eof => return Ok(Self(all)),
                _ => {}
            }
            if all.len() > MOST {
                return Err(DocumentError::TooBig);
            }
            rich.take_in(&event)?;
        }
    }

    pub(super) fn get(&self, index: usize) -> &str {
        self.0.get(index).map_or("", String::as_str)
    }
}

/// A text that is being read, of a cell or of the list of texts.
#[derive(Default)]
pub(super) struct RichText {
    letters: Letters,
    run: Look,
    font: Option<String>,
    in_text: bool,
    /// Inside how it is pronounced.
    in_sound: bool,
}

impl RichText {
    pub(super) fn take_in(&mut self, event: &Event) -> Result<(), DocumentError> {
        match event {
            Event::Start(element) => self.begin(element, false),
            Event::Empty(element) => self.begin(element, true),
            Event::End(element) => match element.local_name().as_ref() {
                "t" => self.in_text = false,
                "rPh" => self.in_sound = false,
                "r" => self.end_run(),
                _ => {}
            },
            Event::Text(text) => self.text(text),
            Event::CData(text) => self.text(text),
            Event::GeneralRef(reference) => {
                let letters = entity(reference)?;
                self.text(&letters);
            }
            _ => {}
        }
        Ok(())
    }

    /// The text; then the next begins.
    pub(super) fn take(&mut self) -> String {
        unescaped(&self.letters.take())
    }

    fn begin(&mut self, element: &BytesStart, is_empty: bool) {
        match local(element).as_str() {
            "t" => self.in_text = !is_empty,
            "rPh" => self.in_sound = !is_empty,
            "r" => self.end_run(),
            "rFont" => self.font = value(element),
            "strike" => self.run.struck = super::is_set(element),
            "vertAlign" => self.run.script = script(value(element).as_deref()),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && !self.in_sound {
            self.letters.push(&shown(self.font.as_deref(), text), self.run);
        }
    }

    fn end_run(&mut self) {
        self.run = Look::default();
        self.font = None;
    }
}

pub(super) fn script(said: Option<&str>) -> Script {
    match said {
        Some("superscript") => Script::Raised,
        Some("subscript") => Script::Lowered,
        _ => Script::Line,
    }
}

/// `_x000D_` is how a workbook writes a letter that XML cannot hold.
fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut left = text;
    let mut whole = String::new();
    while let Some(at) = left.find("_x") {
        whole.push_str(&left[..at]);
        left = &left[at..];
        let code = left.get(2..6).filter(|_| left.get(6..7) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some('\r') => left = &left[7..],
            Some(letter) => {
                whole.push(letter);
                left = &left[7..];
            }
            None => {
                whole.push_str("_x");
                left = &left[2..];
            }
        }
    }
    whole.push_str(left);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_what_they_look_like_and_lose_how_they_sound() {
        let xml = r#"<sst><si><t>Caf&#233; &amp; more</t></si><si><r><t xml:space="preserve">10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>3</t></r><r><rPr><strike/></rPr><t xml:space="preserve"> old</t></r><rPh sb="0" eb="1"><t>sound</t></rPh></si><si/><si><t>a_x000D_
b_x0041_</t></si></sst>"#;
        let strings = Strings::read(xml).unwrap();
        assert_eq!(strings.get(0), "Café & more");
        assert_eq!(strings.get(1), "10³ [crossed out: old]");
        assert_eq!((strings.get(2), strings.get(3), strings.get(9)), ("", "a\nbA", ""));
    }
}
