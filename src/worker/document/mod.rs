//! Finding tables in what people have: a file of Word or Excel, or what a paste gives.

mod assembly;
mod code_pages;
mod counting;
mod docx;
mod html;
mod letters;
mod limits;
mod maths;
mod package;
mod scripts;
mod symbols;
mod text;
mod xlsx;
mod zipped;

use domain::plan_table::Document;

use crate::protocol::DocumentError;
use limits::MAX_FILE;
use zipped::Zipped;

/// The tables of a file, told by its first bytes and, where they say nothing, by its name.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, DocumentError> {
    if bytes.is_empty() {
        return Err(DocumentError::Empty);
    }
    if bytes.len() > MAX_FILE {
        return Err(DocumentError::TooBig);
    }
    match bytes {
        [b'P', b'K', 3 | 5, ..] => read_zipped(name, bytes),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(old_or_locked(bytes)),
        [b'%', b'P', b'D', b'F', ..] => Err(DocumentError::Pdf),
        [b'{', b'\\', b'r', b't', b'f', ..] => Err(DocumentError::OldFormat),
        [0xff, 0xd8, 0xff, ..] | [0x89, b'P', b'N', b'G', ..] | [b'G', b'I', b'F', b'8', ..] => {
            Err(DocumentError::Picture)
        }
        [b'R', b'I', b'F', b'F', ..] | [_, _, _, _, b'f', b't', b'y', b'p', ..] => Err(DocumentError::Picture),
        _ => read_words(name, bytes),
    }
}

/// The tables of HTML as a clipboard gives it.
pub fn read_html(html: &str) -> Result<Document, DocumentError> {
    if html.len() > MAX_FILE {
        return Err(DocumentError::TooBig);
    }
    some_tables(html::tables(html)?)
}

/// The table in lines of cells parted by tabs.
pub fn read_text(text: &str) -> Result<Document, DocumentError> {
    if text.len() > MAX_FILE {
        return Err(DocumentError::TooBig);
    }
    if text.trim().is_empty() {
        return Err(DocumentError::Empty);
    }
    some_tables(text::tables(text, '\t')?)
}

fn read_zipped(name: &str, bytes: &[u8]) -> Result<Document, DocumentError> {
    let mut zipped = Zipped::open(bytes)?;
    let main = package::main_part(&mut zipped)?;
    if let Some(main) = main {
        // Excel's binary workbook: nothing is wrong with it, but we can't read it.
        if main.ends_with(".bin") {
            return Err(DocumentError::OldFormat);
        }
        let xml = zipped.text(&main)?;
        return match package::root(&xml)?.as_str() {
            "document" => some_tables(docx::tables(&mut zipped, &main, xml)?),
            "workbook" => some_tables(xlsx::tables(&mut zipped, &main, xml)?),
            _ => Err(DocumentError::NotADocument),
        };
    }
    if zipped.has("mimetype") && zipped.text("mimetype")?.starts_with("application/vnd.oasis") {
        return Err(DocumentError::OpenDocument);
    }
    let named_so = [".docx", ".xlsx", ".docm", ".xlsm"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    Err(if named_so { DocumentError::Damaged } else { DocumentError::NotADocument })
}

/// Words, in whatever code page they are.
fn read_words(name: &str, bytes: &[u8]) -> Result<Document, DocumentError> {
    let text = code_pages::text(bytes);
    if text.contains('\0') {
        return Err(DocumentError::NotADocument);
    }
    if text.trim().is_empty() {
        return Err(DocumentError::Empty);
    }
    let name = name.to_lowercase();
    let head = text.get(..text.floor_char_boundary(2000)).unwrap_or(&text).to_lowercase();
    if ["<html", "<table", "<!doctype html", "<tr"].iter().any(|tag| head.contains(tag)) {
        return read_html(&text);
    }
    if name.ends_with(".csv") {
        let (text, separator) = text::separated(&text);
        return some_tables(text::tables(text, separator)?);
    }
    if name.ends_with(".txt") || name.ends_with(".tsv") || text.contains('\t') {
        return read_text(&text);
    }
    Err(DocumentError::NotADocument)
}

/// Word and Excel put a locked .docx into the container of their old formats.
fn old_or_locked(bytes: &[u8]) -> DocumentError {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = bytes.windows(name.len()).any(|part| part == name);
    if locked { DocumentError::Encrypted } else { DocumentError::OldFormat }
}

fn some_tables(document: Document) -> Result<Document, DocumentError> {
    let any_text = document.tables.iter().any(|table| table.grid.texts().next().is_some());
    if any_text { Ok(document) } else { Err(DocumentError::NoTableFound) }
}
