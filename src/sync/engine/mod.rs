//! Bringing a device and its server in step. Every step may be cut anywhere and made again.

use std::future::Future;

use domain::change::Change;
use domain::file::FileHash;
use domain::value::Moment;

use crate::device::{Adopted, Device, NotAdopted};
use crate::remote::{Remote, RemoteError};
use crate::store::{LocalStore, StoreError};
use crate::wire::{CHUNK, PROTOCOL, SyncRequest};

/// Why a sync stopped. What waits stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SyncError {
    /// On the way to the server.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// On the device.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<NotAdopted> for SyncError {
    fn from(error: NotAdopted) -> Self {
        match error {
            NotAdopted::SomebodyElses => RemoteError::Nonsense.into(),
            NotAdopted::Store(error) => error.into(),
        }
    }
}

impl SyncError {
    /// Whether trying again by itself can help.
    #[must_use]
    pub fn is_retryable(self) -> bool {
        match self {
            SyncError::Remote(error) => error.is_retryable(),
            SyncError::Store(_) => false,
        }
    }
}

/// How often in one attempt the server may say that it begins another life.
const MOST_LIVES: u32 = 3;

/// How often in a row one request waits for a server that is busy, and how many seconds at most each time. Beyond, the
/// round ends, and its caller begins another one later.
const MOST_WAITS: u32 = 4;
const LONGEST_WAIT: u32 = 10;

/// Asks, and comes again when the server is busy, after as long as it says.
async fn patiently<R: Remote, T, F>(remote: &R, ask: impl Fn() -> F) -> Result<T, RemoteError>
where
    F: Future<Output = Result<T, RemoteError>>,
{
    for _ in 0..MOST_WAITS {
        match ask().await {
            Err(RemoteError::Busy(seconds)) if seconds <= LONGEST_WAIT => remote.wait(seconds).await,
            done => return done,
        }
    }
    ask().await
}

/// Sends what waits and takes in what is new, records first, until there is nothing left of either; then files.
/// `heard` is told after each exchange, so that screens show a page as soon as it is on the device.
///
/// # Errors
/// [`SyncError`] when it had to stop; made again later, it goes on from there.
pub async fn sync_once<S: LocalStore, R: Remote>(
    device: &Device<S>,
    remote: &R,
    now: impl Fn() -> Moment,
    mut heard: impl FnMut(&Adopted),
) -> Result<(), SyncError> {
    device.catch_up().await?;
    exchange(device, remote, &now, &mut heard).await?;
    let mut stuck = None;
    for (number, file) in device.files_waiting().await? {
        // The way may have changed while the last one went.
        if !remote.takes_files() {
            break;
        }
        match send_file(device, remote, file, &now, &mut heard).await {
            Ok(()) => {
                device.file_sent(number, file).await?;
                heard(&Adopted::default());
            }
            // This file is not taken, or is damaged here: it stays in line, and those behind it go all the same.
            Err(
                error @ (SyncError::Remote(RemoteError::NotFound | RemoteError::Nonsense)
                | SyncError::Store(StoreError::Damaged)),
            ) => stuck = Some(error),
            Err(error) => return Err(error),
        }
    }
    stuck.map_or(Ok(()), Err)
}

/// Records only.
///
/// # Errors
/// As [`sync_once`].
pub async fn exchange<S: LocalStore, R: Remote>(
    device: &Device<S>,
    remote: &R,
    now: &impl Fn() -> Moment,
    heard: &mut impl FnMut(&Adopted),
) -> Result<(), SyncError> {
    let mut lives = 0;
    device.refuse_what_cannot_travel().await?;
    loop {
        let push = device.next_batch();
        let again = device.again(&push);
        let request = SyncRequest {
            protocol: PROTOCOL,
            device: device.id(),
            device_time: now(),
            server: device.server(),
            cursors: device.cursors(),
            push,
            person: device.person(),
            again,
        };
        let reply = patiently(remote, || remote.sync(&request)).await?;
        if request.server.is_some_and(|server| server != reply.server) {
            // It begins another life, and has decided nothing. One that does so all the time is none.
            lives += 1;
            heard(&device.adopt(&request, &reply).await?);
            if lives > MOST_LIVES {
                return Err(RemoteError::Nonsense.into());
            }
            continue;
        }
        let is_answered =
            |change: &Change| reply.outcomes.iter().any(|(id, _)| *id == change.id) || reply.later.contains(&change.id);
        if !request.push.is_empty() && !request.push.iter().any(is_answered) {
            // A server that answers none of it would otherwise be asked for ever.
            return Err(RemoteError::Nonsense.into());
        }
        let adopted = device.adopt(&request, &reply).await?;
        heard(&adopted);
        if reply.more && request.push.is_empty() && device.cursors() == request.cursors {
            // So would one that always promises more and never gives it.
            return Err(RemoteError::Nonsense.into());
        }
        if !reply.more && !device.has_due() {
            return Ok(());
        }
    }
}

/// Sends one file from where the server has it; a change that is made meanwhile goes between two chunks.
async fn send_file<S: LocalStore, R: Remote>(
    device: &Device<S>,
    remote: &R,
    file: FileHash,
    now: &impl Fn() -> Moment,
    heard: &mut impl FnMut(&Adopted),
) -> Result<(), SyncError> {
    let Some(state) = device.file_state(file).await? else { return Ok(()) };
    let mut progress = patiently(remote, || remote.file_progress(file)).await?;
    while !progress.complete {
        if device.has_due() {
            exchange(device, remote, now, heard).await?;
        }
        let Some(chunk) = device.chunk(file, progress.received).await? else {
            return Err(StoreError::Damaged.into());
        };
        let put = || remote.put_chunk(file, progress.received, state.bytes, &chunk);
        let after = patiently(remote, put).await?;
        if !after.complete && after.received <= progress.received {
            return Err(RemoteError::Nonsense.into());
        }
        progress = after;
    }
    Ok(())
}

/// Fetches a file that a record speaks of and keeps it on the device.
///
/// # Errors
/// As [`sync_once`]; [`RemoteError::NotFound`] while its sender has not sent it yet.
pub async fn fetch_file<S: LocalStore, R: Remote>(
    device: &Device<S>,
    remote: &R,
    file: FileHash,
) -> Result<Vec<u8>, SyncError> {
    if let Some(bytes) = device.file(file).await? {
        return Ok(bytes);
    }
    let mut bytes = Vec::new();
    loop {
        let from = bytes.len() as u64;
        let (chunk, whole) = patiently(remote, || remote.get_chunk(file, from, CHUNK)).await?;
        let done = chunk.is_empty() || from + chunk.len() as u64 >= whole;
        bytes.extend_from_slice(&chunk);
        if done {
            break;
        }
    }
    device.keep_fetched(file, &bytes).await?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
