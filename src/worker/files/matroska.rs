//! Films and sounds of WebM and Matroska: what is said about them, and what is attached, becomes empty space.

const SEGMENT: u32 = 0x1853_8067;
const CLUSTER: u32 = 0x1f43_b675;
const TAGS: u32 = 0x1254_c367;
const ATTACHMENTS: u32 = 0x1941_a469;

/// Empties tags and attachments. `false` where the file can't be read through.
pub(super) fn clean(bytes: &mut [u8]) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        let Some((id, id_length)) = id(bytes, at) else { return false };
        let Some((size, size_length)) = size(bytes, at + id_length) else { return false };
        let content = at + id_length + size_length;
        match (id, size) {
            // Browsers write these before they know how long they become: what follows stands within.
            (SEGMENT, _) | (CLUSTER, None) => at = content,
            (_, None) => return false,
            (TAGS | ATTACHMENTS, Some(size)) => {
                let Some(end) = content.checked_add(size).filter(|end| *end <= bytes.len()) else { return false };
                empty(&mut bytes[at..end]);
                at = end;
            }
            (_, Some(size)) => at = content.saturating_add(size),
        }
    }
    true
}

/// `Void`, of the same length, with nothing in it.
fn empty(element: &mut [u8]) {
    let length = element.len();
    element.fill(0);
    element[0] = 0xec;
    if length >= 9 {
        let size = (length - 9) as u64 | 1 << 56;
        element[1..9].copy_from_slice(&size.to_be_bytes());
    } else if let Ok(size) = u8::try_from(length - 2) {
        element[1] = 0x80 | size;
    }
}

fn id(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let first = *bytes.get(at)?;
    let length = first.leading_zeros() as usize + 1;
    if length > 4 {
        return None;
    }
    let digits = bytes.get(at..at + length)?;
    Some((digits.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)), length))
}

/// A size, `None` where it is left open, and how many bytes say so.
fn size(bytes: &[u8], at: usize) -> Option<(Option<usize>, usize)> {
    let first = *bytes.get(at)?;
    let length = first.leading_zeros() as usize + 1;
    if length > 8 {
        return None;
    }
    let digits = bytes.get(at..at + length)?;
    let mask = (1_u64 << (7 * length)) - 1;
    let value = digits.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)) & mask;
    Some(((value != mask).then(|| usize::try_from(value).unwrap_or(usize::MAX)), length))
}
