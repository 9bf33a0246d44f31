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
    assert_eq!(prepare(b"").unwrap_err(), PhotoError::NotAPhoto);
    assert_eq!(prepare(b"Dear school,").unwrap_err(), PhotoError::NotAPhoto);
    assert_eq!(prepare(b"\0\0\0\x18ftypheic\0\0\0\0").unwrap_err(), PhotoError::Heic);
    assert_eq!(prepare(&sample("photo-sideways-gps.jpg")[..200]).unwrap_err(), PhotoError::Damaged);
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
