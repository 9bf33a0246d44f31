//! What the server remembers, as traits that any database engine can keep. SQLite is the engine of one machine;
//! memory serves the simulator. [`story`] is the contract that every engine tells the same way.
//!
//! A transaction is all or nothing: dropped without [`Txn::commit`], it never was.

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::file::FileHash;
use domain::ids::{ChangeId, CircleId, DeviceId, PersonId, RecordId};
use domain::role::Role;
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use sync::stored::Unreadable;
use sync::wire::AccessEpoch;

pub mod memory;
pub mod rows;
mod shapes;
pub mod sqlite;
#[cfg(test)]
mod story;

pub use rows::*;
pub(crate) use shapes::{Grids, Lives, Logged, Place};

/// What can go wrong with a database. The cause is for the log, never for the people.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The engine failed.
    #[error("the database failed")]
    Engine(#[from] sqlx::Error),
    /// The database cannot be made as this program needs it.
    #[error("the database cannot be brought up to date")]
    Migration(sqlx::migrate::MigrateError),
    /// The database is newer than this program.
    #[error("the database is of a newer version than this program")]
    Newer,
    /// The database is older than this program, and a server works on it as it is.
    #[error("a server of an older version runs on this database: stop it, and start this version")]
    Older,
    /// A stored row is not what was put there.
    #[error("a row cannot be read")]
    Damaged(#[from] postcard::Error),
    /// A stored row was written by a newer version of this program, and stays as it is.
    #[error("a row was written by a newer version of this program")]
    NewerRow,
    /// The journal could not be written: what must survive a backup would not.
    #[error("the journal failed")]
    Journal(std::io::Error),
    /// This engine has no such thing as a backup.
    #[error("this database cannot be copied")]
    NoBackup,
}

impl From<Unreadable> for DbError {
    fn from(why: Unreadable) -> Self {
        match why {
            Unreadable::Newer => DbError::NewerRow,
            Unreadable::Damaged => DbError::Damaged(postcard::Error::DeserializeBadEncoding),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for DbError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::VersionMissing(_) => DbError::Newer,
            error => DbError::Migration(error),
        }
    }
}

impl DbError {
    /// Whether nothing can be written because there is no room left on the disk.
    #[must_use]
    pub fn is_full(&self) -> bool {
        // https://www.sqlite.org/rescode.html: SQLITE_FULL, and the same of the log's index (SQLITE_IOERR_SHMSIZE).
        const FULL: [&str; 2] = ["13", "4874"];
        match self {
            DbError::Engine(sqlx::Error::Database(error)) => error.code().is_some_and(|code| FULL.contains(&&*code)),
            DbError::Engine(sqlx::Error::Io(error)) | DbError::Journal(error) => crate::files::is_full(error),
            _ => false,
        }
    }

    /// Whether others were so long at it that this one had no turn.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, DbError::Engine(sqlx::Error::PoolTimedOut))
    }
}

/// A database.
#[async_trait]
pub trait Db: Send + Sync {
    /// A transaction that may write. There is one at a time: others wait.
    async fn write(&self) -> Result<Box<dyn Txn>, DbError>;
    /// A transaction that only reads, and sees one moment throughout.
    async fn read(&self) -> Result<Box<dyn Txn>, DbError>;
    /// Copies everything to a new file while others go on working.
    async fn backup(&self, file: &std::path::Path) -> Result<(), DbError>;
    /// Puts everything in its place and lets go of the files. Whoever asks afterwards gets an error.
    async fn close(&self);
}

/// Everything that can be asked of a database, or told to it, in one transaction.
#[async_trait]
pub trait Txn: RecordRows + AccessRows + PeopleRows + FileRows + AuditRows + SweepRows {
    /// Makes it stand.
    async fn commit(self: Box<Self>) -> Result<(), DbError>;
    /// A small fact about this server.
    async fn setting(&mut self, name: &str) -> Result<Option<Vec<u8>>, DbError>;
    /// Remembers a small fact about this server.
    async fn put_setting(&mut self, name: &str, value: &[u8]) -> Result<(), DbError>;
}

