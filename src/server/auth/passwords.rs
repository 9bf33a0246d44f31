//! Passwords, by Argon2id. Checking takes the same time whether or not anybody has that sign-in name.

use std::sync::Arc;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use super::secret::random;

/// How many are hashed at once: each takes [`Params`]' memory.
const AT_ONCE: usize = 2;

/// Hashes and checks passwords.
#[derive(Clone)]
pub struct Passwords {
    argon2: Argon2<'static>,
    /// The hash of a password that nobody has, to check against when there is nobody.
    nobody: Arc<str>,
    turns: Arc<Semaphore>,
}

impl Passwords {
    /// As OWASP advises: 19 MB of memory, two passes.
    #[must_use]
    pub fn strong() -> Self {
        Self::with(Params::DEFAULT)
    }

    /// For tests only: quick to make, and quick to break.
    #[must_use]
    pub fn quick() -> Self {
        Self::with(Params::new(Params::MIN_M_COST, 1, 1, None).unwrap_or(Params::DEFAULT))
    }

    fn with(params: Params) -> Self {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon2, &super::secret::to_hex(&random())).unwrap_or_default();
        Self { argon2, nobody: nobody.into(), turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The hash to keep; `None` when the server is going down.
    pub async fn hash(&self, password: String) -> Option<String> {
        let _turn = self.turns.acquire().await.ok()?;
        let argon2 = self.argon2.clone();
        tokio::task::spawn_blocking(move || hash(&argon2, &password)).await.ok()?
    }

    /// Whether this is the password. Without a hash it takes as long, and it is not.
    pub async fn matches(&self, password: String, hash: Option<String>) -> bool {
        let Ok(_turn) = self.turns.acquire().await else { return false };
        let argon2 = self.argon2.clone();
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.to_string());
        let check = move || {
            let hash = PasswordHash::new(&hash).ok()?;
            argon2.verify_password(password.as_bytes(), &hash).ok()
        };
        tokio::task::spawn_blocking(check).await.ok().flatten().is_some() && known
    }
}

fn hash(argon2: &Argon2<'_>, password: &str) -> Option<String> {
    let salt = SaltString::encode_b64(&random::<16>()).ok()?;
    argon2.hash_password(password.as_bytes(), &salt).ok().map(|hash| hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_somebody_matches() {
        let passwords = Passwords::quick();
        let hash = passwords.hash("correct horse".to_owned()).await;
        assert!(hash.as_deref().is_some_and(|hash| hash.starts_with("$argon2id$")));
        assert!(passwords.matches("correct horse".to_owned(), hash.clone()).await);
        assert!(!passwords.matches("wrong horse".to_owned(), hash).await);
        assert!(!passwords.matches("correct horse".to_owned(), None).await);
    }
}
