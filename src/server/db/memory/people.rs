//! People, sign-ins, sessions and devices in memory.

use async_trait::async_trait;
use domain::ids::{DeviceId, PersonId};

use super::MemoryTxn;
use crate::db::{DbError, DeviceRow, PeopleRows, PersonRow, SessionRow};

#[async_trait]
impl PeopleRows for MemoryTxn {
    async fn person(&mut self, id: PersonId) -> Result<Option<PersonRow>, DbError> {
        Ok(self.tables.people.get(&id).cloned())
    }

    async fn put_person(&mut self, row: &PersonRow) -> Result<(), DbError> {
        write!(self, people, row.id, Some(row.clone()));
        Ok(())
    }

    async fn people_count(&mut self) -> Result<u64, DbError> {
        Ok(self.tables.people.len() as u64)
    }

    async fn sign_in(&mut self, name: &str) -> Result<Option<(PersonId, String)>, DbError> {
        Ok(self.tables.sign_ins.get(name).cloned())
    }

    async fn sign_in_of(&mut self, person: PersonId) -> Result<Option<(String, String)>, DbError> {
        let theirs = self.tables.sign_ins.iter().find(|(_, (whose, _))| *whose == person);
        Ok(theirs.map(|(name, (_, password))| (name.clone(), password.clone())))
    }

    async fn put_sign_in(&mut self, name: &str, person: PersonId, password: &str) -> Result<bool, DbError> {
        if self.tables.sign_ins.get(name).is_some_and(|(whose, _)| *whose != person) {
            return Ok(false);
        }
        write!(self, sign_ins, name.to_owned(), Some((person, password.to_owned())));
        Ok(true)
    }

    async fn session(&mut self, token: &[u8; 32]) -> Result<Option<SessionRow>, DbError> {
        Ok(self.tables.sessions.get(token).copied())
    }

    async fn put_session(&mut self, token: &[u8; 32], row: &SessionRow) -> Result<(), DbError> {
        write!(self, sessions, *token, Some(*row));
        Ok(())
    }

    async fn end_session(&mut self, token: &[u8; 32]) -> Result<(), DbError> {
        write!(self, sessions, *token, None);
        Ok(())
    }

    async fn end_sessions_of(&mut self, person: PersonId) -> Result<u64, DbError> {
        let theirs = |(token, row): (&[u8; 32], &SessionRow)| (row.person == person).then_some(*token);
        let tokens: Vec<[u8; 32]> = self.tables.sessions.iter().filter_map(theirs).collect();
        for token in &tokens {
            self.end_session(token).await?;
        }
        Ok(tokens.len() as u64)
    }

    async fn device_secret(&mut self, person: PersonId, device: DeviceId) -> Result<Option<[u8; 32]>, DbError> {
        Ok(self.tables.devices.get(&(person, device)).map(|row| row.secret))
    }

    async fn put_device(&mut self, person: PersonId, row: &DeviceRow) -> Result<(), DbError> {
        if !self.tables.devices.contains_key(&(person, row.device)) {
            write!(self, devices, (person, row.device), Some(*row));
        }
        Ok(())
    }

    async fn devices_of(&mut self, person: PersonId) -> Result<Vec<DeviceRow>, DbError> {
        let from = (person, DeviceId::from_bytes([0; 16]));
        let own = self.tables.devices.range(from..).take_while(|((whose, _), _)| *whose == person);
        Ok(own.map(|(_, row)| *row).collect())
    }
}
