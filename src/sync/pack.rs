//! Packs: several records of one scope as one compressed block, the same on the wire and on the device, so that
//! a first sync stores what it receives without looking inside (design, section 10).
//!
//! A pack is zstd over postcard. The server packs with the reference library at a high level, once per scope
//! and kept; devices only unpack.

use domain::record::Record;
use ruzstd::decoding::StreamingDecoder;
use ruzstd::io::Read;

/// The most bytes that a pack may unpack to: 64 MB. Our reasoning: a scope of 10,000 long records is half that.
const MOST_UNPACKED: usize = 64 * 1024 * 1024;

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
}

/// Records as the bytes that are then compressed.
///
/// # Panics
/// Never: records always serialise.
#[must_use]
pub fn to_bytes(records: &[&Record]) -> Vec<u8> {
    postcard::to_allocvec(records).expect("records hold nothing that postcard cannot write")
}

/// Compresses [`to_bytes`] quickly and in pure Rust, for devices and tests. The server has a better packer.
#[must_use]
pub fn compress(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// The records of a pack.
///
/// # Errors
/// [`PackError`] when it is not one.
pub fn unpack(packed: &[u8]) -> Result<Vec<Record>, PackError> {
    let mut decoder = StreamingDecoder::new(packed).map_err(|_| PackError::Damaged)?;
    let mut bytes = Vec::with_capacity(packed.len() * 4);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = decoder.read(&mut buffer).map_err(|_| PackError::Damaged)?;
        if read == 0 {
            break;
        }
        bytes.extend_from_slice(&buffer[..read]);
        if bytes.len() > MOST_UNPACKED {
            return Err(PackError::TooLarge);
        }
    }
    postcard::from_bytes(&bytes).map_err(|_| PackError::NotRecords)
}
