//! Whether the server could keep what somebody sent it now: it tries.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use domain::value::Moment;
use tokio::fs;
use tokio::io::AsyncWriteExt;
use tokio::sync::Mutex;

use crate::db::{Db, DbError};
use crate::files;

/// However often it is asked, it tries no more often than this.
const EVERY: Duration = Duration::from_secs(5);
/// How long a try may take.
const PATIENCE: Duration = Duration::from_secs(8);
/// So many bytes have to find room: a disk with less is as good as full for people with photos.
const ROOM: usize = 256 * 1024;
/// The setting that is written.
const SETTING: &str = "health";

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// No room.
    #[error("the disk is full: nothing can be kept until somebody makes room")]
    DiskFull,
    /// The database takes nothing.
    #[error("the database cannot be written")]
    Database,
    /// The folder of files takes nothing.
    #[error("the folder of files cannot be written")]
    Files,
    /// It takes too long.
    #[error("the disk or the database is too slow to answer")]
    Slow,
}

/// What the last try found, and when.
#[derive(Default)]
pub struct Health(Mutex<Option<(Instant, Result<(), Trouble>)>>);

impl Health {
    /// Writes to the database and to the folder of files, as anybody's change would be.
    ///
    /// # Errors
    /// [`Trouble`] when it could not.
    pub async fn look(&self, db: &dyn Db, folder: &Path, now: Moment) -> Result<(), Trouble> {
        // One looks; the others wait for what it finds.
        let mut last = self.0.lock().await;
        if let Some((at, found)) = *last
            && at.elapsed() < EVERY
        {
            return found;
        }
        let tries = async {
            write_row(db, now).await.map_err(|error| of(error.is_full(), Trouble::Database))?;
            write_file(folder.join("arriving").join(".health"))
                .await
                .map_err(|error| of(files::is_full(&error), Trouble::Files))
        };
        let found = tokio::time::timeout(PATIENCE, tries).await.unwrap_or(Err(Trouble::Slow));
        if let Err(trouble) = found {
            tracing::error!(%trouble, "not well");
        }
        *last = Some((Instant::now(), found));
        found
    }
}

fn of(full: bool, other: Trouble) -> Trouble {
    if full { Trouble::DiskFull } else { other }
}

async fn write_row(db: &dyn Db, now: Moment) -> Result<(), DbError> {
    let mut txn = db.write().await?;
    txn.put_setting(SETTING, &now.0.to_le_bytes()).await?;
    txn.commit().await
}

async fn write_file(path: PathBuf) -> std::io::Result<()> {
    let written = async {
        let mut file = fs::File::create(&path).await?;
        file.write_all(&vec![0; ROOM]).await?;
        file.sync_data().await
    };
    let written = written.await;
    let removed = fs::remove_file(&path).await;
    written.and(removed)
}
