//! What the app and the worker say to each other, and how it is written: postcard, one message a buffer.
//!
//! The app depends on this part alone (`default-features = false`).

use domain::plan_table::Document;
use serde::{Deserialize, Serialize};

/// A piece of work for the worker; `id` comes back with the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub id: u32,
    pub job: Job,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// Find the tables in a file: .docx, .xlsx, .html, .csv or .txt. The name helps where the bytes say little.
    Document {
        name: String,
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// Find the tables in what a paste gave as `text/html`.
    Html(String),
    /// Find the table in what a paste gave as `text/plain`: lines of cells parted by tabs.
    Text(String),
    /// Make a photo upright and small, without where, when and with what it was taken.
    Photo {
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
}

/// The answer to the request of the same id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    pub id: u32,
    pub answer: Answer,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The worker has started and listens; sent once, with id 0, before any request may be sent.
    Ready,
    Document(Result<Document, DocumentError>),
    Photo(Result<PreparedPhoto, PhotoError>),
    /// The request was not one this worker knows: app and worker are of different releases.
    NotUnderstood,
}

/// A photo as Footbridge keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparedPhoto {
    /// JPEG, upright, at most 2048 pixels on its longer side, holding nothing but the picture.
    #[serde(with = "serde_bytes")]
    pub jpeg: Vec<u8>,
    pub width: u32,
    pub height: u32,
    /// SHA-256 of `jpeg`: the address of the file.
    pub sha256: [u8; 32],
    /// JPEG of at most 320 pixels and 30 KB, for lists.
    #[serde(with = "serde_bytes")]
    pub thumb: Vec<u8>,
}

/// Why a file or paste gave no tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentError {
    /// Nothing was in it.
    Empty,
    /// Read, but without any table: the words could be pasted into rows, or the file attached.
    NoTableFound,
    /// A Word or Excel file of before 2007: save it as .docx or .xlsx, or copy and paste the table.
    OldFormat,
    /// Locked with a password: unlock it, or copy and paste the table.
    Encrypted,
    /// A PDF: attach it as it is, or copy and paste the table.
    Pdf,
    /// An OpenDocument file: save it as .docx or .xlsx, or copy and paste the table.
    OpenDocument,
    /// A picture: attach it as it is.
    Picture,
    /// Larger than a plan can be.
    TooBig,
    /// Begun like a document we read, but broken.
    Damaged,
    /// Nothing we know.
    NotADocument,
    /// A picture that we can't keep either.
    PictureNotRead,
}

/// Why a picture could not be prepared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhotoError {
    /// Not a picture we can read: JPEG, PNG or WebP.
    NotAPhoto,
    /// Apple's HEIC, which most browsers can't read: choose "Most Compatible" in the camera's settings.
    Heic,
    /// More pixels or bytes than a device can work on.
    TooBig,
    /// Begun like a picture, but broken or cut off.
    Damaged,
    /// AVIF, which we can't read: save it as JPEG or PNG.
    Avif,
    /// Nothing was in it.
    Empty,
}

impl Request {
    pub fn to_bytes(&self) -> Vec<u8> {
        to_bytes(self)
    }

    /// Nothing where the bytes are no request of this release.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

impl Reply {
    pub fn to_bytes(&self) -> Vec<u8> {
        to_bytes(self)
    }

    /// Nothing where the bytes are no reply of this release.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

fn to_bytes<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message)
        .expect("a message has no part that postcard can't write, and memory is the only limit")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_back_as_they_were_sent() {
        let request = Request { id: 7, job: Job::Photo { bytes: vec![0, 255, 7] } };
        assert_eq!(Request::from_bytes(&request.to_bytes()), Some(request));
        let reply = Reply { id: 7, answer: Answer::Document(Err(DocumentError::OldFormat)) };
        assert_eq!(Reply::from_bytes(&reply.to_bytes()), Some(reply));
        assert_eq!(Request::from_bytes(&[1]), None);
    }
}
