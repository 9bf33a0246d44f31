//! Photos of the kind cameras make: what is kept is upright, small and says nothing but the picture.

use std::path::PathBuf;

use image::{GenericImageView, Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder};
use sha2::{Digest, Sha256};
use worker::photo::{LONGER_SIDE, prepare};
use worker::protocol::{PhotoError, PreparedPhoto};

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name)).unwrap()
}

const RED: [u8; 3] = [200, 30, 30];
const GREEN: [u8; 3] = [30, 160, 60];
const BLUE: [u8; 3] = [40, 60, 200];
const YELLOW: [u8; 3] = [230, 200, 40];

/// An upright picture: red top left, green top right, blue bottom left, yellow bottom right.
fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => YELLOW,
        })
    })
}

/// An Exif block as cameras write it: make, model, orientation, body serial number, and where it was taken.
fn exif(orientation: u8) -> Vec<u8> {
    let mut data = b"MM\0\x2a\0\0\0\x08".to_vec();
    let field = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let texts: [&[u8]; 2] = [b"Lumina\0\0", b"Cam 3000"];
    let after_first = 8 + 2 + 5 * 12 + 4;
    let exif_at: u32 = after_first + 16;
    let gps_at: u32 = exif_at + 2 + 12 + 4 + 12;
    data.extend(5_u16.to_be_bytes());
    data.extend(field(0x010f, 2, 7, after_first.to_be_bytes()));
    data.extend(field(0x0110, 2, 8, (after_first + 8).to_be_bytes()));
    data.extend(field(0x0112, 3, 1, [0, orientation, 0, 0]));
    data.extend(field(0x8769, 4, 1, exif_at.to_be_bytes()));
    data.extend(field(0x8825, 4, 1, gps_at.to_be_bytes()));
    data.extend([0; 4]);
    texts.iter().for_each(|text| data.extend(*text));
    data.extend(1_u16.to_be_bytes());
    data.extend(field(0xa431, 2, 12, (exif_at + 18).to_be_bytes()));
    data.extend([0; 4]);
    data.extend(b"SN123456789\0");
    data.extend(2_u16.to_be_bytes());
    data.extend(field(0x0001, 2, 2, *b"N\0\0\0"));
    data.extend(field(0x0002, 5, 3, (gps_at + 30).to_be_bytes()));
    data.extend([0; 4]);
    for part in [51_u32, 1, 31, 1, 12, 1] {
        data.extend(part.to_be_bytes());
    }
    data
}

/// What a camera held so would write for an upright picture: its pixels turned back, and the tag that says so.
fn camera_photo(upright: &RgbImage, orientation: u8) -> Vec<u8> {
    let stored = match orientation {
        3 => image::imageops::rotate180(upright),
        6 => image::imageops::rotate270(upright),
        8 => image::imageops::rotate90(upright),
        _ => upright.clone(),
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 80);
    encoder.add_exif_metadata(&exif(orientation)).unwrap();
    let side = |side: u32| u16::try_from(side).unwrap();
    encoder.encode(stored.as_raw(), side(stored.width()), side(stored.height()), ColorType::Rgb).unwrap();
    bytes
}

#[track_caller]
fn shows(bytes: &[u8], corners: [[u8; 3]; 4]) {
    let picture = image::load_from_memory(bytes).unwrap();
    let (width, height) = picture.dimensions();
    for (place, expected) in [(1, 1), (3, 1), (1, 3), (3, 3)].into_iter().zip(corners) {
        let seen = picture.get_pixel(width * place.0 / 4, height * place.1 / 4).0;
        let near = (0..3).all(|part| seen[part].abs_diff(expected[part]) < 14);
        assert!(near, "at {place:?}: {seen:?}, not {expected:?}");
    }
}

