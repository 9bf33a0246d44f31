//! What a file is, by its first bytes.

use crate::protocol::PhotoError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Nothing,
    /// JPEG, PNG or WebP.
    Photo,
    /// A picture that we can't read.
    Picture(PhotoError),
    /// MP4, QuickTime, 3GP: films, and sounds of phones.
    Film,
    /// WebM and its like.
    Matroska,
    /// AVI and WAV.
    Riff,
    Mp3,
    Flac,
    Amr,
    Ogg,
    Pdf,
    /// Word, Excel, PowerPoint, OpenDocument, old and new, and other zips.
    Office,
    Text,
    Unknown,
}

impl Kind {
    pub(super) fn of(bytes: &[u8]) -> Self {
        match bytes {
            [] => Self::Nothing,
            [0xff, 0xd8, 0xff, ..] | [0x89, b'P', b'N', b'G', ..] => Self::Photo,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::Photo,
            [b'R', b'I', b'F', b'F' | b'X', ..] => Self::Riff,
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => by_brand(bytes),
            _ if is_other_picture(bytes) => Self::Picture(PhotoError::NotAPhoto),
            // QuickTime of before there were brands.
            [_, _, _, _, kind @ ..]
                if [b"moov", b"mdat", b"wide", b"pnot"].iter().any(|known| kind.starts_with(*known)) =>
            {
                Self::Film
            }
            [0x1a, 0x45, 0xdf, 0xa3, ..] => Self::Matroska,
            [b'I', b'D', b'3', ..] | [0xff, 0xe2..=0xfd, ..] => Self::Mp3,
            [b'f', b'L', b'a', b'C', ..] => Self::Flac,
            [b'#', b'!', b'A', b'M', b'R', ..] => Self::Amr,
            [b'O', b'g', b'g', b'S', ..] => Self::Ogg,
            [b'P', b'K', 3 | 5, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] | [b'{', b'\\', b'r', b't', b'f', ..] => {
                Self::Office
            }
            _ if starts_soon_with(bytes, b"%PDF-") => Self::Pdf,
            _ if is_text(bytes) => Self::Text,
            _ => Self::Unknown,
        }
    }

    /// The media type: what the bytes are, whatever the device says.
    pub(super) fn media(self, bytes: &[u8], said: &str) -> String {
        let or = |usual: &str, fits: &[&str]| {
            if fits.iter().any(|start| said.starts_with(start)) { said } else { usual }.to_owned()
        };
        match self {
            Self::Film => match bytes.get(8..11) {
                Some(b"M4A" | b"M4B") => "audio/mp4".to_owned(),
                Some(b"qt ") => "video/quicktime".to_owned(),
                _ => or("video/mp4", &["video/", "audio/"]),
            },
            Self::Matroska => or("video/webm", &["video/", "audio/"]),
            Self::Riff if bytes.get(8..12) == Some(b"WAVE") => or("audio/wav", &["audio/"]),
            Self::Riff => or("video/x-msvideo", &["video/"]),
            Self::Mp3 => or("audio/mpeg", &["audio/"]),
            Self::Flac => or("audio/flac", &["audio/"]),
            Self::Amr => or("audio/amr", &["audio/"]),
            Self::Ogg => or("audio/ogg", &["audio/", "video/"]),
            Self::Pdf => "application/pdf".to_owned(),
            _ => said.to_owned(),
        }
    }
}

/// The brands of a file of boxes say whether it is a film or a picture, and whose.
fn by_brand(bytes: &[u8]) -> Kind {
    let size = super::be32(bytes, 0).unwrap_or(0).clamp(16, 256).min(bytes.len());
    let first = bytes.get(8..12).unwrap_or_default();
    let others = bytes.get(16..size).unwrap_or_default().chunks_exact(4);
    let brands = || std::iter::once(first).chain(others.clone());
    let has = |known: &[&[u8]]| brands().any(|brand| known.contains(&brand));
    let still: &[&[u8]] = &[b"mif1", b"msf1", b"mif2", b"miaf", b"MiHE", b"1pic", b"crx ", b"jxl "];
    if has(&[b"avif", b"avis"]) {
        Kind::Picture(PhotoError::Avif)
    } else if has(&[b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs"]) {
        Kind::Picture(PhotoError::Heic)
    } else if has(still) {
        Kind::Picture(PhotoError::NotAPhoto)
    } else {
        Kind::Film
    }
}

/// GIF, BMP, TIFF and what cameras write raw, JPEG XL, JPEG 2000, Photoshop, drawings in XML.
fn is_other_picture(bytes: &[u8]) -> bool {
    let starts: [&[u8]; 13] = [
        b"GIF8",
        b"II*\0",
        b"MM\0*",
        b"II+\0",
        b"MM\0+",
        b"IIRO",
        b"IIRS",
        b"IIU\0",
        b"FUJIFILMCCD",
        b"FOVb",
        b"8BPS",
        b"\xff\x0a",
        b"\xff\x4f\xff\x51",
    ];
    let is_bitmap = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]);
    let is_boxed = bytes.starts_with(b"\0\0\0\x0cJXL ") || bytes.starts_with(b"\0\0\0\x0cjP  ");
    let head = bytes.get(..1024).unwrap_or(bytes);
    let is_drawing = head.windows(4).any(|part| part == b"<svg") && is_text(head);
    starts.iter().any(|start| bytes.starts_with(start)) || is_bitmap || is_boxed || is_drawing
}

fn starts_soon_with(bytes: &[u8], wanted: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    head.windows(wanted.len()).any(|part| part == wanted)
}

/// Words in any code page: no byte that only programs write, or two bytes a letter.
fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
        || head.iter().all(|byte| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_bytes() {
        let heic = b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic";
        let cases: [(&[u8], Kind); 17] = [
            (b"", Kind::Nothing),
            (b"\xff\xd8\xff\xe0", Kind::Photo),
            (b"\x89PNG\r\n", Kind::Photo),
            (b"RIFF\0\0\0\0WEBPVP8 ", Kind::Photo),
            (b"RIFF\0\0\0\0AVI LIST", Kind::Riff),
            (heic, Kind::Picture(PhotoError::Heic)),
            (b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miafMA1B", Kind::Picture(PhotoError::Avif)),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", Kind::Film),
            (b"\0\0\0\x08wide\0\0\0\x10mdat", Kind::Film),
            (b"GIF89a", Kind::Picture(PhotoError::NotAPhoto)),
            (b"<?xml version='1.0'?><svg xmlns='x'>", Kind::Picture(PhotoError::NotAPhoto)),
            (b"\xef\xbb\xbfWeek,Task", Kind::Text),
            (b"BMX ride on Friday", Kind::Text),
            (b"\xff\xfeW\0e\0", Kind::Text),
            (b"ID3\x04", Kind::Mp3),
            (b"junk\n%PDF-1.4", Kind::Pdf),
            (b"\x00\x01\x02\x03\x04\x05\x06\x07\x08", Kind::Unknown),
        ];
        for (bytes, kind) in cases {
            assert_eq!(Kind::of(bytes), kind, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
