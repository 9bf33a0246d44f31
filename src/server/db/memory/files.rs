//! What is known of files, in memory.

use async_trait::async_trait;
use domain::file::FileHash;
use domain::ids::{PersonId, RecordId};
use domain::value::Moment;

use super::MemoryTxn;
use crate::db::{DbError, FileRow, FileRows, LinkRow};

#[async_trait]
impl FileRows for MemoryTxn {
    async fn file(&mut self, hash: FileHash) -> Result<Option<FileRow>, DbError> {
        Ok(self.tables.files.get(&hash).cloned())
    }

    async fn put_file(&mut self, row: &FileRow, by: PersonId, at: Moment) -> Result<(), DbError> {
        if !self.tables.files.contains_key(&row.hash) {
            write!(self, files, row.hash, Some(row.clone()));
        }
        if !self.tables.uploads.contains_key(&(row.hash, by)) {
            write!(self, uploads, (row.hash, by), Some((at, row.bytes)));
        }
        Ok(())
    }

    async fn brought(&mut self, hash: FileHash, by: PersonId) -> Result<bool, DbError> {
        Ok(self.tables.uploads.contains_key(&(hash, by)))
    }

    async fn bytes_brought(&mut self, by: PersonId, since: Moment) -> Result<u64, DbError> {
        let own = self.tables.uploads.iter().filter(|((_, whose), (at, _))| *whose == by && *at >= since);
        Ok(own.map(|(_, (_, bytes))| bytes).sum())
    }

    async fn link_file(&mut self, link: &LinkRow) -> Result<(), DbError> {
        write!(self, links, (link.hash, link.record), Some(*link));
        Ok(())
    }

    async fn links_of(&mut self, hash: FileHash) -> Result<Vec<LinkRow>, DbError> {
        let from = (hash, RecordId::from_bytes([0; 16]));
        let own = self.tables.links.range(from..).take_while(|((which, _), _)| *which == hash);
        Ok(own.map(|(_, link)| *link).collect())
    }
}