/// Records, and the changes they are the sum of.
#[async_trait]
pub trait RecordRows: Send {
    /// One record.
    async fn record(&mut self, id: RecordId) -> Result<Option<domain::record::Record>, DbError>;
    /// A record's new state, and who may see it whoever they are within their role.
    async fn put_record(&mut self, record: &domain::record::Record, open_to: Roles) -> Result<(), DbError>;
    /// The records of a scope whose revision is later, in the order of their revisions.
    async fn records_after(&mut self, scope: Scope, after: Revision, most: Most) -> Result<SomeRecords, DbError>;
    /// The records of all scopes that follow one of them, scope by scope in an order of the engine's own and by their
    /// revisions, each with who may see it whoever they are within their role.
    async fn records_from(&mut self, after: Option<(Scope, Revision)>, most: Most) -> Result<OpenRecords, DbError>;
    /// The records of a scope up to a revision that are not open to everyone with this role, or of which not all of
    /// them are given the same.
    async fn records_apart(
        &mut self,
        scope: Scope,
        role: Role,
        upto: Revision,
        most: Most,
    ) -> Result<SomeRecords, DbError>;
    /// How far these scopes are. One in which nothing ever happened is left out.
    async fn heads(&mut self, scopes: &[Scope]) -> Result<Vec<(Scope, Head)>, DbError>;
    /// Moves a scope on.
    async fn put_head(&mut self, scope: Scope, head: Head) -> Result<(), DbError>;
    /// Adds to the log of accepted changes. Nothing is ever taken out of it.
    async fn append(&mut self, entry: &ChangeRow) -> Result<(), DbError>;
    /// The first accepted changes of one record after one revision and up to another, in order.
    async fn some_changes(
        &mut self,
        record: RecordId,
        after: Revision,
        upto: Revision,
        most: Most,
    ) -> Result<SomeChanges, DbError>;
    /// All of them.
    async fn changes_between(
        &mut self,
        record: RecordId,
        after: Revision,
        upto: Revision,
    ) -> Result<Vec<ChangeRow>, DbError> {
        Ok(self.some_changes(record, after, upto, Most::ALL).await?.changes)
    }
    /// The accepted changes of one record, in order.
    async fn changes_of(&mut self, record: RecordId) -> Result<Vec<ChangeRow>, DbError> {
        self.changes_between(record, Revision(0), Revision(u64::MAX)).await
    }
    /// What a record once was after one revision and up to another, as far as that was worked out, in order and without
    /// the whole records.
    async fn past_between(
        &mut self,
        record: RecordId,
        after: Revision,
        upto: Revision,
    ) -> Result<Vec<PastRow>, DbError>;
    /// The last of these up to a revision.
    async fn last_past(&mut self, record: RecordId, upto: Revision) -> Result<Option<PastRow>, DbError>;
    /// All of these.
    async fn past_of(&mut self, record: RecordId) -> Result<Vec<PastRow>, DbError> {
        self.past_between(record, Revision(0), Revision(u64::MAX)).await
    }
    /// The last whole record that was kept of this one up to a revision.
    async fn past_at(
        &mut self,
        record: RecordId,
        upto: Revision,
    ) -> Result<Option<(Revision, domain::record::Record)>, DbError>;
    /// Keeps what a record once was. What is there stays.
    async fn put_past(&mut self, record: RecordId, row: &PastRow) -> Result<(), DbError>;
    /// What became of a change, and whose it was.
    async fn outcome(&mut self, change: ChangeId) -> Result<Option<OutcomeRow>, DbError>;
    /// Remembers what became of a change.
    async fn put_outcome(&mut self, change: ChangeId, row: &OutcomeRow) -> Result<(), DbError>;
    /// How many bytes of changes a person has sent on this day.
    async fn bytes_sent(&mut self, person: PersonId, day: NaiveDate) -> Result<u64, DbError>;
    /// Remembers that; the days before are forgotten.
    async fn put_bytes_sent(&mut self, person: PersonId, day: NaiveDate, bytes: u64) -> Result<(), DbError>;
    /// Keeps a change that came too late, for the data steward.
    async fn quarantine(&mut self, row: &QuarantineRow) -> Result<(), DbError>;
    /// Every change that came too late.
    async fn quarantined(&mut self) -> Result<Vec<QuarantineRow>, DbError>;
    /// The pack kept for those with this role; `None` also for one that is no longer what was kept.
    async fn pack(&mut self, scope: Scope, role: Role) -> Result<Option<PackRow>, DbError>;
    /// No pack is kept of this scope, for whatever role.
    async fn drop_packs(&mut self, scope: Scope) -> Result<(), DbError>;
    /// Keeps a pack in place of the one before.
    async fn put_pack(&mut self, scope: Scope, role: Role, pack: &PackRow) -> Result<(), DbError>;
}

/// Who is in which circle.
#[async_trait]
pub trait AccessRows: Send {
    /// The permissions that a person's member records give.
    async fn memberships_of(&mut self, person: PersonId) -> Result<Vec<MembershipRow>, DbError>;
    /// The permissions that a circle's member records give.
    async fn members_of(&mut self, circle: CircleId) -> Result<Vec<MembershipRow>, DbError>;
    /// The permission that this member record gives from now on.
    async fn put_membership(&mut self, row: &MembershipRow) -> Result<(), DbError>;
    /// This member record gives no permission any more.
    async fn end_membership(&mut self, record: RecordId) -> Result<(), DbError>;
    /// How often a person's access to each circle has changed, for every circle that they ever were in.
    async fn epochs_of(&mut self, person: PersonId) -> Result<Vec<(CircleId, AccessEpoch)>, DbError>;
    /// A person's access to a circle has changed so often.
    async fn put_epoch(&mut self, person: PersonId, circle: CircleId, epoch: AccessEpoch) -> Result<(), DbError>;
    /// The records that a person once saw, and no longer may, in scopes that they may.
    async fn withdrawn_from(&mut self, person: PersonId) -> Result<Vec<WithdrawnRow>, DbError>;
    /// A person lost sight of a record.
    async fn withdraw(&mut self, person: PersonId, row: &WithdrawnRow) -> Result<(), DbError>;
    /// A person sees a record again.
    async fn see_again(&mut self, person: PersonId, record: RecordId) -> Result<(), DbError>;
    /// The invitation with this code's hash.
    async fn invitation(&mut self, code: &[u8; 32]) -> Result<Option<InvitationRow>, DbError>;
    /// An invitation stands. A record has one at most: a new one takes the old one's place.
    async fn put_invitation(&mut self, code: &[u8; 32], row: &InvitationRow) -> Result<(), DbError>;
    /// A member record's invitation is no longer good.
    async fn end_invitation(&mut self, record: RecordId) -> Result<(), DbError>;
    /// Who came in by the code with this hash.
    async fn used_code(&mut self, code: &[u8; 32]) -> Result<Option<UsedCodeRow>, DbError>;
    /// Remembers who came in by a code, once and for all.
    async fn put_used_code(&mut self, code: &[u8; 32], row: &UsedCodeRow) -> Result<(), DbError>;
}

