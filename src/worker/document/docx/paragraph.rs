//! What paragraphs, runs and content controls say of themselves before their text comes.

use quick_xml::events::BytesStart;

use super::super::letters::Look;
use super::super::package::{attribute, is_on, value};
use super::super::scripts::Script;
use super::Word;
use super::styles::{InList, RunLook};
use crate::protocol::DocumentError;

/// A paragraph that is being read; text boxes have theirs within another.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) style: Option<String>,
    pub(super) list: InList,
    /// Its number or bullet has been written.
    pub(super) is_marked: bool,
    /// Its end was deleted, or is hidden: it goes on in the next.
    goes_on: bool,
    is_over: bool,
}

/// A run of letters that look the same.
#[derive(Default)]
pub(super) struct Run {
    look: RunLook,
    style: Option<String>,
}

/// A content control: a place of a form.
#[derive(Default)]
pub(super) struct Control {
    depth: usize,
    /// What stands in it only asks to be replaced.
    prompts: bool,
    ticked: Option<bool>,
}

impl Control {
    /// One that begins so many elements deep.
    pub(super) fn at(depth: usize) -> Self {
        Self { depth, ..Self::default() }
    }
}

/// Footnotes and endnotes that the text refers to: their identifiers and their marks.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) foot: Vec<(String, String)>,
    pub(super) end: Vec<(String, String)>,
}

impl Word {
    pub(super) fn begin_paragraph(&mut self) -> Result<(), DocumentError> {
        self.begin_cell()?;
        // A text box within a paragraph: what stood before it is a paragraph of its own.
        let goes_on = self.paragraphs.last().is_some_and(|last| last.is_over);
        if !goes_on {
            self.assembly.end_paragraph();
        }
        self.paragraphs.retain(|paragraph| !paragraph.is_over);
        self.paragraphs.push(Paragraph { is_marked: goes_on && !self.assembly.at_start(), ..Paragraph::default() });
        Ok(())
    }

    pub(super) fn end_paragraph(&mut self) -> Result<(), DocumentError> {
        self.paragraphs.retain(|paragraph| !paragraph.is_over);
        let Some(paragraph) = self.paragraphs.last_mut() else { return Ok(()) };
        if paragraph.goes_on {
            paragraph.is_over = true;
            return Ok(());
        }
        // An empty paragraph of a list shows its number too: a column of weeks may be nothing else.
        if !paragraph.is_marked && self.assembly.in_cell() && self.muted.is_none() {
            self.number_alone()?;
        }
        self.paragraphs.pop();
        self.assembly.end_paragraph();
        Ok(())
    }

    /// The number of a paragraph without letters; a bullet before nothing says nothing.
    fn number_alone(&mut self) -> Result<(), DocumentError> {
        let was_empty = self.assembly.at_start();
        let Some(paragraph) = self.paragraphs.last().filter(|_| was_empty) else { return Ok(()) };
        let style = paragraph.style.as_deref().map(|style| self.styles.whole(style)).unwrap_or_default();
        let Some((number, level)) = paragraph.list.settled(&style.list) else { return Ok(()) };
        let style = paragraph.style.clone();
        if let Some(super::Mark::Number(number)) = self.numbering.next(&number, level, style.as_deref(), &self.styles) {
            self.assembly.text(&number)?;
        }
        Ok(())
    }

    pub(super) fn about_paragraph(&mut self, name: &str, element: &BytesStart) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = value(element),
            name => paragraph.list.read(name, element),
        }
    }

    /// Properties of letters: of a run, or of a paragraph's end.
    pub(super) fn about_letters(&mut self, name: &str, element: &BytesStart) {
        if self.in_properties.paragraph > 0 {
            let goes_on = name == "del" || (name == "vanish" && is_on(element));
            if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| goes_on) {
                paragraph.goes_on = true;
            }
            return;
        }
        let Some(run) = self.runs.last_mut() else { return };
        match name {
            "rStyle" => run.style = value(element),
            name => run.look.read(name, element),
        }
    }

    pub(super) fn about_control(&mut self, name: &str, element: &BytesStart) {
        let Some(control) = self.controls.last_mut() else { return };
        match name {
            "showingPlcHdr" => control.prompts = is_on(element),
            "checkbox" => control.ticked = Some(false),
            "checked" if control.ticked.is_some() => control.ticked = Some(is_on(element)),
            _ => {}
        }
    }

    /// Leaves a prompt out; writes a box to tick as one, whatever sign somebody chose for it.
    pub(super) fn begin_control(&mut self) {
        let Some(control) = self.controls.last().filter(|_| self.muted.is_none()) else { return };
        self.instead = control.ticked.map(|ticked| if ticked { "☑" } else { "☐" });
        if control.prompts || control.ticked.is_some() {
            self.muted = Some(control.depth);
        }
    }

    /// A mark for a footnote; its text comes after the tables.
    pub(super) fn refer(&mut self, name: &str, element: &BytesStart) -> Result<(), DocumentError> {
        let Some(id) = attribute(element, "id").filter(|_| self.shows() && self.muted.is_none()) else { return Ok(()) };
        let notes = if name == "footnoteReference" { &mut self.notes.foot } else { &mut self.notes.end };
        // More notes than this are no plan; their marks are left out with them.
        if notes.len() >= 1_000 {
            return Ok(());
        }
        let mark = (notes.len() + 1).to_string();
        notes.push((id, super::super::scripts::raised(&mark, None)));
        if self.run_look().hidden == Some(true) {
            return Ok(());
        }
        self.number()?;
        self.assembly.letters(&mark, Look { script: Script::Raised, struck: false })
    }

    /// How the letters of the present run look.
    pub(super) fn run_look(&self) -> RunLook {
        let Some(run) = self.runs.last() else { return RunLook::default() };
        let of = |style: Option<&String>| style.map(|style| self.styles.whole(style).look).unwrap_or_default();
        let paragraph = self.paragraphs.last().and_then(|paragraph| paragraph.style.as_ref());
        run.look.over(&of(run.style.as_ref())).over(&of(paragraph))
    }

    pub(super) fn look(&self) -> Look {
        let look = self.run_look();
        Look { script: look.script.unwrap_or_default(), struck: look.struck == Some(true) }
    }
}
