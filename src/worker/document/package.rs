//! The parts of a Word or Excel file, found as the file itself says: by its relationships, whatever they are called.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::zipped::Zipped;
use crate::protocol::DocumentError;

/// What a part leads to.
pub(super) struct Relationship {
    id: String,
    /// The last word of its type: Microsoft's and the standard's addresses differ before it.
    kind: String,
    /// The name of the part that it leads to.
    target: String,
}

/// Where a part leads.
#[derive(Default)]
pub(super) struct Relationships(Vec<Relationship>);

impl Relationships {
    /// Those of a part, or of the whole file where the name is empty. A part without any leads nowhere.
    pub(super) fn of(zipped: &mut Zipped, part: &str) -> Result<Self, DocumentError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let listed = match folder {
            "" => format!("_rels/{name}.rels"),
            _ => format!("{folder}/_rels/{name}.rels"),
        };
        if !zipped.has(&listed) {
            return Ok(Self::default());
        }
        let xml = zipped.text(&listed)?;
        let mut reader = Reader::from_str(&xml);
        let mut found = Vec::new();
        loop {
            match reader.read_event().map_err(|_| DocumentError::Damaged)? {
                Event::Start(element) | Event::Empty(element) if local(&element) == "Relationship" => {
                    let of = |name: &str| attribute(&element, name).unwrap_or_default();
                    let kind = of("Type");
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    if of("TargetMode") != "External" {
                        found.push(Relationship { id: of("Id"), kind, target: resolved(folder, &of("Target")) });
                    }
                }
                Event::Eof => return Ok(Self(found)),
                _ => {}
            }
        }
    }

    /// The part of that kind.
    pub(super) fn kind(&self, kind: &str) -> Option<&str> {
        self.0.iter().find(|known| known.kind == kind).map(|known| known.target.as_str())
    }

    /// The part of that identifier.
    pub(super) fn id(&self, id: &str) -> Option<&str> {
        self.0.iter().find(|known| known.id == id).map(|known| known.target.as_str())
    }
}

/// The part that is the document, the workbook or the slides; by their usual names where the file says nothing.
pub(super) fn main_part(zipped: &mut Zipped) -> Result<Option<String>, DocumentError> {
    let said = Relationships::of(zipped, "")?.kind("officeDocument").map(str::to_owned);
    let usual = ["word/document.xml", "xl/workbook.xml"].map(str::to_owned);
    Ok(said.into_iter().chain(usual).find(|part| zipped.has(part)))
}

/// The name of a part's outermost element: whether it is a document, a workbook or slides.
pub(super) fn root(xml: &str) -> Result<String, DocumentError> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| DocumentError::Damaged)? {
            Event::Start(element) | Event::Empty(element) => return Ok(local(&element)),
            Event::Eof => return Err(DocumentError::Damaged),
            _ => {}
        }
    }
}

/// The text of the part of that kind, where there is one.
pub(super) fn part(
    zipped: &mut Zipped,
    relationships: &Relationships,
    kind: &str,
) -> Result<Option<String>, DocumentError> {
    match relationships.kind(kind) {
        Some(name) if zipped.has(name) => zipped.text(name).map(Some),
        _ => Ok(None),
    }
}

/// The name of an element without its prefix.
pub(super) fn local(element: &BytesStart) -> String {
    element.local_name().as_ref().to_owned()
}

/// An attribute by its name without a prefix.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.value.to_string();
    Some(quick_xml::escape::unescape(&value).map(std::borrow::Cow::into_owned).unwrap_or(value))
}

/// The attribute `val`, in which Word says most things.
pub(super) fn value(element: &BytesStart) -> Option<String> {
    attribute(element, "val")
}

/// Whether a property that is there is on.
pub(super) fn is_on(element: &BytesStart) -> bool {
    !matches!(value(element).as_deref(), Some("0" | "off" | "false"))
}

/// What a reference within a text stands for, such as `&amp;`.
pub(super) fn entity(entity: &quick_xml::events::BytesRef) -> Result<String, DocumentError> {
    match entity.resolve_char_ref().map_err(|_| DocumentError::Damaged)? {
        Some(letter) => Ok(letter.to_string()),
        None => Ok(quick_xml::escape::resolve_xml_entity(entity).unwrap_or_default().to_owned()),
    }
}

/// A target as it is written, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/").replace("%20", " ");
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_seen_from_their_folder() {
        assert_eq!(resolved("", "word/document2.xml"), "word/document2.xml");
        assert_eq!(resolved("word", "/word/x.xml"), "word/x.xml");
        assert_eq!(resolved("xl/worksheets", "../sharedStrings.xml"), "xl/sharedStrings.xml");
        assert_eq!(resolved("word", "../../../etc"), "etc");
    }
}
