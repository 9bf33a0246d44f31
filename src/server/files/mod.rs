//! The bytes of files, in a folder: whole ones by their hash, arriving ones by who brings them. Nobody can add to,
//! or look into, what somebody else is bringing.

use std::io::{ErrorKind, SeekFrom};
use std::path::{Path, PathBuf};

use domain::file::FileHash;
use domain::ids::PersonId;
use sha2::{Digest, Sha256};
use sync::wire::FileProgress;
use tokio::fs::{self, File, OpenOptions};
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};

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

/// A folder of files.
#[derive(Clone)]
pub struct FileStore {
    folder: PathBuf,
}

impl FileStore {
    /// The files in this folder, which is made if it is not there.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn open(folder: &Path) -> std::io::Result<Self> {
        fs::create_dir_all(folder.join("arriving")).await?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Where a whole file lies.
    #[must_use]
    pub fn path(&self, hash: FileHash) -> PathBuf {
        let name = hash.to_string();
        self.folder.join(&name[..2]).join(name)
    }

    fn arriving(&self, hash: FileHash, by: PersonId) -> PathBuf {
        self.folder.join("arriving").join(format!("{by}-{hash}"))
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
        let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).await?;
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
            fs::create_dir_all(folder).await?;
        }
        fs::rename(&path, &place).await?;
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
