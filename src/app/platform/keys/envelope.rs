//! Envelopes around a data key: opened by the password, or by the secret that the server gives at sign-in.
//! Nothing here knows a browser.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::platform::seal::{DataKey, random};

/// Argon2id, as OWASP's 2024 password storage advice asks at least: 19 MiB, two passes, one lane. Kept in each
/// envelope, so that they can be raised without closing older ones.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// A data key under some other key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Envelope {
    nonce: [u8; 24],
    sealed: Vec<u8>,
}

/// A data key under a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PasswordEnvelope {
    salt: [u8; 16],
    memory_kib: u32,
    passes: u32,
    envelope: Envelope,
}

impl Envelope {
    /// Closes it with the server's secret for this person on this device.
    pub(super) fn by_secret(key: &DataKey, secret: &[u8; 32], profile: &[u8; 16]) -> Self {
        Self::close(key, &from_secret(secret), profile)
    }

    /// The data key, if this is the secret it was closed with.
    pub(super) fn open_by_secret(&self, secret: &[u8; 32], profile: &[u8; 16]) -> Option<DataKey> {
        self.open(&from_secret(secret), profile)
    }

    fn close(key: &DataKey, with: &[u8; 32], profile: &[u8; 16]) -> Self {
        let nonce = random();
        let payload = Payload { msg: key.0.as_slice(), aad: profile };
        let sealed = XChaCha20Poly1305::new(with.into())
            .encrypt(&XNonce::from(nonce), payload)
            .expect("32 bytes are never too many to seal");
        Self { nonce, sealed }
    }

    fn open(&self, with: &[u8; 32], profile: &[u8; 16]) -> Option<DataKey> {
        let payload = Payload { msg: &self.sealed, aad: profile };
        let key = XChaCha20Poly1305::new(with.into()).decrypt(&XNonce::from(self.nonce), payload).ok()?;
        let key = Zeroizing::new(key);
        Some(DataKey(Zeroizing::new(key.as_slice().try_into().ok()?)))
    }
}

impl PasswordEnvelope {
    /// Closes it with a password. Takes some tenths of a second.
    pub(super) fn new(key: &DataKey, password: &str, profile: &[u8; 16]) -> Self {
        let salt = random();
        let with = stretch(password, &salt, MEMORY_KIB, PASSES).expect("our own parameters are within Argon2's limits");
        Self { salt, memory_kib: MEMORY_KIB, passes: PASSES, envelope: Envelope::close(key, &with, profile) }
    }

    /// The data key, if this is the password.
    pub(super) fn open(&self, password: &str, profile: &[u8; 16]) -> Option<DataKey> {
        let with = stretch(password, &self.salt, self.memory_kib, self.passes)?;
        self.envelope.open(&with, profile)
    }
}

fn from_secret(secret: &[u8; 32]) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(blake3::derive_key("footbridge 2026-11-21 envelope by the server's secret", secret))
}

fn stretch(password: &str, salt: &[u8; 16], memory_kib: u32, passes: u32) -> Option<Zeroizing<[u8; 32]>> {
    let params = Params::new(memory_kib, passes, 1, Some(32)).ok()?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, key.as_mut_slice())
        .ok()?;
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROFILE: [u8; 16] = [1; 16];

    fn key() -> DataKey {
        DataKey(Zeroizing::new([9; 32]))
    }

    #[test]
    fn only_the_password_opens_its_envelope() {
        let envelope = PasswordEnvelope::new(&key(), "seven quiet herons", &PROFILE);
        assert_eq!(envelope.open("seven quiet herons", &PROFILE).map(|key| *key.0), Some([9; 32]));
        assert!(envelope.open("seven quiet heron", &PROFILE).is_none());
        assert!(envelope.open("", &PROFILE).is_none());
        assert!(envelope.open("seven quiet herons", &[2; 16]).is_none());
    }

    #[test]
    fn only_the_secret_opens_its_envelope() {
        let envelope = Envelope::by_secret(&key(), &[3; 32], &PROFILE);
        assert_eq!(envelope.open_by_secret(&[3; 32], &PROFILE).map(|key| *key.0), Some([9; 32]));
        assert!(envelope.open_by_secret(&[4; 32], &PROFILE).is_none());
        assert!(envelope.open_by_secret(&[3; 32], &[2; 16]).is_none());
        assert!(!envelope.sealed.windows(8).any(|part| part == [9; 8]));
    }

    #[test]
    fn two_envelopes_of_the_same_are_not_alike() {
        let [one, two] = [(); 2].map(|()| PasswordEnvelope::new(&key(), "same", &PROFILE));
        assert_ne!(one, two);
    }
}
