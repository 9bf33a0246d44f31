//! Stores that other releases wrote: from before rows said their version, and from the future.

use std::future::Future;

use domain::file::FileHash;
use domain::ids::{DeviceId, PersonId, RecordId};
use futures::FutureExt;
use sha2::{Digest, Sha256};

use super::tests_support::{a_change, begun, circle, quiet_reply, scope, segment, with_file};
use super::*;
use crate::memory::MemoryStore;
use crate::session::SessionToken;
use crate::wire::{Outcome, PROTOCOL, SyncReply, SyncRequest};

fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("nothing here waits")
}

fn open(store: &MemoryStore) -> Result<Device<MemoryStore>, StoreError> {
    now(Device::open(store.clone(), PersonId::from_bytes([1; 16]), DeviceId::from_bytes([2; 16])))
}

fn adopts(device: &Device<MemoryStore>, reply: &SyncReply) -> Result<Adopted, NotAdopted> {
    let (server, cursors, push) = (device.server(), device.cursors(), device.next_batch());
    let again = device.again(&push);
    let (id, person) = (device.id(), device.person());
    let request = SyncRequest {
        protocol: PROTOCOL,
        device: id,
        device_time: Moment(-10_000_000),
        server,
        cursors,
        push,
        person,
        again,
    };
    now(device.adopt(&request, reply))
}

fn draft() -> Draft {
    let (record, kind) = (RecordId::from_bytes([5; 16]), domain::kinds::work::KIND);
    let (form, words) = ("{}".to_owned(), "half a sentence".to_owned());
    Draft { record, kind, circle: circle(), at: Moment(3), form, words, version: 7 }
}

/// A store with a row of every shape.
fn lived_in() -> MemoryStore {
    let store = MemoryStore::new();
    let device = open(&store).unwrap();
    now(device.keep_session(Some(SessionToken([3; 32])))).unwrap();
    let hash = now(device.keep_file(b"a photo")).unwrap();
    now(device.record(vec![with_file(a_change(1), hash), a_change(2)])).unwrap();
    let accepted =
        Outcome::Accepted { fate: domain::merge::Fate::Applied, scope: scope(), revision: Revision(1), at: Moment(1) };
    let (one, four) = (begun(&a_change(1), 1), begun(&a_change(4), 300));
    let segments = vec![segment(130, 300, &[&one, &four])];
    let outcomes = vec![(a_change(1).id, accepted)];
    adopts(&device, &SyncReply { outcomes, segments, ..quiet_reply() }).unwrap();
    now(device.keep_draft(&draft(), &[])).unwrap();
    now(device.mark_seen(RecordId::from_bytes([1; 16]), Revision(128))).unwrap();
    now(device.tidy()).unwrap();
    // It is put back, once: then something is held from before.
    let reply = SyncReply { server: crate::wire::ServerEpoch(2), began: Moment(5), ..quiet_reply() };
    adopts(&device, &reply).unwrap();
    let accepted = vec![segment(130, 301, &[&begun(&a_change(6), 301)])];
    adopts(&device, &SyncReply { segments: accepted, ..reply }).unwrap();
    store
}

/// Every row that has a shape, rewritten.
fn rewrite(store: &MemoryStore, table: Option<Table>, row: impl Fn(&[u8]) -> Vec<u8>) -> usize {
    let hash = Sha256::digest(b"a photo").to_vec();
    let groups = [
        (Table::Meta, ONLY.to_vec()),
        (Table::Outbox, ONLY.to_vec()),
        (Table::Accepted, ONLY.to_vec()),
        (Table::Segments, scope().key()),
        (Table::Before, scope().key()),
        (Table::Drafts, vec![5; 16]),
        (Table::Files, hash),
        (Table::Files, b"to send".to_vec()),
        (Table::Seen, vec![1; 16]),
    ];
    let mut writes = Vec::new();
    for (of, group) in groups.into_iter().filter(|(of, _)| table.is_none_or(|table| table == *of)) {
        for (number, bytes) in now(store.group(of, &group)).unwrap() {
            if bytes.starts_with(&[0x80, 0x00, 1]) {
                writes.push(Write::Put(of, Key::new(group.clone(), number), row(&bytes)));
            }
        }
    }
    let count = writes.len();
    now(store.commit(writes, Durability::Strict)).unwrap();
    count
}

