//! The rows that every engine keeps. Stored: what derives [`Serialize`] here is a promise, and has its version in
//! `shapes`.

use domain::access::Membership;
use domain::change::Change;
use domain::file::FileHash;
use domain::ids::{ChangeId, CircleId, DeviceId, PersonId, RecordId};
use domain::kind::Kind;
use domain::record::Record;
use domain::role::Role;
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sync::stored::{Unreadable, from_row, to_row};
use sync::wire::Outcome;

/// How far a scope is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its last change.
    pub revision: Revision,
    /// The last change by which some role lost sight of something. A pack from before must not be used.
    pub floor: Revision,
    /// About how many bytes its records have, by [`domain::limits::Weigh`].
    pub bytes: u64,
}

/// How many records are asked for at once: never less than one, where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Most {
    /// So many.
    pub records: u32,
    /// Until they are so many bytes.
    pub bytes: usize,
}

impl Most {
    /// All there are.
    pub const ALL: Most = Most { records: u32::MAX, bytes: usize::MAX };

    /// Whether so many, of so many bytes, are enough.
    pub(crate) fn is_met(self, records: usize, bytes: usize) -> bool {
        records >= self.records as usize || bytes >= self.bytes
    }
}

/// Records that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SomeRecords {
    /// The first of them.
    pub records: Vec<Record>,
    /// Whether there are more.
    pub more: bool,
}

/// Records that were asked for, and to whom each is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenRecords {
    /// The first of them.
    pub records: Vec<(Record, Roles)>,
    /// Whether there are more.
    pub more: bool,
}

/// Changes that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SomeChanges {
    /// The first of them.
    pub changes: Vec<ChangeRow>,
    /// Whether there are more.
    pub more: bool,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeRow {
    /// Whose it was.
    pub author: PersonId,
    /// What became of it.
    pub outcome: Outcome,
    /// The SHA-256 of its bytes; `None` where that was not kept.
    pub said: Option<[u8; 32]>,
}

/// What a record was after one of its changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastRow {
    /// After which.
    pub revision: Revision,
    /// The record without fields and lists: all that access looks at.
    pub husk: Record,
    /// All of it, where that is kept.
    pub whole: Option<Record>,
}

/// Some of the roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u16);

impl Roles {
    /// The roles for which this holds.
    #[must_use]
    pub fn which(holds: impl Fn(Role) -> bool) -> Self {
        Self(Role::ALL.iter().filter(|role| holds(**role)).fold(0, |bits, role| bits | bit(*role)))
    }

    /// The roles that were kept as these bits.
    #[must_use]
    pub fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    /// Whether this role is among them.
    #[must_use]
    pub fn has(self, role: Role) -> bool {
        self.0 & bit(role) != 0
    }

    /// Whether a role is here that is not there.
    #[must_use]
    pub fn more_than(self, there: Self) -> bool {
        self.0 & !there.0 & !WITHHOLDS != 0
    }

    /// The same roles, of a record of which some people with one of them may be given more than others, or not.
    #[must_use]
    pub fn and_withholding(self, withholds: bool) -> Self {
        Self(if withholds { self.0 | WITHHOLDS } else { self.0 & !WITHHOLDS })
    }

    /// One bit for each role, and [`WITHHOLDS`].
    #[must_use]
    pub fn bits(self) -> u16 {
        self.0
    }
}

/// The bit in [`Roles`] of a record that has something of which not everyone with a role is given the same. Stored.
pub const WITHHOLDS: u16 = 1 << 15;

/// A role's bit in [`Roles`]. Stored.
#[must_use]
pub fn bit(role: Role) -> u16 {
    1 << role as u16
}

/// An accepted change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// Where it stands.
    pub scope: Scope,
    /// As which of the scope's changes.
    pub revision: Revision,
    /// Who made it.
    pub author: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// When it was accepted, by the server's clock.
    pub at: Moment,
    /// What.
    pub change: Change,
}

/// A change from somebody who no longer may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuarantineRow {
    /// Who made it.
    pub author: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// When it came.
    pub at: Moment,
    /// What.
    pub change: Change,
}

/// What everyone with one role may see of a scope, packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackRow {
    /// Up to which change.
    pub upto: Revision,
    /// How many records.
    pub count: u32,
    /// The pack.
    pub packed: Vec<u8>,
}

/// The permission that one member record gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembershipRow {
    /// The record; the pupil's own, while the one who began the circle has none yet.
    pub record: RecordId,
    /// In which circle.
    pub circle: CircleId,
    /// To whom.
    pub person: PersonId,
    /// What they may.
    pub membership: Membership,
}

/// A record that somebody lost sight of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithdrawnRow {
    /// The record.
    pub record: RecordId,
    /// Its scope.
    pub scope: Scope,
    /// By which of its changes.
    pub revision: Revision,
}

/// An invitation that waits for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvitationRow {
    /// The member record that it is for.
    pub record: RecordId,
    /// Since when, by the server's clock.
    pub at: Moment,
}

/// A code that somebody came in by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsedCodeRow {
    /// Who.
    pub person: PersonId,
    /// The member record that it was for; `None` for the server's first administrator.
    pub record: Option<RecordId>,
    /// When.
    pub at: Moment,
}

