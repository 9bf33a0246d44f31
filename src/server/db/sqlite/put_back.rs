//! What only putting a copy back needs of SQLite.

use domain::file::FileHash;

use super::{SqliteDb, bytes, number};
use crate::db::{DbError, FileRow};

impl SqliteDb {
    /// Ends every session of everybody, and says how many there were.
    ///
    /// # Errors
    /// [`DbError`] when the database fails.
    pub async fn end_every_session(&self) -> Result<u64, DbError> {
        Ok(sqlx::query("DELETE FROM sessions").execute(&self.writer).await?.rows_affected())
    }

    /// Every file that the database believes to be whole.
    ///
    /// # Errors
    /// [`DbError`] when the database fails.
    pub async fn files(&self) -> Result<Vec<FileRow>, DbError> {
        let rows = sqlx::query("SELECT hash, bytes, media FROM files").fetch_all(&self.readers).await?;
        rows.iter()
            .map(|row| {
                let media = sqlx::Row::try_get(row, "media")?;
                Ok(FileRow { hash: FileHash(bytes(row, "hash")?), bytes: number(row, "bytes")?, media })
            })
            .collect()
    }

    /// A file is not here after all: whoever brought it may bring it again.
    ///
    /// # Errors
    /// [`DbError`] when the database fails.
    pub async fn forget_file(&self, hash: FileHash) -> Result<(), DbError> {
        sqlx::query("DELETE FROM files WHERE hash = ?").bind(&hash.0[..]).execute(&self.writer).await?;
        sqlx::query("DELETE FROM file_uploads WHERE hash = ?").bind(&hash.0[..]).execute(&self.writer).await?;
        Ok(())
    }
}
