//! What is kept can be read by the service and by nobody else on the machine, from the moment it is made.

use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tokio::fs::{self, DirBuilder, OpenOptions};

/// For the service only: a folder.
const FOLDER: u32 = 0o700;
/// For the service only: a file.
const FILE: u32 = 0o600;

/// A folder, made if it is not there, and mended if others could look into it.
///
/// # Errors
/// When the disk fails.
pub async fn folder(path: &Path) -> std::io::Result<()> {
    DirBuilder::new().recursive(true).mode(FOLDER).create(path).await?;
    mend(path, FOLDER).await
}

/// A file that is empty if it was not there. SQLite gives its log the rights of the database.
///
/// # Errors
/// When the disk fails.
pub async fn new_file(path: &Path) -> std::io::Result<()> {
    OpenOptions::new().create(true).append(true).mode(FILE).open(path).await?;
    mend(path, FILE).await
}

/// A database's file, and what SQLite keeps beside it.
///
/// # Errors
/// When the disk fails.
pub async fn database(path: &Path) -> std::io::Result<()> {
    new_file(path).await?;
    for ending in ["-wal", "-shm"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(ending);
        match mend(Path::new(&beside), FILE).await {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Everything in a folder, however deep, for folders that were made by an older version.
///
/// # Errors
/// When the disk fails.
pub async fn everything_in(path: PathBuf) -> std::io::Result<()> {
    let mut folders = vec![path];
    while let Some(path) = folders.pop() {
        folder(&path).await?;
        let mut entries = fs::read_dir(&path).await?;
        while let Some(entry) = entries.next_entry().await? {
            match entry.file_type().await? {
                kind if kind.is_dir() => folders.push(entry.path()),
                kind if kind.is_file() => mend(&entry.path(), FILE).await?,
                _ => {}
            }
        }
    }
    Ok(())
}

async fn mend(path: &Path, mode: u32) -> std::io::Result<()> {
    let mut rights = fs::metadata(path).await?.permissions();
    if rights.mode() & 0o077 != 0 {
        rights.set_mode(mode);
        fs::set_permissions(path, rights).await?;
    }
    Ok(())
}
