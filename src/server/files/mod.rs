//! The bytes of files, in a folder: whole ones by their hash, arriving ones by who brings them. Nobody can add to,
//! or look into, what somebody else is bringing.

use std::io::{ErrorKind, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use domain::file::FileHash;
use domain::ids::PersonId;
use domain::value::Moment;
use sha2::{Digest, Sha256};
use sync::wire::FileProgress;
use tokio::fs::{self, File, OpenOptions};
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::private;

pub mod media;

/// Why bytes were not taken.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// More bytes than were announced.
    #[error("more bytes than announced")]
    TooMany,
    /// All bytes are there, and they are not what was announced.
    #[error("the hash is another")]
    WrongHash,
    /// The disk failed.
    #[error(transparent)]
    Disk(#[from] std::io::Error),
}

/// Whether a disk has no room left.
#[must_use]
pub fn is_full(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

/// Between how many people's files turns are told apart: a few who share one wait for each other, for milliseconds.
const TURNS: usize = 64;

/// A folder of files.
#[derive(Clone)]
pub struct FileStore {
    folder: PathBuf,
    turns: Arc<[Arc<Mutex<()>>]>,
}

/// What somebody has not finished bringing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unfinished {
    /// How many files.
    pub files: u64,
    /// How many bytes of them are here.
    pub bytes: u64,
}

impl FileStore {
    /// The files in this folder, which is made if it is not there.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn open(folder: &Path) -> std::io::Result<Self> {
        private::folder(&folder.join("arriving")).await?;
        private::everything_in(folder.to_owned()).await?;
        let turns = (0..TURNS).map(|_| Arc::default()).collect();
        Ok(Self { folder: folder.to_owned(), turns })
    }

    /// Where all of them lie.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A person's turn to bring something, until it is dropped.
    pub async fn turn(&self, by: PersonId) -> OwnedMutexGuard<()> {
        let place = usize::from(by.as_bytes()[15]) % TURNS;
        self.turns[place].clone().lock_owned().await
    }

    /// Where a whole file lies.
    #[must_use]
    pub fn path(&self, hash: FileHash) -> PathBuf {
        let name = hash.to_string();
        self.folder.join(&name[..2]).join(name)
    }

    fn arriving_from(&self, by: PersonId) -> PathBuf {
        self.folder.join("arriving").join(by.to_string())
    }

    fn arriving(&self, hash: FileHash, by: PersonId) -> PathBuf {
        self.arriving_from(by).join(hash.to_string())
    }

    /// What somebody has not finished bringing.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn unfinished(&self, by: PersonId) -> std::io::Result<Unfinished> {
        let folder = self.arriving_from(by);
        let count = move || {
            let entries = match std::fs::read_dir(folder) {
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Unfinished::default()),
                entries => entries?,
            };
            entries.into_iter().try_fold(Unfinished::default(), |sum, entry| {
                let bytes = sum.bytes + entry?.metadata()?.len();
                Ok(Unfinished { files: sum.files + 1, bytes })
            })
        };
        tokio::task::spawn_blocking(count).await?
    }

    /// Forgets what nobody brought more of since that moment, and says how many files that were.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn forget_unfinished(&self, since: Moment) -> std::io::Result<u64> {
        let since = SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(since.0).unwrap_or_default());
        let mut forgotten = 0;
        let mut folders = vec![self.folder.join("arriving")];
        while let Some(folder) = folders.pop() {
            let mut entries = fs::read_dir(&folder).await?;
            while let Some(entry) = entries.next_entry().await? {
                let facts = entry.metadata().await?;
                if facts.is_dir() {
                    folders.push(entry.path());
                } else if facts.modified()? < since {
                    fs::remove_file(entry.path()).await?;
                    forgotten += 1;
                }
            }
        }
        Ok(forgotten)
    }

    /// How much of a file somebody has brought so far.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn progress(&self, hash: FileHash, by: PersonId) -> std::io::Result<FileProgress> {
        let received = match fs::metadata(self.arriving(hash, by)).await {
            Ok(facts) => facts.len(),
            Err(error) if error.kind() == ErrorKind::NotFound => 0,
            Err(error) => return Err(error),
        };
        Ok(FileProgress { received, complete: false })
    }

    /// Takes some bytes of a file. Bytes after a gap are not taken: the answer says where to go on. When all are
    /// there and right, the file lies in its place.
    ///
    /// # Errors
    /// [`FileError`]; after [`FileError::WrongHash`] the file begins anew.
    pub async fn take(&self, hash: FileHash, by: PersonId, chunk: Chunk<'_>) -> Result<FileProgress, FileError> {
        let path = self.arriving(hash, by);
        let have = self.progress(hash, by).await?.received;
        if chunk.offset > have {
            return Ok(FileProgress { received: have, complete: false });
        }
        let end = chunk.offset + chunk.bytes.len() as u64;
        if end > chunk.whole || have > chunk.whole {
            fs::remove_file(&path).await.ok();
            return Err(FileError::TooMany);
        }
        private::folder(&self.arriving_from(by)).await?;
        let mut file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path).await?;
        file.seek(SeekFrom::Start(chunk.offset)).await?;
        file.write_all(chunk.bytes).await?;
        file.flush().await?;
        let received = have.max(end);
        if received < chunk.whole {
            return Ok(FileProgress { received, complete: false });
        }
        file.sync_all().await?;
        if hash_of(&path).await? != hash {
            fs::remove_file(&path).await?;
            return Err(FileError::WrongHash);
        }
        let place = self.path(hash);
        if let Some(folder) = place.parent() {
            private::folder(folder).await?;
            fs::rename(&path, &place).await?;
            // A name is on the disk only when its folder is.
            File::open(folder).await?.sync_all().await?;
            File::open(&self.folder).await?.sync_all().await?;
        }
        Ok(FileProgress { received, complete: true })
    }

    /// The first bytes of a whole file, which tell what it is.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn head(&self, hash: FileHash) -> std::io::Result<Vec<u8>> {
        let mut head = Vec::with_capacity(64);
        File::open(self.path(hash)).await?.take(64).read_to_end(&mut head).await?;
        Ok(head)
    }

    /// A whole file, opened at this place.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn open_at(&self, hash: FileHash, offset: u64) -> std::io::Result<File> {
        let mut file = File::open(self.path(hash)).await?;
        file.seek(SeekFrom::Start(offset)).await?;
        Ok(file)
    }
}

