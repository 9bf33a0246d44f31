//! A database takes the place of another: the one or the other is there at every moment, whole, and neither is lost.

use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use tokio::fs;

/// Where a database is made that is to take the place of this one.
pub(super) fn beside(place: &Path) -> PathBuf {
    place.with_extension("db-new")
}

/// Copies a database with the log that may lie beside it.
pub(super) async fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).await?;
    if holds_something(&log_of(from)).await {
        fs::copy(log_of(from), log_of(to)).await?;
    }
    Ok(())
}

/// Takes a database away that nobody is to have, with all that lies beside it.
pub(super) async fn forget(file: &Path) -> Result<()> {
    for path in [log_of(file), index_of(file), file.to_owned()] {
        remove(&path).await?;
    }
    Ok(())
}

/// Puts a finished database in this place, and says where the one is that was there.
pub(super) async fn put(finished: &Path, place: &Path) -> Result<Option<PathBuf>> {
    // Its log is in it: a database alone is moved in one step.
    if holds_something(&log_of(finished)).await {
        return Err(Error::other("the new database was not closed"));
    }
    fs::File::open(finished).await?.sync_all().await?;
    let kept = keep(place).await?;
    // A log that stayed would be taken for the new one's.
    remove(&log_of(place)).await?;
    remove(&index_of(place)).await?;
    fs::rename(finished, place).await?;
    sync_folder(place).await?;
    Ok(kept)
}

/// Keeps the present database under another name; it stays in its place meanwhile.
async fn keep(place: &Path) -> Result<Option<PathBuf>> {
    if !fs::try_exists(place).await? {
        return Ok(None);
    }
    if let Err(error) = take_in_log(place).await {
        tracing::warn!(?error, "the present database is not sound: it is kept with its log");
    }
    let kept = free_name(place).await?;
    if holds_something(&log_of(place)).await {
        link(&log_of(place), &log_of(&kept)).await?;
    }
    link(place, &kept).await?;
    sync_folder(place).await?;
    Ok(Some(kept))
}

/// Brings what is in a database's log into the database: whoever opens one last and closes it takes the log away.
async fn take_in_log(place: &Path) -> std::result::Result<(), sqlx::Error> {
    if !holds_something(&log_of(place)).await {
        return Ok(());
    }
    let mut opened = SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(place)).await?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut opened).await?;
    opened.close().await
}

/// A name that nothing has: what was kept before stays kept.
async fn free_name(place: &Path) -> Result<PathBuf> {
    for number in 1..1_000 {
        let ending = if number == 1 { "db-before".to_owned() } else { format!("db-before-{number}") };
        let name = place.with_extension(ending);
        if !fs::try_exists(&name).await? {
            return Ok(name);
        }
    }
    Err(Error::other("too many databases are kept from before: delete those that nobody needs"))
}

/// A second name for a file; a second file where the disk knows no second names.
async fn link(from: &Path, to: &Path) -> Result<()> {
    if fs::hard_link(from, to).await.is_err() {
        fs::copy(from, to).await?;
        fs::File::open(to).await?.sync_all().await?;
    }
    Ok(())
}

async fn holds_something(path: &Path) -> bool {
    fs::metadata(path).await.is_ok_and(|facts| facts.len() > 0)
}

async fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path).await {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

async fn sync_folder(place: &Path) -> Result<()> {
    match place.parent() {
        Some(folder) => fs::File::open(folder).await?.sync_all().await,
        None => Ok(()),
    }
}

fn log_of(file: &Path) -> PathBuf {
    with(file, "-wal")
}

fn index_of(file: &Path) -> PathBuf {
    with(file, "-shm")
}

fn with(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
