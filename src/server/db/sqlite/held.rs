//! A connection with a transaction on it, which goes back only when that is known to have ended.
//!
//! sqlx's own transaction counts how deep it is. When a commit or a rollback fails, as on a full disk, the count is
//! wrong from then on, and a pool of one writer gives that connection to everybody who comes after.

use std::ops::{Deref, DerefMut};

use sqlx::pool::PoolConnection;
use sqlx::{Sqlite, SqliteConnection, SqlitePool};

/// A transaction. Dropped before it stands, it never was.
pub(super) struct Held(Option<PoolConnection<Sqlite>>);

impl Held {
    pub(super) async fn begin(pool: &SqlitePool, statement: &'static str) -> Result<Self, sqlx::Error> {
        // Held first: whoever stops waiting in the middle of this statement must not leave a transaction behind.
        let mut held = Self(Some(pool.acquire().await?));
        sqlx::query(statement).execute(&mut *held).await?;
        Ok(held)
    }

    pub(super) async fn commit(mut self) -> Result<(), sqlx::Error> {
        sqlx::query("COMMIT").execute(&mut *self).await?;
        self.0 = None;
        Ok(())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some(mut connection) = self.0.take() else { return };
        tokio::spawn(async move {
            // SQLite ends a transaction by itself after some failures; then, or when this fails too, nobody knows what
            // state the connection is in. A new one costs a millisecond.
            if sqlx::query("ROLLBACK").execute(&mut *connection).await.is_err() {
                connection.close_on_drop();
            }
        });
    }
}

impl Deref for Held {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        self.0.as_deref().expect("there until it is committed or dropped")
    }
}

impl DerefMut for Held {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.0.as_deref_mut().expect("there until it is committed or dropped")
    }
}
