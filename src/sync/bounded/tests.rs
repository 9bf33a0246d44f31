//! What is counted is what is read as ever, and no bytes at all take more memory than the limits say.
#![allow(clippy::print_stdout, reason = "figures")]

use domain::change::{Change, Edit};
use domain::field::FieldKey;
use domain::ids::ItemId;
use domain::record::Place;
use domain::value::Value;
use proptest::prelude::*;

use super::*;
use crate::golden::samples;
use crate::wire::{SyncReply, SyncRequest};

/// The most that a body may take at once: the limit, and as much again while a list grows.
const MOST: usize = 3 * MOST_FOR_ALL;

/// What this thread takes at most while it does this, in bytes.
fn peak<T>(work: impl FnOnce() -> T) -> (usize, T) {
    let mut done = None;
    let info = allocation_counter::measure(|| done = Some(work()));
    (usize::try_from(info.bytes_max).unwrap(), done.unwrap())
}

fn bytes(edits: Vec<Edit>) -> (ChangeId, Vec<u8>) {
    let request = samples::request();
    let change = Change { edits, ..request.push[0].clone() };
    let id = change.id;
    (id, postcard::to_allocvec(&SyncRequest { push: vec![change], ..request }).unwrap())
}

#[test]
fn every_shape_is_read_as_ever() {
    let request = samples::request();
    assert_eq!(read(&postcard::to_allocvec(&request).unwrap()), Ok(request));
    let reply = samples::reply();
    assert_eq!(read(&postcard::to_allocvec(&reply).unwrap()), Ok(reply));
    let record = samples::record();
    assert_eq!(read(&postcard::to_allocvec(&record).unwrap()), Ok(record));
}

#[test]
fn a_change_that_is_too_large_is_named() {
    let small = samples::request().push[0].clone();
    let place = Place(vec![0; MOST_OF_CHANGE + AFTER]);
    let (id, body) = bytes(vec![Edit::PlaceItem { list: FieldKey(1), item: ItemId::from_bytes([1; 16]), place }]);
    assert_eq!(read::<SyncRequest>(&body), Err(Unread::ChangeTooLarge(id)));
    let large: SyncRequest = postcard::from_bytes(&body).unwrap();
    let second = Change { id: ChangeId::from_bytes([77; 16]), ..large.push[0].clone() };
    let body = postcard::to_allocvec(&SyncRequest { push: vec![small, second], ..large }).unwrap();
    assert_eq!(read::<SyncRequest>(&body), Err(Unread::ChangeTooLarge(ChangeId::from_bytes([77; 16]))));
}

/// Four megabytes of edits of one byte once took 1.15 GB.
#[test]
fn four_megabytes_of_anything_small_take_some_tens_of_megabytes() {
    const ALL: usize = 4 * 1024 * 1024 - 200;
    let fields = |count: usize| vec![(FieldKey(1), Value::Empty); count];
    let add = |count: usize| Edit::AddItem {
        list: FieldKey(1),
        item: ItemId::from_bytes([1; 16]),
        place: Place(vec![1]),
        fields: fields(count),
    };
    let tags = (0..ALL / 4).map(|n| char::from_u32(0x4e00 + u32::try_from(n).unwrap() % 0x5000).unwrap().to_string());
    let tags = Edit::Set {
        at: domain::change::At::field(FieldKey(1)),
        value: Value::Tags(tags.collect()),
        base: Value::Empty,
    };
    let bodies = [
        bytes(vec![Edit::Remove; ALL]).1,
        bytes(vec![add(ALL / 2)]).1,
        bytes(vec![add(1_000); ALL / 2_030]).1,
        bytes(vec![tags]).1,
    ];
    let (plainly, _) = peak(|| postcard::from_bytes::<SyncRequest>(&bodies[0]).map(drop));
    println!("edits of one byte, not counted: {} MB", plainly >> 20);
    for (number, body) in bodies.iter().enumerate() {
        let (most, refused) = peak(|| read::<SyncRequest>(body).map(drop));
        println!("body {number}, {} KB: counted {} KB", body.len() >> 10, most >> 10);
        assert!(matches!(refused, Err(Unread::ChangeTooLarge(_))) || number == 3, "{number}: {refused:?}");
        assert!(most <= MOST, "body {number} takes {most} bytes");
    }
    // Many changes, each of which is small enough by itself.
    let request = samples::request();
    let change = Change { edits: vec![Edit::Remove; 5_000], ..request.push[0].clone() };
    let body = postcard::to_allocvec(&SyncRequest { push: vec![change; 800], ..request }).unwrap();
    let (most, refused) = peak(|| read::<SyncRequest>(&body).map(drop));
    println!("800 changes of 5,000 edits, {} KB: counted {} KB", body.len() >> 10, most >> 10);
    assert_eq!(refused, Err(Unread::TooLarge));
    assert!(most <= MOST, "{most} bytes");
}

proptest! {
    #[test]
    fn no_bytes_take_more_memory_than_the_limit(
        noise in proptest::collection::vec(any::<u8>(), 0..4_000),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut body = postcard::to_allocvec(&samples::request()).unwrap();
        for (place, byte) in changes {
            let place = place.index(body.len());
            body[place] = byte;
        }
        for body in [&body, &noise] {
            // Twenty values of some words for each byte, and what a list begins with.
            let (most, counted) = peak(|| read::<SyncRequest>(body));
            prop_assert!(most <= 500 * body.len() + 64 * 1024, "{most} bytes for {}", body.len());
            if let Ok(counted) = counted {
                prop_assert_eq!(postcard::from_bytes::<SyncRequest>(body).ok(), Some(counted));
            }
            prop_assert_eq!(read::<SyncReply>(body).is_ok(), postcard::from_bytes::<SyncReply>(body).is_ok());
        }
    }
}
