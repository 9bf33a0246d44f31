//! SQLite, for one machine: write-ahead log, one writer, several readers that never wait for it.

use std::path::Path;
use std::str::FromStr;

use async_trait::async_trait;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Row, Sqlite, SqlitePool, Transaction};

use super::{Db, DbError, Txn};
use crate::auth::secret;
use crate::journal::{self, Entry, Journal, Page};
use crate::restore::number_of;

mod access;
mod audit;
mod files;
mod people;
mod put_back;
mod records;

/// How many transactions may read at once.
const READERS: u32 = 4;

/// A database in one file.
pub struct SqliteDb {
    writer: SqlitePool,
    readers: SqlitePool,
    journal: Option<Journal>,
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
        Ok(Self { writer, readers, journal: None })
    }

    /// The same, with every change of who may what written to this journal as well.
    #[must_use]
    pub fn with_journal(self, journal: Journal) -> Self {
        Self { journal: Some(journal), ..self }
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
        Ok(Box::new(SqliteTxn(self.writer.begin_with("BEGIN IMMEDIATE").await?, Pages::of(self.journal.as_ref()))))
    }

    async fn read(&self) -> Result<Box<dyn Txn>, DbError> {
        Ok(Box::new(SqliteTxn(self.readers.begin().await?, Pages::of(None))))
    }

    async fn backup(&self, file: &Path) -> Result<(), DbError> {
        let name = file.to_string_lossy().into_owned();
        sqlx::query("VACUUM INTO ?").bind(name).execute(&self.readers).await?;
        Ok(())
    }
}

/// A transaction on a [`SqliteDb`].
struct SqliteTxn(Transaction<'static, Sqlite>, Pages);

/// What a transaction has for the journal.
struct Pages {
    journal: Option<Journal>,
    entries: Vec<Entry>,
}

impl Pages {
    fn of(journal: Option<&Journal>) -> Self {
        Self { journal: journal.cloned(), entries: Vec::new() }
    }
}

impl SqliteTxn {
    /// Notes for the journal what must survive when the database is put back.
    fn note(&mut self, entry: impl FnOnce() -> Entry) {
        if self.1.journal.is_some() {
            self.1.entries.push(entry());
        }
    }

    /// The journal has what this transaction did before the database does.
    async fn write_journal(&mut self) -> Result<(), DbError> {
        let Some(journal) = self.1.journal.clone().filter(|_| !self.1.entries.is_empty()) else { return Ok(()) };
        let id = match self.setting(journal::ID).await?.and_then(|bytes| bytes.try_into().ok()) {
            Some(id) => id,
            None => {
                let id: [u8; 16] = secret::random();
                self.put_setting(journal::ID, &id).await?;
                id
            }
        };
        let number = number_of(self.setting(journal::NUMBER).await?) + 1;
        self.put_setting(journal::NUMBER, &number.to_le_bytes()).await?;
        let entries = std::mem::take(&mut self.1.entries);
        journal.add(Page { journal: id, number, entries }).await.map_err(DbError::Journal)
    }
}

#[async_trait]
impl Txn for SqliteTxn {
    async fn commit(mut self: Box<Self>) -> Result<(), DbError> {
        self.write_journal().await?;
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
