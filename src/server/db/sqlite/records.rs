//! Records and changes in SQLite.

use std::collections::HashMap;

use async_trait::async_trait;
use domain::ids::{ChangeId, DeviceId, PersonId, RecordId};
use domain::kinds::{circle_member, pupil};
use domain::record::Record;
use domain::role::Role;
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row};
use sync::wire::Outcome;

use super::{SqliteTxn, bytes, number, pack, signed, unpack};
use crate::db::{ChangeRow, DbError, Head, PackRow, QuarantineRow, RecordRows, Roles, WITHHOLDS, bit};
use crate::journal::{Changed, Entry};

/// The most places in one statement, well under SQLite's own limit.
const MOST_BOUND: usize = 500;

#[async_trait]
impl RecordRows for SqliteTxn {
    async fn record(&mut self, id: RecordId) -> Result<Option<Record>, DbError> {
        let row = sqlx::query("SELECT body FROM records WHERE id = ?").bind(&id.as_bytes()[..]);
        row.fetch_optional(&mut *self.0).await?.map(|row| unpack(row.get(0))).transpose()
    }

    async fn put_record(&mut self, record: &Record, open_to: Roles) -> Result<(), DbError> {
        sqlx::query(
            "INSERT INTO records (id, scope, revision, kind, open_to, body) VALUES (?, ?, ?, ?, ?, ?) \
             ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, revision = excluded.revision, \
             open_to = excluded.open_to, body = excluded.body",
        )
        .bind(&record.id.as_bytes()[..])
        .bind(record.scope().key())
        .bind(signed(record.revision().0))
        .bind(i64::from(record.kind.0))
        .bind(open_to.bits())
        .bind(pack(record)?)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn records_after(&mut self, scope: Scope, after: Revision, most: u32) -> Result<Vec<Record>, DbError> {
        let query = "SELECT body FROM records WHERE scope = ? AND revision > ? ORDER BY revision LIMIT ?";
        let rows = sqlx::query(query).bind(scope.key()).bind(signed(after.0)).bind(most).fetch_all(&mut *self.0);
        rows.await?.iter().map(|row| unpack(row.get(0))).collect()
    }

    async fn records_apart(&mut self, scope: Scope, role: Role, upto: Revision) -> Result<Vec<Record>, DbError> {
        let query = "SELECT body FROM records WHERE scope = ? AND revision <= ? AND (open_to & ? = 0 OR open_to & ? <> 0) ORDER BY revision";
        let rows = sqlx::query(query)
            .bind(scope.key())
            .bind(signed(upto.0))
            .bind(bit(role))
            .bind(WITHHOLDS)
            .fetch_all(&mut *self.0);
        rows.await?.iter().map(|row| unpack(row.get(0))).collect()
    }

    async fn heads(&mut self, scopes: &[Scope]) -> Result<Vec<(Scope, Head)>, DbError> {
        let by_key: HashMap<Vec<u8>, Scope> = scopes.iter().map(|scope| (scope.key(), *scope)).collect();
        let mut heads = Vec::with_capacity(scopes.len());
        for some in scopes.chunks(MOST_BOUND) {
            let mut query = QueryBuilder::new("SELECT scope, revision, floor FROM scopes WHERE scope IN (");
            let mut list = query.separated(", ");
            for scope in some {
                list.push_bind(scope.key());
            }
            query.push(")");
            for row in query.build().fetch_all(&mut *self.0).await? {
                if let Some(scope) = by_key.get(row.try_get::<&[u8], _>("scope")?) {
                    heads.push((*scope, head(&row)?));
                }
            }
        }
        Ok(heads)
    }

    async fn put_head(&mut self, scope: Scope, head: Head) -> Result<(), DbError> {
        sqlx::query(
            "INSERT INTO scopes VALUES (?, ?, ?) ON CONFLICT (scope) \
             DO UPDATE SET revision = excluded.revision, floor = excluded.floor",
        )
        .bind(scope.key())
        .bind(signed(head.revision.0))
        .bind(signed(head.floor.0))
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn append(&mut self, entry: &ChangeRow) -> Result<(), DbError> {
        sqlx::query(
            "INSERT INTO changes (scope, revision, record, author, device, at, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(entry.scope.key())
        .bind(signed(entry.revision.0))
        .bind(&entry.change.record.as_bytes()[..])
        .bind(&entry.author.as_bytes()[..])
        .bind(&entry.device.as_bytes()[..])
        .bind(entry.at.0)
        .bind(pack(&(entry.scope, &entry.change))?)
        .execute(&mut *self.0)
        .await?;
        if matches!(entry.change.kind, circle_member::KIND | pupil::KIND) {
            let ChangeRow { scope, revision, author, device, at, change } = entry.clone();
            self.note(|| Entry::Changed(Changed { scope, revision, author, device, at, change }));
        }
        Ok(())
    }

    async fn changes_of(&mut self, record: RecordId) -> Result<Vec<ChangeRow>, DbError> {
        let query = "SELECT revision, author, device, at, body FROM changes WHERE record = ? ORDER BY revision";
        let rows = sqlx::query(query).bind(&record.as_bytes()[..]).fetch_all(&mut *self.0).await?;
        rows.iter()
            .map(|row| {
                let (scope, change) = unpack(row.try_get("body")?)?;
                Ok(ChangeRow {
                    scope,
                    revision: Revision(number(row, "revision")?),
                    author: PersonId::from_bytes(bytes(row, "author")?),
                    device: DeviceId::from_bytes(bytes(row, "device")?),
                    at: Moment(row.try_get("at")?),
                    change,
                })
            })
            .collect()
    }

    async fn outcome(&mut self, change: ChangeId) -> Result<Option<(PersonId, Outcome)>, DbError> {
        let row = sqlx::query("SELECT author, body FROM outcomes WHERE change = ?").bind(&change.as_bytes()[..]);
        let Some(row) = row.fetch_optional(&mut *self.0).await? else { return Ok(None) };
        Ok(Some((PersonId::from_bytes(bytes(&row, "author")?), unpack(row.try_get("body")?)?)))
    }

    async fn put_outcome(&mut self, change: ChangeId, author: PersonId, outcome: &Outcome) -> Result<(), DbError> {
        sqlx::query("INSERT INTO outcomes VALUES (?, ?, ?)")
            .bind(&change.as_bytes()[..])
            .bind(&author.as_bytes()[..])
            .bind(pack(outcome)?)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn quarantine(&mut self, row: &QuarantineRow) -> Result<(), DbError> {
        sqlx::query("INSERT INTO quarantine VALUES (?, ?, ?, ?, ?)")
            .bind(&row.change.id.as_bytes()[..])
            .bind(&row.author.as_bytes()[..])
            .bind(&row.device.as_bytes()[..])
            .bind(row.at.0)
            .bind(pack(&row.change)?)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn quarantined(&mut self) -> Result<Vec<QuarantineRow>, DbError> {
        let rows = sqlx::query("SELECT * FROM quarantine ORDER BY at, change").fetch_all(&mut *self.0).await?;
        rows.iter()
            .map(|row| {
                Ok(QuarantineRow {
                    author: PersonId::from_bytes(bytes(row, "author")?),
                    device: DeviceId::from_bytes(bytes(row, "device")?),
                    at: Moment(row.try_get("at")?),
                    change: unpack(row.try_get("body")?)?,
                })
            })
            .collect()
    }

    async fn pack(&mut self, scope: Scope, role: Role) -> Result<Option<PackRow>, DbError> {
        let query = sqlx::query("SELECT upto, count, packed FROM packs WHERE scope = ? AND role = ?");
        let row = query.bind(scope.key()).bind(role as i64).fetch_optional(&mut *self.0).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(PackRow {
            upto: Revision(number(&row, "upto")?),
            count: u32::try_from(number(&row, "count")?).unwrap_or(u32::MAX),
            packed: row.try_get("packed")?,
        }))
    }

    async fn put_pack(&mut self, scope: Scope, role: Role, pack: &PackRow) -> Result<(), DbError> {
        sqlx::query("REPLACE INTO packs (scope, role, upto, count, packed) VALUES (?, ?, ?, ?, ?)")
            .bind(scope.key())
            .bind(role as i64)
            .bind(signed(pack.upto.0))
            .bind(pack.count)
            .bind(&pack.packed)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }
}

fn head(row: &SqliteRow) -> Result<Head, DbError> {
    Ok(Head { revision: Revision(number(row, "revision")?), floor: Revision(number(row, "floor")?) })
}
