//! How large a plan may be. Real ones stay far below; what is above is a mistake or an attack.

use crate::protocol::DocumentError;

/// Bytes of a file or paste.
pub(super) const MAX_FILE: usize = 30 << 20;
/// Bytes, unpacked, of all parts of a zipped file that are read.
pub(super) const MAX_PARTS: u64 = 64 << 20;
/// Squares of all tables together.
const MAX_SQUARES: usize = 60_000;
/// Characters of all cells together.
const MAX_TEXT: usize = 4 << 20;
/// Columns that one cell may cover.
pub(super) const MAX_SPAN: usize = 200;

/// Counts squares and characters while a document is read.
#[derive(Default)]
pub(super) struct Budget {
    squares: usize,
    text: usize,
}

impl Budget {
    pub(super) fn squares(&mut self, count: usize) -> Result<(), DocumentError> {
        self.squares = self.squares.saturating_add(count);
        if self.squares > MAX_SQUARES { Err(DocumentError::TooBig) } else { Ok(()) }
    }

    pub(super) fn text(&mut self, length: usize) -> Result<(), DocumentError> {
        self.text = self.text.saturating_add(length);
        if self.text > MAX_TEXT { Err(DocumentError::TooBig) } else { Ok(()) }
    }
}
