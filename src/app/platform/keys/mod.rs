//! The key to what one person keeps on this device. It is random, exists in memory only while they are here, and
//! lies on the device in envelopes: one that the password opens (also without a network), one that the server's
//! secret opens after signing in (so that a forgotten password never costs unsent work), and, only if they
//! chose to stay signed in, one that the browser opens until they lock.

mod browser_key;
mod envelope;
mod profile;

#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

use domain::ids::{DeviceId, PersonId};
use sync::store::StoreError;
use zeroize::Zeroizing;

use super::seal::{DataKey, random};
use envelope::{Envelope, PasswordEnvelope};
pub use profile::Profile;
use profile::ProfileRow;

/// An open profile: with it, its store can be opened.
pub struct Vault {
    row: ProfileRow,
    key: DataKey,
}

/// Why a vault stays shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Not the password, nor the secret.
    #[error("the password does not open it")]
    WrongPassword,
    /// The device could not read or keep the envelopes.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Vault {
    /// Begins a place on this device, which the server knows by this name, for somebody who signed in here for the first
    /// time.
    pub async fn create(
        (person, name): (PersonId, &str),
        device: DeviceId,
        secret: &[u8; 32],
        password: &str,
    ) -> Result<Self, VaultError> {
        let (id, key) = (random(), DataKey(Zeroizing::new(random())));
        let envelopes = (Envelope::by_secret(&key, secret, &id), PasswordEnvelope::new(&key, password, &id));
        let row = ProfileRow::new(id, device, (person, name), envelopes);
        // Kept before anything is sealed with it.
        row.save().await?;
        Ok(Self { row, key })
    }

    /// Opens with the server's secret for the device of this name, and from now on also with the password that was just
    /// used.
    pub async fn open_with_secret(
        profile: Profile,
        device: DeviceId,
        secret: &[u8; 32],
        password: &str,
    ) -> Result<Self, VaultError> {
        let mut row = profile.0;
        let by_secret = row.by_secret.open_by_secret(secret, &row.id);
        // The server may have forgotten its secret; whoever knows the last password used here is still right.
        let key = by_secret.or_else(|| row.by_password.open(password, &row.id)).ok_or(VaultError::WrongPassword)?;
        row.by_secret = Envelope::by_secret(&key, secret, &row.id);
        row.by_password = PasswordEnvelope::new(&key, password, &row.id);
        row.device = device;
        row.save().await?;
        Ok(Self { row, key })
    }

    /// Opens with the password that was last used here; needs no network.
    pub async fn open_with_password(profile: Profile, password: &str) -> Result<Self, VaultError> {
        let row = profile.0;
        let key = row.by_password.open(password, &row.id).ok_or(VaultError::WrongPassword)?;
        Ok(Self { row, key })
    }

    /// Opens for whoever chose to stay signed in here, if somebody did. A store that does not answer is not nobody.
    pub async fn open_remembered() -> Result<Option<Self>, StoreError> {
        Ok(browser_key::remembered().await?.map(|(row, key)| Self { row, key }))
    }

    /// They stay signed in on this device until they lock. `false` where the browser can't do that.
    pub async fn remember(&self) -> Result<bool, VaultError> {
        Ok(browser_key::remember(&mut self.row.clone(), &self.key).await?)
    }

    /// Nobody stays signed in here. To be called on Lock and signing out, before the page is loaded anew.
    pub async fn forget_remembered() -> Result<(), VaultError> {
        Ok(browser_key::forget().await?)
    }

    /// By what name the server knows this device for this person.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.row.device
    }

    /// The name of the database, and what it is sealed with.
    pub(super) fn database(&self) -> (String, &DataKey) {
        (self.row.database(), &self.key)
    }
}
