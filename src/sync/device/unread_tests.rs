//! An older device is given a record that only a newer release understands: it shows everything else, keeps that one as
//! it came, and lets go of it when it has to.

use std::collections::BTreeSet;
use std::future::Future;

use domain::ids::{DeviceId, PersonId, RecordId};
use domain::record::Record;
use futures::FutureExt;

use super::adopt::StoredSegment;
use super::tests_support::{a_change, begun, circle, quiet_reply, scope};
use super::*;
use crate::memory::MemoryStore;
use crate::pack::strange::{as_the_newer_release_reads, from_a_newer_release};
use crate::pack::{self, Found};
use crate::wire::{PROTOCOL, Segment, ServerEpoch, SyncReply, SyncRequest};

fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("nothing here waits")
}

fn open(store: &MemoryStore) -> Device<MemoryStore> {
    now(Device::open(store.clone(), PersonId::from_bytes([1; 16]), DeviceId::from_bytes([2; 16]))).unwrap()
}

fn adopts(device: &Device<MemoryStore>, reply: &SyncReply) {
    let (server, cursors, push) = (device.server(), device.cursors(), Vec::new());
    let (protocol, again, person) = (PROTOCOL, Vec::new(), device.person());
    let device_time = Moment(0);
    let request = SyncRequest { protocol, device: device.id(), device_time, server, cursors, push, person, again };
    now(device.adopt(&request, reply)).unwrap();
}

fn given(upto: u64, found: &[Found]) -> SyncReply {
    let packed = pack::pack_found(&found.iter().collect::<Vec<_>>(), pack::compress);
    let (count, access, upto) = (u32::try_from(found.len()).unwrap(), AccessEpoch(1), Revision(upto));
    SyncReply { segments: vec![Segment { scope: scope(), access, upto, count, packed }], ..quiet_reply() }
}

fn work(number: u8, revision: u64) -> Record {
    begun(&a_change(number), revision)
}

fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

/// Everything that lies on the disk of records, in each state.
fn on_disk(store: &MemoryStore, table: Table) -> Vec<Found> {
    let rows = now(store.group(table, &scope().key())).unwrap();
    rows.iter().flat_map(|(_, row)| pack::open(&read::<StoredSegment>(row).unwrap().packed).unwrap()).collect()
}

/// The numbers of the records that are shown, and of those that need a newer release.
fn told(device: &Device<MemoryStore>) -> (Vec<u8>, Vec<u8>) {
    let view = now(device.circle(circle())).unwrap();
    let number = |id: &RecordId| id.as_bytes()[0];
    (view.records.keys().map(number).collect(), view.unread.iter().map(number).collect())
}

#[test]
fn an_older_tablet_shows_everything_else_and_keeps_what_it_does_not_understand() {
    let store = MemoryStore::new();
    let device = open(&store);
    let strange = from_a_newer_release(&work(2, 2));
    adopts(&device, &given(3, &[Found::Read(work(1, 1)), strange.clone(), Found::Read(work(3, 3))]));
    assert_eq!(told(&device), (vec![1, 3], vec![2]));
    now(device.record(vec![a_change(4)])).unwrap();
    adopts(&device, &given(5, &[Found::Read(work(5, 5))]));
    assert_eq!(told(&device), (vec![1, 3, 4, 5], vec![2]), "with what came and what was written since");
    now(device.tidy_above(0)).unwrap();
    let device = open(&store);
    assert_eq!(told(&device), (vec![1, 3, 4, 5], vec![2]), "packed anew and opened again");
    let kept: Vec<Found> = on_disk(&store, Table::Segments).into_iter().filter(|found| found.id() == id(2)).collect();
    assert_eq!(kept, [strange], "byte for byte");
    assert_eq!(as_the_newer_release_reads(&kept[0]), Some(work(2, 2)), "and the newer release reads it");
}

#[test]
fn what_is_not_understood_goes_when_it_has_to() {
    let store = MemoryStore::new();
    let device = open(&store);
    adopts(&device, &given(2, &[Found::Read(work(1, 1)), from_a_newer_release(&work(2, 2))]));
    let gone = vec![(scope(), id(2))];
    adopts(&device, &SyncReply { gone, ..quiet_reply() });
    assert_eq!(told(&device), (vec![1], vec![]));
    assert_eq!(on_disk(&store, Table::Segments), [Found::Read(work(1, 1))], "it is not on the disk either");
    adopts(&device, &given(3, &[from_a_newer_release(&work(2, 3))]));
    assert_eq!(told(&device), (vec![1], vec![2]));
    adopts(&device, &SyncReply { removed: vec![scope()], ..quiet_reply() });
    assert_eq!((told(&device), on_disk(&store, Table::Segments)), ((vec![], vec![]), vec![]));
}

#[test]
fn the_latest_state_counts_whether_it_is_understood_or_not() {
    let store = MemoryStore::new();
    let device = open(&store);
    adopts(&device, &given(2, &[Found::Read(work(1, 1)), Found::Read(work(2, 2))]));
    assert_eq!(told(&device), (vec![1, 2], vec![]));
    adopts(&device, &given(4, &[from_a_newer_release(&work(2, 4))]));
    assert_eq!(told(&device), (vec![1], vec![2]), "what it was before is not shown as what it is");
    let states: BTreeSet<Revision> = on_disk(&store, Table::Segments).iter().map(Found::revision).collect();
    assert_eq!(states, [Revision(1), Revision(4)].into(), "more may have been taken out of it than can be told");
    adopts(&device, &given(5, &[Found::Read(work(2, 5))]));
    assert_eq!(told(&device), (vec![1, 2], vec![]));
    assert_eq!(told(&open(&store)), (vec![1, 2], vec![]));
    now(device.tidy_above(0)).unwrap();
    assert_eq!(on_disk(&store, Table::Segments), [Found::Read(work(1, 1)), Found::Read(work(2, 5))]);
}

#[test]
fn what_is_not_understood_lasts_through_another_life_of_the_server() {
    let store = MemoryStore::new();
    let device = open(&store);
    let strange = from_a_newer_release(&work(2, 2));
    adopts(&device, &given(2, &[Found::Read(work(1, 1)), strange.clone()]));
    let anew = SyncReply { server: ServerEpoch(2), began: Moment(5), ..quiet_reply() };
    adopts(&device, &anew);
    assert_eq!(told(&device), (vec![1], vec![2]));
    assert_eq!(on_disk(&store, Table::Before), [Found::Read(work(1, 1)), strange]);
    // The server has that one again, and this device still does not know what it says.
    adopts(&device, &SyncReply { server: ServerEpoch(2), ..given(1, &[from_a_newer_release(&work(2, 1))]) });
    assert_eq!(told(&device), (vec![1], vec![2]));
    assert_eq!(on_disk(&store, Table::Before), [Found::Read(work(1, 1))]);
    // The next one does.
    adopts(&device, &SyncReply { server: ServerEpoch(2), ..given(3, &[Found::Read(work(2, 3))]) });
    assert_eq!(told(&open(&store)), (vec![1, 2], vec![]));
}
