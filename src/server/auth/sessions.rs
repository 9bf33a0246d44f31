//! Sessions: a random token in a cookie, known to the server by its hash, ended at will.

use domain::ids::{DeviceId, PersonId};
use domain::value::Moment;

use super::secret::{hash, random};
use crate::db::{AuditEntry, DbError, Deed, DeviceRow, PersonRow, SessionRow, Txn};
use crate::gate::Actor;

/// How long a session lasts after the last visit: 30 days, in milliseconds.
pub const LASTS: i64 = 30 * 24 * 60 * 60 * 1_000;
/// How much of that passes before a visit moves its end: a day, so that few visits write anything.
const MOVES_AFTER: i64 = 24 * 60 * 60 * 1_000;

/// A session that has just begun.
pub struct Begun {
    /// For the cookie.
    pub token: [u8; 32],
    /// For the device's store.
    pub secret: [u8; 32],
}

/// Begins a session for this person on this device.
///
/// # Errors
/// [`DbError`] when the database fails.
pub async fn begin(txn: &mut dyn Txn, actor: &Actor, deed: Deed, now: Moment) -> Result<Begun, DbError> {
    let (person, device, token) = (actor.person(), actor.device, random());
    let row = SessionRow { person, device, begun: now, expires: Moment(now.0 + LASTS) };
    txn.put_session(&hash(&token), &row).await?;
    let secret = secret_of(txn, person, device, now).await?;
    let entry = AuditEntry { role: Some(actor.account.role), ..AuditEntry::of(person, device, deed, now) };
    txn.audit(&entry).await?;
    Ok(Begun { token, secret })
}

/// The secret of a person's device, made when first asked for.
///
/// # Errors
/// [`DbError`] when the database fails.
pub async fn secret_of(
    txn: &mut dyn Txn,
    person: PersonId,
    device: DeviceId,
    now: Moment,
) -> Result<[u8; 32], DbError> {
    if let Some(secret) = txn.device_secret(person, device).await? {
        return Ok(secret);
    }
    let secret = random();
    txn.put_device(person, &DeviceRow { device, secret, seen: now }).await?;
    Ok(secret)
}

/// Whose session this is, if it is one; and whether its end is to be moved.
///
/// # Errors
/// [`DbError`] when the database fails.
pub async fn find(
    txn: &mut dyn Txn,
    token: &[u8; 32],
    now: Moment,
) -> Result<Option<(PersonRow, SessionRow, bool)>, DbError> {
    let Some(row) = txn.session(&hash(token)).await?.filter(|row| row.expires > now) else { return Ok(None) };
    let Some(person) = txn.person(row.person).await? else { return Ok(None) };
    let moves = now.0 + LASTS - row.expires.0 > MOVES_AFTER;
    Ok(Some((person, row, moves)))
}
