//! Sessions: a random token that its device keeps sealed in its person's store, known to the server by its hash, ended
//! at will. A request shows the token and names the store that it is for; the two have to belong together.

use domain::ids::{DeviceId, PersonId};
use domain::value::Moment;
use sync::session::{SessionToken, StoreName};

use super::proof::Proof;
use super::secret::random;
use crate::db::{AuditEntry, DbError, Deed, DeviceRow, SessionRow, Txn};
use crate::gate::Actor;

/// How long a session lasts after the last visit: 30 days, in milliseconds.
pub const LASTS: i64 = 30 * 24 * 60 * 60 * 1_000;
/// How much of that passes before a visit moves its end: a day, so that few visits write anything.
const MOVES_AFTER: i64 = 24 * 60 * 60 * 1_000;

/// What somebody who has just proved who they are is given. Both secrets are given in answer to a proof only.
pub struct Begun {
    /// The session's.
    pub token: SessionToken,
    /// For the device's store.
    pub secret: [u8; 32],
}

/// A session that was shown, and is good for the store that was named.
pub struct Open {
    /// Who asks, from where.
    pub actor: Actor,
    /// Whether its end is to be moved.
    pub moves: bool,
}

/// Why a session opens nothing.
#[derive(Debug, thiserror::Error)]
pub enum Closed {
    /// There is no such session, or it has ended.
    #[error("no session")]
    NoSession,
    /// It is not a session of the person and device whose store was named; or none was named.
    #[error("the session of another store")]
    OtherStore,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Why no session begins.
#[derive(Debug, thiserror::Error)]
pub enum NotBegun {
    /// The password that was shown is no longer theirs.
    #[error("another password by now")]
    OldPassword,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Begins a session on this device for whoever proved who they are.
///
/// # Errors
/// [`NotBegun`].
pub async fn begin(txn: &mut dyn Txn, actor: &Actor, proof: &Proof, now: Moment) -> Result<Begun, NotBegun> {
    if proof.person != actor.person() || !proof.stands(txn).await? {
        return Err(NotBegun::OldPassword);
    }
    Ok(set(txn, actor, SessionToken(random()), Deed::SignedIn, now).await?)
}

/// Ends every session of this person but the one that asks.
///
/// # Errors
/// [`DbError`] when the database fails.
pub async fn end_others(
    txn: &mut dyn Txn,
    actor: &Actor,
    token: SessionToken,
    deed: Deed,
    now: Moment,
) -> Result<Begun, DbError> {
    txn.end_sessions_of(actor.person()).await?;
    set(txn, actor, token, deed, now).await
}

async fn set(txn: &mut dyn Txn, actor: &Actor, token: SessionToken, deed: Deed, now: Moment) -> Result<Begun, DbError> {
    let (person, device) = (actor.person(), actor.device);
    let row = SessionRow { person, device, begun: now, expires: Moment(now.0 + LASTS) };
    txn.put_session(&token.mark(), &row).await?;
    let secret = secret_of(txn, person, device, now).await?;
    note(txn, actor, deed, now).await?;
    Ok(Begun { token, secret })
}

/// Puts into the audit what somebody did at the door.
///
/// # Errors
/// [`DbError`] when the database fails.
pub async fn note(txn: &mut dyn Txn, actor: &Actor, deed: Deed, now: Moment) -> Result<(), DbError> {
    let entry = AuditEntry::of(actor.person(), actor.device, deed, now);
    txn.audit(&AuditEntry { role: Some(actor.account.role), ..entry }).await
}

/// The secret of a person's device, made when first asked for.
async fn secret_of(txn: &mut dyn Txn, person: PersonId, device: DeviceId, now: Moment) -> Result<[u8; 32], DbError> {
    if let Some(secret) = txn.device_secret(person, device).await? {
        return Ok(secret);
    }
    let secret = random();
    txn.put_device(person, &DeviceRow { device, secret, seen: now }).await?;
    Ok(secret)
}

/// Who asks: the session that was shown has to be of the very store that was named.
///
/// # Errors
/// [`Closed`].
pub async fn open(
    txn: &mut dyn Txn,
    token: SessionToken,
    store: Option<StoreName>,
    now: Moment,
) -> Result<Open, Closed> {
    let row = txn.session(&token.mark()).await?.filter(|row| row.expires > now).ok_or(Closed::NoSession)?;
    let own = StoreName { person: row.person, device: row.device };
    if store != Some(own) {
        return Err(Closed::OtherStore);
    }
    let account = txn.person(row.person).await?.ok_or(Closed::NoSession)?;
    let moves = now.0 + LASTS - row.expires.0 > MOVES_AFTER;
    Ok(Open { actor: Actor { account, device: row.device }, moves })
}
