//! A device by itself: replies that come twice, tabs that overtake each other, things that leave.

use std::cell::Cell;
use std::future::Future;
use std::task::{Context, Waker};

use domain::file::FileHash;
use domain::ids::{DeviceId, PersonId, RecordId};
use domain::merge::Fate;
use domain::scope::Revision;
use domain::value::Moment;
use futures::FutureExt;
use proptest::prelude::*;

use super::tests_support::{a_change, begun, circle, quiet_reply, scope, segment, with_file};
use super::*;
use crate::memory::MemoryStore;
use crate::session::SessionToken;
use crate::wire::{Outcome, PROTOCOL, SyncReply, SyncRequest};

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

#[test]
fn a_reply_for_somebody_else_changes_nothing() {
    let store = MemoryStore::new();
    let device = opened(store.clone());
    let record = begun(&a_change(1), 1);
    let theirs = SyncReply { segments: vec![segment(1, 1, &[&record])], ..quiet_reply() };
    let elsewhere = PersonId::from_bytes([9; 16]);
    let for_another = SyncReply { person: elsewhere, ..theirs.clone() };
    assert_eq!(now(device.adopt(&request(&device), &for_another)), Err(NotAdopted::SomebodyElses));
    let asked_by_another = SyncRequest { person: elsewhere, ..request(&device) };
    assert_eq!(now(device.adopt(&asked_by_another, &theirs)), Err(NotAdopted::SomebodyElses));
    for device in [device, opened(store)] {
        assert!(shown(&device).is_empty() && device.cursors().is_empty() && device.last_exchange().is_none());
    }
}

#[test]
fn a_session_stays_in_the_store_of_its_person() {
    let store = MemoryStore::new();
    let device = opened(store.clone());
    assert_eq!(now(device.session()), Ok(None));
    now(device.keep_session(Some(SessionToken([3; 32])))).unwrap();
    assert_eq!(now(opened(store.clone()).session()), Ok(Some(SessionToken([3; 32]))), "another tab finds it");
    now(device.keep_session(None)).unwrap();
    assert_eq!(now(opened(store).session()), Ok(None));
}

#[test]
fn a_store_takes_the_name_by_which_the_server_knows_it() {
    let (store, person) = (MemoryStore::new(), PersonId::from_bytes([1; 16]));
    adopted(&opened(store.clone()), &SyncReply { server: ServerEpoch(5), ..quiet_reply() });
    let renamed = now(Device::open(store.clone(), person, DeviceId::from_bytes([8; 16]))).unwrap();
    assert_eq!((renamed.id(), renamed.server()), (DeviceId::from_bytes([8; 16]), Some(ServerEpoch(5))));
    assert_eq!(
        now(store.get(Table::Meta, &Key::new(ONLY, META_IDENTITY))),
        Ok(Some(written(&renamed.state.borrow().identity).unwrap()))
    );
}

#[test]
fn two_segments_that_reach_equally_far_are_both_kept() {
    let store = MemoryStore::new();
    let (one, two) = (begun(&a_change(1), 1), begun(&a_change(2), 2));
    let segments = vec![segment(1, 2, &[&one]), segment(1, 2, &[&two])];
    adopted(&opened(store.clone()), &SyncReply { segments, ..quiet_reply() });
    assert_eq!(shown(&opened(store)), [id(1), id(2)]);
}

#[test]
fn a_scope_that_begins_again_begins_empty() {
    let device = opened(MemoryStore::new());
    let (one, two) = (begun(&a_change(1), 1), begun(&a_change(2), 2));
    adopted(&device, &SyncReply { segments: vec![segment(1, 1, &[&one])], ..quiet_reply() });
    adopted(&device, &SyncReply { segments: vec![segment(2, 2, &[&two])], ..quiet_reply() });
    now(device.reload()).unwrap();
    assert_eq!(shown(&device), [id(2)]);
}

