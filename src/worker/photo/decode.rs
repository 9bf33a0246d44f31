//! From the bytes of a picture to its pixels, upright and shrunk, with limits set before anything is unpacked.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::error::ImageError;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbImage};

use super::colour::Colours;
use super::whole;
use crate::files::{Refused, Sorted, sorted};
use crate::protocol::PhotoError;

/// Bytes of a picture file: more than any camera writes as JPEG.
const MAX_FILE: usize = 60 << 20;
/// Cameras of today give up to 108 million pixels; more is an attack or no photo.
const MAX_PIXELS: u64 = 110_000_000;
const MAX_SIDE: u32 = 20_000;
/// Bytes that say what a file is.
const HEAD: usize = 4096;
/// Bytes that a decoder may take.
const MAX_MEMORY: u64 = 450 << 20;

/// The picture with its longer side at most `longer_side`, turned as its tag says.
pub(super) fn upright(bytes: &[u8], longer_side: u32) -> Result<RgbImage, PhotoError> {
    if bytes.len() > MAX_FILE {
        return Err(PhotoError::TooBig);
    }
    // Which kinds we take, and what is said of the others, is decided in one place.
    match sorted("", "", Vec::from(bytes.get(..HEAD).unwrap_or(bytes))) {
        Ok(Sorted::Photo(_)) => {}
        Ok(Sorted::File(_)) => return Err(PhotoError::NotAPhoto),
        Err(Refused::Empty) => return Err(PhotoError::Empty),
        Err(Refused::Picture(why)) => return Err(why),
    }
    if whole::is_cut_jpeg(bytes) {
        return Err(PhotoError::Damaged);
    }
    if has_scan_for_each_colour(bytes) {
        return Err(PhotoError::NotAPhoto);
    }
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PhotoError::NotAPhoto)?;
    if reader.format().is_none() {
        return Err(PhotoError::NotAPhoto);
    }
    let mut decoder = reader.into_decoder().map_err(why)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(PhotoError::Damaged);
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS || width.max(height) > MAX_SIDE {
        return Err(PhotoError::TooBig);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    decoder.set_limits(limits).map_err(why)?;
    // A broken tag is no reason to refuse a picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let colours = Colours::of(&mut decoder);
    let picture = DynamicImage::from_decoder(decoder).map_err(why)?;
    // Shrinking first leaves few pixels to convert and to turn.
    let mut picture = shrunk(&on_white(picture), longer_side)?;
    colours.into_srgb(&mut picture);
    let mut picture = DynamicImage::ImageRgb8(picture);
    picture.apply_orientation(orientation);
    Ok(picture.into_rgb8())
}

/// The picture made smaller so that its longer side is at most `longer_side`; a smaller one stays as it is.
pub(super) fn shrunk(picture: &RgbImage, longer_side: u32) -> Result<RgbImage, PhotoError> {
    let (width, height) = picture.dimensions();
    let longer = width.max(height);
    if longer <= longer_side {
        return Ok(picture.clone());
    }
    let scaled = |side: u32| {
        let side = (u64::from(side) * u64::from(longer_side) + u64::from(longer) / 2) / u64::from(longer);
        u32::try_from(side).unwrap_or(longer_side).max(1)
    };
    let source = ImageRef::new(width, height, picture.as_raw(), PixelType::U8x3).map_err(|_| PhotoError::Damaged)?;
    let mut target = Image::new(scaled(width), scaled(height), PixelType::U8x3);
    // Lanczos keeps handwriting sharp.
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(&source, &mut target, &options).map_err(|_| PhotoError::Damaged)?;
    RgbImage::from_raw(target.width(), target.height(), target.into_vec()).ok_or(PhotoError::Damaged)
}

/// A picture with see-through parts, such as a screenshot, as it looks on paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let seen = picture.into_rgba8();
    let blend = |part: u8, alpha: u8| {
        let mixed = (u16::from(part) * u16::from(alpha) + 255 * u16::from(255 - alpha) + 127) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        image::Rgb([blend(red, alpha), blend(green, alpha), blend(blue, alpha)])
    })
}

/// A baseline JPEG with a scan for each colour: `zune-jpeg` 0.5.15, behind `image`, decodes it to wrong colours and
/// reports success (zune-image#422, fixed after that release). Cameras don't write it; a refusal beats a spoilt page.
fn has_scan_for_each_colour(bytes: &[u8]) -> bool {
    let mut at = 2;
    let mut colours = 0;
    while let Some(&[0xff, marker, high, low]) = bytes.get(at..at + 4).and_then(|head| head.first_chunk::<4>()) {
        match marker {
            0xc0 | 0xc1 => colours = bytes.get(at + 9).copied().unwrap_or(0),
            0xda => return bytes.starts_with(&[0xff, 0xd8]) && colours > 1 && bytes.get(at + 4) == Some(&1),
            _ => {}
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    false
}

fn why(error: ImageError) -> PhotoError {
    match error {
        ImageError::Limits(_) => PhotoError::TooBig,
        ImageError::Unsupported(_) => PhotoError::NotAPhoto,
        _ => PhotoError::Damaged,
    }
}
