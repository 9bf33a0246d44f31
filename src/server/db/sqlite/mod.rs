//! SQLite, for one machine: write-ahead log, one writer, several readers that never wait for it.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use async_trait::async_trait;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Row, SqlitePool};
use sync::stored::{Stored, from_row, to_row};

use super::{Db, DbError, Txn};
use crate::auth::secret;
use crate::journal::{self, Entry, Journal, Page};
use crate::private;
use crate::restore::number_of;

mod access;
mod audit;
mod files;
mod held;
mod people;
mod put_back;
mod records;
mod sweep;

use held::Held;

/// How a database of any version becomes one of this.
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations/sqlite");
/// How many transactions may read at once: more than one person has exchanges.
const READERS: u32 = 8;
/// How long anybody waits for their turn: a device waits 20 seconds for an answer.
const TURN: Duration = Duration::from_secs(15);

/// A database in one file.
pub struct SqliteDb {
    writer: SqlitePool,
    readers: SqlitePool,
    journal: Option<Journal>,
}

impl SqliteDb {
    /// Opens the database at this place, or makes it, and brings it up to date. Nobody but the service can read it.
    /// No other program may be at work on it.
    ///
    /// # Errors
    /// [`DbError`] when it cannot be opened or is newer than this program.
    pub async fn open(file: &Path) -> Result<Self, DbError> {
        private::database(file).await.map_err(sqlx::Error::from)?;
        let db = Self::connected(SqliteConnectOptions::new().filename(file).create_if_missing(true)).await?;
        MIGRATIONS.run(&db.writer).await?;
        Ok(db)
    }

    /// Opens the database at this place as it is, of whatever version: a server may be at work on it.
    ///
    /// # Errors
    /// [`DbError`] when it cannot be opened.
    pub async fn as_it_is(file: &Path) -> Result<Self, DbError> {
        Self::connected(SqliteConnectOptions::new().filename(file)).await
    }

    /// Whether the database is as this program needs it.
    ///
    /// # Errors
    /// [`DbError::Older`] or [`DbError::Newer`] when it is not.
    pub async fn is_of_this_version(&self) -> Result<(), DbError> {
        let query = "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version";
        let there: Vec<i64> = sqlx::query_scalar(query).fetch_all(&self.readers).await?;
        if there.iter().any(|version| !MIGRATIONS.version_exists(*version)) {
            return Err(DbError::Newer);
        }
        if MIGRATIONS.iter().any(|migration| !there.contains(&migration.version)) {
            return Err(DbError::Older);
        }
        Ok(())
    }

    async fn connected(options: SqliteConnectOptions) -> Result<Self, DbError> {
        let options = options
            .journal_mode(SqliteJournalMode::Wal)
            // What was answered for must survive a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10))
            .foreign_keys(true);
        // With all connections gone the log's file would go as well, and on a full disk it could not come back.
        let stays = || SqlitePoolOptions::new().acquire_timeout(TURN).idle_timeout(None).max_lifetime(None);
        let writer = stays().max_connections(1).min_connections(1).connect_with(options.clone()).await?;
        let readers = stays().max_connections(READERS).connect_with(options.read_only(true)).await?;
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
        Ok(Box::new(SqliteTxn(Held::begin(&self.writer, "BEGIN IMMEDIATE").await?, Pages::of(self.journal.as_ref()))))
    }

    async fn read(&self) -> Result<Box<dyn Txn>, DbError> {
        Ok(Box::new(SqliteTxn(Held::begin(&self.readers, "BEGIN DEFERRED").await?, Pages::of(None))))
    }

    async fn backup(&self, file: &Path) -> Result<(), DbError> {
        private::new_file(file).await.map_err(sqlx::Error::from)?;
        let name = file.to_string_lossy().into_owned();
        sqlx::query("VACUUM INTO ?").bind(name).execute(&self.readers).await?;
        Ok(())
    }

    async fn close(&self) {
        // Somebody who still reads would keep the log; what is in it is safe there, too.
        let _all_gone = tokio::time::timeout(Duration::from_secs(5), self.readers.close()).await;
        if let Err(error) = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.writer).await {
            tracing::warn!(?error, "the log stays beside the database");
        }
        let _all_gone = tokio::time::timeout(Duration::from_secs(5), self.writer.close()).await;
    }
}

/// A transaction on a [`SqliteDb`].
struct SqliteTxn(Held, Pages);

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
        // In a task of its own: whoever stops waiting must not let the next one write, under the same number, while
        // this page is still on its way to the disk.
        let commits = async move {
            self.write_journal().await?;
            Ok(self.0.commit().await?)
        };
        tokio::spawn(commits).await.unwrap_or(Err(DbError::Engine(sqlx::Error::WorkerCrashed)))
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

fn pack<T: Stored>(value: &T) -> Result<Vec<u8>, DbError> {
    Ok(to_row(value)?)
}

fn unpack<T: Stored>(bytes: &[u8]) -> Result<T, DbError> {
    Ok(from_row(bytes)?)
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

#[cfg(test)]
mod tests;
