//! Whether a JPEG is all there. Our decoder fills what is missing with grey and reports success, and at school half a page
//! would be missing without a word.

/// Whether these bytes are a JPEG that breaks off before its end. What stands after the end, as phones put there, is
/// no part of it.
pub(super) fn is_cut_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xd8]) && !ends(bytes)
}

/// Goes from marker to marker, over the small picture that a camera may have put into a segment, up to the end.
fn ends(bytes: &[u8]) -> bool {
    let mut at = 2;
    loop {
        let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)) else {
            return false;
        };
        at += found + 1;
        match bytes.get(at) {
            None => return false,
            Some(0xd9) => return true,
            // Filling, a 255 of the picture, a mark to restart at: none has content of its own.
            Some(0xff) => {}
            Some(0x00 | 0x01 | 0xd0..=0xd8) => at += 1,
            Some(_) => {
                let Some(&[high, low]) = bytes.get(at + 1..).and_then(|rest| rest.first_chunk::<2>()) else {
                    return false;
                };
                at += 1 + usize::from(u16::from_be_bytes([high, low]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_cut_jpeg;

    #[test]
    fn a_jpeg_ends_where_it_says_and_not_where_its_small_picture_does() {
        // A segment of six bytes that holds an end, a scan with a 255 in it, the end, and what a phone added.
        let whole = b"\xff\xd8\xff\xe1\0\x08\xff\xd8\xff\xd9\0\0\xff\xda\0\x03\0ab\xff\0c\xff\xd3d\xff\xd9more";
        assert!(!is_cut_jpeg(whole));
        for end in 2..whole.len() - 4 {
            assert!(is_cut_jpeg(&whole[..end]), "{end}");
        }
        assert!(!is_cut_jpeg(b"\x89PNG"));
    }
}