/// Who is who, and where they are signed in.
#[async_trait]
pub trait PeopleRows: Send {
    /// One person.
    async fn person(&mut self, id: PersonId) -> Result<Option<PersonRow>, DbError>;
    /// Adds a person, or changes what is known of them.
    async fn put_person(&mut self, row: &PersonRow) -> Result<(), DbError>;
    /// How many people there are.
    async fn people_count(&mut self) -> Result<u64, DbError>;
    /// Who signs in by this name, and the hash of their password.
    async fn sign_in(&mut self, name: &str) -> Result<Option<(PersonId, String)>, DbError>;
    /// By what name this person signs in, and the hash of their password.
    async fn sign_in_of(&mut self, person: PersonId) -> Result<Option<(String, String)>, DbError>;
    /// This person signs in by this name and password. `false` when the name is somebody else's.
    async fn put_sign_in(&mut self, name: &str, person: PersonId, password: &str) -> Result<bool, DbError>;
    /// The session with this token's hash.
    async fn session(&mut self, token: &[u8; 32]) -> Result<Option<SessionRow>, DbError>;
    /// Begins a session.
    async fn put_session(&mut self, token: &[u8; 32], row: &SessionRow) -> Result<(), DbError>;
    /// Moves a session's end. `false` when it has ended meanwhile: it stays so.
    async fn move_session(&mut self, token: &[u8; 32], expires: Moment) -> Result<bool, DbError> {
        let Some(row) = self.session(token).await? else { return Ok(false) };
        self.put_session(token, &SessionRow { expires, ..row }).await?;
        Ok(true)
    }
    /// Ends one session.
    async fn end_session(&mut self, token: &[u8; 32]) -> Result<(), DbError>;
    /// Ends all of a person's sessions, and says how many there were.
    async fn end_sessions_of(&mut self, person: PersonId) -> Result<u64, DbError>;
    /// The secret of a person's device.
    async fn device_secret(&mut self, person: PersonId, device: DeviceId) -> Result<Option<[u8; 32]>, DbError>;
    /// Remembers a person's device and its secret, once and for all.
    async fn put_device(&mut self, person: PersonId, row: &DeviceRow) -> Result<(), DbError>;
    /// A person's devices.
    async fn devices_of(&mut self, person: PersonId) -> Result<Vec<DeviceRow>, DbError>;
}

/// Which files there are, who brought them, and which records speak of them.
#[async_trait]
pub trait FileRows: Send {
    /// A whole file.
    async fn file(&mut self, hash: FileHash) -> Result<Option<FileRow>, DbError>;
    /// A file is whole; this person brought it.
    async fn put_file(&mut self, row: &FileRow, by: PersonId, at: Moment) -> Result<(), DbError>;
    /// Whether this person brought this file.
    async fn brought(&mut self, hash: FileHash, by: PersonId) -> Result<bool, DbError>;
    /// How many bytes a person brought since that moment.
    async fn bytes_brought(&mut self, by: PersonId, since: Moment) -> Result<u64, DbError>;
    /// A record speaks of a file.
    async fn link_file(&mut self, link: &LinkRow) -> Result<(), DbError>;
    /// The records that speak of a file.
    async fn links_of(&mut self, hash: FileHash) -> Result<Vec<LinkRow>, DbError>;
}

/// What was done and looked at.
#[async_trait]
pub trait AuditRows: Send {
    /// Adds to the chain.
    async fn audit(&mut self, entry: &AuditEntry) -> Result<(), DbError>;
    /// The chain from its start.
    async fn audit_chain(&mut self) -> Result<Vec<AuditRow>, DbError>;
}

/// What has ended and may go.
#[async_trait]
pub trait SweepRows: Send {
    /// Takes out the sessions that ended by this moment, and says how many.
    async fn end_sessions_before(&mut self, now: Moment) -> Result<u64, DbError>;
    /// Takes out the invitations that were made before this moment, and says how many.
    async fn end_invitations_before(&mut self, made: Moment) -> Result<u64, DbError>;
}
