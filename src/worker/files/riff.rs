//! AVI films and WAV sounds: chunks that say where, when and with what they were recorded become empty space.

use super::le32;

/// Chunks that only say something about the recording.
const ABOUT: [&[u8; 4]; 12] =
    [b"IDIT", b"ISFT", b"bext", b"iXML", b"_PMX", b"id3 ", b"ID3 ", b"strd", b"aXML", b"cart", b"Exif", b"EXIF"];

/// Empties them. `false` where the file can't be read through.
pub(super) fn clean(bytes: &mut [u8]) -> bool {
    let end = bytes.len();
    clean_part(bytes, 12, end, 0)
}

fn clean_part(bytes: &mut [u8], from: usize, to: usize, depth: usize) -> bool {
    let (mut at, mut is_read) = (from, true);
    while at + 8 <= to {
        let Some(kind) = bytes.get(at..).and_then(|rest| rest.first_chunk::<4>()).copied() else { return false };
        let Some(size) = le32(bytes, at + 4) else { return false };
        let content = at + 8;
        // A recording that broke off claims more than there is.
        let end = content.saturating_add(size).min(to);
        let list = bytes.get(content..content + 4).unwrap_or_default().to_vec();
        match (&kind, list.as_slice()) {
            (b"LIST", b"INFO" | b"exif" | b"ncdt" | b"adtl") => empty(bytes, at, end),
            (b"LIST", b"movi") => {}
            (b"LIST" | b"RIFF", _) if depth < 6 => is_read &= clean_part(bytes, content + 4, end, depth + 1),
            (kind, _) if ABOUT.contains(&kind) => empty(bytes, at, end),
            _ => {}
        }
        at = end + (size & 1);
    }
    is_read
}

fn empty(bytes: &mut [u8], at: usize, end: usize) {
    bytes[at..at + 4].copy_from_slice(b"JUNK");
    bytes[at + 8..end.max(at + 8)].fill(0);
}
