//! Sounds: what stands before and after an MP3, and beside the sound of a FLAC.

/// Takes tags off both ends.
pub(super) fn clean_mp3(bytes: &mut Vec<u8>) {
    let mut start = 0;
    // Seven bits a byte, and ten bytes more at the end where a flag says so.
    while let Some(head) = bytes.get(start..).and_then(|rest| rest.first_chunk::<10>())
        && head.starts_with(b"ID3")
    {
        let size = head[6..10].iter().fold(0_usize, |sum, byte| sum << 7 | usize::from(byte & 0x7f));
        let footer = if head[5] & 0x10 == 0 { 0 } else { 10 };
        start += 10 + size + footer;
    }
    bytes.drain(..start.min(bytes.len()));
    if bytes.len() >= 128 && bytes[bytes.len() - 128..].starts_with(b"TAG") {
        bytes.truncate(bytes.len() - 128);
    }
    if bytes.len() >= 32 && bytes[bytes.len() - 32..].starts_with(b"APETAGEX") {
        let at = bytes.len() - 32;
        let size = super::le32(bytes, at + 12).unwrap_or(0);
        // With a head of its own, where a flag says so.
        let head = if super::le32(bytes, at + 20).unwrap_or(0) >> 31 == 1 { 32 } else { 0 };
        bytes.truncate(bytes.len().saturating_sub(size.saturating_add(head)));
    }
}

/// Empties what is said about the sound, and pictures with it. `false` where it can't be read through.
pub(super) fn clean_flac(bytes: &mut [u8]) -> bool {
    const PADDING: u8 = 1;
    let mut at = 4;
    while let Some(head) = bytes.get(at..).and_then(|rest| rest.first_chunk::<4>()).copied() {
        let [kind, high, middle, low] = head;
        let size = usize::from(high) << 16 | usize::from(middle) << 8 | usize::from(low);
        let end = at + 4 + size;
        let Some(content) = bytes.get_mut(at + 4..end) else { return false };
        if matches!(kind & 0x7f, 2 | 4 | 5 | 6) {
            content.fill(0);
            bytes[at] = kind & 0x80 | PADDING;
        }
        if kind & 0x80 != 0 {
            return true;
        }
        at = end;
    }
    false
}
