//! The server, as a device sees it.

use std::future::Future;

use domain::file::FileHash;

use crate::wire::{FileProgress, SyncReply, SyncRequest};

/// What can go wrong on the way to the server and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemoteError {
    /// No answer: no network, or none that leads there. Try again later.
    #[error("the server cannot be reached")]
    Unreachable,
    /// Nobody is signed in here any more: what waits stays, and goes after signing in.
    #[error("signed out")]
    SignedOut,
    /// The session that was shown is not this person's on this device: what waits stays, and goes after signing in.
    #[error("the session of somebody else")]
    OtherPerson,
    /// This app is too old for the server's protocol.
    #[error("the app is too old")]
    TooOld,
    /// The server asks to wait before trying again: so many seconds.
    #[error("the server is busy")]
    Busy(u32),
    /// The server answered with something that is not an answer.
    #[error("the answer makes no sense")]
    Nonsense,
    /// The server has no room left: what waits stays here, and goes when somebody has made room there.
    #[error("the server's disk is full")]
    DiskFull,
    /// Not there, or not for this person.
    #[error("not found")]
    NotFound,
}

impl RemoteError {
    /// Whether trying again by itself can help.
    #[must_use]
    pub fn is_retryable(self) -> bool {
        let busy = matches!(self, RemoteError::Busy(_) | RemoteError::DiskFull);
        busy || matches!(self, RemoteError::Unreachable | RemoteError::Nonsense)
    }
}

/// The server, as a device sees it.
pub trait Remote {
    /// One exchange of records.
    fn sync(&self, request: &SyncRequest) -> impl Future<Output = Result<SyncReply, RemoteError>>;

    /// Waits for so many seconds, as the server asked.
    fn wait(&self, seconds: u32) -> impl Future<Output = ()>;

    /// Whether files may be sent the way that leads there now: a person may keep photos for Wi-Fi (X6). Records always go.
    fn takes_files(&self) -> bool {
        true
    }

    /// How much of a file the server has.
    fn file_progress(&self, file: FileHash) -> impl Future<Output = Result<FileProgress, RemoteError>>;

    /// Sends the bytes of a file from `offset` on; `whole` is the file's size in bytes.
    fn put_chunk(
        &self,
        file: FileHash,
        offset: u64,
        whole: u64,
        bytes: &[u8],
    ) -> impl Future<Output = Result<FileProgress, RemoteError>>;

    /// Fetches a file's bytes from `offset` on, at most `most` of them, and says how many there are in all.
    fn get_chunk(
        &self,
        file: FileHash,
        offset: u64,
        most: u64,
    ) -> impl Future<Output = Result<(Vec<u8>, u64), RemoteError>>;
}
