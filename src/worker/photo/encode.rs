//! From pixels to JPEG.

use image::RgbImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::protocol::PhotoError;

/// A JPEG of this quality (of 100), with nothing in it but the picture.
///
/// Without `set_optimized_huffman_tables`: it writes each colour in a scan of its own, which our decoder can't read
/// (see `decode::has_scan_for_each_colour`). What we write, we must be able to read.
pub(super) fn jpeg(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, PhotoError> {
    let side = |side: u32| u16::try_from(side).map_err(|_| PhotoError::TooBig);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(picture.as_raw(), side(picture.width())?, side(picture.height())?, ColorType::Rgb)
        .map_err(|_| PhotoError::Damaged)?;
    Ok(bytes)
}

/// The best JPEG that stays within so many bytes.
pub(super) fn within(picture: &RgbImage, most: usize) -> Result<Vec<u8>, PhotoError> {
    let mut smallest = Vec::new();
    for quality in [75, 60, 45, 30, 15] {
        smallest = jpeg(picture, quality)?;
        if smallest.len() <= most {
            break;
        }
    }
    Ok(smallest)
}
