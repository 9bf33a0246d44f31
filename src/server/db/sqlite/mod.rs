//! SQLite, for one machine: write-ahead log, one writer, several readers that never wait for it.

use std::path::Path;
use std::str::FromStr;

use async_trait::async_trait;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Row, Sqlite, SqlitePool, Transaction};

use super::{Db, DbError, Txn};

mod access;
mod audit;
mod files;
mod people;
mod records;

/// How many transactions may read at once.
const READERS: u32 = 4;

/// A database in one file.
pub struct SqliteDb {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl SqliteDb {
    /// Opens the database at this place, or makes it, and brings it up to date.
    ///
    /// # Errors
    /// [`DbError`] when it cannot be opened or is newer than this program.
    pub async fn open(file: &Path) -> Result<Self, DbError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What was answered for must survive a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(std::time::Duration::from_secs(10))
            .foreign_keys(true);
        let writer = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        sqlx::migrate!("./migrations/sqlite").run(&writer).await?;
        let readers = SqlitePoolOptions::new().max_connections(READERS).connect_with(options.read_only(true)).await?;
        Ok(Self { writer, readers })
    }

    /// Whether a file is a sound database of ours.
    ///
    /// # Errors
    /// [`DbError`] when it is not.
    pub async fn check(file: &Path) -> Result<(), DbError> {
        let options = SqliteConnectOptions::from_str("sqlite:")?.filename(file).read_only(true);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        let answer: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&pool).await?;
        sqlx::query("SELECT count(*) FROM records").fetch_one(&pool).await?;
        if answer == "ok" { Ok(()) } else { Err(DbError::Engine(sqlx::Error::Protocol(answer))) }
    }
}

#[async_trait]
impl Db for SqliteDb {
    async fn write(&self) -> Result<Box<dyn Txn>, DbError> {
        Ok(Box::new(SqliteTxn(self.writer.begin_with("BEGIN IMMEDIATE").await?)))
    }

    async fn read(&self) -> Result<Box<dyn Txn>, DbError> {
        Ok(Box::new(SqliteTxn(self.readers.begin().await?)))
    }

    async fn backup(&self, file: &Path) -> Result<(), DbError> {
        let name = file.to_string_lossy().into_owned();
        sqlx::query("VACUUM INTO ?").bind(name).execute(&self.readers).await?;
        Ok(())
    }
}

/// A transaction on a [`SqliteDb`].
struct SqliteTxn(Transaction<'static, Sqlite>);

#[async_trait]
impl Txn for SqliteTxn {
    async fn commit(self: Box<Self>) -> Result<(), DbError> {
        Ok(self.0.commit().await?)
    }

    async fn setting(&mut self, name: &str) -> Result<Option<Vec<u8>>, DbError> {
        let row = sqlx::query("SELECT value FROM settings WHERE name = ?").bind(name);
        Ok(row.fetch_optional(&mut *self.0).await?.map(|row| row.get(0)))
    }

    async fn put_setting(&mut self, name: &str, value: &[u8]) -> Result<(), DbError> {
        sqlx::query("INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
            .bind(name)
            .bind(value)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }
}

fn pack<T: Serialize>(value: &T) -> Result<Vec<u8>, DbError> {
    Ok(postcard::to_allocvec(value)?)
}

fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DbError> {
    Ok(postcard::from_bytes(bytes)?)
}

/// A column of an identifier's or a hash's bytes.
fn bytes<const N: usize>(row: &sqlx::sqlite::SqliteRow, column: &str) -> Result<[u8; N], DbError> {
    let bytes: &[u8] = row.try_get(column)?;
    bytes.try_into().map_err(|_| DbError::Damaged(postcard::Error::DeserializeUnexpectedEnd))
}

/// A column of a count or revision: never negative.
fn number(row: &sqlx::sqlite::SqliteRow, column: &str) -> Result<u64, DbError> {
    Ok(u64::try_from(row.try_get::<i64, _>(column)?).unwrap_or_default())
}

/// A count or revision as SQLite keeps it.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
