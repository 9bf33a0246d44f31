//! The zip that a .docx or .xlsx is, opened without trusting the sizes it claims.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::code_pages;
use super::limits::MAX_PARTS;
use crate::protocol::DocumentError;

pub(super) struct Zipped<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Zipped<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DocumentError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocumentError::Damaged)?;
        if archive.len() > 2000 {
            return Err(DocumentError::TooBig);
        }
        Ok(Self { archive, left: MAX_PARTS })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// Names of parts are the same in capitals, and some programs write them with the other stroke.
    fn place(&self, name: &str) -> Option<usize> {
        let same = |known: &str| known.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(name);
        self.archive.index_for_name(name).or_else(|| {
            let known = self.archive.file_names().flatten().find(|known| same(known))?;
            self.archive.index_for_name(&known)
        })
    }

    /// One part as text. All parts together stay within a limit.
    pub(super) fn text(&mut self, name: &str) -> Result<String, DocumentError> {
        let place = self.place(name).ok_or(DocumentError::Damaged)?;
        let part = self.archive.by_index(place).map_err(why)?;
        let mut bytes = Vec::new();
        part.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| DocumentError::Damaged)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(DocumentError::TooBig)?;
        match &bytes[..] {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Ok(code_pages::text(&bytes)),
            _ => String::from_utf8(bytes).map_err(|_| DocumentError::Damaged),
        }
    }
}

fn why(error: ZipError) -> DocumentError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => DocumentError::Encrypted,
        _ => DocumentError::Damaged,
    }
}
