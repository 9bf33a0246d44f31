//! Facts about a photo or file. Its bytes travel apart from the record, addressed by their SHA-256, so
//! sending twice is harmless and a record may arrive before its files (design, section 4).

use serde::{Deserialize, Serialize};

/// The SHA-256 of a file's bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileHash(pub [u8; 32]);

impl FileHash {
    /// Reads 64 hexadecimal digits, as found in an address; `None` if it is not that.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
            let high = char::from(pair[0]).to_digit(16)?;
            let low = char::from(pair[1]).to_digit(16)?;
            *byte = u8::try_from(high * 16 + low).ok()?;
        }
        Some(Self(hash))
    }
}

impl std::fmt::Display for FileHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for FileHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FileHash({self})")
    }
}

/// What a record says about one of its files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileFact {
    /// Where its bytes are found.
    pub hash: FileHash,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its media type, such as `image/jpeg`.
    pub media: String,
    /// What a person calls it. Never part of an address.
    pub name: String,
    /// A small picture of it, also addressed by hash, that travels before it. Photos only.
    pub thumbnail: Option<FileHash>,
}

/// The largest file that may be added: 50 MB, in bytes. Our reasoning: a scanned plan of forty pages fits,
/// a lesson video does not belong here.
pub const LARGEST_FILE: u64 = 50 * 1024 * 1024;
