//! What is known of files, in SQLite.

use async_trait::async_trait;
use domain::file::FileHash;
use domain::ids::{PersonId, RecordId};
use domain::value::Moment;
use sqlx::Row;

use super::{SqliteTxn, bytes, number, signed};
use crate::db::{DbError, FileRow, FileRows, LinkRow};
use crate::journal::Entry;

#[async_trait]
impl FileRows for SqliteTxn {
    async fn file(&mut self, hash: FileHash) -> Result<Option<FileRow>, DbError> {
        let row = sqlx::query("SELECT bytes, media FROM files WHERE hash = ?").bind(&hash.0[..]);
        let Some(row) = row.fetch_optional(&mut *self.0).await? else { return Ok(None) };
        Ok(Some(FileRow { hash, bytes: number(&row, "bytes")?, media: row.try_get("media")? }))
    }

    async fn put_file(&mut self, row: &FileRow, by: PersonId, at: Moment) -> Result<(), DbError> {
        sqlx::query("INSERT OR IGNORE INTO files (hash, bytes, media) VALUES (?, ?, ?)")
            .bind(&row.hash.0[..])
            .bind(signed(row.bytes))
            .bind(&row.media)
            .execute(&mut *self.0)
            .await?;
        sqlx::query("INSERT OR IGNORE INTO file_uploads (hash, person, at, bytes) VALUES (?, ?, ?, ?)")
            .bind(&row.hash.0[..])
            .bind(&by.as_bytes()[..])
            .bind(at.0)
            .bind(signed(row.bytes))
            .execute(&mut *self.0)
            .await?;
        let FileRow { hash, bytes, media } = row.clone();
        self.note(|| Entry::File { hash, bytes, media, by, at });
        Ok(())
    }

    async fn brought(&mut self, hash: FileHash, by: PersonId) -> Result<bool, DbError> {
        let query = sqlx::query("SELECT 1 FROM file_uploads WHERE hash = ? AND person = ?");
        let row = query.bind(&hash.0[..]).bind(&by.as_bytes()[..]).fetch_optional(&mut *self.0).await?;
        Ok(row.is_some())
    }

    async fn bytes_brought(&mut self, by: PersonId, since: Moment) -> Result<u64, DbError> {
        let query = sqlx::query("SELECT coalesce(sum(bytes), 0) AS sum FROM file_uploads WHERE person = ? AND at >= ?");
        let row = query.bind(&by.as_bytes()[..]).bind(since.0).fetch_one(&mut *self.0).await?;
        number(&row, "sum")
    }

    async fn link_file(&mut self, link: &LinkRow) -> Result<(), DbError> {
        sqlx::query("REPLACE INTO file_links (hash, record, needs) VALUES (?, ?, ?)")
            .bind(&link.hash.0[..])
            .bind(&link.record.as_bytes()[..])
            .bind(link.needs.map(|person| person.as_bytes().to_vec()))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn links_of(&mut self, hash: FileHash) -> Result<Vec<LinkRow>, DbError> {
        let query = sqlx::query("SELECT record, needs FROM file_links WHERE hash = ? ORDER BY record");
        let rows = query.bind(&hash.0[..]).fetch_all(&mut *self.0).await?;
        rows.iter()
            .map(|row| {
                let needs: Option<&[u8]> = row.try_get("needs")?;
                let needs = needs.and_then(|bytes| bytes.try_into().ok()).map(PersonId::from_bytes);
                Ok(LinkRow { hash, record: RecordId::from_bytes(bytes(row, "record")?), needs })
            })
            .collect()
    }
}
