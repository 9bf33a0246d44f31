//! From bytes to letters: what programs save that say nothing, or little, of how they write.

use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text in these bytes: Unicode where they are that, else what they say they are, else as Excel saves in Britain.
pub(super) fn text(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Some(wide) = wide_without_a_mark(bytes) {
        return wide.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    // Lines that end in a lone return come from Excel's "CSV (Macintosh)".
    let old_mac = bytes.contains(&b'\r') && !bytes.contains(&b'\n');
    let encoding = said(bytes).unwrap_or(if old_mac { MACINTOSH } else { WINDOWS_1252 });
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// What a page says of itself: `<meta charset=...>`.
fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_:".contains(letter)))?;
    // Not UTF-8, or we would not be here.
    Encoding::for_label(&label.as_bytes()[..end])
        .filter(|encoding| encoding.is_ascii_compatible() && *encoding != encoding_rs::UTF_8)
}

/// Two bytes a letter, every other one nothing, and no mark before them.
fn wide_without_a_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..400).unwrap_or(bytes);
    let empty = |odd: usize| head.iter().enumerate().filter(|(at, byte)| at % 2 == odd && **byte == 0).count();
    let most = head.len() * 3 / 8;
    match (empty(0), empty(1)) {
        _ if head.len() < 8 => None,
        (0, second) if second > most => Some(UTF_16LE),
        (first, 0) if first > most => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_known_by_their_bytes() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        assert_eq!(text(b"\xef\xbb\xbfCaf\xc3\xa9"), "Café");
        assert_eq!(text("Café £5".as_bytes()), "Café £5");
        assert_eq!(text(b"Caf\xe9 \xa35 \x93x\x94"), "Café £5 “x”");
        assert_eq!(text(b"Caf\x8e,1\rZo\x91,2"), "Café,1\rZoë,2");
        assert_eq!(text(&[&[0xff, 0xfe][..], &wide("Café")].concat()), "Café");
        assert_eq!(text(&wide("Week\tCafé\r\n")), "Week\tCafé\r\n");
        assert_eq!(text(b"<meta charset=\"iso-8859-2\"><p>\xb1</p>"), "<meta charset=\"iso-8859-2\"><p>ą</p>");
    }
}