#[track_caller]
fn says_nothing_else(photo: &PreparedPhoto) {
    for bytes in [&photo.jpeg, &photo.thumb] {
        assert!(bytes.starts_with(&[0xff, 0xd8]));
        for secret in [&b"Exif"[..], b"GPS", b"Lumina", b"Cam 3000", b"SN1234", b"http", b"ICC_PROFILE", b"Photoshop"] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret), "{:?}", String::from_utf8_lossy(secret));
        }
        let mut at = 2;
        while bytes[at + 1] != 0xda {
            let marker = bytes[at + 1];
            // APP0 is JFIF itself; APP1 to APP15 and comments are where devices write about themselves.
            assert!(!(0xe1..=0xef).contains(&marker) && marker != 0xfe, "segment {marker:x}");
            at += 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
        }
    }
    assert!(photo.thumb.len() <= 30 * 1024);
    let digest: [u8; 32] = Sha256::digest(&photo.jpeg).into();
    assert_eq!(photo.sha256, digest);
    let kept = image::load_from_memory(&photo.jpeg).unwrap();
    assert_eq!(kept.dimensions(), (photo.width, photo.height));
    assert!(photo.width.max(photo.height) <= LONGER_SIDE);
    let thumb = image::load_from_memory(&photo.thumb).unwrap();
    assert!(thumb.width().max(thumb.height()) <= 320);
}

#[test]
fn photos_become_upright_and_silent() {
    for (name, size) in [
        ("photo-sideways-gps.jpg", (160, 240)),
        ("photo-upside-down-gps.jpg", (240, 160)),
        ("photo-upright-gps.jpg", (240, 160)),
    ] {
        let bytes = sample(name);
        assert!(bytes.windows(8).any(|part| part == b"Cam 3000"), "{name} has lost its tags");
        let photo = prepare(&bytes).unwrap();
        assert_eq!((photo.width, photo.height), size, "{name}");
        shows(&photo.jpeg, [RED, GREEN, BLUE, YELLOW]);
        shows(&photo.thumb, [RED, GREEN, BLUE, YELLOW]);
        says_nothing_else(&photo);
    }
}

#[test]
fn large_photos_shrink_and_small_ones_stay() {
    let photo = prepare(&camera_photo(&quarters(1800, 2400), 6)).unwrap();
    assert_eq!((photo.width, photo.height), (1536, 2048));
    shows(&photo.jpeg, [RED, GREEN, BLUE, YELLOW]);
    says_nothing_else(&photo);
    let thin = prepare(&camera_photo(&quarters(6000, 2), 1)).unwrap();
    assert_eq!((thin.width, thin.height), (2048, 1));
}

#[test]
fn screenshots_with_see_through_parts_stand_on_white() {
    let mut picture = image::RgbaImage::from_pixel(40, 20, image::Rgba([0, 0, 0, 0]));
    for x in 0..20 {
        for y in 0..20 {
            picture.put_pixel(x, y, image::Rgba([200, 30, 30, 255]));
        }
    }
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let photo = prepare(png.get_ref()).unwrap();
    shows(&photo.jpeg, [RED, [255, 255, 255], RED, [255, 255, 255]]);
}

#[test]
fn what_is_no_photo_says_so() {
    assert_eq!(prepare(b"").unwrap_err(), PhotoError::Empty);
    assert_eq!(prepare(b"Dear school,").unwrap_err(), PhotoError::NotAPhoto);
    assert_eq!(prepare(b"\0\0\0\x18ftypheic\0\0\0\0").unwrap_err(), PhotoError::Heic);
    assert_eq!(prepare(&sample("photo-sideways-gps.jpg")[..200]).unwrap_err(), PhotoError::Damaged);
}

fn case(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)).unwrap()
}

