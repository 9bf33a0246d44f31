//! The audit chain in SQLite.

use async_trait::async_trait;
use sqlx::Row;

use super::{SqliteTxn, bytes};
use crate::db::{AuditEntry, AuditRow, AuditRows, DbError};

#[async_trait]
impl AuditRows for SqliteTxn {
    async fn audit(&mut self, entry: &AuditEntry) -> Result<(), DbError> {
        let last = sqlx::query("SELECT hash FROM audit ORDER BY number DESC LIMIT 1");
        let before = last.fetch_optional(&mut *self.0).await?.map(|row| bytes(&row, "hash")).transpose()?;
        let link = AuditRow::after(before, entry)?;
        let query = sqlx::query("INSERT INTO audit (hash, body) VALUES (?, ?)");
        query.bind(&link.hash[..]).bind(link.bytes).execute(&mut *self.0).await?;
        Ok(())
    }

    async fn audit_chain(&mut self) -> Result<Vec<AuditRow>, DbError> {
        let rows = sqlx::query("SELECT hash, body FROM audit ORDER BY number").fetch_all(&mut *self.0).await?;
        rows.iter().map(|row| Ok(AuditRow { hash: bytes(row, "hash")?, bytes: row.try_get("body")? })).collect()
    }
}
