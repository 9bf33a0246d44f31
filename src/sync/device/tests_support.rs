//! Small things that the tests of devices and engine are made of.

use domain::change::{At, Change, Edit};
use domain::file::{FileFact, FileHash};
use domain::ids::{ChangeId, CircleId, ItemId, PersonId, RecordId};
use domain::kinds::work;
use domain::merge;
use domain::record::{Place, Record};
use domain::role::Sensitivity;
use domain::scope::{Revision, Scope};
use domain::value::{Moment, Value};

use crate::pack;
use crate::wire::{AccessEpoch, PROTOCOL, Segment, ServerEpoch, SyncReply};

/// The circle that everything is in.
pub(crate) fn circle() -> CircleId {
    CircleId::from_bytes([7; 16])
}

/// The scope that everything is in.
pub(crate) fn scope() -> Scope {
    Scope::Circle(circle(), Sensitivity::Everyday)
}

/// A piece of work begun, as change number `n` on record number `n`.
pub(crate) fn a_change(n: u8) -> Change {
    let at = At::field(work::TITLE.key);
    let title = Value::Line(format!("work {n}"));
    Change {
        id: ChangeId::from_bytes([n; 16]),
        record: RecordId::from_bytes([n; 16]),
        kind: work::KIND,
        circle: circle(),
        made_at: Moment(0),
        edits: vec![
            Edit::Create { sensitivity: Sensitivity::Everyday, named: Vec::new() },
            Edit::Set { at, value: title, base: Value::Empty },
        ],
    }
}

/// The same with a page.
pub(crate) fn with_file(mut change: Change, hash: FileHash) -> Change {
    let (media, name) = (String::new(), String::new());
    let file = Value::File(FileFact { hash, bytes: 1, media, name, thumbnail: None });
    let (list, item, place) = (work::PAGES.key, ItemId::from_bytes([1; 16]), Place(vec![128]));
    change.edits.push(Edit::AddItem { list, item, place, fields: vec![(work::FILE.key, file)] });
    change
}

/// The record that a change begins, at this revision.
pub(crate) fn begun(change: &Change, revision: u64) -> Record {
    let author = PersonId::from_bytes([1; 16]);
    merge::apply(None, change, author, Revision(revision)).expect("it begins").record
}

/// Records as a segment.
pub(crate) fn segment(access: u64, upto: u64, records: &[&Record]) -> Segment {
    let packed = pack::pack_quickly(records);
    let count = u32::try_from(records.len()).expect("few");
    Segment { scope: scope(), access: AccessEpoch(access), upto: Revision(upto), count, packed }
}

/// A reply with nothing in it.
pub(crate) fn quiet_reply() -> SyncReply {
    SyncReply {
        protocol: PROTOCOL,
        server: ServerEpoch(1),
        server_time: Moment(0),
        outcomes: Vec::new(),
        removed: Vec::new(),
        gone: Vec::new(),
        segments: Vec::new(),
        more: false,
        // As whom the tests open their devices.
        person: PersonId::from_bytes([1; 16]),
        began: Moment(0),
        later: Vec::new(),
    }
}