#[test]
fn a_cut_picture_is_broken_wherever_it_was_cut() {
    assert_eq!(prepare(&case("p11b-page-cut-half.jpg")).unwrap_err(), PhotoError::Damaged);
    let whole = camera_photo(&quarters(240, 160), 1);
    for end in [whole.len() - 1, whole.len() - 2, whole.len() * 3 / 4, whole.len() / 2, 900, 3] {
        assert_eq!(prepare(&whole[..end]).unwrap_err(), PhotoError::Damaged, "{end}");
    }
    // What a memory card makes of one that was not written to its end.
    let mut blank = whole.clone();
    let half = whole.len() / 2;
    blank[half..].fill(0);
    assert_eq!(prepare(&blank).unwrap_err(), PhotoError::Damaged);
    // What phones put behind a picture is no part of it.
    prepare(&[&whole[..], b"Samsung trailer"].concat()).unwrap();
    for format in [image::ImageFormat::Png, image::ImageFormat::WebP] {
        let mut written = std::io::Cursor::new(Vec::new());
        quarters(64, 64).write_to(&mut written, format).unwrap();
        let whole = written.into_inner();
        prepare(&whole).unwrap();
        assert_eq!(prepare(&whole[..whole.len() * 2 / 3]).unwrap_err(), PhotoError::Damaged, "{format:?}");
    }
}

#[test]
fn pictures_of_other_kinds_are_called_what_they_are() {
    assert_eq!(prepare(&case("p18-avif.avif")).unwrap_err(), PhotoError::Avif);
    assert_eq!(prepare(b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic").unwrap_err(), PhotoError::Heic);
    assert_eq!(prepare(b"GIF89a").unwrap_err(), PhotoError::NotAPhoto);
}

#[test]
fn a_photo_without_a_name_loses_its_tags() {
    let bytes = case("p14b-gps-no-ending");
    assert!(bytes.windows(7).any(|part| part == b"TESTCAM"));
    let photo = prepare(&bytes).unwrap();
    says_nothing_else(&photo);
    assert!(!photo.jpeg.windows(7).any(|part| part == b"TESTCAM"));
}

/// The colour in the middle, as it is kept.
fn middle(bytes: &[u8]) -> [u8; 3] {
    let kept = image::load_from_memory(&prepare(bytes).unwrap().jpeg).unwrap().into_rgb8();
    kept.get_pixel(kept.width() / 2, kept.height() / 2).0
}

#[track_caller]
fn is_near(seen: [u8; 3], wanted: [u8; 3]) {
    assert!((0..3).all(|part| seen[part].abs_diff(wanted[part]) <= 4), "{seen:?}, not {wanted:?}");
}

#[test]
fn wide_colours_become_those_of_every_screen() {
    let display_p3 = case("p12-displayP3.jpg");
    let kept = image::load_from_memory(&prepare(&display_p3).unwrap().jpeg).unwrap().into_rgb8();
    let like = |wanted: [u8; 3]| {
        kept.pixels().filter(|pixel| (0..3).all(|part| pixel.0[part].abs_diff(wanted[part]) <= 3)).count()
    };
    assert_eq!(like([234, 51, 35]), 0);
    assert!(like([255, 0, 0]) > 10_000, "{}", like([255, 0, 0]));
    // The same in each format, with profiles of other colours.
    let profiles = [
        (moxcms::ColorProfile::new_display_p3(), [234, 51, 35], [255, 0, 0]),
        (moxcms::ColorProfile::new_adobe_rgb(), [219, 0, 0], [255, 0, 0]),
        (moxcms::ColorProfile::new_adobe_rgb(), [128, 128, 128], [128, 128, 128]),
        (moxcms::ColorProfile::new_srgb(), [234, 51, 35], [234, 51, 35]),
    ];
    for (profile, stored, seen) in profiles {
        let profile = profile.encode().unwrap();
        let picture = RgbImage::from_pixel(32, 32, Rgb(stored));
        let mut jpeg = Vec::new();
        let mut encoder = Encoder::new(&mut jpeg, 95);
        encoder.add_icc_profile(&profile).unwrap();
        encoder.encode(picture.as_raw(), 32, 32, ColorType::Rgb).unwrap();
        is_near(middle(&jpeg), seen);
        let mut png = Vec::new();
        let mut encoder = image::codecs::png::PngEncoder::new(&mut png);
        image::ImageEncoder::set_icc_profile(&mut encoder, profile.clone()).unwrap();
        image::ImageEncoder::write_image(encoder, picture.as_raw(), 32, 32, image::ExtendedColorType::Rgb8).unwrap();
        is_near(middle(&png), seen);
        let mut webp = Vec::new();
        let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut webp);
        image::ImageEncoder::set_icc_profile(&mut encoder, profile).unwrap();
        image::ImageEncoder::write_image(encoder, picture.as_raw(), 32, 32, image::ExtendedColorType::Rgb8).unwrap();
        is_near(middle(&webp), seen);
    }
}

#[test]
fn a_profile_that_says_nonsense_changes_nothing() {
    let picture = RgbImage::from_pixel(32, 32, Rgb([200, 30, 30]));
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    for cut in [0, 4, 60, profile.len() / 2, profile.len() - 1] {
        let mut jpeg = Vec::new();
        let mut encoder = Encoder::new(&mut jpeg, 95);
        encoder.add_icc_profile(&profile[..cut]).unwrap();
        encoder.encode(picture.as_raw(), 32, 32, ColorType::Rgb).unwrap();
        prepare(&jpeg).unwrap();
    }
}

#[test]
fn grey_deep_and_printed_pictures_are_fine() {
    let grey = image::GrayImage::from_pixel(32, 32, image::Luma([90]));
    let deep = image::ImageBuffer::from_pixel(32, 32, Rgb([51_400_u16, 7_710, 7_710]));
    let mut pngs = Vec::new();
    for picture in [image::DynamicImage::ImageLuma8(grey.clone()), image::DynamicImage::ImageRgb16(deep)] {
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
        pngs.push(png.into_inner());
    }
    is_near(middle(&pngs[0]), [90, 90, 90]);
    is_near(middle(&pngs[1]), [200, 30, 30]);
    let mut jpeg = Vec::new();
    Encoder::new(&mut jpeg, 95).encode(grey.as_raw(), 32, 32, ColorType::Luma).unwrap();
    is_near(middle(&jpeg), [90, 90, 90]);
    let inks: Vec<u8> = std::iter::repeat_n([0, 255, 255, 0], 32 * 32).flatten().collect();
    let mut jpeg = Vec::new();
    Encoder::new(&mut jpeg, 95).encode(&inks, 32, 32, ColorType::Cmyk).unwrap();
    let [red, green, blue] = middle(&jpeg);
    assert!(red > 200 && green < 60 && blue < 60, "{red} {green} {blue}");
}

/// Decoded to wrong colours by our decoder, so refused: no camera writes it.
#[test]
fn a_scan_for_each_colour_is_refused_rather_than_spoilt() {
    let picture = quarters(64, 64);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 80);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(picture.as_raw(), 64, 64, ColorType::Rgb).unwrap();
    assert_eq!(prepare(&bytes).unwrap_err(), PhotoError::NotAPhoto);
}

