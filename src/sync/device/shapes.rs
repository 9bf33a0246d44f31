//! Every shape that a device keeps, with its version. Chunks of files are their bytes, and have none.

use domain::file::FileHash;
use domain::scope::Revision;
use domain::value::Moment;
use serde::{Deserialize, Serialize};

use super::adopt::StoredSegment;
use super::anew::Held;
use super::clock::Clock;
use super::kept::Kept;
use super::{Draft, Entry, FileState, Identity};
#[cfg(any(test, feature = "testing"))]
use crate::stored::from_row;
use crate::wire::Cursor;

crate::stored! {
    Identity = "identity", version 1;
    Cursors = "cursors", version 1;
    Session = "session", version 1, unmarked is_bare;
    Held = "held", version 1;
    Swept = "swept", version 1;
    Clock = "clock", version 1;
    Entry = "outbox_entry", version 1;
    StoredSegment = "segment", version 1;
    Draft = "draft", version 1;
    FileState = "file_state", version 1;
    InLine = "file_in_line", version 1, unmarked is_bare;
    Seen = "seen", version 1;
    Kept = "accepted", version 1;
}

/// How far it has come, scope by scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cursors(pub(super) Vec<Cursor>);

/// The session's token.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Session(pub(super) [u8; 32]);

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Session")
    }
}

/// When what was accepted was last looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Swept(pub(super) Moment);

/// A file that has to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct InLine(pub(super) FileHash);

/// Up to where a record was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen(pub(super) Revision);

/// Rows of 32 bytes and nothing else, which may begin with anything; with a version they are longer.
fn is_bare(row: &[u8]) -> bool {
    row.len() == 32
}

/// The cursors in a row, for tests that look at what lies on the disk.
#[cfg(any(test, feature = "testing"))]
#[must_use]
pub fn cursors_in(row: &[u8]) -> Vec<Cursor> {
    from_row(row).map(|Cursors(cursors)| cursors).unwrap_or_default()
}

/// The records in a row of segments, for the same.
#[cfg(any(test, feature = "testing"))]
#[must_use]
pub fn records_in(row: &[u8]) -> Vec<domain::record::Record> {
    let segment = from_row::<StoredSegment>(row);
    segment.map(|segment| crate::pack::unpack(&segment.packed).unwrap_or_default()).unwrap_or_default()
}

/// The same with those that are not understood.
#[cfg(any(test, feature = "testing"))]
#[must_use]
pub fn found_in(row: &[u8]) -> Vec<crate::pack::Found> {
    let segment = from_row::<StoredSegment>(row);
    segment.map(|segment| crate::pack::open(&segment.packed).unwrap_or_default()).unwrap_or_default()
}

/// The entry in a row of the outbox, for the same.
#[cfg(any(test, feature = "testing"))]
#[must_use]
pub fn entry_in(row: &[u8]) -> Option<crate::device::Entry> {
    from_row(row).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::{EntryState, Offered};
    use crate::golden::samples;
    use crate::stored::golden::Samples;
    use crate::wire::{AccessEpoch, ServerEpoch};
    use domain::ids::DeviceId;

    #[test]
    fn what_a_device_keeps_is_as_it_was() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/stored");
        let mut samples_kept = Samples::in_folder(&folder);
        let request = samples::request();
        let at = Moment(1_795_000_000_000);
        let server = Some(ServerEpoch(u64::MAX));
        samples_kept.hold(&Identity { device: DeviceId::from_bytes([0x77; 16]), server, last_exchange: Some(at) });
        samples_kept.hold(&Cursors(request.cursors.clone()));
        // As a row from before it could begin: not with a number.
        samples_kept.hold(&Session(std::array::from_fn(|place| if place == 0 { 0x80 } else { 0 })));
        samples_kept.hold(&InLine(FileHash(std::array::from_fn(|place| if place == 0 { 0x80 } else { 0 }))));
        let scopes = request.cursors.iter().map(|cursor| cursor.scope).collect();
        samples_kept.hold(&Held { began: at, since: Moment(-64), scopes });
        samples_kept.hold(&Swept(at));
        samples_kept.hold(&Clock::heard(at, Moment(-1)));
        let [change, ..] = &request.push[..] else { unreachable!("there is one") };
        let offered = Offered { former: Some(Revision(299)), since: at };
        samples_kept.hold(&Entry { change: change.clone(), state: EntryState::Again(offered) });
        samples_kept.hold(&StoredSegment { access: AccessEpoch(128), packed: vec![1, 2, 3] });
        samples_kept.hold(&samples::draft());
        samples_kept.hold(&FileState { bytes: 16_384, on_server: true });
        samples_kept.hold(&Seen(Revision(128)));
        samples_kept.hold(&Kept { change: change.clone(), revision: Revision(300), at });
        samples_kept.are_of_all(SHAPES);
    }
}
