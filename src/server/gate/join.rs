//! Taking up an invitation: a code turns into a person with a place in a circle.

use domain::change::{At, Change, Edit};
use domain::field::Held;
use domain::ids::{ChangeId, PersonId};
use domain::kinds::circle_member::{self, ACTIVE, INVITED, NAME, PERSON};
use domain::merge::apply;
use domain::record::Record;
use domain::role::Role;
use domain::scope::Revision;
use domain::value::{Moment, Value};

use super::accept::Standing;
use super::push::Push;
use super::{Actor, Gate, GateError};
use crate::db::{Head, PersonRow, Txn};

/// How long an invitation is good for: a week, in milliseconds.
const GOOD_FOR: i64 = 7 * 24 * 60 * 60 * 1_000;

/// What somebody with a code is told before they decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstLook {
    /// Who invites them.
    pub inviter: String,
    /// What the inviter calls them.
    pub name: String,
    /// What they would be.
    pub role: Role,
}

/// Who takes up an invitation.
pub enum Joining {
    /// Somebody new, who from now on signs in like this.
    New {
        /// What they are called.
        name: String,
        /// By which name they sign in.
        sign_in_name: String,
        /// The hash of their password.
        password: String,
    },
    /// Somebody who is signed in already.
    Known(Box<PersonRow>),
}

/// Why somebody could not join.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// The code leads nowhere: unknown, used or too old.
    #[error("the code leads nowhere")]
    NoSuchInvitation,
    /// Somebody else signs in by that name.
    #[error("the sign-in name is taken")]
    NameTaken,
    /// They have a sign-in already, and join with that.
    #[error("sign in first")]
    SignInFirst,
    /// The server failed.
    #[error(transparent)]
    Gate(#[from] GateError),
}

impl From<crate::db::DbError> for JoinError {
    fn from(error: crate::db::DbError) -> Self {
        JoinError::Gate(error.into())
    }
}

impl Gate {
    /// What an invitation is to.
    ///
    /// # Errors
    /// [`JoinError::NoSuchInvitation`] when the code leads nowhere.
    pub async fn first_look(&self, code: &[u8; 32], now: Moment) -> Result<FirstLook, JoinError> {
        let mut txn = self.db.read().await?;
        let record = invited(&mut *txn, code, now).await?;
        let inviter = txn.person(record.created.by).await?.map(|person| person.name).unwrap_or_default();
        let role = circle_member::role(&record).ok_or(JoinError::NoSuchInvitation)?;
        Ok(FirstLook { inviter, name: record.text(NAME).to_owned(), role })
    }

    /// Takes up an invitation, once. `change` is the new identifier of what the server does to the member record.
    ///
    /// # Errors
    /// [`JoinError`]; then nothing was changed.
    pub async fn join(
        &self,
        code: &[u8; 32],
        joining: Joining,
        device: domain::ids::DeviceId,
        change: ChangeId,
        now: Moment,
    ) -> Result<PersonRow, JoinError> {
        let mut txn = self.db.write().await?;
        let record = invited(&mut *txn, code, now).await?;
        let expected = record.get(PERSON);
        let account = match joining {
            Joining::Known(account) => *account,
            Joining::New { name, sign_in_name, password } => {
                let id = expected.ok_or(JoinError::NoSuchInvitation)?;
                if txn.person(id).await?.is_some() {
                    return Err(JoinError::SignInFirst);
                }
                let role = circle_member::role(&record).ok_or(JoinError::NoSuchInvitation)?;
                let account = PersonRow { id, name, role, may_add_pupils: may_add_pupils(role), administrator: false };
                txn.put_person(&account).await?;
                if !txn.put_sign_in(&sign_in_name, id, &password).await? {
                    return Err(JoinError::NameTaken);
                }
                account
            }
        };
        let actor = Actor { account, device };
        let circle = record.circle;
        activate(&mut *txn, record, &actor, change, now).await?;
        txn.commit().await?;
        self.notify([circle], None);
        Ok(actor.account)
    }
}

/// The one change that the server makes by itself: the invited person is in.
async fn activate(
    txn: &mut dyn Txn,
    record: Record,
    actor: &Actor,
    change: ChangeId,
    now: Moment,
) -> Result<(), GateError> {
    let mut edits = Vec::new();
    let base = record.get(PERSON).map_or(Value::Empty, PersonId::give);
    if record.get(PERSON) != Some(actor.person()) {
        edits.push(Edit::Set { at: At::field(PERSON.key), value: Value::Person(actor.person()), base });
    }
    edits.push(Edit::Move { from: INVITED, to: ACTIVE });
    let (id, kind, circle) = (record.id, record.kind, record.circle);
    let change = Change { id: change, record: id, kind, circle, made_at: now, edits };
    let scope = record.scope();
    let head = txn.heads(&[scope]).await?.first().map_or(Head::default(), |(_, head)| *head);
    let revision = Revision(head.revision.0 + 1);
    let applied = apply(Some(&record), &change, actor.person(), revision).map_err(|_| GateError::NotFound)?;
    let standing = Standing { before: Some(record), applied, head, founds: false };
    let push = Push { actor, device_time: now, now };
    let outcome = push.stand(txn, standing, &change).await?;
    txn.put_outcome(change.id, actor.person(), &outcome).await?;
    Ok(())
}

async fn invited(txn: &mut dyn Txn, code: &[u8; 32], now: Moment) -> Result<Record, JoinError> {
    let row = txn.invitation(code).await?.ok_or(JoinError::NoSuchInvitation)?;
    let record = txn.record(row.record).await?.ok_or(JoinError::NoSuchInvitation)?;
    let good = now.0.saturating_sub(row.at.0) <= GOOD_FOR && record.state == INVITED && !record.removed;
    good.then_some(record).ok_or(JoinError::NoSuchInvitation)
}

/// Hospital teachers, service leads and key contacts begin circles (A1).
#[must_use]
pub fn may_add_pupils(role: Role) -> bool {
    matches!(role, Role::HospitalTeacher | Role::ServiceLead | Role::KeyContact)
}
