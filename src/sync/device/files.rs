//! Photos and files on the device: kept in chunks under their hash, and sent apart from records.

use std::collections::BTreeSet;

use domain::file::FileHash;
use domain::ids::RecordId;
use domain::order::gathered;
use domain::record::Record;
use domain::scope::Scope;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::outbox::{Entry, files_of};
use super::shapes::InLine;
use super::{Device, read, written};
use crate::pack::{self, Found};
use crate::store::{Durability, Key, LocalStore, StoreError, Table, Write};
use crate::wire::{CHUNK, SyncReply};

/// What the device knows of a file's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileState {
    /// Its size in bytes.
    pub bytes: u64,
    /// The server has all of it.
    pub on_server: bool,
}

/// The group under which files that have to be sent are listed.
const TO_SEND: &[u8] = b"to send";

impl<S: LocalStore> Device<S> {
    /// Keeps a file for good, before it is shown: once a person has seen it here it is not lost any more.
    ///
    /// # Errors
    /// When the store fails; then nothing of it is kept.
    pub async fn keep_file(&self, bytes: &[u8]) -> Result<FileHash, StoreError> {
        let hash = FileHash(Sha256::digest(bytes).into());
        if self.file_state(hash).await?.is_none() {
            self.store.commit(file_writes(hash, bytes, false)?, Durability::Strict).await?;
        }
        Ok(hash)
    }

    /// Keeps a file that came from the server, so that it opens without a network next time.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the bytes are not that file's; else when the store fails.
    pub async fn keep_fetched(&self, hash: FileHash, bytes: &[u8]) -> Result<(), StoreError> {
        if Sha256::digest(bytes)[..] != hash.0 {
            return Err(StoreError::Damaged);
        }
        self.store.commit(file_writes(hash, bytes, true)?, Durability::Relaxed).await.map(|_| ())
    }

