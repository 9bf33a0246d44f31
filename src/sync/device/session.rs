//! The session of the person whose store this is, sealed with everything else that is theirs.

use super::shapes::Session;
use super::{Device, META_SESSION, ONLY, read, written};
use crate::session::SessionToken;
use crate::store::{Durability, Key, LocalStore, StoreError, Table, Write};

impl<S: LocalStore> Device<S> {
    /// The session that was kept last, if there is one; whether it is still good only the server knows. Read from the
    /// store: another tab may have kept a new one.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn session(&self) -> Result<Option<SessionToken>, StoreError> {
        let row = self.store.get(Table::Meta, &Key::new(ONLY, META_SESSION)).await?;
        Ok(row.map(|row| read::<Session>(&row)).transpose()?.map(|session| SessionToken(session.0)))
    }

    /// Keeps a session in place of the one before; `None`: this person is signed out here.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep_session(&self, session: Option<SessionToken>) -> Result<(), StoreError> {
        let key = Key::new(ONLY, META_SESSION);
        let write = match session {
            Some(token) => Write::Put(Table::Meta, key, written(&Session(token.0))?),
            None => Write::Delete(Table::Meta, key),
        };
        self.store.commit(vec![write], Durability::Strict).await.map(|_| ())
    }
}
