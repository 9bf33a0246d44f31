//! The open elements of a page, and how letters within them look. Ends that were left out are put where browsers put
//! them.

use super::super::letters::Look;
use super::super::scripts::Script;
use super::Attributes;
use super::style::Declared;

/// Elements deeper than this count for nothing more.
const DEEPEST: usize = 400;

#[derive(Clone, Default)]
struct Seen {
    hidden: bool,
    deleted: bool,
    look: Look,
    font: Option<String>,
    capitals: bool,
}

#[derive(Default)]
pub(super) struct Elements {
    open: Vec<(String, Seen)>,
    began_deletion: bool,
}

impl Elements {
    /// Ends what cannot go on where an element of this name begins.
    pub(super) fn close_before(&mut self, name: &str) {
        let (ends, within): (&[&str], &[&str]) = match name {
            "tr" => (&["tr", "td", "th"], &["table"]),
            "td" | "th" => (&["td", "th"], &["table", "tr"]),
            "li" => (&["li"], &["ul", "ol", "table", "td", "th"]),
            "p" => (&["p"], &["table", "td", "th", "li", "div"]),
            _ => return,
        };
        for place in (0..self.open.len()).rev() {
            let known = self.open[place].0.as_str();
            if within.contains(&known) {
                return;
            }
            if ends.contains(&known) {
                // Further out there may be another, such as the row of this cell.
                self.open.truncate(place);
            }
        }
    }

    pub(super) fn open(&mut self, name: &str, of: &Attributes, said: &Declared) {
        self.began_deletion = false;
        if self.open.len() >= DEEPEST {
            return;
        }
        let mut seen = self.open.last().map(|(_, seen)| seen.clone()).unwrap_or_default();
        let classes = of.get("class").unwrap_or_default().to_ascii_lowercase();
        let has_class = |wanted: &str| classes.split_whitespace().any(|class| class == wanted);
        match name {
            "sup" => seen.look.script = Script::Raised,
            "sub" => seen.look.script = Script::Lowered,
            "s" | "strike" => seen.look.struck = true,
            _ => {}
        }
        // Wikipedia and others hide a formula's words for eyes and draw them beside it.
        let is_formula = classes.contains("mwe-math") || classes.contains("katex-mathml");
        // A hidden row is left out as a row.
        let hides = (said.hidden || of.has("hidden")) && name != "tr";
        seen.hidden = (seen.hidden || hides) && !is_formula;
        let deletes = name == "del" || has_class("msodel") || has_class("trackchangetextdeletion");
        self.began_deletion = deletes && !seen.deleted;
        // The second form of a formula that stands beside the one we read, and remarks in the margin.
        let is_beside = has_class("katex-html") || has_class("msocomanchor") || has_class("msocommentreference");
        seen.deleted |= deletes || is_beside || said.is_remark;
        seen.look.script = said.script.unwrap_or(seen.look.script);
        seen.look.struck |= said.struck == Some(true);
        if let Some(font) = &said.font {
            seen.font = Some(font.clone());
        }
        if name == "font" {
            seen.font = of.get("face").or(seen.font);
        }
        seen.capitals = said.capitals.unwrap_or(seen.capitals);
        // A cell or a block begins on the line again: only letters within lines are raised.
        if matches!(name, "td" | "th" | "table" | "tr") {
            seen.look.script = Script::Line;
        }
        self.open.push((name.to_owned(), seen));
    }

    /// Ends an element and what was left open in it.
    pub(super) fn close(&mut self, name: &str) {
        let stop: &[&str] = match name {
            "table" => &[],
            // A stray end within a cell does not end what is around its table.
            _ => &["table"],
        };
        for place in (0..self.open.len()).rev() {
            let known = self.open[place].0.as_str();
            if known == name {
                self.open.truncate(place);
                return;
            }
            if stop.contains(&known) {
                return;
            }
        }
    }

    fn seen(&self) -> Option<&Seen> {
        self.open.last().map(|(_, seen)| seen)
    }

    /// Whether the element opened last begins a passage that somebody deleted.
    pub(super) fn began_deletion(&self) -> bool {
        self.began_deletion
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.seen().is_some_and(|seen| seen.hidden)
    }

    pub(super) fn is_deleted(&self) -> bool {
        self.seen().is_some_and(|seen| seen.deleted)
    }

    pub(super) fn in_capitals(&self) -> bool {
        self.seen().is_some_and(|seen| seen.capitals)
    }

    pub(super) fn look(&self) -> Look {
        self.seen().map(|seen| seen.look).unwrap_or_default()
    }

    pub(super) fn font(&self) -> Option<&str> {
        self.seen().and_then(|seen| seen.font.as_deref())
    }
}

/// Elements that hold nothing.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "img"
            | "hr"
            | "input"
            | "col"
            | "meta"
            | "link"
            | "area"
            | "base"
            | "embed"
            | "source"
            | "track"
            | "wbr"
            | "param"
    )
}

/// Elements that stand on lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "blockquote"
            | "pre"
            | "caption"
            | "dl"
            | "dt"
            | "dd"
            | "hr"
            | "figure"
            | "body"
    )
}
