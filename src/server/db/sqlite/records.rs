//! Records and changes in SQLite.

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::{Datelike, NaiveDate};
use domain::ids::{ChangeId, DeviceId, PersonId, RecordId};
use domain::kinds::makes_the_circle;
use domain::record::Record;
use domain::role::Role;
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use futures::{Stream, TryStreamExt};
use sha2::{Digest, Sha256};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row};

use super::{SqliteTxn, bytes, number, pack, signed, unpack};
use crate::db::{
    ChangeRow, DbError, Head, Logged, Most, OpenRecords, OutcomeRow, PackRow, PastRow, QuarantineRow, RecordRows,
    Roles, SomeChanges, SomeRecords, WITHHOLDS, bit,
};
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

    async fn records_after(&mut self, scope: Scope, after: Revision, most: Most) -> Result<SomeRecords, DbError> {
        let query = "SELECT body FROM records WHERE scope = ? AND revision > ? ORDER BY revision";
        let rows = sqlx::query(query).bind(scope.key()).bind(signed(after.0)).fetch(&mut *self.0);
        let (records, more) = some(rows, most, |_, body| unpack(body)).await?;
        Ok(SomeRecords { records, more })
    }

    async fn records_from(&mut self, after: Option<(Scope, Revision)>, most: Most) -> Result<OpenRecords, DbError> {
        let (scope, revision) = after.map_or((Vec::new(), 0), |(scope, revision)| (scope.key(), signed(revision.0)));
        let query = "SELECT body, open_to FROM records WHERE (scope, revision) > (?, ?) ORDER BY scope, revision";
        let rows = sqlx::query(query).bind(scope).bind(revision).fetch(&mut *self.0);
        let one = |row: &SqliteRow, body: &[u8]| Ok((unpack(body)?, Roles::from_bits(row.try_get("open_to")?)));
        let (records, more) = some(rows, most, one).await?;
        Ok(OpenRecords { records, more })
    }

    async fn records_apart(
        &mut self,
        scope: Scope,
        role: Role,
        upto: Revision,
        most: Most,
    ) -> Result<SomeRecords, DbError> {
        let query = "SELECT body FROM records WHERE scope = ? AND revision <= ? AND (open_to & ? = 0 OR open_to & ? <> 0) ORDER BY revision";
        let query = sqlx::query(query).bind(scope.key()).bind(signed(upto.0)).bind(bit(role)).bind(WITHHOLDS);
        let (records, more) = some(query.fetch(&mut *self.0), most, |_, body| unpack(body)).await?;
        Ok(SomeRecords { records, more })
    }

    async fn heads(&mut self, scopes: &[Scope]) -> Result<Vec<(Scope, Head)>, DbError> {
        let by_key: HashMap<Vec<u8>, Scope> = scopes.iter().map(|scope| (scope.key(), *scope)).collect();
        let mut heads = Vec::with_capacity(scopes.len());
        for some in scopes.chunks(MOST_BOUND) {
            let mut query = QueryBuilder::new("SELECT scope, revision, floor, bytes FROM scopes WHERE scope IN (");
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
            "INSERT INTO scopes (scope, revision, floor, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (scope) \
             DO UPDATE SET revision = excluded.revision, floor = excluded.floor, bytes = excluded.bytes",
        )
        .bind(scope.key())
        .bind(signed(head.revision.0))
        .bind(signed(head.floor.0))
        .bind(signed(head.bytes))
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
        .bind(pack(&Logged { scope: entry.scope, change: entry.change.clone() })?)
        .execute(&mut *self.0)
        .await?;
        if makes_the_circle(entry.change.kind) {
            let ChangeRow { scope, revision, author, device, at, change } = entry.clone();
            self.note(|| Entry::Changed(Changed { scope, revision, author, device, at, change }));
        }
        Ok(())
    }

    async fn some_changes(
        &mut self,
        record: RecordId,
        after: Revision,
        upto: Revision,
        most: Most,
    ) -> Result<SomeChanges, DbError> {
        let query = "SELECT revision, author, device, at, body FROM changes \
                     WHERE record = ? AND revision > ? AND revision <= ? ORDER BY revision";
        let query = sqlx::query(query).bind(&record.as_bytes()[..]).bind(signed(after.0)).bind(signed(upto.0));
        let one = |row: &SqliteRow, body: &[u8]| {
            let Logged { scope, change } = unpack(body)?;
            Ok(ChangeRow {
                scope,
                revision: Revision(number(row, "revision")?),
                author: PersonId::from_bytes(bytes(row, "author")?),
                device: DeviceId::from_bytes(bytes(row, "device")?),
                at: Moment(row.try_get("at")?),
                change,
            })
        };
        let (changes, more) = some(query.fetch(&mut *self.0), most, one).await?;
        Ok(SomeChanges { changes, more })
    }

    async fn past_between(
        &mut self,
        record: RecordId,
        after: Revision,
        upto: Revision,
    ) -> Result<Vec<PastRow>, DbError> {
        let query =
            "SELECT revision, husk FROM past WHERE record = ? AND revision > ? AND revision <= ? ORDER BY revision";
        let query = sqlx::query(query).bind(&record.as_bytes()[..]).bind(signed(after.0)).bind(signed(upto.0));
        query.fetch_all(&mut *self.0).await?.iter().map(past).collect()
    }

    async fn last_past(&mut self, record: RecordId, upto: Revision) -> Result<Option<PastRow>, DbError> {
        let query = "SELECT revision, husk FROM past WHERE record = ? AND revision <= ? ORDER BY revision DESC LIMIT 1";
        let row = sqlx::query(query).bind(&record.as_bytes()[..]).bind(signed(upto.0)).fetch_optional(&mut *self.0);
        row.await?.as_ref().map(past).transpose()
    }

    async fn past_at(&mut self, record: RecordId, upto: Revision) -> Result<Option<(Revision, Record)>, DbError> {
        let query = "SELECT revision, whole FROM past WHERE record = ? AND revision <= ? AND whole IS NOT NULL \
                     ORDER BY revision DESC LIMIT 1";
        let row = sqlx::query(query).bind(&record.as_bytes()[..]).bind(signed(upto.0)).fetch_optional(&mut *self.0);
        let Some(row) = row.await? else { return Ok(None) };
        Ok(Some((Revision(number(&row, "revision")?), unpack(row.try_get("whole")?)?)))
    }

    async fn put_past(&mut self, record: RecordId, row: &PastRow) -> Result<(), DbError> {
        sqlx::query("INSERT OR IGNORE INTO past (record, revision, husk, whole) VALUES (?, ?, ?, ?)")
            .bind(&record.as_bytes()[..])
            .bind(signed(row.revision.0))
            .bind(pack(&row.husk)?)
            .bind(row.whole.as_ref().map(pack).transpose()?)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn outcome(&mut self, change: ChangeId) -> Result<Option<OutcomeRow>, DbError> {
        let row = sqlx::query("SELECT author, body, said FROM outcomes WHERE change = ?").bind(&change.as_bytes()[..]);
        let Some(row) = row.fetch_optional(&mut *self.0).await? else { return Ok(None) };
        let said = row.try_get::<Option<&[u8]>, _>("said")?.and_then(|hash| hash.try_into().ok());
        let (author, outcome) = (PersonId::from_bytes(bytes(&row, "author")?), unpack(row.try_get("body")?)?);
        Ok(Some(OutcomeRow { author, outcome, said }))
    }

    async fn put_outcome(&mut self, change: ChangeId, row: &OutcomeRow) -> Result<(), DbError> {
        sqlx::query("INSERT INTO outcomes (change, author, body, said) VALUES (?, ?, ?, ?)")
            .bind(&change.as_bytes()[..])
            .bind(&row.author.as_bytes()[..])
            .bind(pack(&row.outcome)?)
            .bind(row.said.as_ref().map(|hash| &hash[..]))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn bytes_sent(&mut self, person: PersonId, day: NaiveDate) -> Result<u64, DbError> {
        let query = sqlx::query("SELECT bytes FROM sent WHERE person = ? AND day = ?");
        let query = query.bind(&person.as_bytes()[..]).bind(day.num_days_from_ce());
        let row = query.fetch_optional(&mut *self.0).await?;
        row.map_or(Ok(0), |row| number(&row, "bytes"))
    }

    async fn put_bytes_sent(&mut self, person: PersonId, day: NaiveDate, bytes: u64) -> Result<(), DbError> {
        let query = sqlx::query("REPLACE INTO sent (person, day, bytes) VALUES (?, ?, ?)");
        let query = query.bind(&person.as_bytes()[..]).bind(day.num_days_from_ce()).bind(signed(bytes));
        query.execute(&mut *self.0).await?;
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
        let query = sqlx::query("SELECT upto, count, packed, hash FROM packs WHERE scope = ? AND role = ?");
        let row = query.bind(scope.key()).bind(role as i64).fetch_optional(&mut *self.0).await?;
        let Some(row) = row else { return Ok(None) };
        let packed: Vec<u8> = row.try_get("packed")?;
        if row.try_get::<&[u8], _>("hash")? != &Sha256::digest(&packed)[..] {
            tracing::error!("a kept pack was damaged, and is packed anew");
            return Ok(None);
        }
        let count = u32::try_from(number(&row, "count")?).unwrap_or(u32::MAX);
        Ok(Some(PackRow { upto: Revision(number(&row, "upto")?), count, packed }))
    }

    async fn drop_packs(&mut self, scope: Scope) -> Result<(), DbError> {
        sqlx::query("DELETE FROM packs WHERE scope = ?").bind(scope.key()).execute(&mut *self.0).await?;
        Ok(())
    }

    async fn put_pack(&mut self, scope: Scope, role: Role, pack: &PackRow) -> Result<(), DbError> {
        sqlx::query("REPLACE INTO packs (scope, role, upto, count, packed, hash) VALUES (?, ?, ?, ?, ?, ?)")
            .bind(scope.key())
            .bind(role as i64)
            .bind(signed(pack.upto.0))
            .bind(pack.count)
            .bind(&pack.packed)
            .bind(&Sha256::digest(&pack.packed)[..])
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }
}

fn past(row: &SqliteRow) -> Result<PastRow, DbError> {
    let (revision, husk) = (Revision(number(row, "revision")?), unpack(row.try_get("husk")?)?);
    Ok(PastRow { revision, husk, whole: None })
}

fn head(row: &SqliteRow) -> Result<Head, DbError> {
    let (revision, floor) = (Revision(number(row, "revision")?), Revision(number(row, "floor")?));
    Ok(Head { revision, floor, bytes: number(row, "bytes")? })
}

/// Reads rows one by one until their bodies are enough, and says whether there are more: a row that is not wanted is never
/// in memory.
async fn some<T>(
    mut rows: impl Stream<Item = Result<SqliteRow, sqlx::Error>> + Unpin,
    most: Most,
    read: impl Fn(&SqliteRow, &[u8]) -> Result<T, DbError>,
) -> Result<(Vec<T>, bool), DbError> {
    let (mut some, mut bytes) = (Vec::new(), 0);
    while let Some(row) = rows.try_next().await? {
        if most.is_met(some.len(), bytes) {
            return Ok((some, true));
        }
        let body: &[u8] = row.try_get("body")?;
        bytes += body.len();
        some.push(read(&row, body)?);
    }
    Ok((some, false))
}
