//! Colours as the camera meant them. Phones save in wider colours than screens agree on and say so in a profile; we keep
//! no profile, so the numbers are turned into those of sRGB, which every screen takes for granted.

use image::{ImageDecoder, RgbImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Profiles of cameras have a few hundred bytes, of printers up to a few megabytes.
const LARGEST: usize = 8 << 20;

/// What the numbers of a picture mean.
pub(super) struct Colours(Option<ColorProfile>);

impl Colours {
    /// As the picture says; a profile that can't be read is no reason to refuse it.
    pub(super) fn of(decoder: &mut impl ImageDecoder) -> Self {
        let profile = decoder.icc_profile().ok().flatten().filter(|profile| profile.len() <= LARGEST);
        let read = profile.and_then(|profile| ColorProfile::new_from_slice(&profile).ok());
        if read.is_some() {
            return Self(read);
        }
        let exif = decoder.exif_metadata().ok().flatten().unwrap_or_default();
        Self(says_adobe_rgb(&exif).then(ColorProfile::new_adobe_rgb))
    }

    /// Turns the numbers of the picture, of whatever meaning, into those of sRGB.
    pub(super) fn into_srgb(self, picture: &mut RgbImage) {
        let Some(profile) = self.0 else { return };
        let converted = match profile.color_space {
            DataColorSpace::Rgb => converted(&profile, Layout::Rgb, picture.as_raw(), picture.len()),
            DataColorSpace::Gray => {
                let grey: Vec<u8> = picture.pixels().map(|pixel| pixel.0[0]).collect();
                converted(&profile, Layout::Gray, &grey, picture.len())
            }
            // Inks were mixed into colours by the decoder.
            _ => None,
        };
        if let Some(converted) = converted.and_then(|all| RgbImage::from_raw(picture.width(), picture.height(), all)) {
            *picture = converted;
        }
    }
}

fn converted(profile: &ColorProfile, layout: Layout, from: &[u8], length: usize) -> Option<Vec<u8>> {
    let srgb = ColorProfile::new_srgb();
    let transform = profile.create_transform_8bit(layout, &srgb, Layout::Rgb, TransformOptions::default()).ok()?;
    let mut to = vec![0; length];
    transform.transform(from, &mut to).ok()?;
    Some(to)
}

/// Cameras that save Adobe RGB without a profile say so in one field: interoperability "R03".
fn says_adobe_rgb(exif: &[u8]) -> bool {
    const FIELDS: [&[u8]; 2] = [b"\0\x01\0\x02\0\0\0\x04R03\0", b"\x01\0\x02\0\x04\0\0\0R03\0"];
    FIELDS.iter().any(|field| exif.windows(field.len()).any(|part| part == *field))
}
