//! The server was put back to an earlier day, and records come without what was taken out of them.

use std::future::Future;

use domain::change::Edit;
use domain::file::FileHash;
use domain::ids::{DeviceId, PersonId, RecordId};
use domain::merge::{Fate, apply};
use domain::record::Record;
use domain::scope::Revision;
use domain::value::{Moment, Value};
use futures::FutureExt;

use super::kept::Kept;
use super::tests_support::{a_change, begun, circle, quiet_reply, scope, segment, with_file};
use super::*;
use crate::memory::MemoryStore;
use crate::wire::{Again, Outcome, PROTOCOL, SyncReply, SyncRequest};

fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("nothing here waits")
}

fn opened<S: LocalStore>(store: S) -> Device<S> {
    now(Device::open(store, PersonId::from_bytes([1; 16]), DeviceId::from_bytes([2; 16]))).unwrap()
}

fn request<S: LocalStore>(device: &Device<S>) -> SyncRequest {
    let (server, cursors, push) = (device.server(), device.cursors(), device.next_batch());
    let again = device.again(&push);
    let (device, person) = (device.id(), device.person());
    SyncRequest { protocol: PROTOCOL, device, device_time: Moment(0), server, cursors, push, person, again }
}

fn adopted<S: LocalStore>(device: &Device<S>, reply: &SyncReply) {
    now(device.adopt(&request(device), reply)).unwrap();
}

fn shown<S: LocalStore>(device: &Device<S>) -> Vec<RecordId> {
    now(device.circle(circle())).unwrap().records.keys().copied().collect()
}

fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

fn accepted(revision: u64) -> Outcome {
    Outcome::Accepted { fate: Fate::Applied, scope: scope(), revision: Revision(revision), at: Moment(0) }
}

/// A reply of the server's second life, which began at 100.
fn second_life() -> SyncReply {
    SyncReply { server: ServerEpoch(2), server_time: Moment(200), began: Moment(100), ..quiet_reply() }
}

fn received(record: Record, at: i64) -> Record {
    Record { received: Some(Moment(at)), ..record }
}

#[test]
fn a_scope_that_cannot_be_read_does_not_keep_a_device_from_the_servers_next_life() {
    let store = MemoryStore::new();
    let device = opened(store.clone());
    let good = segment(1, 1, &[&begun(&a_change(1), 1)]);
    let damaged = crate::wire::Segment { packed: good.packed[..good.packed.len() / 2].to_vec(), ..good.clone() };
    adopted(&device, &SyncReply { segments: vec![damaged], ..quiet_reply() });
    now(device.record(vec![a_change(2)])).unwrap();
    adopted(&device, &second_life());
    assert_eq!(device.server(), Some(ServerEpoch(2)));
    adopted(&device, &SyncReply { segments: vec![good], ..second_life() });
    assert_eq!(shown(&device), [id(1), id(2)]);

    // Nor does what lies there from before, where that cannot be read.
    adopted(&device, &SyncReply { server: ServerEpoch(3), ..second_life() });
    let rows = now(store.group(Table::Before, &scope().key())).unwrap();
    let (number, row) = rows.first().expect("it is held").clone();
    let cut = Write::Put(Table::Before, Key::new(scope().key(), number), row[..row.len() / 2].to_vec());
    now(store.commit(vec![cut], Durability::Strict)).unwrap();
    let device = opened(store);
    let third = SyncReply { server: ServerEpoch(3), ..second_life() };
    adopted(&device, &SyncReply { segments: vec![segment(1, 1, &[&begun(&a_change(1), 1)])], ..third });
    assert_eq!(shown(&device), [id(1), id(2)]);
}

/// A device whose change 1, with a photo, was accepted and pulled.
fn with_an_accepted_change(store: MemoryStore) -> (Device<MemoryStore>, FileHash) {
    let device = opened(store);
    let hash = now(device.keep_file(b"a photo")).unwrap();
    let change = with_file(a_change(1), hash);
    let record = received(begun(&change, 1), 10);
    now(device.record(vec![change.clone()])).unwrap();
    let (outcomes, segments) = (vec![(change.id, accepted(1))], vec![segment(1, 1, &[&record])]);
    adopted(&device, &SyncReply { outcomes, segments, ..quiet_reply() });
    let (number, _) = now(device.files_waiting()).unwrap()[0];
    now(device.file_sent(number, hash)).unwrap();
    assert_eq!((device.outbox().len(), device.waiting()), (0, 0));
    (device, hash)
}

