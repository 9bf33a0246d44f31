//! Tables of HTML: what Word, Excel, Google Docs and Google Sheets put on the clipboard, or a saved page.

use domain::plan_table::Document;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::assembly::Assembly;
use crate::protocol::DocumentError;

pub(super) fn tables(html: &str) -> Result<Document, DocumentError> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.begin(&tag)?,
            Token::EndTag(tag) => page.end(&tag.name)?,
            Token::String(text) => page.text(&String::from_utf8_lossy(&text))?,
            Token::Comment(comment) => page.comment(&comment),
            _ => {}
        }
    }
    Ok(page.assembly.finish())
}

#[derive(Default)]
struct Page {
    assembly: Assembly,
    /// Inside an element whose text nobody sees.
    unseen: Option<Vec<u8>>,
    /// Inside Word's own drawing of a bullet, which stands between conditional comments.
    in_bullet: bool,
    bullet: String,
    item: bool,
    ordered: Vec<Option<usize>>,
    preformatted: usize,
}

impl Page {
    fn begin(&mut self, tag: &StartTag<()>) -> Result<(), DocumentError> {
        if self.unseen.is_some() {
            return Ok(());
        }
        match &**tag.name {
            b"script" | b"style" | b"title" | b"template" | b"noscript" | b"select" | b"xml" if !tag.self_closing => {
                self.unseen = Some(tag.name.to_vec());
            }
            b"table" => self.assembly.begin_table()?,
            b"tr" if self.assembly.in_table() => self.assembly.begin_line(),
            b"td" | b"th" if self.assembly.in_table() => {
                self.assembly.begin_cell(span(tag, b"colspan"), span(tag, b"rowspan"))?;
            }
            b"br" => self.assembly.text("\n")?,
            b"ol" => {
                self.assembly.end_paragraph();
                self.ordered.push(Some(0));
            }
            b"ul" => {
                self.assembly.end_paragraph();
                self.ordered.push(None);
            }
            b"li" => {
                self.assembly.end_paragraph();
                self.item = true;
            }
            // The first paragraph of a list item is the item itself.
            name if is_block(name) => self.assembly.end_paragraph(),
            _ => {}
        }
        self.preformatted += usize::from(&**tag.name == b"pre");
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), DocumentError> {
        if let Some(unseen) = &self.unseen {
            if unseen == name {
                self.unseen = None;
            }
            return Ok(());
        }
        match name {
            b"table" => self.assembly.end_table(),
            b"td" | b"th" => self.assembly.end_cell(),
            b"ul" | b"ol" => {
                self.assembly.end_paragraph();
                self.ordered.pop();
            }
            b"pre" => self.preformatted = self.preformatted.saturating_sub(1),
            name if is_block(name) || name == b"li" => {
                self.assembly.end_paragraph();
                self.item &= name != b"li";
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), DocumentError> {
        if self.unseen.is_some() {
            return Ok(());
        }
        if self.in_bullet {
            self.bullet.push_str(text);
            return Ok(());
        }
        let between_cells = self.assembly.in_table() && !self.assembly.in_cell();
        if text.chars().all(char::is_whitespace) && between_cells {
            return Ok(());
        }
        if self.item && !text.trim().is_empty() {
            self.item = false;
            if self.assembly.in_cell() {
                let mark = match self.ordered.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{number}. ")
                    }
                    _ => "• ".to_owned(),
                };
                self.assembly.text(&mark)?;
            }
        }
        if self.preformatted > 0 {
            return self.assembly.text(text);
        }
        // A line end in the source is a blank; only elements end lines.
        self.assembly.text(&text.replace(['\n', '\r', '\t', '\u{a0}'], " "))
    }

    /// `<![if !supportLists]>` and `<![endif]>` reach us as comments.
    fn comment(&mut self, comment: &[u8]) {
        let comment = String::from_utf8_lossy(comment).to_lowercase();
        if comment.contains("[if !supportlists]") {
            self.in_bullet = true;
            self.bullet.clear();
        } else if comment.contains("[endif]") && self.in_bullet {
            self.in_bullet = false;
            let mark = self.bullet.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}').to_owned();
            let numbered = mark.chars().any(|c| c.is_ascii_alphanumeric()) && mark.chars().count() > 1;
            let mark = if numbered { format!("{mark} ") } else { "• ".to_owned() };
            // The budget is checked with the text that follows.
            let _within = self.assembly.text(&mark);
        }
    }
}

fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"section"
            | b"article"
            | b"header"
            | b"footer"
            | b"blockquote"
            | b"pre"
            | b"caption"
            | b"dl"
            | b"dt"
            | b"dd"
            | b"hr"
            | b"figure"
            | b"body"
    )
}

fn span(tag: &StartTag<()>, name: &[u8]) -> usize {
    let value = tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).trim().to_owned());
    value.and_then(|value| value.parse().ok()).unwrap_or(1)
}