/// A header that claims 60,000 by 60,000 pixels is refused before a byte is unpacked.
#[test]
fn a_bomb_is_refused_by_its_header() {
    let mut bytes = camera_photo(&quarters(64, 64), 1);
    let frame = bytes.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    bytes[frame + 5..frame + 9].copy_from_slice(&[0xea, 0x60, 0xea, 0x60]);
    assert_eq!(prepare(&bytes).unwrap_err(), PhotoError::TooBig);
}

/// Writes the photos of `tests/samples` anew.
#[test]
#[ignore = "only to make the samples"]
fn make_the_samples() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    for (name, size, orientation) in
        [("sideways", (160, 240), 6), ("upside-down", (240, 160), 3), ("upright", (240, 160), 1)]
    {
        let bytes = camera_photo(&quarters(size.0, size.1), orientation);
        std::fs::write(folder.join(format!("photo-{name}-gps.jpg")), bytes).unwrap();
    }
}

/// Real photos from the folder of samples that lies beside a checkout, where there is one.
#[test]
fn the_folder_of_samples() {
    let Ok(folder) = std::env::var("FOOTBRIDGE_SAMPLES") else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "jpg") {
            let photo = prepare(&std::fs::read(&path).unwrap()).unwrap();
            says_nothing_else(&photo);
            // Stored 2688 by 4032 pixels, seen 4032 by 2688.
            assert!(photo.width > photo.height || !path.to_string_lossy().contains("sideways"));
        }
    }
}
