//! The engine against servers that misbehave.

use std::cell::{Cell, RefCell};

use domain::ids::{ChangeId, DeviceId, PersonId};
use futures::FutureExt;

use super::*;
use crate::device::tests_support::{a_change, quiet_reply};
use crate::memory::MemoryStore;
use crate::wire::{FileProgress, Outcome, Refusal, SyncReply};

/// Answers from a list; files as told.
struct Scripted<F: Fn(&SyncRequest) -> SyncReply> {
    answer: F,
    refused: Vec<FileHash>,
    taken: RefCell<Vec<FileHash>>,
    on_mobile_data: Cell<bool>,
    /// How often it says that it is busy before each answer, and for how long; and the seconds that it was waited for.
    busy: Cell<u32>,
    said: Cell<u32>,
    asks_for: u32,
    waited: Cell<u32>,
}

impl<F: Fn(&SyncRequest) -> SyncReply> Scripted<F> {
    fn is_busy(&self) -> Result<(), RemoteError> {
        if self.said.get() < self.busy.get() {
            self.said.set(self.said.get() + 1);
            return Err(RemoteError::Busy(self.asks_for));
        }
        self.said.set(0);
        Ok(())
    }
}

impl<F: Fn(&SyncRequest) -> SyncReply> Remote for Scripted<F> {
    async fn sync(&self, request: &SyncRequest) -> Result<SyncReply, RemoteError> {
        self.is_busy()?;
        Ok((self.answer)(request))
    }

    async fn wait(&self, seconds: u32) {
        self.waited.set(self.waited.get() + seconds);
    }

    fn takes_files(&self) -> bool {
        !self.on_mobile_data.get()
    }

    async fn file_progress(&self, file: FileHash) -> Result<FileProgress, RemoteError> {
        self.is_busy()?;
        if self.refused.contains(&file) {
            return Err(RemoteError::NotFound);
        }
        Ok(FileProgress { received: 0, complete: false })
    }

    async fn put_chunk(&self, file: FileHash, _: u64, _: u64, bytes: &[u8]) -> Result<FileProgress, RemoteError> {
        self.is_busy()?;
        self.taken.borrow_mut().push(file);
        Ok(FileProgress { received: bytes.len() as u64, complete: true })
    }

    async fn get_chunk(&self, _: FileHash, _: u64, _: u64) -> Result<(Vec<u8>, u64), RemoteError> {
        self.is_busy()?;
        Err(RemoteError::NotFound)
    }
}

fn remote<F: Fn(&SyncRequest) -> SyncReply>(answer: F) -> Scripted<F> {
    let (refused, taken, on_mobile_data) = Default::default();
    let (busy, said, asks_for, waited) = Default::default();
    Scripted { answer, refused, taken, on_mobile_data, busy, said, asks_for, waited }
}

fn opened() -> Device<MemoryStore> {
    let opening = Device::open(MemoryStore::new(), PersonId::from_bytes([1; 16]), DeviceId::from_bytes([2; 16]));
    opening.now_or_never().unwrap().unwrap()
}

fn synced(device: &Device<MemoryStore>, remote: &impl Remote) -> Result<(), SyncError> {
    sync_once(device, remote, Moment::default, |_| {}).now_or_never().expect("nothing here waits")
}

fn refused(id: ChangeId) -> (ChangeId, Outcome) {
    (id, Outcome::Refused { reason: Refusal::NotAllowed })
}

/// An answer that settles whatever was sent.
fn refusing(request: &SyncRequest) -> SyncReply {
    SyncReply { outcomes: request.push.iter().map(|change| refused(change.id)).collect(), ..quiet_reply() }
}

/// A device with one change and its photo to send.
fn with_a_photo() -> (Device<MemoryStore>, FileHash) {
    let device = opened();
    let photo = device.keep_file(b"a page").now_or_never().unwrap().unwrap();
    let change = crate::device::tests_support::with_file(a_change(1), photo);
    device.record(vec![change]).now_or_never().unwrap().unwrap();
    (device, photo)
}

#[test]
fn a_server_that_answers_something_else_is_not_asked_for_ever() {
    let device = opened();
    device.record(vec![a_change(1)]).now_or_never().unwrap().unwrap();
    let other = remote(|_| SyncReply { outcomes: vec![refused(ChangeId::from_bytes([9; 16]))], ..quiet_reply() });
    assert_eq!(synced(&device, &other), Err(RemoteError::Nonsense.into()));
    assert_eq!(device.waiting(), 1);
}

#[test]
fn a_server_that_promises_more_and_never_gives_it_is_not_asked_for_ever() {
    let endless = remote(|_| SyncReply { more: true, ..quiet_reply() });
    assert_eq!(synced(&opened(), &endless), Err(RemoteError::Nonsense.into()));
}

#[test]
fn one_file_that_is_not_taken_holds_up_no_other() {
    let device = opened();
    let keep = |bytes: &[u8]| device.keep_file(bytes).now_or_never().unwrap().unwrap();
    let files = [keep(b"not taken"), keep(b"taken"), keep(b"")];
    for (i, file) in (1..).zip(files) {
        let change = crate::device::tests_support::with_file(a_change(i), file);
        device.record(vec![change]).now_or_never().unwrap().unwrap();
    }
    let remote = Scripted { refused: vec![files[0]], ..remote(refusing) };
    assert_eq!(synced(&device, &remote), Err(RemoteError::NotFound.into()));
    assert_eq!(*remote.taken.borrow(), files[1..]);
    let waiting = device.files_waiting().now_or_never().unwrap().unwrap();
    assert_eq!(waiting.iter().map(|(_, file)| *file).collect::<Vec<_>>(), files[..1]);
}

#[test]
fn a_busy_server_is_asked_again_when_it_says_and_not_for_ever() {
    let (device, photo) = with_a_photo();
    let remote = Scripted { asks_for: 2, ..remote(refusing) };
    remote.busy.set(u32::MAX);
    assert_eq!(synced(&device, &remote), Err(RemoteError::Busy(2).into()));
    assert_eq!((device.waiting(), remote.waited.take()), (1, 2 * MOST_WAITS), "in vain");
    remote.said.set(0);
    remote.busy.set(1);
    assert_eq!(synced(&device, &remote), Ok(()));
    assert_eq!(*remote.taken.borrow(), [photo]);
    assert_eq!(remote.waited.take(), 6, "for the words, for how much of the photo is there, and for its bytes");
    let fetched = fetch_file(&device, &remote, FileHash([7; 32])).now_or_never().unwrap();
    assert_eq!((fetched, remote.waited.take()), (Err(RemoteError::NotFound.into()), 2));
    let remote = Scripted { asks_for: LONGEST_WAIT + 1, ..remote };
    assert_eq!(synced(&device, &remote), Err(RemoteError::Busy(LONGEST_WAIT + 1).into()));
    assert_eq!(remote.waited.get(), 0, "so long is not waited in the middle of a round");
}

#[test]
fn words_go_at_once_and_photos_wait_for_wifi() {
    let (device, photo) = with_a_photo();
    let remote = remote(refusing);
    remote.on_mobile_data.set(true);
    assert_eq!(synced(&device, &remote), Ok(()));
    assert_eq!(device.waiting(), 0);
    assert!(remote.taken.borrow().is_empty());
    remote.on_mobile_data.set(false);
    assert_eq!(synced(&device, &remote), Ok(()));
    assert_eq!(*remote.taken.borrow(), [photo]);
}
