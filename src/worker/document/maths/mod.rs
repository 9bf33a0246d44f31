//! Formulas of Word (OMML) and of web pages (MathML), written as one line that can be read and read out: "1/2",
//! "10³", "√(x + 1)".

mod accents;
mod write;

use super::letters::Formula;
use crate::protocol::DocumentError;

pub(super) use write::{Written, fraction, joined, root, with_scripts};

/// More parts than any formula of a plan; past it somebody means harm.
const MOST_PARTS: usize = 5_000;
/// How deep formulas stand in each other.
const DEEPEST: usize = 60;

/// An element of a formula, by its name without a prefix and in small letters; a piece of text has no name.
#[derive(Debug, Default)]
pub(super) struct Part {
    name: String,
    text: String,
    attributes: Vec<(String, String)>,
    parts: Vec<Part>,
}

/// A formula while it is being read.
#[derive(Default)]
pub(super) struct Reading {
    open: Vec<Part>,
    count: usize,
    /// Open elements that stand too deep to be told apart.
    deeper: usize,
}

impl Reading {
    pub(super) fn begin(&mut self, name: &str, attributes: Vec<(String, String)>) -> Result<(), DocumentError> {
        self.count += 1;
        if self.count > MOST_PARTS {
            return Err(DocumentError::TooBig);
        }
        if self.open.len() >= DEEPEST {
            self.deeper += 1;
            return Ok(());
        }
        self.open.push(Part { name: plain_name(name), attributes, ..Part::default() });
        Ok(())
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), DocumentError> {
        self.count += 1;
        if self.count > MOST_PARTS {
            return Err(DocumentError::TooBig);
        }
        if let Some(part) = self.open.last_mut() {
            part.parts.push(Part { text: text.to_owned(), ..Part::default() });
        }
        Ok(())
    }

    /// Ends an element, and those within it that were left open. The formula, if that was all of it.
    pub(super) fn end(&mut self, name: &str) -> Option<Formula> {
        if self.deeper > 0 {
            self.deeper -= 1;
            return None;
        }
        let name = plain_name(name);
        let place = self.open.iter().rposition(|part| part.name == name)?;
        while self.open.len() > place + 1 {
            self.close();
        }
        if place == 0 {
            Some(self.finish())
        } else {
            self.close();
            None
        }
    }

    /// Whatever there is of it.
    pub(super) fn finish(&mut self) -> Formula {
        while self.open.len() > 1 {
            self.close();
        }
        self.open.pop().map(|whole| write::formula(&whole)).unwrap_or_default()
    }

    fn close(&mut self) {
        if let (Some(part), Some(outer)) = (self.open.pop(), self.open.last_mut()) {
            outer.parts.push(part);
        }
    }
}

impl Part {
    fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// What a property of this element says, such as the sign of a sum.
    fn property(&self, properties: &str, name: &str) -> Option<&str> {
        self.part(properties)?.part(name)?.attribute("val")
    }

    /// Whether a property is on.
    fn is_on(&self, properties: &str, name: &str) -> bool {
        let property = self.part(properties).and_then(|properties| properties.part(name));
        property.is_some_and(|property| !matches!(property.attribute("val"), Some("0" | "off" | "false")))
    }
}

/// `m:sSup`, `mml:msup` and `MSUP` by one name each.
fn plain_name(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}