#[test]
fn what_was_accepted_is_offered_again_to_another_life_and_once() {
    let store = MemoryStore::new();
    let (device, hash) = with_an_accepted_change(store.clone());
    now(device.record(vec![a_change(2)])).unwrap();
    adopted(&device, &SyncReply { more: true, ..second_life() });
    for device in [&device, &opened(store.clone())] {
        assert_eq!(shown(device), [id(1), id(2)], "nothing disappears");
        assert_eq!(device.waiting(), 2, "and it says that it waits");
        let batch = device.next_batch();
        assert_eq!(batch.iter().map(|change| change.record).collect::<Vec<_>>(), [id(1), id(2)], "in their order");
        let former = Again { change: batch[0].id, former: Some(Revision(1)) };
        assert_eq!(device.again(&batch), [former, Again { change: batch[1].id, former: None }]);
        let waiting: Vec<_> = now(device.files_waiting()).unwrap().into_iter().map(|(_, file)| file).collect();
        assert_eq!(waiting, [hash], "its photo is in line again");
    }
    let batch = device.next_batch();
    let records = [received(begun(&batch[0], 1), 210), received(begun(&batch[1], 2), 210)];
    let outcomes = vec![(batch[0].id, accepted(1)), (batch[1].id, accepted(2))];
    let segments = vec![segment(1, 2, &records.iter().collect::<Vec<_>>())];
    adopted(&device, &SyncReply { outcomes, segments, ..second_life() });
    assert_eq!((device.outbox().len(), shown(&device)), (0, vec![id(1), id(2)]));
    assert!(now(store.all(Table::Before)).unwrap().is_empty(), "the server has it all again");
    let kept = now(device.kept()).unwrap();
    assert_eq!(kept.iter().map(|(_, kept)| kept.revision).collect::<Vec<_>>(), [Revision(1), Revision(2)]);
    adopted(&device, &second_life());
    assert_eq!(device.waiting(), 0, "once");
}

/// Another title for the record of change 1.
fn a_new_title() -> domain::change::Change {
    let (at, base) = (domain::change::At::field(domain::kinds::work::TITLE.key), Value::Line("work 1".to_owned()));
    let edits = vec![Edit::Set { at, value: Value::Line("another".to_owned()), base }];
    domain::change::Change { id: a_change(9).id, edits, ..a_change(1) }
}

#[test]
fn what_was_recorded_meanwhile_goes_behind_what_it_builds_on() {
    let store = MemoryStore::new();
    let (device, _) = with_an_accepted_change(store.clone());
    let other_tab = opened(store.clone());
    now(other_tab.record(vec![a_new_title()])).unwrap();
    adopted(&device, &SyncReply { more: true, ..second_life() });
    now(device.catch_up()).unwrap();
    for device in [&device, &opened(store)] {
        let batch = device.next_batch();
        let ids: Vec<_> = batch.iter().map(|change| change.id).collect();
        assert_eq!(ids, [a_change(1).id, a_new_title().id], "first what it builds on");
        assert_eq!(device.again(&batch).len(), 2, "and both may have to wait");
        assert!(device.outbox().iter().all(|(_, entry)| matches!(entry.state, EntryState::Again(_))));
    }
}

#[test]
fn what_was_put_off_is_offered_again_after_a_restart_as_well() {
    let store = MemoryStore::new();
    let (device, _) = with_an_accepted_change(store.clone());
    adopted(&device, &SyncReply { more: true, ..second_life() });
    now(device.record(vec![a_new_title()])).unwrap();
    adopted(&device, &SyncReply { later: vec![a_new_title().id], ..second_life() });
    let back = received(begun(&a_change(1), 1), 250);
    let (outcomes, segments) = (vec![(a_change(1).id, accepted(1))], vec![segment(1, 1, &[&back])]);
    adopted(&device, &SyncReply { outcomes, segments, ..second_life() });
    assert!(now(store.all(Table::Before)).unwrap().is_empty(), "nothing else is held");
    let device = opened(store);
    let batch = device.next_batch();
    assert_eq!(device.again(&batch), [Again { change: a_new_title().id, former: None }]);
}

