//! Memberships, access epochs, withdrawn records and invitations in SQLite.

use async_trait::async_trait;
use domain::ids::{CircleId, PersonId, RecordId};
use domain::scope::Revision;
use domain::value::Moment;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use sync::wire::AccessEpoch;

use super::{SqliteTxn, bytes, number, pack, signed, unpack};
use crate::db::{AccessRows, DbError, InvitationRow, MembershipRow, UsedCodeRow, WithdrawnRow};

#[async_trait]
impl AccessRows for SqliteTxn {
    async fn memberships_of(&mut self, person: PersonId) -> Result<Vec<MembershipRow>, DbError> {
        let query = sqlx::query("SELECT * FROM memberships WHERE person = ? ORDER BY record");
        let rows = query.bind(&person.as_bytes()[..]).fetch_all(&mut *self.0).await?;
        rows.iter().map(membership).collect()
    }

    async fn members_of(&mut self, circle: CircleId) -> Result<Vec<MembershipRow>, DbError> {
        let query = sqlx::query("SELECT * FROM memberships WHERE circle = ? ORDER BY record");
        let rows = query.bind(&circle.as_bytes()[..]).fetch_all(&mut *self.0).await?;
        rows.iter().map(membership).collect()
    }

    async fn put_membership(&mut self, row: &MembershipRow) -> Result<(), DbError> {
        sqlx::query("REPLACE INTO memberships (record, circle, person, body) VALUES (?, ?, ?, ?)")
            .bind(&row.record.as_bytes()[..])
            .bind(&row.circle.as_bytes()[..])
            .bind(&row.person.as_bytes()[..])
            .bind(pack(&row.membership)?)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn end_membership(&mut self, record: RecordId) -> Result<(), DbError> {
        let query = sqlx::query("DELETE FROM memberships WHERE record = ?");
        query.bind(&record.as_bytes()[..]).execute(&mut *self.0).await?;
        Ok(())
    }

    async fn epochs_of(&mut self, person: PersonId) -> Result<Vec<(CircleId, AccessEpoch)>, DbError> {
        let query = sqlx::query("SELECT circle, epoch FROM access_epochs WHERE person = ? ORDER BY circle");
        let rows = query.bind(&person.as_bytes()[..]).fetch_all(&mut *self.0).await?;
        let epoch = |row| Ok((CircleId::from_bytes(bytes(row, "circle")?), AccessEpoch(number(row, "epoch")?)));
        rows.iter().map(epoch).collect()
    }

    async fn put_epoch(&mut self, person: PersonId, circle: CircleId, epoch: AccessEpoch) -> Result<(), DbError> {
        sqlx::query("REPLACE INTO access_epochs (person, circle, epoch) VALUES (?, ?, ?)")
            .bind(&person.as_bytes()[..])
            .bind(&circle.as_bytes()[..])
            .bind(signed(epoch.0))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn withdrawn_from(&mut self, person: PersonId) -> Result<Vec<WithdrawnRow>, DbError> {
        let query = sqlx::query("SELECT record, scope, revision FROM withdrawn WHERE person = ? ORDER BY record");
        let rows = query.bind(&person.as_bytes()[..]).fetch_all(&mut *self.0).await?;
        rows.iter()
            .map(|row| {
                Ok(WithdrawnRow {
                    record: RecordId::from_bytes(bytes(row, "record")?),
                    scope: unpack(row.try_get("scope")?)?,
                    revision: Revision(number(row, "revision")?),
                })
            })
            .collect()
    }

    async fn withdraw(&mut self, person: PersonId, row: &WithdrawnRow) -> Result<(), DbError> {
        sqlx::query("REPLACE INTO withdrawn (person, record, scope, revision) VALUES (?, ?, ?, ?)")
            .bind(&person.as_bytes()[..])
            .bind(&row.record.as_bytes()[..])
            .bind(pack(&row.scope)?)
            .bind(signed(row.revision.0))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn see_again(&mut self, person: PersonId, record: RecordId) -> Result<(), DbError> {
        sqlx::query("DELETE FROM withdrawn WHERE person = ? AND record = ?")
            .bind(&person.as_bytes()[..])
            .bind(&record.as_bytes()[..])
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn invitation(&mut self, code: &[u8; 32]) -> Result<Option<InvitationRow>, DbError> {
        let query = sqlx::query("SELECT record, at FROM invitations WHERE code = ?").bind(&code[..]);
        let Some(row) = query.fetch_optional(&mut *self.0).await? else { return Ok(None) };
        Ok(Some(InvitationRow { record: RecordId::from_bytes(bytes(&row, "record")?), at: Moment(row.try_get("at")?) }))
    }

    async fn put_invitation(&mut self, code: &[u8; 32], row: &InvitationRow) -> Result<(), DbError> {
        sqlx::query("REPLACE INTO invitations (code, record, at) VALUES (?, ?, ?)")
            .bind(&code[..])
            .bind(&row.record.as_bytes()[..])
            .bind(row.at.0)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn end_invitation(&mut self, record: RecordId) -> Result<(), DbError> {
        let query = sqlx::query("DELETE FROM invitations WHERE record = ?");
        query.bind(&record.as_bytes()[..]).execute(&mut *self.0).await?;
        Ok(())
    }

    async fn used_code(&mut self, code: &[u8; 32]) -> Result<Option<UsedCodeRow>, DbError> {
        let query = sqlx::query("SELECT person, record, at FROM used_codes WHERE code = ?").bind(&code[..]);
        let Some(row) = query.fetch_optional(&mut *self.0).await? else { return Ok(None) };
        let has_record = row.try_get::<Option<&[u8]>, _>("record")?.is_some();
        let record = if has_record { Some(RecordId::from_bytes(bytes(&row, "record")?)) } else { None };
        let person = PersonId::from_bytes(bytes(&row, "person")?);
        Ok(Some(UsedCodeRow { person, record, at: Moment(row.try_get("at")?) }))
    }

    async fn put_used_code(&mut self, code: &[u8; 32], row: &UsedCodeRow) -> Result<(), DbError> {
        sqlx::query("INSERT OR IGNORE INTO used_codes (code, person, record, at) VALUES (?, ?, ?, ?)")
            .bind(&code[..])
            .bind(&row.person.as_bytes()[..])
            .bind(row.record.map(|record| record.as_bytes().to_vec()))
            .bind(row.at.0)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }
}

fn membership(row: &SqliteRow) -> Result<MembershipRow, DbError> {
    Ok(MembershipRow {
        record: RecordId::from_bytes(bytes(row, "record")?),
        circle: CircleId::from_bytes(bytes(row, "circle")?),
        person: PersonId::from_bytes(bytes(row, "person")?),
        membership: unpack(row.try_get("body")?)?,
    })
}
