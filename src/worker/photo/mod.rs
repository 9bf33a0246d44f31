//! Photos as Footbridge keeps them: upright, small, and nothing in the file but the picture. Place, time, camera and
//! its serial number are gone because the file is written anew from its pixels.

mod colour;
mod decode;
mod encode;
mod whole;

use sha2::{Digest, Sha256};

use crate::protocol::{PhotoError, PreparedPhoto};

/// The longer side of a photo, in pixels.
pub const LONGER_SIDE: u32 = 2048;
const THUMB_SIDE: u32 = 320;
const THUMB_BYTES: usize = 30 * 1024;

/// Makes any JPEG, PNG or WebP picture into one we keep.
pub fn prepare(bytes: &[u8]) -> Result<PreparedPhoto, PhotoError> {
    let picture = decode::upright(bytes, LONGER_SIDE)?;
    let jpeg = encode::jpeg(&picture, 82)?;
    let thumb = encode::within(&decode::shrunk(&picture, THUMB_SIDE)?, THUMB_BYTES)?;
    let sha256 = Sha256::digest(&jpeg).into();
    Ok(PreparedPhoto { width: picture.width(), height: picture.height(), sha256, jpeg, thumb })
}