#[test]
fn what_others_wrote_stays_in_sight_until_it_is_back() {
    let store = MemoryStore::new();
    let device = opened(store.clone());
    let (one, two) = (received(begun(&a_change(1), 1), 10), received(begun(&a_change(2), 2), 20));
    adopted(&device, &SyncReply { segments: vec![segment(1, 2, &[&one, &two])], ..quiet_reply() });
    adopted(&device, &SyncReply { more: true, ..second_life() });
    adopted(&device, &SyncReply { segments: vec![segment(1, 1, &[&one])], ..second_life() });
    assert_eq!(shown(&device), [id(1), id(2)]);
    assert_eq!(shown(&opened(store.clone())), [id(1), id(2)], "after a restart as well");
    let back = received(begun(&a_change(2), 2), 250);
    adopted(&device, &SyncReply { segments: vec![segment(1, 2, &[&back])], ..second_life() });
    assert_eq!(now(device.circle(circle())).unwrap().get(id(2)), Some(&back));
    assert!(now(store.all(Table::Before)).unwrap().is_empty());
}

#[test]
fn what_is_new_in_this_life_is_never_hidden_by_what_was_before() {
    let device = opened(MemoryStore::new());
    let change = a_change(1);
    let begun = received(begun(&change, 1), 10);
    let later = Edit::Remove;
    let edited = domain::change::Change { edits: vec![later], id: a_change(9).id, ..change };
    let author = PersonId::from_bytes([3; 16]);
    let before = received(apply(Some(&begun), &edited, author, Revision(50)).unwrap().record, 50);
    adopted(&device, &SyncReply { segments: vec![segment(1, 50, &[&before])], ..quiet_reply() });
    adopted(&device, &SyncReply { more: true, ..second_life() });
    adopted(&device, &SyncReply { segments: vec![segment(1, 1, &[&begun])], ..second_life() });
    assert_eq!(now(device.circle(circle())).unwrap().get(id(1)), Some(&before), "nobody has touched it since");
    let fresh =
        received(Record { changed: domain::record::Stamp { revision: Revision(2), ..begun.changed }, ..begun }, 150);
    adopted(&device, &SyncReply { segments: vec![segment(1, 2, &[&fresh])], ..second_life() });
    assert_eq!(now(device.circle(circle())).unwrap().get(id(1)), Some(&fresh));
}

#[test]
fn what_is_new_in_a_life_that_was_slept_through_is_not_hidden_either() {
    let device = opened(MemoryStore::new());
    let before = received(begun(&a_change(1), 9), 50);
    adopted(&device, &SyncReply { segments: vec![segment(1, 9, &[&before])], ..quiet_reply() });
    // It hears of the second life, and comes back only in the third.
    adopted(&device, &SyncReply { more: true, ..second_life() });
    let third = SyncReply { server: ServerEpoch(3), server_time: Moment(400), began: Moment(300), ..quiet_reply() };
    adopted(&device, &SyncReply { more: true, ..third.clone() });
    let of_the_second = received(begun(&a_change(1), 8), 150);
    adopted(&device, &SyncReply { segments: vec![segment(1, 8, &[&of_the_second])], ..third });
    assert_eq!(now(device.circle(circle())).unwrap().get(id(1)), Some(&of_the_second));
}

#[test]
fn what_does_not_fit_yet_waits_until_something_has_come() {
    let (device, _) = with_an_accepted_change(MemoryStore::new());
    adopted(&device, &SyncReply { more: true, ..second_life() });
    let change = device.next_batch()[0].id;
    adopted(&device, &SyncReply { later: vec![change], ..second_life() });
    assert!(device.next_batch().is_empty() && !device.has_due() && device.waiting() == 1);
    let other = received(begun(&a_change(7), 1), 210);
    adopted(&device, &SyncReply { segments: vec![segment(1, 1, &[&other])], ..second_life() });
    assert!(device.has_due());
}

