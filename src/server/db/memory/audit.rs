//! The audit chain in memory.

use async_trait::async_trait;

use super::MemoryTxn;
use crate::db::{AuditEntry, AuditRow, AuditRows, DbError};

#[async_trait]
impl AuditRows for MemoryTxn {
    async fn audit(&mut self, entry: &AuditEntry) -> Result<(), DbError> {
        let before = self.tables.audit.last().map(|row| row.hash);
        self.tables.audit.push(AuditRow::after(before, entry)?);
        self.undo.push(Box::new(|tables| {
            tables.audit.pop();
        }));
        Ok(())
    }

    async fn audit_chain(&mut self) -> Result<Vec<AuditRow>, DbError> {
        Ok(self.tables.audit.clone())
    }
}
