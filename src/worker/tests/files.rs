//! Files that phones and cameras write: whatever they are called, nothing that is kept says where or with what they were
//! made, and what we can't be sure of is told.

use std::path::PathBuf;

use worker::files::{Clean, Refused, Sorted, Tells, sorted};
use worker::protocol::PhotoError;

fn case(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)).unwrap()
}

fn file(bytes: Vec<u8>) -> Clean {
    match sorted("film", "", bytes).unwrap() {
        Sorted::File(clean) => clean,
        Sorted::Photo(_) => panic!("a photo"),
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

#[track_caller]
fn says_nothing(clean: &Clean) {
    for secret in SECRETS {
        assert!(!holds(clean.bytes(), secret), "{secret}");
    }
}

const SECRETS: [&str; 8] = [
    "+51.5000-000.1200/",
    "Apple",
    "iPhone 15",
    "com.apple.quicktime",
    "TESTCAM",
    "GPSLatitude",
    "High Street",
    "GPSU",
];

/// A box of a film.
fn part(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len() + 8).unwrap();
    [&size.to_be_bytes()[..], kind, content].concat()
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

fn track(handler: &[u8; 4], chunk_at: u32, sizes: &[u32], more: &[u8]) -> Vec<u8> {
    let samples = u32::try_from(sizes.len()).unwrap();
    let table = [
        part(b"stsd", &numbers(&[0, 0])),
        part(b"stsc", &numbers(&[0, 1, 1, samples, 1])),
        part(b"stsz", &[numbers(&[0, 0, samples]), numbers(sizes)].concat()),
        part(b"stco", &numbers(&[0, 1, chunk_at])),
    ]
    .concat();
    let media = [
        part(b"mdhd", &[0; 24]),
        part(b"hdlr", &[&[0; 8][..], handler, &[0; 13]].concat()),
        part(b"minf", &part(b"stbl", &table)),
        part(b"udta", b"High Street"),
    ]
    .concat();
    part(b"trak", &[part(b"tkhd", &[7; 84]), part(b"mdia", &media), more.to_vec()].concat())
}

/// A film as a phone writes it: place, maker and model in every box that was ever seen to hold them.
fn film(brand: &[u8; 4]) -> Vec<u8> {
    let head = part(b"ftyp", &[&brand[..], b"\0\0\0\0", brand].concat());
    let picture = b"PICTURE-PICTURE!";
    let places = b"GPSU+51.5000-000.1200/";
    let first = u32::try_from(head.len() + 8).unwrap();
    let second = first + u32::try_from(picture.len()).unwrap();
    let data = part(b"mdat", &[&picture[..], places].concat());
    let keys = part(
        b"meta",
        b"mdta com.apple.quicktime.location.ISO6709 +51.5000-000.1200/ com.apple.quicktime.make Apple iPhone 15",
    );
    let user = part(
        b"udta",
        &[part(b"\xa9xyz", b"+51.5000-000.1200/"), part(b"loci", b"High Street"), part(b"\xa9mak", b"TESTCAM")]
            .concat(),
    );
    let moov = [
        part(b"mvhd", &[1; 100]),
        track(
            b"vide",
            first,
            &[10, 6],
            &[part(b"udta", b"Apple"), part(b"meta", b"iPhone 15"), part(b"uuid", b"TESTCAM")].concat(),
        ),
        track(b"meta", second, &[4, 18], &[]),
        user,
        keys.clone(),
    ]
    .concat();
    [
        head,
        data,
        part(b"moov", &moov),
        keys,
        part(b"uuid", b"GPSLatitude"),
        part(b"sefd", b"TESTCAM"),
        part(b"free", b"Apple"),
    ]
    .concat()
}

#[test]
fn films_lose_place_and_device_and_keep_every_picture() {
    for (brand, media) in
        [(b"isom", "video/mp4"), (b"qt  ", "video/quicktime"), (b"3gp5", "video/mp4"), (b"M4A ", "audio/mp4")]
    {
        let bytes = film(brand);
        assert!(SECRETS.iter().all(|secret| holds(&bytes, secret)));
        let clean = file(bytes.clone());
        says_nothing(&clean);
        assert_eq!((clean.media(), clean.tells(), clean.bytes().len()), (media, Tells::Nothing, bytes.len()));
        // What plays stands where it stood.
        for kept in ["PICTURE-PICTURE!", "ftyp", "moov", "mvhd", "tkhd", "stco"] {
            assert_eq!(place(clean.bytes(), kept), place(&bytes, kept), "{kept}");
            assert!(place(&bytes, kept).is_some());
        }
        assert!(holds(clean.bytes(), &"\u{7}".repeat(84)));
    }
}

fn place(bytes: &[u8], text: &str) -> Option<usize> {
    bytes.windows(text.len()).position(|part| part == text.as_bytes())
}

#[test]
fn a_film_that_cannot_be_read_through_says_so() {
    let whole = film(b"isom");
    for cut in [25, 40, 200, whole.len() - 3] {
        assert_eq!(file(whole[..cut].to_vec()).tells(), Tells::Unknown, "{cut}");
    }
    for at in 0..whole.len() {
        for byte in [0, 1, 0xff] {
            let mut broken = whole.clone();
            broken[at] = byte;
            let _either_is_fine = sorted("", "", broken);
        }
    }
}

/// An element of Matroska.
fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
    let size = u8::try_from(content.len()).unwrap() | 0x80;
    [id, &[size][..], content].concat()
}

#[test]
fn sounds_and_films_of_browsers_and_recorders() {
    let tags = element(&[0x12, 0x54, 0xc3, 0x67], b"LOCATION High Street TESTCAM");
    let cluster = [
        &[0x1f, 0x43, 0xb6, 0x75, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff][..],
        &element(&[0xe7], &[0]),
        &element(&[0xa3], b"SOUND"),
    ]
    .concat();
    let webm = [
        element(&[0x1a, 0x45, 0xdf, 0xa3], b"webm"),
        [&[0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff][..], &cluster, &tags].concat(),
    ]
    .concat();
    let clean = file(webm.clone());
    says_nothing(&clean);
    assert_eq!((clean.tells(), clean.bytes().len(), holds(clean.bytes(), "SOUND")), (Tells::Nothing, webm.len(), true));
    assert_eq!(file(webm[..webm.len() - 4].to_vec()).tells(), Tells::Unknown);

    let chunk = |kind: &[u8; 4], content: &[u8]| {
        [kind, &u32::try_from(content.len()).unwrap().to_le_bytes()[..], content].concat()
    };
    let about = chunk(b"LIST", b"INFOIARTTESTCAM.");
    let wav = chunk(
        b"RIFF",
        &[
            b"WAVE".to_vec(),
            chunk(b"fmt ", &[0; 16]),
            about,
            chunk(b"data", b"SOUND!"),
            chunk(b"bext", b"High Street."),
        ]
        .concat(),
    );
    let clean = file(wav);
    says_nothing(&clean);
    assert_eq!((clean.media(), clean.tells(), holds(clean.bytes(), "SOUND!")), ("audio/wav", Tells::Nothing, true));

    let mp3 = [
        b"ID3\x04\0\0\0\0\0\x0bHigh Street".to_vec(),
        b"\xff\xfbSOUND".to_vec(),
        [b"TAG".to_vec(), [b"TESTCAM".to_vec(), vec![0; 118]].concat()].concat(),
    ]
    .concat();
    let clean = file(mp3);
    assert_eq!((clean.bytes(), clean.media()), (&b"\xff\xfbSOUND"[..], "audio/mpeg"));

    let flac =
        [b"fLaC\0\0\0\x04infS".to_vec(), b"\x84\0\0\x0bHigh Street".to_vec(), b"\xff\xf8SOUND".to_vec()].concat();
    let clean = file(flac);
    says_nothing(&clean);
    assert!(holds(clean.bytes(), "SOUND") && clean.tells() == Tells::Nothing);
    assert_eq!(file(b"OggS\0\x02".to_vec()).tells(), Tells::Unknown);
}

#[test]
fn pictures_are_known_by_their_bytes_under_any_name() {
    let photo = case("p14b-gps-no-ending");
    for (name, media) in [("p14b-gps-no-ending", ""), ("plan.pdf", "application/pdf"), ("x", "text/plain")] {
        assert_eq!(sorted(name, media, photo.clone()), Ok(Sorted::Photo(photo.clone())));
    }
    let refused = |name: &str, media: &str, bytes: &[u8]| sorted(name, media, bytes.to_vec()).unwrap_err();
    assert_eq!(refused("p18-avif.avif", "image/avif", &case("p18-avif.avif")), Refused::Picture(PhotoError::Avif));
    assert_eq!(refused("film.mp4", "video/mp4", &case("p18-avif.avif")), Refused::Picture(PhotoError::Avif));
    assert_eq!(refused("a", "", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Refused::Picture(PhotoError::Heic));
    assert_eq!(refused("scan", "", b"II*\0\x08\0\0\0"), Refused::Picture(PhotoError::NotAPhoto));
    assert_eq!(refused("photo.jpg", "", b"Dear school"), Refused::Picture(PhotoError::NotAPhoto));
    assert_eq!(refused("p08-zero.pdf", "application/pdf", &case("p08-zero.pdf")), Refused::Empty);
    assert_eq!(refused("photo.jpg", "image/jpeg", b""), Refused::Empty);
}

#[test]
fn documents_go_as_they_are_and_say_so() {
    let kept = |name: &str, media: &str, bytes: &[u8]| match sorted(name, media, bytes.to_vec()).unwrap() {
        Sorted::File(clean) => (clean.media().to_owned(), clean.tells(), clean.into_bytes() == bytes),
        Sorted::Photo(_) => panic!("a photo"),
    };
    assert_eq!(kept("photo.jpg", "image/jpeg", b"%PDF-1.7 x"), ("application/pdf".to_owned(), Tells::AsWritten, true));
    assert_eq!(kept("a.docx", "application/x", b"PK\x03\x04"), ("application/x".to_owned(), Tells::AsWritten, true));
    assert_eq!(kept("a.csv", "text/csv", b"Week,Task"), ("text/csv".to_owned(), Tells::Nothing, true));
    assert_eq!(kept("a.bin", "", b"\0\x01\x02"), (String::new(), Tells::Unknown, true));
}
