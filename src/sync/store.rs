//! What a device keeps, as a few tables of bytes. The layer above ([`crate::device`]) knows what they mean; a
//! store knows only how to keep them safe: sealed, in order, all of a commit or nothing.

use std::future::Future;

use crate::stored::Unreadable;

/// A table. Its number is part of what is sealed, so that rows cannot be swapped. Never reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Small facts about this device: who it is, how far it has come.
    Meta = 1,
    /// Changes made here: waiting, sent, refused. Ordered by when they were added.
    Outbox = 2,
    /// Packed records, as received, by scope.
    Segments = 3,
    /// What is being typed.
    Drafts = 4,
    /// What is known of each file, and its bytes in chunks.
    Files = 5,
    /// What this person last saw of each record.
    Seen = 6,
    /// Changes made here that the server has accepted: offered again should it lose them.
    Accepted = 7,
    /// Records as an earlier life of the server gave them, until the present one has them again.
    Before = 8,
}

impl Table {
    /// Every table.
    pub const ALL: [Table; 8] = [
        Table::Meta,
        Table::Outbox,
        Table::Segments,
        Table::Drafts,
        Table::Files,
        Table::Seen,
        Table::Accepted,
        Table::Before,
    ];
}

/// A row's key: a group (a scope, a file, a draft; a store may keep it hashed) and a number within it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What it belongs to.
    pub group: Vec<u8>,
    /// Its number there.
    pub number: u64,
}

impl Key {
    /// The key of that number in that group.
    #[must_use]
    pub fn new(group: impl Into<Vec<u8>>, number: u64) -> Self {
        Self { group: group.into(), number }
    }
}

/// One write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// This row now holds this.
    Put(Table, Key, Vec<u8>),
    /// A new row after all others in its group. Safe when several tabs add at once.
    Append(Table, Vec<u8>, Vec<u8>),
    /// This row goes, if it is there.
    Delete(Table, Key),
    /// Every row of the group goes.
    DeleteGroup(Table, Vec<u8>),
}

/// How sure a commit has to be before it is reported done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// On the disk: for everything that somebody typed.
    Strict,
    /// On its way there: for what can be fetched again.
    Relaxed,
}

/// What can go wrong with a store. Each has a kind next step in the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The device is full.
    #[error("the device is full")]
    Full,
    /// Another tab holds an older version of the database open.
    #[error("the store is blocked by another tab")]
    Blocked,
    /// The connection to the database was lost and could not be had again.
    #[error("the store is lost")]
    Lost,
    /// A row is not what was put there.
    #[error("a row is damaged")]
    Damaged,
    /// A row was written by a newer version of the app, and stays as it is.
    #[error("a row was written by a newer version")]
    Newer,
    /// The browser lets this site keep nothing: site data is blocked, or the window is a private one.
    #[error("nothing may be kept here")]
    Forbidden,
    /// Anything else.
    #[error("the store failed")]
    Other,
}

impl From<Unreadable> for StoreError {
    fn from(why: Unreadable) -> Self {
        match why {
            Unreadable::Damaged => StoreError::Damaged,
            Unreadable::Newer => StoreError::Newer,
        }
    }
}

/// A device's store. All rules are checked by [`crate::conformance`] for every implementation.
///
/// Methods take `&self`: a browser's database has its own order of transactions. Futures are not `Send`,
/// because a browser's never are.
pub trait LocalStore {
    /// One row's bytes.
    fn get(&self, table: Table, key: &Key) -> impl Future<Output = Result<Option<Vec<u8>>, StoreError>>;

    /// Every row of a group, by number.
    fn group(&self, table: Table, group: &[u8]) -> impl Future<Output = Result<Vec<(u64, Vec<u8>)>, StoreError>>;

    /// Every row of a table, in the order of the numbers within each group; the order of groups is the store's.
    fn all(&self, table: Table) -> impl Future<Output = Result<Vec<(u64, Vec<u8>)>, StoreError>>;

    /// Makes all of these writes, or none of them, and is done when they are as durable as asked. Gives the
    /// numbers of the appended rows, in order.
    fn commit(&self, writes: Vec<Write>, durability: Durability) -> impl Future<Output = Result<Vec<u64>, StoreError>>;
}
