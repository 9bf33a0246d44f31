//! Who has used this device: one row each, in clear, holding nothing that says who they are: random ids, keyed
//! hashes and closed envelopes. Whoever holds the disk could check a guess at a sign-in name, and no more.

use domain::ids::{DeviceId, PersonId};
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use sync::store::{Durability, StoreError};
use sync::stored::{Unreadable, from_body};

use super::envelope::{Envelope, PasswordEnvelope};
use crate::platform::idb::plain::{PlainDatabase, Step, key_value};
use crate::platform::idb::schema::PROFILES;
use crate::platform::letters::small;
use crate::platform::seal::random;

const DATABASE: &str = "footbridge-profiles";
const ROWS: &str = "profiles";

/// One person's place on this device.
#[derive(Clone, Debug)]
pub struct Profile(pub(super) ProfileRow);

/// How a profile is stored: postcard, after a byte that says the version. Add at the end only, with a new version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ProfileRow {
    pub(super) id: [u8; 16],
    /// By what name the server knows this device for this person.
    pub(super) device: DeviceId,
    salt: [u8; 32],
    person: [u8; 32],
    sign_in_name: [u8; 32],
    pub(super) by_secret: Envelope,
    pub(super) by_password: PasswordEnvelope,
    /// Only if the person chose to stay signed in: the data key under a key that the browser keeps.
    pub(super) by_browser: Option<BrowserEnvelope>,
}

/// A data key under a key that never leaves the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BrowserEnvelope {
    pub(super) iv: [u8; 12],
    pub(super) sealed: Vec<u8>,
}

const VERSION: u8 = 1;

impl Profile {
    /// The place of this person, if they have been here before. An error is no answer: somebody who has a place here and
    /// began another would no longer see what waits in the first.
    pub async fn of_person(person: PersonId) -> Result<Option<Profile>, StoreError> {
        let rows = open().await?.rows(ROWS).await?;
        found(&rows, |row| row.person == hash(&row.salt, person.as_bytes()))
    }

    /// The place of whoever signs in by this name. As for [`Profile::of_person`].
    pub async fn of_name(name: &str) -> Result<Option<Profile>, StoreError> {
        let rows = open().await?.rows(ROWS).await?;
        found(&rows, |row| row.sign_in_name == hash(&row.salt, plain(name).as_bytes()))
    }

    /// By what name the server knows this device for this person.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.0.device
    }
}

impl ProfileRow {
    pub(super) fn new(
        id: [u8; 16],
        device: DeviceId,
        (person, name): (PersonId, &str),
        (by_secret, by_password): (Envelope, PasswordEnvelope),
    ) -> Self {
        let salt = random();
        let (person, sign_in_name) = (hash(&salt, person.as_bytes()), hash(&salt, plain(name).as_bytes()));
        Self { id, device, salt, person, sign_in_name, by_secret, by_password, by_browser: None }
    }

    /// The name of this person's database.
    pub(super) fn database(&self) -> String {
        self.id.iter().fold(String::from("footbridge-"), |name, byte| format!("{name}{byte:02x}"))
    }

    /// Keeps it, surely.
    pub(super) async fn save(&self) -> Result<(), StoreError> {
        open().await?.commit(&[self.put()], Durability::Strict).await
    }

    /// The write that keeps it.
    pub(super) fn put(&self) -> Step {
        let mut bytes = vec![VERSION];
        bytes.extend(postcard::to_allocvec(self).expect("a profile holds nothing that postcard cannot write"));
        Step::Put { store: ROWS, key: key_value(&self.id), value: Uint8Array::from(&bytes[..]).into() }
    }
}

/// The small database of profiles.
pub(super) async fn open() -> Result<PlainDatabase, StoreError> {
    PlainDatabase::open(DATABASE, &PROFILES).await
}

/// Every profile that this release can read. Those of a newer one stay as they are.
pub(super) async fn all_in(profiles: &PlainDatabase) -> Result<Vec<ProfileRow>, StoreError> {
    let rows = profiles.rows(ROWS).await?;
    Ok(rows.iter().filter_map(|row| read(row).ok()).collect())
}

/// The row that is somebody's. A row that a newer release wrote may be theirs as well as anybody's.
fn found<R: AsRef<[u8]>>(rows: &[R], is_theirs: impl Fn(&ProfileRow) -> bool) -> Result<Option<Profile>, StoreError> {
    let rows: Vec<_> = rows.iter().map(|row| read(row.as_ref())).collect();
    let is_newer = rows.contains(&Err(Unreadable::Newer));
    match rows.into_iter().flatten().find(is_theirs) {
        None if is_newer => Err(StoreError::Newer),
        theirs => Ok(theirs.map(Profile)),
    }
}

fn read(row: &[u8]) -> Result<ProfileRow, Unreadable> {
    match row.split_first() {
        Some((&VERSION, body)) => from_body(body).ok_or(Unreadable::Damaged),
        Some((version, _)) if *version > VERSION => Err(Unreadable::Newer),
        _ => Err(Unreadable::Damaged),
    }
}

fn hash(salt: &[u8; 32], what: &[u8]) -> [u8; 32] {
    *blake3::keyed_hash(salt, what).as_bytes()
}

/// As the server compares sign-in names.
fn plain(name: &str) -> String {
    small(name.trim())
}

#[cfg(test)]
mod row_tests {
    use super::*;

    #[test]
    fn a_place_that_a_newer_release_wrote_is_not_taken_for_none() {
        assert!(matches!(found(&[[VERSION + 1, 9, 9]], |_| false), Err(StoreError::Newer)));
        assert!(matches!(found::<[u8; 0]>(&[], |_| true), Ok(None)));
        assert!(matches!(found(&[[VERSION, 9, 9]], |_| true), Ok(None)), "damage keeps nobody else out");
    }
}