#[test]
fn an_old_reply_that_comes_again_takes_nothing_back() {
    let device = opened(MemoryStore::new());
    let (one, again) = (begun(&a_change(1), 1), begun(&a_change(1), 3));
    adopted(&device, &SyncReply { segments: vec![segment(1, 1, &[&one])], ..quiet_reply() });
    let old = (
        request(&device),
        SyncReply { gone: vec![(scope(), id(1))], segments: vec![segment(1, 2, &[])], ..quiet_reply() },
    );
    now(device.adopt(&old.0, &old.1)).unwrap();
    assert_eq!(shown(&device), []);
    adopted(&device, &SyncReply { segments: vec![segment(1, 3, &[&again])], ..quiet_reply() });
    now(device.adopt(&old.0, &old.1)).unwrap();
    now(device.reload()).unwrap();
    assert_eq!(shown(&device), [id(1)]);
}

#[test]
fn what_was_accepted_is_shown_until_the_page_with_its_record_has_come() {
    let store = MemoryStore::new();
    let device = opened(store.clone());
    adopted(&device, &SyncReply { segments: vec![segment(1, 1, &[])], ..quiet_reply() });
    now(device.record(vec![a_change(1)])).unwrap();
    let accepted = Outcome::Accepted { fate: Fate::Applied, scope: scope(), revision: Revision(2), at: Moment(0) };
    // Somebody else has changed its record since: it comes with their revision, behind the first page.
    let (other, changed) = (begun(&a_change(2), 3), begun(&a_change(1), 4));
    let (outcomes, segments) = (vec![(a_change(1).id, accepted)], vec![segment(1, 3, &[&other])]);
    adopted(&device, &SyncReply { outcomes, segments, more: true, ..quiet_reply() });
    for device in [&device, &opened(store)] {
        assert_eq!((shown(device), device.waiting()), (vec![id(1), id(2)], 0));
    }
    adopted(&device, &SyncReply { segments: vec![segment(1, 4, &[&changed])], ..quiet_reply() });
    assert_eq!((shown(&device), device.outbox().len()), (vec![id(1), id(2)], 0));
}

#[test]
fn a_tab_that_slept_does_not_write_its_old_cursor_over_a_newer_store() {
    let store = MemoryStore::new();
    let (slept, other) = (opened(store.clone()), opened(store.clone()));
    let (one, two) = (begun(&a_change(1), 1), begun(&a_change(2), 2));
    adopted(&other, &SyncReply { segments: vec![segment(1, 1, &[&one])], ..quiet_reply() });
    now(slept.catch_up()).unwrap();
    assert_eq!(slept.cursors(), other.cursors());
    adopted(&slept, &SyncReply { segments: vec![segment(1, 2, &[&two])], ..quiet_reply() });
    assert_eq!(shown(&opened(store)), [id(1), id(2)]);
}

#[test]
fn what_leaves_takes_its_fetched_files_along() {
    let device = opened(MemoryStore::new());
    let keep = |bytes: &[u8]| {
        let hash = now(device.keep_file(bytes)).unwrap();
        now(device.keep_fetched(hash, bytes)).unwrap();
        hash
    };
    let (leaves, stays, unsent) = (keep(b"leaves"), keep(b"stays"), now(device.keep_file(b"unsent")).unwrap());
    let with = |n: u8, hash: FileHash| begun(&with_file(a_change(n), hash), n.into());
    let (one, two, three) = (with(1, leaves), with(2, stays), with(3, unsent));
    adopted(&device, &SyncReply { segments: vec![segment(1, 3, &[&one, &two, &three])], ..quiet_reply() });
    let gone = vec![(scope(), id(1)), (scope(), id(3))];
    adopted(&device, &SyncReply { gone, segments: vec![segment(1, 4, &[])], ..quiet_reply() });
    let held = |hash| now(device.file(hash)).unwrap().is_some();
    assert_eq!([held(leaves), held(stays), held(unsent)], [false, true, true]);
    adopted(&device, &SyncReply { removed: vec![scope()], ..quiet_reply() });
    assert_eq!([held(leaves), held(stays), held(unsent)], [false, false, true]);
}

