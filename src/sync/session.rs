//! Sessions, as both ends speak of them. A session's token is given only in answer to a proof (a password, a code), lies
//! sealed in the store of the person whose it is, and travels in a header together with the name of that store: so a
//! locked store has no session, and no session ever carries the words of another store.

use std::fmt;

use domain::file::FileHash;
use domain::ids::{DeviceId, PersonId};
use sha2::{Digest, Sha256};

/// The header in which a request names the store that it is for: a [`StoreName`].
pub const STORE_HEADER: &str = "footbridge-store";

/// A session's secret: 32 random bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SessionToken(pub [u8; 32]);

impl SessionToken {
    /// From 64 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        FileHash::parse(text).map(|bytes| Self(bytes.0))
    }

    /// As 64 hexadecimal digits.
    #[must_use]
    pub fn to_hex(self) -> String {
        FileHash(self.0).to_string()
    }

    /// By what the server knows the session: the SHA-256 of its token. Nobody signs in with it, but it ends the session.
    #[must_use]
    pub fn mark(self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken")
    }
}

/// Whose store a request is for, on which device; written `person.device`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoreName {
    /// Whose.
    pub person: PersonId,
    /// On which of their devices.
    pub device: DeviceId,
}

impl StoreName {
    /// Reads what [`STORE_HEADER`] holds.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (person, device) = text.split_once('.')?;
        Some(Self { person: PersonId::parse(person)?, device: DeviceId::parse(device)? })
    }
}

impl fmt::Display for StoreName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.person, self.device)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_named_whole_or_not_at_all() {
        let name = StoreName { person: PersonId::from_bytes([1; 16]), device: DeviceId::from_bytes([2; 16]) };
        let written = name.to_string();
        assert_eq!(StoreName::parse(&written), Some(name));
        for wrong in
            ["", ".", &written[1..], &written[..32], &format!("{written}.{written}"), &written.replace('.', "")]
        {
            assert_eq!(StoreName::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_token_is_written_out_only_on_purpose() {
        let token = SessionToken([0xab; 32]);
        assert_eq!(SessionToken::parse(&token.to_hex()), Some(token));
        assert_eq!(SessionToken::parse("ab"), None);
        assert!(!format!("{token:?}").contains("ab"));
        assert_ne!(token.mark(), token.0);
    }
}
