//! What the styles of a Word document say of letters and lists, each with those that it is based on.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::package::{attribute, is_on, local, value};
use super::super::scripts::Script;
use crate::protocol::DocumentError;

/// How a style, or a run itself, says that letters look. What it does not say, something else says.
#[derive(Clone, Debug, Default)]
pub(super) struct RunLook {
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) script: Option<Script>,
    pub(super) font: Option<String>,
}

impl RunLook {
    /// Takes up one property.
    pub(super) fn read(&mut self, name: &str, element: &BytesStart) {
        match name {
            "vanish" => self.hidden = Some(is_on(element)),
            "strike" | "dstrike" => {
                self.struck = Some(is_on(element) || (name == "dstrike" && self.struck == Some(true)))
            }
            "caps" => self.capitals = Some(is_on(element)),
            "vertAlign" => {
                self.script = Some(match value(element).as_deref() {
                    Some("superscript") => Script::Raised,
                    Some("subscript") => Script::Lowered,
                    _ => Script::Line,
                });
            }
            "rFonts" => self.font = attribute(element, "ascii").or_else(|| attribute(element, "hAnsi")),
            _ => {}
        }
    }

    /// This, and where it says nothing what lies under it.
    pub(super) fn over(&self, under: &Self) -> Self {
        Self {
            hidden: self.hidden.or(under.hidden),
            struck: self.struck.or(under.struck),
            capitals: self.capitals.or(under.capitals),
            script: self.script.or(under.script),
            font: self.font.clone().or_else(|| under.font.clone()),
        }
    }
}

/// The list that a paragraph belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct InList {
    /// `0` takes it out of any.
    pub(super) number: Option<String>,
    pub(super) level: Option<usize>,
}

impl InList {
    /// Takes up one property.
    pub(super) fn read(&mut self, name: &str, element: &BytesStart) {
        match name {
            "numId" => self.number = value(element),
            "ilvl" => self.level = value(element).and_then(|level| level.parse().ok()),
            _ => {}
        }
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    pub(super) look: RunLook,
    pub(super) list: InList,
}

#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    pub(super) fn read(xml: &str) -> Result<Self, DocumentError> {
        let mut reader = Reader::from_str(xml);
        let mut all = HashMap::new();
        let mut open: Option<(String, Style)> = None;
        // Inside the properties of what a part of a table looks like, or of what was before a change.
        let mut other = 0_usize;
        loop {
            let event = reader.read_event().map_err(|_| DocumentError::Damaged)?;
            let (element, is_empty) = match &event {
                Event::Start(element) => (element, false),
                Event::Empty(element) => (element, true),
                Event::End(element) => {
                    match element.local_name().as_ref() {
                        "tblStylePr" | "rPrChange" | "pPrChange" => other = other.saturating_sub(1),
                        "style" => all.extend(open.take()),
                        _ => {}
                    }
                    continue;
                }
                Event::Eof => return Ok(Self(all)),
                _ => continue,
            };
            match (local(element).as_str(), &mut open) {
                ("tblStylePr" | "rPrChange" | "pPrChange", _) if !is_empty => other += 1,
                ("style", _) if !is_empty => {
                    open = Some((attribute(element, "styleId").unwrap_or_default(), Style::default()));
                }
                ("basedOn", Some((_, style))) => style.based_on = value(element),
                (name, Some((_, style))) if other == 0 => {
                    style.look.read(name, element);
                    style.list.read(name, element);
                }
                _ => {}
            }
        }
    }

    /// A style with all that it is based on.
    pub(super) fn whole(&self, name: &str) -> Style {
        let mut whole = Style::default();
        let mut next = self.0.get(name);
        // Styles that go round in a ring are broken; nobody bases a style on twenty others.
        for _ in 0..20 {
            let Some(style) = next else { break };
            whole.look = whole.look.over(&style.look);
            whole.list.number = whole.list.number.or_else(|| style.list.number.clone());
            whole.list.level = whole.list.level.or(style.list.level);
            next = style.based_on.as_deref().and_then(|under| self.0.get(under));
        }
        whole
    }
}