/// Some bytes of a file.
#[derive(Clone, Copy)]
pub struct Chunk<'a> {
    /// Where they begin.
    pub offset: u64,
    /// How many bytes the file has in all.
    pub whole: u64,
    /// The bytes.
    pub bytes: &'a [u8],
}

async fn hash_of(path: &Path) -> std::io::Result<FileHash> {
    let mut file = File::open(path).await?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let read = file.read(&mut buffer).await?;
        if read == 0 {
            return Ok(FileHash(hash.finalize().into()));
        }
        hash.update(&buffer[..read]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHO: [u8; 16] = [7; 16];

    async fn take(store: &FileStore, of: &[u8], offset: usize, end: usize) -> Result<FileProgress, FileError> {
        let chunk = Chunk { offset: offset as u64, whole: of.len() as u64, bytes: &of[offset..end] };
        store.take(FileHash(Sha256::digest(of).into()), PersonId::from_bytes(WHO), chunk).await
    }

    #[tokio::test]
    async fn a_file_arrives_in_pieces_with_repeats_and_gaps() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = FileStore::open(folder.path()).await.expect("opens");
        let bytes = b"a photo of a page";
        let progress = |received, complete| FileProgress { received, complete };
        assert_eq!(take(&store, bytes, 0, 5).await.expect("taken"), progress(5, false));
        assert_eq!(take(&store, bytes, 9, 12).await.expect("a gap"), progress(5, false));
        assert_eq!(take(&store, bytes, 0, 5).await.expect("again"), progress(5, false));
        assert_eq!(take(&store, bytes, 3, 17).await.expect("the rest"), progress(17, true));
        let whole = fs::read(store.path(FileHash(Sha256::digest(bytes).into()))).await.expect("lies there");
        assert_eq!(whole, bytes);
    }

    #[tokio::test]
    async fn what_is_unfinished_is_counted_and_forgotten_after_a_while() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = FileStore::open(folder.path()).await.expect("opens");
        let who = PersonId::from_bytes(WHO);
        take(&store, b"one photo", 0, 4).await.expect("taken");
        take(&store, b"another photo", 0, 5).await.expect("taken");
        take(&store, b"whole", 0, 5).await.expect("taken");
        assert_eq!(store.unfinished(who).await.expect("asks"), Unfinished { files: 2, bytes: 9 });
        assert_eq!(store.unfinished(PersonId::from_bytes([8; 16])).await.expect("asks"), Unfinished::default());
        assert_eq!(store.forget_unfinished(Moment(0)).await.expect("sweeps"), 0);
        assert_eq!(store.forget_unfinished(Moment(i64::MAX / 4)).await.expect("sweeps"), 2);
        assert_eq!(store.unfinished(who).await.expect("asks"), Unfinished::default());
        assert!(fs::try_exists(store.path(FileHash(Sha256::digest(b"whole").into()))).await.expect("asks"));
    }

    #[tokio::test]
    async fn nobody_else_on_the_machine_reads_them() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("files");
        fs::create_dir_all(place.join("ab")).await.expect("made");
        fs::write(place.join("ab/old"), b"from an older version").await.expect("written");
        let store = FileStore::open(&place).await.expect("opens");
        take(&store, b"new", 0, 3).await.expect("taken");
        take(&store, b"unfinished", 0, 3).await.expect("taken");
        let mut seen = 0;
        let mut folders = vec![place];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
                let rights = entry.metadata().expect("facts").permissions().mode();
                assert_eq!(rights & 0o077, 0, "{:?}", entry.path());
                seen += 1;
                if entry.path().is_dir() {
                    folders.push(entry.path());
                }
            }
        }
        assert!(seen >= 6, "{seen}");
    }

    #[tokio::test]
    async fn other_bytes_than_announced_are_not_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = FileStore::open(folder.path()).await.expect("opens");
        let who = PersonId::from_bytes(WHO);
        let hash = FileHash(Sha256::digest(b"right").into());
        let wrong = store.take(hash, who, Chunk { offset: 0, whole: 5, bytes: b"wrong" }).await;
        assert!(matches!(wrong, Err(FileError::WrongHash)));
        assert_eq!(store.progress(hash, who).await.expect("asks").received, 0);
        let many = store.take(hash, who, Chunk { offset: 0, whole: 3, bytes: b"right" }).await;
        assert!(matches!(many, Err(FileError::TooMany)));
    }
}