#[test]
fn a_tab_that_slept_does_not_answer_for_a_row_that_is_another_change_by_now() {
    let store = MemoryStore::new();
    let other = opened(store.clone());
    now(other.record(vec![a_change(1)])).unwrap();
    let slept = opened(store.clone());
    let refused = |n| (a_change(n).id, Outcome::Refused { reason: crate::wire::Refusal::NotAllowed });
    adopted(&other, &SyncReply { outcomes: vec![refused(1)], ..quiet_reply() });
    now(other.let_go(other.outbox()[0].0)).unwrap();
    now(other.record(vec![a_change(2)])).unwrap();
    now(slept.catch_up()).unwrap();
    adopted(&slept, &SyncReply { outcomes: vec![refused(1)], ..quiet_reply() });
    assert_eq!(opened(store).next_batch(), [a_change(2)]);
}

#[test]
fn what_is_recorded_after_another_tab_has_sent_the_rest_is_shown() {
    let store = MemoryStore::new();
    let slept = opened(store.clone());
    for n in [1, 2] {
        now(slept.record(vec![a_change(n)])).unwrap();
    }
    let other = opened(store);
    let records = [begun(&a_change(1), 1), begun(&a_change(2), 2)];
    let segments = vec![segment(1, 2, &records.iter().collect::<Vec<_>>())];
    adopted(&other, &SyncReply { outcomes: vec![accepted(1), accepted(2)], segments, ..quiet_reply() });
    let mut edit = a_change(3);
    edit.record = id(2);
    edit.edits.remove(0);
    now(slept.record(vec![edit.clone()])).unwrap();
    assert!(slept.next_batch().contains(&edit));
    assert!(now(slept.circle(circle())).unwrap().waiting.contains(&id(2)));
}

#[test]
fn letting_go_twice_in_two_tabs_takes_nothing_else() {
    let store = MemoryStore::new();
    let one = opened(store.clone());
    now(one.record(vec![a_change(1)])).unwrap();
    let outcome = Outcome::Refused { reason: crate::wire::Refusal::NotAllowed };
    adopted(&one, &SyncReply { outcomes: vec![(a_change(1).id, outcome)], ..quiet_reply() });
    let two = opened(store.clone());
    let number = one.outbox()[0].0;
    now(one.let_go(number)).unwrap();
    now(one.record(vec![a_change(2)])).unwrap();
    now(two.let_go(number)).unwrap();
    assert_eq!(opened(store).next_batch(), [a_change(2)]);
}

/// A store that takes a moment for the outbox, as a browser's does.
struct Slow {
    rows: MemoryStore,
    slow: Cell<bool>,
}

impl LocalStore for &Slow {
    async fn get(&self, table: Table, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        self.rows.get(table, key).await
    }

    async fn group(&self, table: Table, group: &[u8]) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let rows = self.rows.group(table, group).await;
        if table == Table::Outbox && self.slow.replace(false) {
            futures::pending!();
        }
        rows
    }

    async fn all(&self, table: Table) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        self.rows.all(table).await
    }

    async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<Vec<u64>, StoreError> {
        self.rows.commit(writes, durability).await
    }
}

