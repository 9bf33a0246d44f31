//! What has ended, taken out of memory.

use async_trait::async_trait;
use domain::value::Moment;

use super::MemoryTxn;
use crate::db::{DbError, SweepRows};

#[async_trait]
impl SweepRows for MemoryTxn {
    async fn end_sessions_before(&mut self, now: Moment) -> Result<u64, DbError> {
        let ended = self.tables.sessions.iter().filter(|(_, row)| row.expires <= now).map(|(token, _)| *token);
        let ended: Vec<[u8; 32]> = ended.collect();
        for token in &ended {
            write!(self, sessions, *token, None);
        }
        Ok(ended.len() as u64)
    }

    async fn end_invitations_before(&mut self, made: Moment) -> Result<u64, DbError> {
        let old = self.tables.invitations.iter().filter(|(_, row)| row.at < made).map(|(code, _)| *code);
        let old: Vec<[u8; 32]> = old.collect();
        for code in &old {
            write!(self, invitations, *code, None);
        }
        Ok(old.len() as u64)
    }
}
