//! Packs: several records of one scope as one compressed block, the same on the wire and on the device, so that
//! a first sync stores what it receives without looking inside (design, section 10).
//!
//! Three formats, told apart by their first byte. Format 1 is zstd over postcard. Format 2 takes the texts out first
//! and packs them by words (see [`words`]): it is a third smaller. Format 3 does the same and lets each record stand
//! apart (see [`apart`]): it is the one that is written; 2 and 1 are read for ever, and written for devices that know no
//! other. The server packs with the reference library at a high level, once per scope and kept; devices mostly unpack.

mod apart;
#[cfg(any(test, feature = "testing"))]
pub mod strange;
mod texts;
mod words;

use std::borrow::Borrow;

pub use apart::{Found, Unread};

use domain::limits::Weigh;
use domain::record::Record;
use ruzstd::decoding::StreamingDecoder;
use ruzstd::io::Read;
use serde::{Deserialize, Serialize};

use crate::store::StoreError;
use apart::Member;

/// The most bytes that a pack may unpack to: 64 MB. Our reasoning: a scope of 10,000 long records is half that.
const MOST_UNPACKED: usize = 64 * 1024 * 1024;

/// The most bytes that are packed as one, unless a single record has more: 8 MB, well under what is unpacked.
pub const LARGEST_PART: usize = 8 * 1024 * 1024;

/// The first byte of format 2.
const FORMAT_2: u8 = 2;
/// The first byte of format 3.
const FORMAT_3: u8 = 3;
/// The first byte of format 1, that of every zstd frame. Later formats have numbers from 4 up to it.
const FORMAT_1: u8 = 0x28;

/// Why a pack cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// Not a whole zstd frame.
    #[error("the pack is damaged")]
    Damaged,
    /// Unpacks to more than a device should take.
    #[error("the pack is too large")]
    TooLarge,
    /// Holds something that is not a list of records.
    #[error("the pack does not hold records")]
    NotRecords,
    /// Of a format that came after this version.
    #[error("the pack is of a newer format")]
    Newer,
}

impl From<PackError> for StoreError {
    fn from(error: PackError) -> Self {
        match error {
            PackError::Newer => StoreError::Newer,
            PackError::Damaged | PackError::TooLarge | PackError::NotRecords => StoreError::Damaged,
        }
    }
}

/// Formats 2 and 3 after their first byte. Each part is a zstd frame.
#[derive(Serialize, Deserialize)]
struct Parts {
    words: Vec<u8>,
    tokens: Vec<u8>,
    /// The records without their texts: in format 2 a list of them in postcard.
    records: Vec<u8>,
}

/// Packs records with this zstd compressor, with their texts by words where that comes out smaller.
///
/// # Panics
/// Never: records always serialise.
#[must_use]
pub fn pack(records: &[&Record], zstd: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    pack_smaller(&records.iter().map(|record| Member::Read(record)).collect::<Vec<_>>(), zstd)
}

/// The same of what was found in packs: what was not understood goes in as it came.
#[must_use]
pub fn pack_found(found: &[&Found], zstd: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let members = found.iter().map(|found| match found {
        Found::Read(record) => Member::Read(record),
        Found::Unread(unread) => Member::Unread(unread),
    });
    pack_smaller(&members.collect::<Vec<_>>(), zstd)
}

