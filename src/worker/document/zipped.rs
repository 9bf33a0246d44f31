//! The zip that a .docx or .xlsx is, opened without trusting the sizes it claims.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::MAX_PART;
use crate::protocol::DocumentError;

pub(super) struct Zipped<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Zipped<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DocumentError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocumentError::Damaged)?;
        if archive.len() > 2000 {
            return Err(DocumentError::TooBig);
        }
        Ok(Self { archive })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// One part as text.
    pub(super) fn text(&mut self, name: &str) -> Result<String, DocumentError> {
        let part = self.archive.by_name(name).map_err(why)?;
        let mut bytes = Vec::new();
        part.take(MAX_PART + 1).read_to_end(&mut bytes).map_err(|_| DocumentError::Damaged)?;
        if bytes.len() as u64 > MAX_PART {
            return Err(DocumentError::TooBig);
        }
        String::from_utf8(bytes).map_err(|_| DocumentError::Damaged)
    }

    /// Unpacks every part of a workbook once, keeping nothing, before a library that sets no limits does so.
    pub(super) fn check_sizes(&mut self) -> Result<(), DocumentError> {
        let mut left = MAX_PART;
        for index in 0..self.archive.len() {
            let part = self.archive.by_index(index).map_err(why)?;
            let length =
                std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| DocumentError::Damaged)?;
            left = left.checked_sub(length).ok_or(DocumentError::TooBig)?;
        }
        Ok(())
    }
}

fn why(error: ZipError) -> DocumentError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => DocumentError::Encrypted,
        _ => DocumentError::Damaged,
    }
}
