//! Tables of HTML: what Word, Excel, Google Docs and Google Sheets put on the clipboard, or a saved page.

mod elements;
mod lists;
mod style;

use domain::plan_table::Document;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::assembly::Assembly;
use super::letters::Look;
use super::maths;
use super::scripts::Script;
use super::symbols;
use crate::protocol::DocumentError;
use elements::{Elements, is_block, is_void};
use lists::List;
use style::Sheet;

pub(super) fn tables(html: &str) -> Result<Document, DocumentError> {
    let mut page = Page::default();
    page.read(html)?;
    if let Some(mut formula) = page.formula.take() {
        let formula = formula.finish();
        page.assembly.formula(&formula, Look::default())?;
    }
    Ok(page.assembly.finish())
}

#[derive(Default)]
struct Page {
    assembly: Assembly,
    sheet: Sheet,
    elements: Elements,
    /// Inside an element whose text nobody sees.
    unseen: Option<Vec<u8>>,
    /// The text of a style sheet that is being read.
    css: Option<String>,
    /// Inside Word's own drawing of a bullet, which stands between conditional comments.
    in_bullet: bool,
    bullet: String,
    /// The number or bullet of an item whose first letters have not come.
    mark: Option<String>,
    lists: Vec<List>,
    preformatted: usize,
    formula: Option<maths::Reading>,
    /// Rows came without a table around them.
    implied: bool,
    /// Inside a comment that is read as a page, where Word puts its formulas.
    in_comment: bool,
    /// The column that the next cell of the line, or the next `<col>`, stands for.
    column: usize,
}

/// An element's attributes.
struct Attributes<'a>(&'a StartTag<()>);

impl Attributes<'_> {
    fn get(&self, name: &str) -> Option<String> {
        self.0.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
    }

    fn has(&self, name: &str) -> bool {
        self.0.attributes.contains_key(name.as_bytes())
    }

    fn count(&self, name: &str) -> usize {
        self.get(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
    }
}