#[test]
fn what_waits_for_others_is_sent_at_once_where_access_has_ended() {
    let (device, _) = with_an_accepted_change(MemoryStore::new());
    adopted(&device, &SyncReply { more: true, ..second_life() });
    let change = device.next_batch()[0].id;
    // Nothing of that circle comes any more, so that the server has to say what becomes of it.
    adopted(&device, &SyncReply { later: vec![change], removed: vec![scope()], ..second_life() });
    assert!(device.has_due());
}

#[test]
fn nobody_waits_for_ever_for_what_does_not_come() {
    let (device, _) = with_an_accepted_change(MemoryStore::new());
    adopted(&device, &SyncReply { more: true, ..second_life() });
    assert_eq!(device.again(&device.next_batch()).len(), 1);
    let much_later = Moment(200 + KEPT_FOR + 1);
    adopted(&device, &SyncReply { server_time: much_later, ..second_life() });
    assert!(device.again(&device.next_batch()).is_empty(), "from now on it is decided as any other");
}

#[test]
fn a_removed_scope_goes_from_what_was_before_as_well() {
    let store = MemoryStore::new();
    let device = opened(store.clone());
    let one = received(begun(&a_change(1), 1), 10);
    adopted(&device, &SyncReply { segments: vec![segment(1, 1, &[&one])], ..quiet_reply() });
    adopted(&device, &SyncReply { more: true, ..second_life() });
    adopted(&device, &SyncReply { removed: vec![scope()], ..second_life() });
    assert!(shown(&device).is_empty() && now(store.all(Table::Before)).unwrap().is_empty());
}

#[test]
fn a_reply_of_an_earlier_life_that_comes_late_changes_nothing() {
    let (device, _) = with_an_accepted_change(MemoryStore::new());
    let old = request(&device);
    adopted(&device, &SyncReply { more: true, ..second_life() });
    let (cursors, outbox) = (device.cursors(), device.outbox());
    now(device.adopt(&old, &SyncReply { removed: vec![scope()], ..quiet_reply() })).unwrap();
    assert_eq!((device.cursors(), device.outbox()), (cursors, outbox));
}

#[test]
fn old_accepted_changes_go_when_no_backup_can_be_as_old() {
    let (device, _) = with_an_accepted_change(MemoryStore::new());
    now(device.tidy()).unwrap();
    assert_eq!(now(device.kept()).unwrap().len(), 1);
    adopted(&device, &SyncReply { server_time: Moment(KEPT_FOR + 1), ..quiet_reply() });
    now(device.tidy()).unwrap();
    assert!(now(device.kept()).unwrap().is_empty());
    let large: Vec<Write> = (0..5)
        .map(|n| {
            let mut change = a_change(n);
            let (at, words) = (domain::change::At::field(domain::kinds::work::TITLE.key), "x".repeat(KEPT_BYTES / 4));
            let (value, base) = (domain::value::Value::Line(words), domain::value::Value::Empty);
            change.edits.push(Edit::Set { at, value, base });
            Kept { change, revision: Revision(1), at: Moment(KEPT_FOR) }.put().unwrap()
        })
        .collect();
    now(device.store.commit(large, Durability::Strict)).unwrap();
    adopted(&device, &SyncReply { server_time: Moment(KEPT_FOR * 2 - 1), ..quiet_reply() });
    now(device.tidy()).unwrap();
    assert_eq!(now(device.kept()).unwrap().len(), 3, "the latest that fit");
}

#[test]
fn what_was_taken_out_leaves_the_disk() {
    let store = MemoryStore::new();
    let device = opened(store.clone());
    let (one, two) = (begun(&a_change(1), 1), begun(&a_change(2), 2));
    adopted(&device, &SyncReply { segments: vec![segment(1, 2, &[&one, &two])], ..quiet_reply() });
    let mut hollow = Record { removed: true, fields: Default::default(), lists: Default::default(), ..one };
    hollow.changed.revision = Revision(3);
    adopted(&device, &SyncReply { segments: vec![segment(1, 3, &[&hollow])], ..quiet_reply() });
    let disk: String = now(store.all(Table::Segments))
        .unwrap()
        .iter()
        .map(|(_, row)| format!("{:?}", super::records_in(row)))
        .collect();
    assert!(disk.contains("work 2") && !disk.contains("work 1"), "{disk}");
    assert_eq!(shown(&device), [id(1), id(2)]);
}
