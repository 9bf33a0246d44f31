//! What a file is, by its own first bytes: never by what somebody says of it.

/// The media type of a file that begins like this; bytes without meaning for anything not known.
#[must_use]
pub fn of(head: &[u8]) -> &'static str {
    let at = |offset: usize, bytes: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(bytes));
    match () {
        () if at(0, b"\xff\xd8\xff") => "image/jpeg",
        () if at(0, b"\x89PNG\r\n\x1a\n") => "image/png",
        () if at(0, b"GIF8") => "image/gif",
        () if at(0, b"RIFF") && at(8, b"WEBP") => "image/webp",
        () if at(4, b"ftypavif") => "image/avif",
        () if at(4, b"ftyphei") || at(4, b"ftypmif1") => "image/heic",
        () if at(0, b"%PDF-") => "application/pdf",
        () if at(0, b"PK\x03\x04") => "application/zip",
        () if at(4, b"ftypM4A") => "audio/mp4",
        () if at(4, b"ftyp") => "video/mp4",
        () if at(0, b"\x1a\x45\xdf\xa3") => "video/webm",
        () if at(0, b"OggS") => "audio/ogg",
        () if at(0, b"ID3") || at(0, b"\xff\xfb") => "audio/mpeg",
        () if at(0, b"RIFF") && at(8, b"WAVE") => "audio/wav",
        () => "application/octet-stream",
    }
}

/// Whether a browser may show it in place. Everything else, documents included, is only ever saved.
#[must_use]
pub fn shows(media: &str) -> bool {
    let kinds = ["image/", "audio/", "video/"];
    kinds.iter().any(|kind| media.starts_with(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_what_a_file_is() {
        assert_eq!(of(b"\xff\xd8\xff\xe0"), "image/jpeg");
        assert_eq!(of(b"RIFF\0\0\0\0WEBPVP8 "), "image/webp");
        assert_eq!(of(b"<svg onload=alert(1)>"), "application/octet-stream");
        assert_eq!(of(b""), "application/octet-stream");
        assert!(shows("image/jpeg") && !shows("application/pdf"));
    }
}