#[test]
fn what_is_recorded_while_the_store_is_read_anew_is_not_forgotten() {
    let store = Slow { rows: MemoryStore::new(), slow: Cell::new(false) };
    let device = opened(&store);
    store.slow.set(true);
    let mut reading = std::pin::pin!(device.reload());
    assert!(reading.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    now(device.record(vec![a_change(1)])).unwrap();
    now(reading).unwrap();
    assert_eq!(device.waiting(), 1);
    assert_eq!(shown(&device), [id(1)]);
}

/// Everything that lies in a store that matters: entries, cursors, and what is shown.
fn whole(store: &MemoryStore) -> impl PartialEq + std::fmt::Debug + use<> {
    let device = opened(store.clone());
    let view = now(device.circle(circle())).unwrap();
    (device.outbox(), device.cursors(), view.records.clone(), view.waiting.clone())
}

fn accepted(n: u8) -> (domain::ids::ChangeId, Outcome) {
    let (fate, revision, at) = (Fate::Applied, Revision(n.into()), Moment(0));
    (a_change(n).id, Outcome::Accepted { fate, scope: scope(), revision, at })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Three exchanges, the replies to which come again any number of times, at any later moment.
    #[test]
    fn replies_that_come_again_change_nothing(again in proptest::collection::vec((0usize..3, 0usize..3), 0..8)) {
        let run = |again: &[(usize, usize)]| {
            let store = MemoryStore::new();
            let device = opened(store.clone());
            for n in 1..=3 {
                now(device.record(vec![a_change(n)])).unwrap();
            }
            let mut past: Vec<(SyncRequest, SyncReply)> = Vec::new();
            for n in 1..=3_u8 {
                let asked = request(&device);
                // The third is refused; the second takes the first away again.
                let outcome = if n < 3 {
                    accepted(n)
                } else {
                    (a_change(3).id, Outcome::Refused { reason: crate::wire::Refusal::NotAllowed })
                };
                let record = begun(&a_change(n), n.into());
                let segments = if n < 3 { vec![segment(1, n.into(), &[&record])] } else { Vec::new() };
                let gone = if n == 2 { vec![(scope(), id(1))] } else { Vec::new() };
                let reply = SyncReply { outcomes: vec![outcome], gone, segments, ..quiet_reply() };
                now(device.adopt(&asked, &reply)).unwrap();
                past.push((asked, reply));
                for (after, which) in again {
                    if *after + 1 == usize::from(n) && *which < past.len() {
                        now(device.adopt(&past[*which].0, &past[*which].1)).unwrap();
                    }
                }
            }
            store
        };
        prop_assert_eq!(whole(&run(&again)), whole(&run(&[])));
    }
}

fn draft(words: &str, version: u64) -> Draft {
    let (kind, form) = (domain::kinds::session::KIND, String::new());
    Draft { record: id(1), kind, circle: circle(), at: Moment(0), form, words: words.to_owned(), version }
}

fn words_of<S: LocalStore>(device: &Device<S>) -> Vec<String> {
    let mut words: Vec<String> = now(device.drafts_of(id(1))).unwrap().into_iter().map(|draft| draft.words).collect();
    words.sort();
    words
}

#[test]
fn a_draft_that_is_typed_at_in_two_tabs_keeps_both_writers_words() {
    let store = MemoryStore::new();
    let (one, two) = (opened(store.clone()), opened(store.clone()));
    now(one.keep_draft(&draft("He did", 11), &[])).unwrap();
    // The other tab opens what is there and goes on from it; both go on typing.
    assert_eq!(words_of(&two), ["He did"]);
    now(one.keep_draft(&draft("He did halves", 12), &[11])).unwrap();
    now(two.keep_draft(&draft("He did not want to", 21), &[11])).unwrap();
    assert_eq!(words_of(&one), ["He did halves", "He did not want to"]);
    // Each goes on from its own, and takes away nothing of the other's.
    now(one.keep_draft(&draft("He did halves and quarters", 13), &[11, 12])).unwrap();
    now(two.drop_draft(id(1), &[21])).unwrap();
    assert_eq!(words_of(&opened(store)), ["He did halves and quarters"]);
}

#[test]
fn a_draft_is_one_row_for_whoever_types_alone_and_what_a_release_before_kept_is_gone_on_from() {
    let device = opened(MemoryStore::new());
    now(device.keep_draft(&draft("From before", 0), &[])).unwrap();
    let before = now(device.drafts()).unwrap();
    assert_eq!((before.len(), before[0].version), (1, 0));
    now(device.keep_draft(&draft("From before, and more", 5), &[before[0].version])).unwrap();
    assert_eq!(words_of(&device), ["From before, and more"]);
    now(device.drop_draft(id(1), &[5])).unwrap();
    assert_eq!(words_of(&device), [] as [String; 0]);
}

#[test]
fn a_device_knows_that_its_clock_is_wrong_and_says_nothing_of_a_slow_line() {
    let store = MemoryStore::new();
    let device = opened(store.clone());
    let clock_off = |device: &Device<MemoryStore>| device.clock_off(Moment(0));
    assert_eq!(clock_off(&device), None, "nobody has said anything yet");
    let year = 365 * 24 * 60 * 60 * 1000;
    for (server, off) in [(4 * 60 * 1000, None), (-year, Some(-year)), (year, Some(year))] {
        adopted(&device, &SyncReply { server_time: Moment(server), ..quiet_reply() });
        assert_eq!(clock_off(&device), off);
        // Another tab, and the page that is opened next without a network.
        assert_eq!(clock_off(&opened(store.clone())), off);
    }
    adopted(&device, &quiet_reply());
    assert_eq!(clock_off(&device), None, "mended");
    assert_eq!(clock_off(&opened(store)), None);
}

/// A segment whose pack is broken.
fn damaged(scope: Scope, upto: u64) -> crate::wire::Segment {
    let one = begun(&a_change(1), upto);
    let good = segment(1, upto, &[&one]);
    crate::wire::Segment { scope, packed: good.packed[..good.packed.len() / 2].to_vec(), ..good }
}

#[test]
fn what_cannot_be_read_is_said_and_is_fetched_anew_and_holds_up_nothing_else() {
    let store = MemoryStore::new();
    let device = opened(store.clone());
    let other = Scope::Circle(CircleId::from_bytes([8; 16]), domain::role::Sensitivity::Everyday);
    now(device.record(vec![a_change(5)])).unwrap();
    let one = begun(&a_change(1), 1);
    let fine = crate::wire::Segment { scope: other, ..segment(1, 1, &[&one]) };
    adopted(&device, &SyncReply { segments: vec![damaged(scope(), 1), fine], ..quiet_reply() });
    assert_eq!(now(device.circle(circle())), Err(StoreError::Damaged), "and not as a circle in which nothing is");
    assert_eq!(now(device.circle(CircleId::from_bytes([8; 16]))).unwrap().records.len(), 1);
    // Nor does it stop what comes next, or tidying.
    adopted(&device, &SyncReply { segments: vec![segment(1, 2, &[&begun(&a_change(2), 2)])], ..quiet_reply() });
    now(device.tidy_above(1)).unwrap();
    now(device.fetch_anew(circle())).unwrap();
    assert_eq!(device.cursors().len(), 1, "the server is asked for all of it again");
    assert_eq!(shown(&device), [id(5)], "what was written here is still here");
    adopted(&device, &SyncReply { segments: vec![segment(1, 2, &[&one])], ..quiet_reply() });
    assert_eq!(shown(&opened(store)), [id(1), id(5)]);
}

#[test]
fn what_cannot_be_read_goes_when_it_has_to_go() {
    let store = MemoryStore::new();
    let device = opened(store.clone());
    adopted(&device, &SyncReply { segments: vec![damaged(scope(), 1)], ..quiet_reply() });
    // One record of it has to go: the rest is asked for anew, without that one.
    adopted(&device, &SyncReply { gone: vec![(scope(), id(1))], ..quiet_reply() });
    assert_eq!(device.cursors(), []);
    assert_eq!(now(store.all(Table::Segments)).unwrap(), []);
    adopted(&device, &SyncReply { segments: vec![damaged(scope(), 1)], ..quiet_reply() });
    adopted(&device, &SyncReply { removed: vec![scope()], ..quiet_reply() });
    assert_eq!(now(store.all(Table::Segments)).unwrap(), []);
}

#[test]
fn a_scope_that_cannot_be_read_is_asked_for_whole_when_something_in_it_has_to_go() {
    let store = MemoryStore::new();
    let device = opened(store.clone());
    let mine = a_change(3);
    now(device.record(vec![mine.clone()])).unwrap();
    adopted(&device, &SyncReply { segments: vec![damaged(scope(), 1)], ..quiet_reply() });
    // The record that has to go, something new, and what became of a change: all in one reply.
    let new = segment(1, 3, &[&begun(&mine, 3)]);
    let outcomes = vec![accepted(3)];
    let gone = vec![(scope(), id(1))];
    adopted(&device, &SyncReply { outcomes, gone, segments: vec![new], ..quiet_reply() });
    assert_eq!(device.cursors(), [], "what came with it is not all of it");
    assert_eq!(shown(&device), [id(3)], "what was made here stays in sight until it has come");
    let all = segment(1, 3, &[&begun(&a_change(2), 2), &begun(&mine, 3)]);
    adopted(&device, &SyncReply { segments: vec![all], ..quiet_reply() });
    assert_eq!(shown(&opened(store)), [id(2), id(3)]);
}

#[test]
fn a_scope_that_cannot_be_read_holds_up_no_record_without_what_was_taken_out() {
    let device = opened(MemoryStore::new());
    let other = Scope::Circle(CircleId::from_bytes([8; 16]), domain::role::Sensitivity::Everyday);
    adopted(&device, &SyncReply { segments: vec![damaged(scope(), 1)], ..quiet_reply() });
    let mut hollow = begun(&a_change(1), 2);
    hollow.removed = true;
    hollow.fields.clear();
    let fine = crate::wire::Segment { scope: other, ..segment(1, 1, &[&begun(&a_change(2), 1)]) };
    adopted(&device, &SyncReply { segments: vec![segment(1, 2, &[&hollow]), fine], ..quiet_reply() });
    assert_eq!(now(device.circle(CircleId::from_bytes([8; 16]))).unwrap().records.len(), 1);
    let scopes: Vec<Scope> = device.cursors().iter().map(|cursor| cursor.scope).collect();
    assert_eq!(scopes, [other], "the damaged one is asked for whole");
}

#[test]
fn a_change_that_no_server_would_read_is_refused_here_and_what_is_behind_it_goes() {
    let store = MemoryStore::new();
    let (mut large, text) = (a_change(1), "a".repeat(5_000_000));
    large.edits.push(domain::change::Edit::Set {
        at: domain::change::At::field(domain::kinds::work::TITLE.key),
        value: domain::value::Value::Line(text),
        base: domain::value::Value::Empty,
    });
    // As an older version recorded it.
    let entry = Entry { change: large, state: EntryState::Waiting };
    let row = Write::Append(Table::Outbox, Vec::new(), written(&entry).unwrap());
    now(store.commit(vec![row], Durability::Strict)).unwrap();
    let device = opened(store.clone());
    now(device.record(vec![a_change(2)])).unwrap();
    now(device.refuse_what_cannot_travel()).unwrap();
    let ids: Vec<_> = device.next_batch().iter().map(|change| change.record).collect();
    assert_eq!(ids, [id(2)]);
    let kept = opened(store).outbox();
    assert_eq!((kept.len(), &kept[0].1.change), (2, &entry.change), "with all its words");
    assert!(kept[0].1.needs_somebody());
}

#[test]
fn a_scope_that_is_too_much_for_one_pack_is_tidied_into_several() {
    let store = MemoryStore::new();
    let device = opened(store.clone());
    let large = |n: u8| {
        let mut record = begun(&a_change(n), u64::from(n));
        let slot = record.fields.get_mut(&domain::kinds::work::TITLE.key).unwrap();
        slot.value = domain::value::Value::Line(format!("{n} ").repeat(1_500_000));
        record
    };
    let records: Vec<_> = (1..=5).map(large).collect();
    let segments = records.iter().map(|record| segment(1, record.revision().0, &[record])).collect();
    adopted(&device, &SyncReply { segments, ..quiet_reply() });
    now(device.tidy_above(1)).unwrap();
    let rows = now(store.group(Table::Segments, &scope().key())).unwrap();
    assert_eq!(rows.len(), 3, "two records of 3 MB in each, and one");
    assert_eq!(shown(&opened(store)).len(), 5);
}
