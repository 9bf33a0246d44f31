//! What a device and a server say to each other. One exchange carries what the device has to send and what it
//! has not seen yet. Bodies are postcard; these shapes are promises: golden samples of each release are kept
//! for ever, and only additions at the end, under a new [`PROTOCOL`] number, are allowed.

use domain::access::NotToGive;
use domain::change::Change;
use domain::check::Problem;
use domain::ids::{ChangeId, DeviceId, PersonId, RecordId};
use domain::merge::{Fate, Unfit};
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use serde::{Deserialize, Serialize};

/// The version of everything in this module. A server speaks this one and the two before it (promise X12).
/// 2: packs may be of format 2, see [`crate::pack`]; the shapes here are as in 1.
/// 3: requests and replies name the person whose store they are for.
/// 4: packs may be of format 3; the shapes here are as in 3.
pub const PROTOCOL: u16 = 4;

/// The oldest protocol that is still spoken: those before it name nobody, and a request that names nobody may come from
/// one person's store under another's session. Its device is told that the app is too old; its words stay on it.
pub const OLDEST: u16 = 3;

/// The most bytes of changes in one exchange: 256 KB, as much as the largest change has.
pub const MOST_PUSHED: usize = domain::limits::MOST_OF_CHANGE;

/// The most bytes of a request that a server reads at all: 4 MB. A change that is larger than a change may be still
/// has an answer up to here; beyond, the device itself says so.
pub const MOST_SENT: usize = 4 * 1024 * 1024;

/// The most bytes of packed records in one reply: about 512 KB, never less than one segment.
pub const MOST_PULLED: usize = 512 * 1024;

/// The size of a chunk of a file, in bytes: what is sent again at most when a line is cut (promise F9).
pub const CHUNK: u64 = 256 * 1024;

/// Which life of the server's database this is. It changes when a backup is restored, so that devices know to
/// offer again what the server may have forgotten (promise S7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ServerEpoch(pub u64);

/// How often somebody's access to a scope has begun or changed. Another number means: what the device holds of
/// that scope is to be replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AccessEpoch(pub u64);

/// How far a device has come in one scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The scope.
    pub scope: Scope,
    /// Under which access.
    pub access: AccessEpoch,
    /// Everything up to here is on the device.
    pub upto: Revision,
}

/// Who holds the device and how far it has come: the body of `POST /api/sync`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncRequest {
    /// [`PROTOCOL`] of the device.
    pub protocol: u16,
    /// Which device.
    pub device: DeviceId,
    /// What its clock shows; for audit and display only.
    pub device_time: Moment,
    /// Which server it last spoke to; `None` the first time.
    pub server: Option<ServerEpoch>,
    /// How far it is, scope by scope.
    pub cursors: Vec<Cursor>,
    /// What it has to send, oldest first.
    pub push: Vec<Change>,
    /// Whose store this is: nobody else's session may carry it.
    pub person: PersonId,
    /// Which of these were made for an earlier life of the server: what they build on may not have come back yet.
    pub again: Vec<Again>,
}

/// A change that was made for an earlier life of the server, and is offered to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Again {
    /// Which.
    pub change: ChangeId,
    /// As which revision of its scope it stood in that life; `None` when it was never answered there.
    pub former: Option<Revision>,
}

/// The answer to a [`SyncRequest`]. A device acts on it in the order of its fields, removals before anything
/// that is added (promise S4), in one transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncReply {
    /// [`PROTOCOL`] of the server.
    pub protocol: u16,
    /// Which server this is.
    pub server: ServerEpoch,
    /// What its clock shows.
    pub server_time: Moment,
    /// What became of each change that was sent.
    pub outcomes: Vec<(ChangeId, Outcome)>,
    /// Scopes that this person may no longer see, or of which what the device holds is to be replaced.
    pub removed: Vec<Scope>,
    /// Records that this person may no longer see, in scopes that they may.
    pub gone: Vec<(Scope, RecordId)>,
    /// New records and new states of known ones.
    pub segments: Vec<Segment>,
    /// There is more: ask again at once.
    pub more: bool,
    /// Whose store this is for: no other takes it in.
    pub person: PersonId,
    /// Since when the life of the server is that followed the one of [`SyncRequest::server`]; this one mostly.
    pub began: Moment,
    /// Changes of [`SyncRequest::again`] that do not fit yet. Nothing is remembered of them: they are to be offered
    /// again when more has come back.
    pub later: Vec<ChangeId>,
}

/// What became of a change. Remembered for ever by the server: sent again, the answer is the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It stands.
    Accepted {
        /// As it was made, merged, or beside another text.
        fate: Fate,
        /// In which scope.
        scope: Scope,
        /// As which of its revisions.
        revision: Revision,
        /// Since when, by the server's clock.
        at: Moment,
    },
    /// The person no longer may; kept by the server for its data steward, and not applied.
    Quarantined {
        /// Since when.
        at: Moment,
    },
    /// It cannot stand. It stays on the device, visible, with its reason and what to do.
    Refused {
        /// Why.
        reason: Refusal,
    },
}

/// Why a change cannot stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// This person may not do that. Said only of records that they may see; of others it is
    /// [`Refusal::Unfit`] with [`Unfit::NoSuchRecord`].
    NotAllowed,
    /// What it says is not sound.
    Unsound(Vec<Problem>),
    /// It does not fit what is there.
    Unfit(Unfit),
    /// It makes, changes or takes out a mark that is another person's or another side's: see [`domain::mark`].
    ForAnother,
    /// A place in the circle cannot be given, changed or ended like this.
    NotToGive(NotToGive),
}

/// The state of some records of one scope, packed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// The scope.
    pub scope: Scope,
    /// Under which access.
    pub access: AccessEpoch,
    /// With this segment, everything of the scope that the person may see is on the device up to here.
    pub upto: Revision,
    /// Which of these records, for a device that looks for one: their number.
    pub count: u32,
    /// The records: see [`crate::pack`]. Stored on the device as it is.
    pub packed: Vec<u8>,
}

/// How much of a file the server has: the answer to `HEAD` and `PUT /api/files/{hash}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileProgress {
    /// So many bytes from the start.
    pub received: u64,
    /// All of it is there and its SHA-256 is right.
    pub complete: bool,
}

/// One accepted change of a record: part of the answer to `GET /api/history/{record}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// What was done.
    pub change: Change,
    /// By whom.
    pub author: PersonId,
    /// What the author is called.
    pub author_name: String,
    /// As which revision of the scope.
    pub revision: Revision,
    /// When it was accepted, by the server's clock.
    pub at: Moment,
}

/// The changes of a record that the person was allowed to see happen, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryReply {
    /// The changes.
    pub entries: Vec<HistoryEntry>,
}
