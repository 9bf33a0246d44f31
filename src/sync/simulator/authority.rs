//! The server, as the simulator needs it: what devices ask of it, what only an administrator can do, and what
//! only the oracle may look at.

use domain::access::Membership;
use domain::change::Change;
use domain::file::FileHash;
use domain::ids::{ChangeId, CircleId, PersonId};
use domain::record::Record;

use crate::remote::RemoteError;
use crate::session::{SessionToken, StoreName};
use crate::wire::{FileProgress, Outcome};

/// What a request shows: a session, and the store that it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The session.
    pub session: SessionToken,
    /// The store that is named, if one is.
    pub store: Option<StoreName>,
}

/// A server. Methods take `&self`: several devices hold it.
pub trait Authority {
    /// Begins a circle with these people in it.
    fn begin(&self, circle: CircleId, people: &[(PersonId, Membership)]);

    /// Lets a person into a circle, or ends their access.
    fn set_member(&self, circle: CircleId, person: PersonId, membership: Option<Membership>);

    /// Somebody proves who they are; this session of theirs begins, for this store.
    fn sign_in(&self, store: StoreName, session: SessionToken);

    /// A session ends.
    fn end_session(&self, session: SessionToken);

    /// One exchange of records: the body of a request to the body of its reply.
    ///
    /// # Errors
    /// As a device would be told.
    fn sync(&self, ticket: Ticket, request: &[u8]) -> Result<Vec<u8>, RemoteError>;

    /// How much of a file is here.
    ///
    /// # Errors
    /// As a device would be told.
    fn file_progress(&self, ticket: Ticket, file: FileHash) -> Result<FileProgress, RemoteError>;

    /// Takes in a part of a file.
    ///
    /// # Errors
    /// As a device would be told.
    fn put_chunk(
        &self,
        ticket: Ticket,
        file: FileHash,
        offset: u64,
        whole: u64,
        bytes: &[u8],
    ) -> Result<FileProgress, RemoteError>;

    /// Gives a part of a file, and how many bytes it has in all.
    ///
    /// # Errors
    /// As a device would be told.
    fn get_chunk(&self, ticket: Ticket, file: FileHash, offset: u64, most: u64) -> Result<(Vec<u8>, u64), RemoteError>;

    /// The server's process ends and begins again; what is in its database stays.
    fn restart(&self);

    /// Somebody makes a copy of its database.
    fn copy(&self);

    /// The last copy is put in place of the database. Who is in which circle comes back from the journal.
    fn put_back(&self);

    /// For the oracle: every record of a circle as it stands.
    fn records(&self, circle: CircleId) -> Vec<Record>;

    /// For the oracle: what is remembered of a change.
    fn outcome(&self, change: ChangeId) -> Option<Outcome>;

    /// For the oracle: as whose a change was accepted.
    fn author(&self, change: ChangeId) -> Option<PersonId>;

    /// For the oracle: whether a file is here, whole.
    fn has_file(&self, file: FileHash) -> bool;

    /// For the oracle: whether the data steward has this change, whole.
    fn is_quarantined(&self, change: &Change) -> bool;
}
