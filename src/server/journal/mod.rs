//! What must survive even when the database is put back to an earlier day: who may see a child, with which password,
//! and whose access or session ended. Kept apart from the database, in files to which only is added.
//!
//! A transaction that says anything of that is written here, and is on the disk, before it stands in the database:
//! so no answer is given of which the journal does not know. A transaction that then fails leaves one that never was,
//! which the next one, of the same number, replaces.

use domain::change::Change;
use domain::file::FileHash;
use domain::ids::{DeviceId, PersonId};
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use serde::{Deserialize, Serialize};

use crate::db::PersonRow;

mod files;

pub use files::{Journal, KEPT_DAYS};

/// The setting that names the journal that goes with a database.
pub(crate) const ID: &str = "journal";
/// The setting that holds the number of the last transaction in it.
pub(crate) const NUMBER: &str = "journal_number";

/// What happened. Stored: add variants at the end only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// A person is known, or known otherwise than before.
    Person(PersonRow),
    /// Somebody signs in by this name and password from now on.
    SignIn {
        /// The name.
        name: String,
        /// Who.
        person: PersonId,
        /// The hash of the password.
        password: String,
    },
    /// A device of somebody's got its secret: what waits unsent there opens with nothing else.
    Device {
        /// Whose.
        person: PersonId,
        /// Which.
        device: DeviceId,
        /// Its secret.
        secret: [u8; 32],
        /// When it was first seen.
        seen: Moment,
    },
    /// The session with this token's hash ended.
    SessionEnded([u8; 32]),
    /// All of a person's sessions ended.
    SessionsEnded(PersonId),
    /// A pupil's or a member's record changed: what access is made of.
    Changed(Changed),
    /// A whole file was brought.
    File {
        /// Which.
        hash: FileHash,
        /// How large.
        bytes: u64,
        /// What it is.
        media: String,
        /// By whom.
        by: PersonId,
        /// When.
        at: Moment,
    },
}

/// An accepted change, as [`crate::db::ChangeRow`] has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Where it stood.
    pub scope: Scope,
    /// As which of the scope's changes.
    pub revision: Revision,
    /// Who made it.
    pub author: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// When it was accepted.
    pub at: Moment,
    /// What.
    pub change: Change,
}

/// One transaction's entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Of which journal: a database has one of its own.
    pub journal: [u8; 16],
    /// Which of its transactions, counted from 1.
    pub number: u64,
    /// What happened in it.
    pub entries: Vec<Entry>,
}