fn pack_smaller(members: &[Member<'_>], zstd: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let (plain, by_words) = (apart::pack(members, false, &zstd), apart::pack(members, true, &zstd));
    if by_words.len() < plain.len() { by_words } else { plain }
}

/// Packs for devices that know no format after 2, in whichever of the two comes out smaller.
#[must_use]
pub fn pack_together(records: &[&Record], zstd: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let (plain, by_words) = (pack_plainly(records, &zstd), pack_by_words(records, &zstd));
    if by_words.len() < plain.len() { by_words } else { plain }
}

/// Packs in format 2, even where it is larger.
#[must_use]
pub fn pack_by_words(records: &[&Record], zstd: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let mut stripped: Vec<Record> = records.iter().map(|record| (*record).clone()).collect();
    let packed = words::pack(&texts::take_out(&mut stripped));
    let parts = Parts {
        words: zstd(packed.words.as_bytes()),
        tokens: zstd(&packed.tokens),
        records: zstd(&to_bytes(&stripped)),
    };
    postcard::to_extend(&parts, vec![FORMAT_2]).expect("bytes are bytes")
}

/// Packs in format 1, even where it is larger.
#[must_use]
pub fn pack_plainly(records: &[&Record], zstd: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    zstd(&to_bytes(records))
}

/// Packs quickly and in pure Rust, for tests. Devices pack what they [`open`]ed, and the server has a better compressor.
#[cfg(any(test, feature = "testing"))]
#[must_use]
pub fn pack_quickly(records: &[&Record]) -> Vec<u8> {
    pack(records, compress)
}

/// These records in parts of which each is packed by itself: none is too large for a device. No part is empty.
#[must_use]
pub fn parts<R: Borrow<Record>>(records: Vec<R>) -> Vec<Vec<R>> {
    parts_by(records, |record| record.borrow().weight())
}

/// The same of anything that has a weight in bytes.
#[must_use]
pub fn parts_by<R>(records: Vec<R>, weight: impl Fn(&R) -> usize) -> Vec<Vec<R>> {
    let (mut parts, mut bytes): (Vec<Vec<R>>, usize) = (Vec::new(), 0);
    for record in records {
        let more = weight(&record);
        match parts.last_mut() {
            Some(part) if bytes + more <= LARGEST_PART => {
                bytes += more;
                part.push(record);
            }
            _ => {
                bytes = more;
                parts.push(vec![record]);
            }
        }
    }
    parts
}

/// Whether the records of this pack stand apart: then only devices that know format 3 can read it.
#[must_use]
pub fn stand_apart(packed: &[u8]) -> bool {
    packed.first() == Some(&FORMAT_3)
}

fn to_bytes(records: &(impl Serialize + ?Sized)) -> Vec<u8> {
    postcard::to_allocvec(records).expect("records hold nothing that postcard cannot write")
}

/// A zstd frame in pure Rust, quick and larger than the reference library's.
#[must_use]
pub fn compress(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// What is in a pack, in its order. Where records stand apart, one that is not understood hinders no other.
///
/// # Errors
/// [`PackError`] when it is not one.
pub fn open(packed: &[u8]) -> Result<Vec<Found>, PackError> {
    if packed.first().is_some_and(|format| (FORMAT_3 + 1..FORMAT_1).contains(format)) {
        return Err(PackError::Newer);
    }
    if let Some(parts) = packed.strip_prefix(&[FORMAT_3]) {
        return apart::unpack(parts);
    }
    let records = match packed.strip_prefix(&[FORMAT_2]) {
        Some(parts) => unpack_by_words(parts)?,
        None => postcard::from_bytes(&decompress(packed)?).map_err(|_| PackError::NotRecords)?,
    };
    Ok(records.into_iter().map(Found::Read).collect())
}

/// The records of a pack that are understood. Whoever keeps what was in it has to [`open`] it.
///
/// # Errors
/// [`PackError`] when it is not one.
pub fn unpack(packed: &[u8]) -> Result<Vec<Record>, PackError> {
    let read = |found| match found {
        Found::Read(record) => Some(record),
        Found::Unread(_) => None,
    };
    Ok(open(packed)?.into_iter().filter_map(read).collect())
}

fn unpack_by_words(parts: &[u8]) -> Result<Vec<Record>, PackError> {
    let parts: Parts = postcard::from_bytes(parts).map_err(|_| PackError::Damaged)?;
    let words = String::from_utf8(decompress(&parts.words)?).map_err(|_| PackError::NotRecords)?;
    let texts = words::unpack(&words, &decompress(&parts.tokens)?, MOST_UNPACKED).ok_or(PackError::NotRecords)?;
    let mut records: Vec<Record> =
        postcard::from_bytes(&decompress(&parts.records)?).map_err(|_| PackError::NotRecords)?;
    texts::put_back(&mut records, texts).ok_or(PackError::NotRecords)?;
    Ok(records)
}

fn decompress(frame: &[u8]) -> Result<Vec<u8>, PackError> {
    let mut decoder = StreamingDecoder::new(frame).map_err(|_| PackError::Damaged)?;
    let mut bytes = Vec::with_capacity(frame.len() * 4);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = decoder.read(&mut buffer).map_err(|_| PackError::Damaged)?;
        if read == 0 {
            return Ok(bytes);
        }
        bytes.extend_from_slice(&buffer[..read]);
        if bytes.len() > MOST_UNPACKED {
            return Err(PackError::TooLarge);
        }
    }
}

#[cfg(test)]
mod tests;
