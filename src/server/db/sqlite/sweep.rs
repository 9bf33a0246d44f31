//! What has ended, taken out of SQLite.

use async_trait::async_trait;
use domain::value::Moment;

use super::SqliteTxn;
use crate::db::{DbError, SweepRows};

#[async_trait]
impl SweepRows for SqliteTxn {
    async fn end_sessions_before(&mut self, now: Moment) -> Result<u64, DbError> {
        let query = sqlx::query("DELETE FROM sessions WHERE expires <= ?").bind(now.0);
        Ok(query.execute(&mut *self.0).await?.rows_affected())
    }

    async fn end_invitations_before(&mut self, made: Moment) -> Result<u64, DbError> {
        let query = sqlx::query("DELETE FROM invitations WHERE at < ?").bind(made.0);
        Ok(query.execute(&mut *self.0).await?.rows_affected())
    }
}
