//! Golden samples: the bytes of every shape that travels or is stored, as each release wrote them. They are kept
//! for ever: what an old device wrote must always be read. New shapes add files; no file is ever changed.
//!
//! `FOOTBRIDGE_GOLDEN=write` writes the files that are not there yet.

pub(crate) mod samples;

use std::fmt::Debug;
use std::path::PathBuf;

use domain::change::Change;
use domain::ids::{ChangeId, DeviceId, RecordId};
use domain::scope::Scope;
use domain::value::Moment;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::pack::strange::from_a_newer_release;
use crate::pack::{self, Found};
use crate::wire::{Cursor, Outcome, Segment, ServerEpoch, SyncReply, SyncRequest};

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

/// What was kept is read as this value, and this value is written as what was kept. Each shape stands in the folder of
/// the protocol that last changed it.
fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, value: &T) {
    let written = postcard::to_allocvec(value).unwrap();
    let kept = check_bytes(name, &written);
    assert_eq!(&postcard::from_bytes::<T>(&kept).unwrap(), value, "{name} is read differently");
    assert_eq!(hex(&written), hex(&kept), "{name} is written differently");
}

#[test]
fn what_travels_is_as_it_was() {
    check("v3/sync_request", &samples::request());
    check("v3/sync_reply", &samples::reply());
    check("v1/file_progress", &crate::wire::FileProgress { received: 262_144, complete: false });
    check("v1/history_reply", &samples::history());
}

/// Protocols 1 and 2 named nobody. They are not spoken any more, but what they were is not forgotten: their number is
/// found in front, so that their devices are told to load the new app, and the changes in them are as they were.
#[test]
fn what_named_nobody_is_known_for_what_it_was() {
    type Request = (u16, DeviceId, Moment, Option<ServerEpoch>, Vec<Cursor>, Vec<Change>);
    type Reply =
        (u16, ServerEpoch, Moment, Vec<(ChangeId, Outcome)>, Vec<Scope>, Vec<(Scope, RecordId)>, Vec<Segment>, bool);
    let (request, reply) = (samples::request(), samples::reply());
    let kept = unhex(&std::fs::read_to_string(file("v1/sync_request")).unwrap());
    assert!(postcard::from_bytes::<SyncRequest>(&kept).is_err(), "it would be taken for somebody's");
    assert_eq!(postcard::take_from_bytes::<u16>(&kept).unwrap().0, 1);
    let (_, device, time, server, cursors, push) = postcard::from_bytes::<Request>(&kept).unwrap();
    let same = (request.device, request.device_time, request.server, request.cursors, request.push);
    assert_eq!((device, time, server, cursors, push), same);
    let kept = unhex(&std::fs::read_to_string(file("v1/sync_reply")).unwrap());
    assert!(postcard::from_bytes::<SyncReply>(&kept).is_err(), "it would be taken in by anybody");
    let old = postcard::from_bytes::<Reply>(&kept).unwrap();
    assert_eq!((old.0, old.3, old.6), (1, reply.outcomes, reply.segments));
}

#[test]
fn what_is_stored_is_as_it_was() {
    check("v1/entries", &samples::entries());
    check("v1/draft", &samples::draft());
    check("v1/file_state", &crate::device::FileState { bytes: 5, on_server: true });
    check("v1/record", &samples::record());
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
    let mut newer = record.clone();
    newer.id = RecordId::from_bytes([0x34; 16]);
    let found = [Found::Read(record), from_a_newer_release(&newer)];
    for (name, count) in [("v4/pack", 1), ("v4/pack_with_unread", 2)] {
        let members: Vec<&Found> = found.iter().take(count).collect();
        let kept = check_bytes(name, &pack::pack_found(&members, pack::compress));
        assert_eq!(pack::open(&kept).as_deref(), Ok(&found[..count]));
    }
}
