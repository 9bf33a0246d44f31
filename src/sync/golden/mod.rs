//! Golden samples: the bytes of every shape that travels or is stored, as each release wrote them. They are kept
//! for ever: what an old device wrote must always be read. New shapes add files; no file is ever changed.
//!
//! `FOOTBRIDGE_GOLDEN=write` writes the files that are not there yet.

pub(crate) mod samples;

use std::fmt::Debug;
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::pack;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden").join(format!("{name}.hex"))
}

fn hex(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.as_bytes().chunks(100).map(|line| format!("{}\n", String::from_utf8_lossy(line))).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap()).collect()
}

fn check_bytes(name: &str, written: &[u8]) -> Vec<u8> {
    let path = file(name);
    if !path.exists() && std::env::var("FOOTBRIDGE_GOLDEN").is_ok_and(|ask| ask == "write") {
        std::fs::write(&path, hex(written)).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()));
    unhex(&kept)
}

/// What was kept is read as this value, and this value is written as what was kept.
fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, value: &T) {
    let written = postcard::to_allocvec(value).unwrap();
    // As the first release wrote it; a shape that changes gets a folder of its own.
    let kept = check_bytes(&format!("v1/{name}"), &written);
    assert_eq!(&postcard::from_bytes::<T>(&kept).unwrap(), value, "{name} is read differently");
    assert_eq!(hex(&written), hex(&kept), "{name} is written differently");
}

#[test]
fn what_travels_is_as_it_was() {
    check("sync_request", &samples::request());
    check("sync_reply", &samples::reply());
    check("file_progress", &crate::wire::FileProgress { received: 262_144, complete: false });
    check("history_reply", &samples::history());
}

#[test]
fn what_is_stored_is_as_it_was() {
    check("entries", &samples::entries());
    check("draft", &samples::draft());
    check("file_state", &crate::device::FileState { bytes: 5, on_server: true });
    check("record", &samples::record());
}

#[test]
fn a_pack_is_read_as_it_was() {
    let record = samples::record();
    let records = [&record];
    let plain = check_bytes("v1/pack", &pack::pack_plainly(&records, pack::compress));
    let by_words = check_bytes("v2/pack", &pack::pack_by_words(&records, pack::compress));
    for kept in [plain, by_words] {
        assert_eq!(pack::unpack(&kept), Ok(vec![record.clone()]));
    }
}