fn all(store: &MemoryStore) -> Vec<Vec<(u64, Vec<u8>)>> {
    Table::ALL.iter().map(|table| now(store.all(*table)).unwrap()).collect()
}

/// Everything that a device says of itself.
fn told(device: &Device<MemoryStore>) -> String {
    let hash = FileHash(Sha256::digest(b"a photo").into());
    let of_files = (now(device.file(hash)), now(device.files_waiting()));
    let seen = now(device.seen(RecordId::from_bytes([1; 16])));
    let own = (now(device.session()).map(|token| token.map(|token| token.0)), now(device.drafts()), seen, of_files);
    let shown = now(device.circle(circle())).unwrap();
    let clock = device.clock_off(Moment(-10_000_000));
    format!("{own:?} {shown:?} {:?} {:?} {:?} {clock:?}", device.outbox(), device.cursors(), device.server())
}

#[test]
fn a_store_from_before_rows_said_their_version_is_read_whole() {
    let store = lived_in();
    let before = told(&open(&store).unwrap());
    let rows = rewrite(&store, None, |row| row[3..].to_vec());
    assert!(rows >= 12, "{rows} rows");
    let device = open(&store).unwrap();
    assert_eq!(told(&device), before);
    assert!(before.contains("half a sentence") && before.contains("work 4") && before.contains("[3, 3, 3"));
    now(device.record(vec![a_change(9)])).unwrap();
    assert_eq!(open(&store).unwrap().outbox(), device.outbox(), "old rows and new ones beside each other");
}

#[test]
fn what_a_newer_version_wrote_is_not_called_damaged_and_stays_as_it_is() {
    let newer = |row: &[u8]| [&[0x80, 0x00, 99], &row[3..]].concat();
    for table in [Table::Meta, Table::Outbox] {
        let store = lived_in();
        rewrite(&store, Some(table), newer);
        let there = all(&store);
        assert_eq!(open(&store).err(), Some(StoreError::Newer), "{table:?}");
        assert_eq!(all(&store), there);
    }
    let store = lived_in();
    let device = open(&store).unwrap();
    for table in [Table::Drafts, Table::Segments, Table::Before, Table::Files, Table::Seen, Table::Accepted] {
        rewrite(&store, Some(table), newer);
    }
    let there = all(&store);
    assert_eq!(now(device.drafts()), Err(StoreError::Newer));
    assert_eq!(now(device.seen(RecordId::from_bytes([1; 16]))), Err(StoreError::Newer));
    assert_eq!(now(device.files_waiting()), Err(StoreError::Newer));
    now(device.reload()).unwrap();
    assert_eq!(now(device.circle(circle())).err(), Some(StoreError::Newer));
    // A record leaves: what can't be read here is not thrown away whole, as something damaged is.
    let gone = vec![(scope(), RecordId::from_bytes([4; 16]))];
    let reply = SyncReply { gone, server: crate::wire::ServerEpoch(2), ..quiet_reply() };
    assert_eq!(adopts(&device, &reply), Err(NotAdopted::Store(StoreError::Newer)));
    assert_eq!(now(device.tidy_above(0)), Ok(()));
    assert_eq!(all(&store), there, "every row is as it was");
}

#[test]
fn a_pack_of_a_format_to_come_is_not_called_damaged() {
    let store = MemoryStore::new();
    let device = open(&store).unwrap();
    let mut later = segment(1, 1, &[&begun(&a_change(1), 1)]);
    later.packed = vec![4, 1, 2, 3];
    adopts(&device, &SyncReply { segments: vec![later], ..quiet_reply() }).unwrap();
    assert_eq!(now(device.circle(circle())).err(), Some(StoreError::Newer));
    assert_eq!(crate::pack::unpack(&[0, 1, 2]), Err(crate::pack::PackError::Damaged));
}
