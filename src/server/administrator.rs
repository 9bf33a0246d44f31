//! What only whoever runs the server can do: let the first person in, by a code that the server's own log shows once,
//! and give a new password to somebody who forgot theirs.

use domain::ids::DeviceId;
use domain::role::Role;
use domain::value::Moment;
use sync::invitation;

use crate::auth::passwords::Passwords;
use crate::auth::{self, secret};
use crate::db::{AuditEntry, Db, DbError, Deed, PersonRow, UsedCodeRow};
use crate::gate::GateError;
use crate::gate::join::JoinError;

/// The setting that holds the hash of the code, and nothing once it is used.
const CODE: &str = "first_administrator";

/// A new code for the first administrator, in place of any other; `None` once there is somebody.
///
/// # Errors
/// [`DbError`] when the database fails.
pub async fn new_code(db: &dyn Db) -> Result<Option<String>, DbError> {
    let mut txn = db.write().await?;
    if txn.people_count().await? > 0 {
        return Ok(None);
    }
    let code = invitation::code_from(secret::random());
    let hash = invitation::hash_of(&code).unwrap_or_default();
    txn.put_setting(CODE, &hash).await?;
    txn.commit().await?;
    Ok(Some(code))
}

/// Whether this is the code that waits for the first administrator.
///
/// # Errors
/// [`DbError`] when the database fails.
pub async fn awaits(db: &dyn Db, code: &[u8; 32]) -> Result<bool, DbError> {
    let mut txn = db.read().await?;
    Ok(txn.people_count().await? == 0 && txn.setting(CODE).await?.as_deref() == Some(&code[..]))
}

/// The first administrator comes in, once.
///
/// # Errors
/// [`JoinError::NoSuchInvitation`] when somebody was faster.
pub async fn begin(
    db: &dyn Db,
    code: &[u8; 32],
    name: String,
    sign_in_name: &str,
    password: &str,
    now: Moment,
) -> Result<PersonRow, JoinError> {
    let mut txn = db.write().await?;
    if txn.people_count().await? > 0 || txn.setting(CODE).await?.as_deref() != Some(&code[..]) {
        return Err(JoinError::NoSuchInvitation);
    }
    let id = secret::new_person(now);
    let row = PersonRow { id, name, role: Role::ServiceLead, may_add_pupils: true, administrator: true };
    txn.put_person(&row).await?;
    txn.put_sign_in(sign_in_name, id, password).await?;
    txn.put_setting(CODE, &[]).await?;
    txn.put_used_code(code, &UsedCodeRow { person: id, record: None, at: now }).await?;
    txn.commit().await?;
    Ok(row)
}

/// A new password for whoever signs in by this name; `None` when nobody does. Every session of theirs ends. What waits
/// unsent on their devices stays: the server's secret opens it when they sign in there.
///
/// # Errors
/// [`GateError`] when the database fails, or the program ends before the password is hashed.
pub async fn new_password(
    db: &dyn Db,
    passwords: &Passwords,
    typed: &str,
    now: Moment,
) -> Result<Option<String>, GateError> {
    let name = auth::sign_in_name(typed);
    // As a password it has to be typed exactly: in small letters, which need no shift key.
    let password = invitation::code_from(secret::random()).to_lowercase();
    let hash = passwords.hash(password.clone()).await.ok_or(GateError::Stopped)?;
    let mut txn = db.write().await?;
    let Some((person, _)) = txn.sign_in(&name).await? else { return Ok(None) };
    txn.put_sign_in(&name, person, &hash).await?;
    txn.end_sessions_of(person).await?;
    txn.audit(&AuditEntry::of(person, DeviceId::from_bytes([0; 16]), Deed::PasswordReset, now)).await?;
    txn.commit().await?;
    Ok(Some(password))
}
