//! People, sign-ins, sessions and devices in SQLite.

use async_trait::async_trait;
use domain::ids::{DeviceId, PersonId};
use domain::value::Moment;
use sqlx::Row;

use super::{SqliteTxn, bytes, pack, unpack};
use crate::db::{DbError, DeviceRow, PeopleRows, PersonRow, SessionRow};
use crate::journal::Entry;

#[async_trait]
impl PeopleRows for SqliteTxn {
    async fn person(&mut self, id: PersonId) -> Result<Option<PersonRow>, DbError> {
        let row = sqlx::query("SELECT body FROM people WHERE id = ?").bind(&id.as_bytes()[..]);
        row.fetch_optional(&mut *self.0).await?.map(|row| unpack(row.get(0))).transpose()
    }

    async fn put_person(&mut self, row: &PersonRow) -> Result<(), DbError> {
        let query = sqlx::query("REPLACE INTO people (id, body) VALUES (?, ?)");
        query.bind(&row.id.as_bytes()[..]).bind(pack(row)?).execute(&mut *self.0).await?;
        self.note(|| Entry::Person(row.clone()));
        Ok(())
    }

    async fn people_count(&mut self) -> Result<u64, DbError> {
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM people").fetch_one(&mut *self.0).await?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    async fn sign_in(&mut self, name: &str) -> Result<Option<(PersonId, String)>, DbError> {
        let row = sqlx::query("SELECT person, password FROM sign_ins WHERE name = ?").bind(name);
        let Some(row) = row.fetch_optional(&mut *self.0).await? else { return Ok(None) };
        Ok(Some((PersonId::from_bytes(bytes(&row, "person")?), row.try_get("password")?)))
    }

    async fn sign_in_of(&mut self, person: PersonId) -> Result<Option<(String, String)>, DbError> {
        let row = sqlx::query("SELECT name, password FROM sign_ins WHERE person = ?").bind(&person.as_bytes()[..]);
        let Some(row) = row.fetch_optional(&mut *self.0).await? else { return Ok(None) };
        Ok(Some((row.try_get("name")?, row.try_get("password")?)))
    }

    async fn put_sign_in(&mut self, name: &str, person: PersonId, password: &str) -> Result<bool, DbError> {
        let done = sqlx::query(
            "INSERT INTO sign_ins (name, person, password) VALUES (?, ?, ?) ON CONFLICT (name) \
             DO UPDATE SET password = excluded.password WHERE person = excluded.person",
        )
        .bind(name)
        .bind(&person.as_bytes()[..])
        .bind(password)
        .execute(&mut *self.0)
        .await?;
        let stands = done.rows_affected() > 0;
        if stands {
            self.note(|| Entry::SignIn { name: name.to_owned(), person, password: password.to_owned() });
        }
        Ok(stands)
    }

    async fn session(&mut self, token: &[u8; 32]) -> Result<Option<SessionRow>, DbError> {
        let row = sqlx::query("SELECT * FROM sessions WHERE token = ?").bind(&token[..]);
        let Some(row) = row.fetch_optional(&mut *self.0).await? else { return Ok(None) };
        Ok(Some(SessionRow {
            person: PersonId::from_bytes(bytes(&row, "person")?),
            device: DeviceId::from_bytes(bytes(&row, "device")?),
            begun: Moment(row.try_get("begun")?),
            expires: Moment(row.try_get("expires")?),
        }))
    }

    async fn put_session(&mut self, token: &[u8; 32], row: &SessionRow) -> Result<(), DbError> {
        sqlx::query("REPLACE INTO sessions (token, person, device, begun, expires) VALUES (?, ?, ?, ?, ?)")
            .bind(&token[..])
            .bind(&row.person.as_bytes()[..])
            .bind(&row.device.as_bytes()[..])
            .bind(row.begun.0)
            .bind(row.expires.0)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn end_session(&mut self, token: &[u8; 32]) -> Result<(), DbError> {
        let query = sqlx::query("DELETE FROM sessions WHERE token = ?").bind(&token[..]);
        // Whoever names what is not there leaves nothing in the journal.
        if query.execute(&mut *self.0).await?.rows_affected() > 0 {
            self.note(|| Entry::SessionEnded(*token));
        }
        Ok(())
    }

    async fn end_sessions_of(&mut self, person: PersonId) -> Result<u64, DbError> {
        let query = sqlx::query("DELETE FROM sessions WHERE person = ?").bind(&person.as_bytes()[..]);
        let ended = query.execute(&mut *self.0).await?.rows_affected();
        self.note(|| Entry::SessionsEnded(person));
        Ok(ended)
    }

    async fn device_secret(&mut self, person: PersonId, device: DeviceId) -> Result<Option<[u8; 32]>, DbError> {
        let query = sqlx::query("SELECT secret FROM devices WHERE person = ? AND device = ?");
        let row = query.bind(&person.as_bytes()[..]).bind(&device.as_bytes()[..]).fetch_optional(&mut *self.0).await?;
        row.map(|row| bytes(&row, "secret")).transpose()
    }

    async fn put_device(&mut self, person: PersonId, row: &DeviceRow) -> Result<(), DbError> {
        sqlx::query("INSERT OR IGNORE INTO devices (person, device, secret, seen) VALUES (?, ?, ?, ?)")
            .bind(&person.as_bytes()[..])
            .bind(&row.device.as_bytes()[..])
            .bind(&row.secret[..])
            .bind(row.seen.0)
            .execute(&mut *self.0)
            .await?;
        let DeviceRow { device, secret, seen } = *row;
        self.note(|| Entry::Device { person, device, secret, seen });
        Ok(())
    }

    async fn devices_of(&mut self, person: PersonId) -> Result<Vec<DeviceRow>, DbError> {
        let query = sqlx::query("SELECT device, secret, seen FROM devices WHERE person = ? ORDER BY device");
        let rows = query.bind(&person.as_bytes()[..]).fetch_all(&mut *self.0).await?;
        rows.iter()
            .map(|row| {
                Ok(DeviceRow {
                    device: DeviceId::from_bytes(bytes(row, "device")?),
                    secret: bytes(row, "secret")?,
                    seen: Moment(row.try_get("seen")?),
                })
            })
            .collect()
    }
}