/// A human being.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Who.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// What they are, wherever no circle says otherwise.
    pub role: Role,
    /// May begin a circle for a new pupil.
    pub may_add_pupils: bool,
    /// Looks after this server's people and settings.
    pub administrator: bool,
}

/// Somebody signed in somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Who.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// Since when.
    pub begun: Moment,
    /// Until when, if they do not come back before.
    pub expires: Moment,
}

/// A device of somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceRow {
    /// Which.
    pub device: DeviceId,
    /// What its store is sealed with, besides what the person knows. It outlives a change of password.
    pub secret: [u8; 32],
    /// When it was first seen.
    pub seen: Moment,
}

/// A whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// Which.
    pub hash: FileHash,
    /// How large.
    pub bytes: u64,
    /// What its first bytes say it is.
    pub media: String,
}

/// A record that speaks of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// The file.
    pub hash: FileHash,
    /// The record.
    pub record: RecordId,
    /// Whoever made the link without having been allowed to see the file: it counts once they bring the bytes.
    /// Knowing a file's hash is not yet a right to it.
    pub needs: Option<PersonId>,
}

/// What somebody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Made a change, which was accepted.
    Changed(ChangeId),
    /// Made a change that came too late.
    Quarantined(ChangeId),
    /// Received a circle's records on a device for the first time.
    Received,
    /// Looked at a record's history.
    LookedBack,
    /// Fetched a file.
    Fetched(FileHash),
    /// Signed in.
    SignedIn,
    /// Took up an invitation.
    Joined,
    /// Got a new password from whoever runs the server, on no device.
    PasswordReset,
    /// Chose a new password, which ended every other session.
    PasswordChanged,
    /// Chose by what name others see them.
    Renamed,
}

/// One line of the audit: who, as what, on which device, did what, when by both clocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Who.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// As what, in the circle.
    pub role: Option<Role>,
    /// In which circle.
    pub circle: Option<CircleId>,
    /// With which record.
    pub record: Option<RecordId>,
    /// Of which kind.
    pub kind: Option<Kind>,
    /// What.
    pub deed: Deed,
    /// When, by the device's clock.
    pub device_time: Moment,
    /// When, by the server's.
    pub server_time: Moment,
}

impl AuditEntry {
    /// Of no circle and no record, at the same time by both clocks.
    #[must_use]
    pub fn of(person: PersonId, device: DeviceId, deed: Deed, at: Moment) -> Self {
        let (device_time, server_time) = (at, at);
        Self { person, device, role: None, circle: None, record: None, kind: None, deed, device_time, server_time }
    }
}

/// A link of the audit chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// The SHA-256 of the link before and of this link's bytes.
    pub hash: [u8; 32],
    /// The entry's bytes: what is hashed is what is stored.
    pub bytes: Vec<u8>,
}

impl AuditRow {
    /// The link that follows `before`.
    ///
    /// # Errors
    /// Never in practice: entries always serialise.
    pub fn after(before: Option<[u8; 32]>, entry: &AuditEntry) -> Result<Self, postcard::Error> {
        let bytes = to_row(entry)?;
        Ok(Self { hash: link(before, &bytes), bytes })
    }

    /// What was noted.
    ///
    /// # Errors
    /// When it is not one that this version can read.
    pub fn entry(&self) -> Result<AuditEntry, Unreadable> {
        from_row(&self.bytes)
    }
}

/// Whether nothing in a chain was changed, taken out or swapped: the number of its first bad link, if any.
#[must_use]
pub fn first_bad_link(chain: &[AuditRow]) -> Option<usize> {
    let mut before = None;
    chain.iter().position(|row| {
        let good = row.hash == link(before, &row.bytes);
        before = Some(row.hash);
        !good
    })
}

fn link(before: Option<[u8; 32]>, bytes: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(before.unwrap_or_default());
    hash.update(bytes);
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain() -> Vec<AuditRow> {
        let mut chain: Vec<AuditRow> = Vec::new();
        for number in 0..4u8 {
            let entry = AuditEntry {
                person: PersonId::from_bytes([number; 16]),
                device: DeviceId::from_bytes([1; 16]),
                role: Some(Role::Parent),
                circle: None,
                record: None,
                kind: None,
                deed: Deed::SignedIn,
                device_time: Moment(0),
                server_time: Moment(i64::from(number)),
            };
            let before = chain.last().map(|row| row.hash);
            chain.push(AuditRow::after(before, &entry).expect("entries serialise"));
        }
        chain
    }

    #[test]
    fn an_untouched_chain_holds() {
        assert_eq!(first_bad_link(&chain()), None);
    }

    #[test]
    fn a_changed_a_removed_and_a_swapped_row_are_found() {
        let mut changed = chain();
        changed[2].bytes[3] ^= 1;
        assert_eq!(first_bad_link(&changed), Some(2));
        let mut removed = chain();
        removed.remove(1);
        assert_eq!(first_bad_link(&removed), Some(1));
        let mut swapped = chain();
        swapped.swap(1, 2);
        assert_eq!(first_bad_link(&swapped), Some(1));
    }
}
