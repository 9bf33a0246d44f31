//! One server at a time works on a data folder, and nobody puts a copy in its place meanwhile.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::Context;

/// Held for as long as somebody works on the folder; the system lets go of it when the program ends, however it ends.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Takes the lock of this folder, which is made if it is not there.
    ///
    /// # Errors
    /// When somebody has it, or the disk fails.
    pub fn take(folder: &Path) -> anyhow::Result<Self> {
        let taken = Self::try_take(folder)?;
        taken.with_context(|| format!("a server is running on {}: stop it first", folder.display()))
    }

    /// The same; `None` when somebody has it.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn try_take(folder: &Path) -> anyhow::Result<Option<Self>> {
        std::fs::create_dir_all(folder).context("the data folder cannot be made")?;
        let path = folder.join("footbridge.lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error).context("the data folder cannot be locked"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_to_stop_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = FolderLock::take(folder.path()).expect("nobody is here");
        let told = FolderLock::take(folder.path()).expect_err("somebody is");
        assert!(told.to_string().contains("stop it first"));
        drop(first);
        FolderLock::take(folder.path()).expect("nobody is here any more");
    }
}
