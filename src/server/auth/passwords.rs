//! Passwords, by Argon2id. Checking takes the same time whether or not anybody has that sign-in name.

use std::sync::Arc;

use argon2::password_hash::{Output, ParamsString, PasswordHash, Salt, SaltString};
use argon2::{Algorithm, Argon2, Block, Params, Version};

use super::limits::Key;
use super::secret::random;
use super::turns::{Crowded, Line, Turn, Turns};

/// How many are hashed at once: each takes [`Params`]' memory, which is kept for the next.
const AT_ONCE: usize = 2;

/// Hashes and checks passwords.
#[derive(Clone)]
pub struct Passwords {
    argon2: Argon2<'static>,
    /// The hash of a password that nobody has, to check against when there is nobody.
    nobody: Arc<str>,
    turns: Arc<Turns>,
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
        let mut memory = vec![Block::default(); argon2.params().block_count()];
        let nobody = hash(&argon2, &mut memory, &super::secret::to_hex(&random())).unwrap_or_default();
        Self { argon2, nobody: nobody.into(), turns: Turns::new(AT_ONCE) }
    }

    /// Waits for a turn in this line.
    ///
    /// # Errors
    /// [`Crowded`] when too many wait in it already.
    pub async fn turn(&self, line: Line) -> Result<Turn, Crowded> {
        self.turns.wait(line).await
    }

    /// How many wait for a turn.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.turns.waiting()
    }

    /// The hash to keep; `None` when the server is going down.
    pub async fn hash(&self, password: String) -> Option<String> {
        let turn = self.turn(Line::Known(Key::of("ours", ""))).await.ok()?;
        self.hash_in(turn, password).await
    }

    /// The same, by a turn of somebody's own.
    pub async fn hash_in(&self, mut turn: Turn, password: String) -> Option<String> {
        let argon2 = self.argon2.clone();
        let make = move || hash(&argon2, turn.memory(argon2.params().block_count()), &password);
        tokio::task::spawn_blocking(make).await.ok()?
    }

    /// Whether this is the password. Without a hash it takes as long, and it is not.
    pub async fn matches(&self, mut turn: Turn, password: String, hash: Option<String>) -> bool {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.to_string());
        let check = move || is_of(&mut turn, &password, &hash);
        tokio::task::spawn_blocking(check).await.ok().flatten() == Some(true) && known
    }
}

fn hash(argon2: &Argon2<'_>, memory: &mut [Block], password: &str) -> Option<String> {
    let salt = random::<16>();
    let mut made = [0; Params::DEFAULT_OUTPUT_LEN];
    argon2.hash_password_into_with_memory(password.as_bytes(), &salt, &mut made, memory).ok()?;
    let salt = SaltString::encode_b64(&salt).ok()?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(argon2.params()).ok()?,
        salt: Some(salt.as_salt()),
        hash: Some(Output::new(&made).ok()?),
    };
    Some(hash.to_string())
}

/// Whether a hash is this password's, by the hash's own parameters; `None` when it is no hash.
fn is_of(turn: &mut Turn, password: &str, hash: &str) -> Option<bool> {
    let hash = PasswordHash::new(hash).ok()?;
    let (params, expected) = (Params::try_from(&hash).ok()?, hash.hash?);
    let argon2 = Argon2::new(Algorithm::try_from(hash.algorithm).ok()?, hash.version?.try_into().ok()?, params);
    let mut room = [0; Salt::MAX_LENGTH];
    let salt = hash.salt?.decode_b64(&mut room).ok()?;
    let mut made = vec![0; expected.len()];
    let memory = turn.memory(argon2.params().block_count());
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, &mut made, memory).ok()?;
    // Two outputs are compared in constant time.
    Some(Output::new(&made).ok()? == expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn matches(passwords: &Passwords, password: &str, hash: Option<String>) -> bool {
        let turn = passwords.turn(Line::from("192.0.2.1")).await.expect("nobody else is here");
        passwords.matches(turn, password.to_owned(), hash).await
    }

    #[tokio::test]
    async fn only_the_right_password_of_somebody_matches() {
        let passwords = Passwords::quick();
        let hash = passwords.hash("correct horse".to_owned()).await;
        assert!(hash.as_deref().is_some_and(|hash| hash.starts_with("$argon2id$")));
        assert!(matches(&passwords, "correct horse", hash.clone()).await);
        assert!(!matches(&passwords, "wrong horse", hash).await);
        assert!(!matches(&passwords, "correct horse", None).await);
        assert!(!matches(&passwords, "correct horse", Some("no hash".to_owned())).await);
    }

    #[tokio::test]
    async fn what_was_kept_before_still_opens() {
        let argon2 = Argon2::default();
        let salt = SaltString::encode_b64(b"some salt of 16!").expect("a salt");
        let before = argon2::PasswordHasher::hash_password(&argon2, b"correct horse", &salt);
        let before = before.expect("hashes").to_string();
        assert!(before.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{before}");
        assert!(matches(&Passwords::quick(), "correct horse", Some(before)).await);
    }
}
