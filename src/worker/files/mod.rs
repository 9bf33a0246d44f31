//! Files on their way into the notebook: known by their bytes, never by their names, and without where and with what
//! they were made. [`sorted`] is the only way to a [`Clean`] file, and nothing else can be kept.
//!
//! It works within the bytes it is given, so that a film of 50 MB needs no second copy on a phone.

mod film;
mod kind;
mod matroska;
mod riff;
mod sound;

use crate::protocol::{PhotoError, PreparedPhoto};
use kind::Kind;

/// Bytes that may be kept and sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clean {
    bytes: Vec<u8>,
    media: String,
    tells: Tells,
}

/// What a kept file may still tell of how it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// Neither place nor device.
    Nothing,
    /// A document goes as it is: it may hold its author's name, and pictures with theirs.
    AsWritten,
    /// We can't look into it.
    Unknown,
}

/// What was picked, told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sorted {
    /// A picture, which the worker has to prepare before it can be kept.
    Photo(Vec<u8>),
    /// Anything else, ready to be kept.
    File(Clean),
}

/// Why a file can't be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Nothing is in it.
    Empty,
    /// A picture of a kind that we can't free of its tags.
    Picture(PhotoError),
}

impl Clean {
    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, where nothing else is needed any more.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Its media type: by its bytes where they say it, else as the device said.
    #[must_use]
    pub fn media(&self) -> &str {
        &self.media
    }

    /// What it may still tell of how it was made.
    #[must_use]
    pub fn tells(&self) -> Tells {
        self.tells
    }

    /// A text that the app itself wrote.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self { bytes: text.as_bytes().to_vec(), media: "text/plain".to_owned(), tells: Tells::Nothing }
    }
}

impl PreparedPhoto {
    /// The photo and its small picture, as files to keep.
    #[must_use]
    pub fn into_files(self) -> (Clean, Clean) {
        let clean = |bytes| Clean { bytes, media: "image/jpeg".to_owned(), tells: Tells::Nothing };
        (clean(self.jpeg), clean(self.thumb))
    }
}

/// Tells a file by its bytes, and frees it of place and device. `name` and `media` help where the bytes say nothing.
pub fn sorted(name: &str, media: &str, mut bytes: Vec<u8>) -> Result<Sorted, Refused> {
    let kind = Kind::of(&bytes);
    let told = |is_read: bool| if is_read { Tells::Nothing } else { Tells::Unknown };
    let tells = match kind {
        Kind::Nothing => return Err(Refused::Empty),
        Kind::Photo => return Ok(Sorted::Photo(bytes)),
        Kind::Picture(why) => return Err(Refused::Picture(why)),
        Kind::Film => told(film::clean(&mut bytes)),
        Kind::Matroska => told(matroska::clean(&mut bytes)),
        Kind::Riff => told(riff::clean(&mut bytes)),
        Kind::Mp3 => {
            sound::clean_mp3(&mut bytes);
            Tells::Nothing
        }
        Kind::Flac => told(sound::clean_flac(&mut bytes)),
        Kind::Amr => Tells::Nothing,
        Kind::Ogg => Tells::Unknown,
        Kind::Pdf | Kind::Office => Tells::AsWritten,
        // Something that calls itself a picture and is none that we know may hold anything.
        Kind::Unknown | Kind::Text if is_called_a_picture(name, media) => {
            return Err(Refused::Picture(PhotoError::NotAPhoto));
        }
        Kind::Text => Tells::Nothing,
        Kind::Unknown => Tells::Unknown,
    };
    let media = kind.media(&bytes, media);
    Ok(Sorted::File(Clean { bytes, media, tells }))
}

fn is_called_a_picture(name: &str, media: &str) -> bool {
    const NAMES: [&str; 12] =
        [".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".gif", ".tif", ".tiff", ".dng", ".bmp"];
    let name = name.to_lowercase();
    media.starts_with("image/") || NAMES.iter().any(|end| name.ends_with(end))
}

/// Four bytes as a number, the greatest first.
fn be32(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..)?.first_chunk::<4>()?;
    usize::try_from(u32::from_be_bytes(*four)).ok()
}

/// Four bytes as a number, the least first.
fn le32(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..)?.first_chunk::<4>()?;
    usize::try_from(u32::from_le_bytes(*four)).ok()
}
