//! That somebody knows their password. Looking at one takes its time, in line and in the hashing, and whoever runs the
//! server may have given them a new one meanwhile: so a proof is looked at once more in the transaction that goes by it.

use domain::ids::PersonId;

use crate::db::{DbError, Txn};

/// Somebody's sign-in, as it was when their password was looked at.
pub struct Proof {
    /// Who.
    pub person: PersonId,
    /// By which name they sign in.
    pub name: String,
    /// The hash of their password.
    pub hash: String,
}

impl Proof {
    /// Whether they still sign in like this.
    ///
    /// # Errors
    /// [`DbError`] when the database fails.
    pub async fn stands(&self, txn: &mut dyn Txn) -> Result<bool, DbError> {
        let now = txn.sign_in(&self.name).await?;
        Ok(now.is_some_and(|(person, hash)| person == self.person && hash == self.hash))
    }
}