    /// A file's bytes, if they are on the device.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn file(&self, hash: FileHash) -> Result<Option<Vec<u8>>, StoreError> {
        let rows = self.store.group(Table::Files, &hash.0).await?;
        let Some((0, first)) = rows.first() else { return Ok(None) };
        let state: FileState = read(first)?;
        let bytes: Vec<u8> = rows[1..].iter().flat_map(|(_, chunk)| chunk.iter().copied()).collect();
        if bytes.len() as u64 != state.bytes {
            return Err(StoreError::Damaged);
        }
        Ok(Some(bytes))
    }

    /// What is known of a file; `None` when it is not on the device.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn file_state(&self, hash: FileHash) -> Result<Option<FileState>, StoreError> {
        let row = self.store.get(Table::Files, &Key::new(hash.0, 0)).await?;
        row.map(|bytes| read(&bytes)).transpose()
    }

    /// Files that the server does not have yet, oldest first, with their row numbers.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn files_waiting(&self) -> Result<Vec<(u64, FileHash)>, StoreError> {
        let rows = self.store.group(Table::Files, TO_SEND).await?;
        rows.iter().map(|(number, bytes)| Ok((*number, read::<InLine>(bytes)?.0))).collect()
    }

    /// One chunk of a file that is on the device.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn chunk(&self, hash: FileHash, offset: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let number = offset / CHUNK + 1;
        let Some(chunk) = self.store.get(Table::Files, &Key::new(hash.0, number)).await? else {
            // An empty file has no chunks, and is sent all the same.
            let is_empty = self.file_state(hash).await?.is_some_and(|state| state.bytes == 0);
            return Ok(is_empty.then(Vec::new));
        };
        // A server may have stopped anywhere.
        Ok(usize::try_from(offset % CHUNK).ok().and_then(|skip| chunk.get(skip..)).map(<[u8]>::to_vec))
    }

    /// The server has all of a file.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn file_sent(&self, number: u64, hash: FileHash) -> Result<(), StoreError> {
        let mut writes = vec![Write::Delete(Table::Files, Key::new(TO_SEND, number))];
        if let Some(state) = self.file_state(hash).await? {
            let state = FileState { on_server: true, ..state };
            writes.push(Write::Put(Table::Files, Key::new(hash.0, 0), written(&state)?));
        }
        self.store.commit(writes, Durability::Strict).await.map(|_| ())
    }

    /// The writes that take away what was fetched of records that leave this device with a reply. Files of this
    /// person's own that the server has not got yet stay; so does all that something here still speaks of.
    pub(super) async fn without_their_files(
        &self,
        reply: &SyncReply,
        gone: &[(Scope, RecordId)],
    ) -> Result<Vec<Write>, StoreError> {
        let touched = reply.removed.iter().chain(gone.iter().map(|(scope, _)| scope));
        let circles: BTreeSet<_> = gathered(touched.filter_map(|scope| scope.circle()));
        let gone: BTreeSet<RecordId> = gathered(gone.iter().map(|(_, record)| *record));
        if circles.is_empty() {
            return Ok(Vec::new());
        }
        let (mut leaving, mut staying) = (BTreeSet::new(), BTreeSet::new());
        for cursor in self.cursors() {
            if cursor.scope.circle().is_some_and(|circle| circles.contains(&circle)) {
                let removed = reply.removed.contains(&cursor.scope);
                let before = self.before_of(cursor.scope).await?;
                // What cannot be read must go all the same where it was taken away; its files are not known.
                let records = self.readable_of(cursor.scope).await?.unwrap_or_default();
                for found in records.iter().chain(&before) {
                    let leaves = removed || gone.contains(&found.id());
                    if leaves { &mut leaving } else { &mut staying }.extend(files_of_found(found));
                }
            }
        }
        for segment in &reply.segments {
            let records =
                if segment.count > 0 { pack::unpack(&segment.packed).unwrap_or_default() } else { Vec::new() };
            staying.extend(records.iter().flat_map(files_in));
        }
        staying.extend(self.outbox().iter().flat_map(|(_, entry)| files_of(&entry.change)));
        let mut writes = Vec::new();
        for hash in leaving.difference(&staying) {
            if self.file_state(*hash).await?.is_some_and(|state| state.on_server) {
                writes.push(Write::DeleteGroup(Table::Files, hash.0.to_vec()));
            }
        }
        Ok(writes)
    }

    /// The writes that put the files of new changes in line to be sent.
    pub(super) async fn files_to_send(&self, entries: &[Entry]) -> Result<Vec<Write>, StoreError> {
        let mut writes = Vec::new();
        let facts = entries.iter().flat_map(|entry| files_of(&entry.change));
        for hash in facts {
            if self.file_state(hash).await?.is_some_and(|state| !state.on_server) {
                writes.push(in_line(hash)?);
            }
        }
        Ok(writes)
    }
}

/// The write that puts a file in line to be sent.
pub(super) fn in_line(hash: FileHash) -> Result<Write, StoreError> {
    Ok(Write::Append(Table::Files, TO_SEND.to_vec(), written(&InLine(hash))?))
}

/// Of a record that is not understood none are known: those that were fetched of it went when it came so.
pub(super) fn files_of_found(found: &Found) -> Vec<FileHash> {
    found.record().map(files_in).unwrap_or_default()
}

fn files_in(record: &Record) -> Vec<FileHash> {
    record.files().into_iter().flat_map(|file| file.thumbnail.into_iter().chain([file.hash])).collect()
}

fn file_writes(hash: FileHash, bytes: &[u8], on_server: bool) -> Result<Vec<Write>, StoreError> {
    let state = FileState { bytes: bytes.len() as u64, on_server };
    let mut writes = vec![Write::Put(Table::Files, Key::new(hash.0, 0), written(&state)?)];
    let size = usize::try_from(CHUNK).map_err(|_| StoreError::Other)?;
    for (chunk, number) in bytes.chunks(size).zip(1..) {
        writes.push(Write::Put(Table::Files, Key::new(hash.0, number), chunk.to_vec()));
    }
    Ok(writes)
}