impl Page {
    fn read(&mut self, html: &str) -> Result<(), DocumentError> {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => self.begin(&tag)?,
                Token::EndTag(tag) => self.end(&tag.name)?,
                Token::String(text) => self.text(&String::from_utf8_lossy(&text))?,
                Token::Comment(comment) => self.comment(&comment)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn begin(&mut self, tag: &StartTag<()>) -> Result<(), DocumentError> {
        if self.unseen.is_some() {
            return Ok(());
        }
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let of = Attributes(tag);
        if self.in_formula(&name, tag)? {
            return Ok(());
        }
        if matches!(
            name.as_str(),
            "script" | "style" | "title" | "template" | "noscript" | "select" | "xml" | "mjx-math"
        ) && !tag.self_closing
        {
            self.unseen = Some(tag.name.to_vec());
            self.css = (name == "style").then(String::new);
            return Ok(());
        }
        self.elements.close_before(&name);
        let said = self.sheet.of(&name, &of.get("class").unwrap_or_default(), &of.get("style").unwrap_or_default());
        if !is_void(&name) {
            self.elements.open(&name, &of, &said);
            if self.elements.began_deletion() {
                self.assembly.deleted();
            }
        }
        self.begin_table_part(&name, &of, said.hidden)?;
        match name.as_str() {
            "br" => self.assembly.text("\n")?,
            "input" => self.tick_box(&of)?,
            "q" => self.text("“")?,
            "ol" | "ul" => {
                self.assembly.end_paragraph();
                let style = said.list.as_deref();
                self.lists.push(if name == "ol" { List::ordered(&of, style) } else { List::bullets(style) });
            }
            "li" => {
                self.assembly.end_paragraph();
                let style = said.list.as_deref();
                // An item outside of any list has a bullet, as browsers draw it.
                let mark = self.lists.last_mut().map(|list| list.mark(&of, style));
                self.mark = Some(mark.unwrap_or_else(|| "• ".to_owned()));
            }
            // The first paragraph of a list item is the item itself.
            name if is_block(name) => self.assembly.end_paragraph(),
            _ => {}
        }
        self.preformatted += usize::from(name == "pre");
        Ok(())
    }

    fn begin_table_part(&mut self, name: &str, of: &Attributes, hidden: bool) -> Result<(), DocumentError> {
        let is_part = matches!(name, "tr" | "td" | "th");
        if is_part && !self.assembly.in_table() {
            // Google Docs and Sheets put rows on the clipboard without their table.
            self.assembly.begin_table()?;
            self.implied = true;
        } else if self.implied && !self.assembly.in_cell() && (is_block(name) || name == "table") {
            self.assembly.end_table();
            self.implied = false;
        }
        match name {
            "table" => {
                self.assembly.begin_table()?;
                self.column = 0;
            }
            "col" if self.assembly.in_table() => {
                let columns = of.count("span").clamp(1, 200);
                let columns = self.column..self.column.saturating_add(columns);
                self.column = columns.end;
                if hidden {
                    columns.for_each(|column| self.assembly.hide_column(column));
                }
            }
            "tr" => {
                self.assembly.begin_line();
                if hidden {
                    self.assembly.hide_line();
                }
            }
            // A cell that is not shown takes no place: then the cells say which columns are hidden.
            "td" | "th" if hidden => {
                self.assembly.end_cell();
                self.assembly.show_columns();
            }
            "td" | "th" => self.assembly.begin_cell(of.count("colspan"), of.count("rowspan"))?,
            _ => {}
        }
        Ok(())
    }

    /// Feeds a formula that is being read, or begins one. `true` where the element is part of it.
    fn in_formula(&mut self, name: &str, tag: &StartTag<()>) -> Result<bool, DocumentError> {
        let begins = matches!(name, "math" | "m:omath" | "m:math" | "mml:math") && self.formula.is_none();
        if begins && !self.elements.is_deleted() {
            self.formula = Some(maths::Reading::default());
        }
        let Some(formula) = &mut self.formula else { return Ok(false) };
        if matches!(name, "table" | "tr" | "td" | "th" | "p" | "div") {
            // Somebody forgot its end.
            let formula = formula.finish();
            self.formula = None;
            self.write_formula(&formula)?;
            return Ok(false);
        }
        let said = |name: &str, value: &[u8]| {
            (name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase(), String::from_utf8_lossy(value).into_owned())
        };
        let attributes =
            tag.attributes.iter().map(|(name, value)| said(&String::from_utf8_lossy(name), value)).collect();
        formula.begin(name, attributes)?;
        if tag.self_closing || is_void(name) {
            self.end_in_formula(name)?;
        }
        Ok(true)
    }

    fn end_in_formula(&mut self, name: &str) -> Result<(), DocumentError> {
        if let Some(formula) = self.formula.as_mut().and_then(|formula| formula.end(name)) {
            self.formula = None;
            self.write_formula(&formula)?;
        }
        Ok(())
    }

    fn write_formula(&mut self, formula: &super::letters::Formula) -> Result<(), DocumentError> {
        if self.elements.is_hidden() {
            self.assembly.hidden(&formula.text);
            return Ok(());
        }
        self.write_mark()?;
        self.assembly.formula(formula, self.elements.look())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), DocumentError> {
        if let Some(unseen) = &self.unseen {
            if unseen == name {
                self.unseen = None;
                if let Some(css) = self.css.take() {
                    self.sheet.read(&css);
                }
            }
            return Ok(());
        }
        let name = String::from_utf8_lossy(name).into_owned();
        if self.formula.is_some() {
            return self.end_in_formula(&name);
        }
        if name == "q" {
            self.text("”")?;
        }
        self.elements.close(&name);
        match name.as_str() {
            "table" => {
                self.assembly.end_table();
                self.implied &= self.assembly.in_table();
            }
            "td" | "th" | "tr" => self.assembly.end_cell(),
            "ul" | "ol" => {
                self.assembly.end_paragraph();
                self.lists.pop();
                self.mark = None;
            }
            "pre" => {
                self.assembly.end_paragraph();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            "li" => {
                self.assembly.end_paragraph();
                self.mark = None;
            }
            name if is_block(name) => self.assembly.end_paragraph(),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), DocumentError> {
        if let Some(css) = &mut self.css {
            css.push_str(text);
        }
        if self.unseen.is_some() {
            return Ok(());
        }
        if let Some(formula) = &mut self.formula {
            let text = text.replace(['\n', '\r', '\t'], " ");
            return if text.trim().is_empty() { Ok(()) } else { formula.text(&text) };
        }
        if self.elements.is_deleted() {
            return Ok(());
        }
        let text = symbols::shown(self.elements.font(), text);
        if self.in_bullet {
            self.bullet.push_str(&text);
            return Ok(());
        }
        let is_blank = text.chars().all(char::is_whitespace);
        if is_blank && self.assembly.in_table() && !self.assembly.in_cell() {
            return Ok(());
        }
        if self.elements.is_hidden() {
            self.assembly.hidden(&text);
            return Ok(());
        }
        if self.implied && !is_blank && !self.assembly.in_cell() {
            self.assembly.end_table();
            self.implied = false;
        }
        if !is_blank {
            self.write_mark()?;
        }
        let look = self.elements.look();
        let text = if self.elements.in_capitals() { text.to_uppercase() } else { text };
        if self.preformatted > 0 {
            return self.assembly.letters(&text, look);
        }
        // A line end in the source is a blank; only elements end lines.
        self.assembly.letters(&text.replace(['\n', '\r', '\t', '\u{a0}'], " "), look)
    }

    /// The number or bullet of a list item before its first letters. Bullets stand in cells only.
    fn write_mark(&mut self) -> Result<(), DocumentError> {
        let Some(mark) = self.mark.take() else { return Ok(()) };
        if self.assembly.in_cell() || !mark.starts_with('•') {
            self.assembly.letters(&mark, Look { script: Script::Line, ..self.elements.look() })?;
        }
        Ok(())
    }

    fn tick_box(&mut self, of: &Attributes) -> Result<(), DocumentError> {
        let kind = of.get("type").unwrap_or_default().to_ascii_lowercase();
        if (kind != "checkbox" && kind != "radio") || self.elements.is_hidden() || self.elements.is_deleted() {
            return Ok(());
        }
        // The box is the item's mark.
        self.mark = None;
        self.assembly.text(if of.has("checked") { "☑ " } else { "☐ " })
    }

    /// `<![if !supportLists]>` and `<![endif]>` reach us as comments, and Word's formulas stand in one.
    fn comment(&mut self, comment: &[u8]) -> Result<(), DocumentError> {
        let comment = String::from_utf8_lossy(comment);
        let small = comment.to_ascii_lowercase();
        if small.starts_with("[if gte msequation 12]>") && !self.in_comment && self.unseen.is_none() {
            let end = small.rfind("<![endif]").unwrap_or(small.len());
            self.in_comment = true;
            let read = self.read(&comment["[if gte msequation 12]>".len()..end.max("[if gte msequation 12]>".len())]);
            self.in_comment = false;
            return read;
        }
        if small.contains("[if !supportlists]") {
            self.in_bullet = true;
            self.bullet.clear();
        } else if small.contains("[endif]") && self.in_bullet {
            self.in_bullet = false;
            let mark = self.bullet.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}').to_owned();
            let is_numbered = match mark.chars().count() {
                // Word draws a bullet with the letter o.
                0 => false,
                1 => mark.chars().all(|letter| letter.is_ascii_digit()),
                _ => mark.chars().any(|letter| letter.is_ascii_alphanumeric()),
            };
            self.mark = None;
            let mark = if is_numbered { format!("{mark} ") } else { format!("{} ", symbols::bullet(None, &mark)) };
            if self.elements.is_deleted() || self.elements.is_hidden() {
                return Ok(());
            }
            return self.assembly.text(&mark);
        }
        Ok(())
    }
}
