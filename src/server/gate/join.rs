//! Taking up an invitation: a code turns into a person with a place in a circle, exactly once.

use domain::access::may_take_up;
use domain::calendar::london_day;
use domain::change::{At, Change, Edit};
use domain::field::Held;
use domain::ids::{ChangeId, CircleId, PersonId};
use domain::kinds::circle_member::{self, ACTIVE, INVITED, NAME, PERSON};
use domain::kinds::pupil;
use domain::merge::apply;
use domain::record::Record;
use domain::role::Role;
use domain::scope::Revision;
use domain::value::{Moment, Value};
use sync::invitation::GOOD_FOR;

use super::accept::Standing;
use super::push::Push;
use super::{Actor, Gate, GateError, members};
use crate::db::{AuditEntry, Deed, Head, OutcomeRow, PersonRow, Txn, UsedCodeRow};

/// What somebody with a code is told before they decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstLook {
    /// Who invites them.
    pub inviter: String,
    /// What the inviter calls them.
    pub name: String,
    /// What they would be.
    pub role: Role,
    /// Whose circle it is, by their initials: the name itself is for those who are in.
    pub child: String,
    /// Until when the code is good.
    pub until: Moment,
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
    /// Somebody who has shown who they are.
    Known(Box<PersonRow>),
}

/// Somebody who is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Who.
    pub account: PersonRow,
    /// In which circle; `None` for the server's first administrator.
    pub circle: Option<CircleId>,
}

/// Why somebody could not join.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// The code leads nowhere: unknown, ended or too old.
    #[error("the code leads nowhere")]
    NoSuchInvitation,
    /// Somebody came in by this code already.
    #[error("the code has been used")]
    Used,
    /// They are in this circle already.
    #[error("already in this circle")]
    AlreadyHere,
    /// Somebody else signs in by that name.
    #[error("the sign-in name is taken")]
    NameTaken,
    /// Nobody takes up an invitation that they made, or decided any of what it gives.
    #[error("their own invitation")]
    OwnInvitation,
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
    /// [`JoinError::NoSuchInvitation`] when the code leads nowhere, [`JoinError::Used`] when somebody came in by it.
    pub async fn first_look(&self, code: &[u8; 32], now: Moment) -> Result<FirstLook, JoinError> {
        let mut txn = self.db.read().await?;
        if txn.used_code(code).await?.is_some() {
            return Err(JoinError::Used);
        }
        let (record, until) = invited(&mut *txn, code, now).await?;
        let inviter = txn.person(record.created.by).await?.map(|person| person.name).unwrap_or_default();
        let role = circle_member::role(&record).ok_or(JoinError::NoSuchInvitation)?;
        let child = txn.record(record.circle.pupil()).await?;
        let child = child.map(|child| initials(child.text(pupil::PREFERRED_NAME))).unwrap_or_default();
        Ok(FirstLook { inviter, name: record.text(NAME).to_owned(), role, child, until })
    }

    /// Takes up an invitation, once. `change` is the new identifier of what the server does to the member record. Asked
    /// again by the one who is in by this code already, it answers as it did the first time.
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
    ) -> Result<Joined, JoinError> {
        let mut txn = self.db.write().await?;
        if let Some(used) = txn.used_code(code).await? {
            return match joining {
                Joining::Known(account) if account.id == used.person => {
                    Ok(Joined { account: *account, circle: circle_of(&mut *txn, &used).await? })
                }
                _ => Err(JoinError::Used),
            };
        }
        let (record, _) = invited(&mut *txn, code, now).await?;
        let account = account(&mut *txn, &record, joining, now).await?;
        let actor = Actor { account, device };
        let (id, circle, person) = (record.id, record.circle, actor.person());
        activate(&mut *txn, record, &actor, change, now).await?;
        txn.put_used_code(code, &UsedCodeRow { person, record: Some(id), at: now }).await?;
        let entry = AuditEntry::of(person, device, Deed::Joined, now);
        txn.audit(&AuditEntry { circle: Some(circle), record: Some(id), ..entry }).await?;
        txn.commit().await?;
        self.notify([circle], None);
        Ok(Joined { account: actor.account, circle: Some(circle) })
    }
}

/// Whose place it becomes.
async fn account(txn: &mut dyn Txn, record: &Record, joining: Joining, now: Moment) -> Result<PersonRow, JoinError> {
    let expected = record.get(PERSON).ok_or(JoinError::NoSuchInvitation)?;
    let is_somebodys = txn.person(expected).await?.is_some();
    match joining {
        Joining::Known(account) => {
            if !may_take_up(record, account.id) {
                return Err(JoinError::OwnInvitation);
            }
            if is_somebodys && account.id != expected {
                return Err(JoinError::NoSuchInvitation);
            }
            let members = txn.members_of(record.circle).await?;
            let mut own = members.iter().filter(|row| row.person == account.id);
            if own.any(|row| row.membership.covers(london_day(now))) {
                return Err(JoinError::AlreadyHere);
            }
            Ok(*account)
        }
        Joining::New { .. } if is_somebodys => Err(JoinError::SignInFirst),
        Joining::New { name, sign_in_name, password } => {
            let role = circle_member::role(record).ok_or(JoinError::NoSuchInvitation)?;
            let may_add_pupils = may_add_pupils(role) && members::gives_account_rights(txn, record).await?;
            let account = PersonRow { id: expected, name, role, may_add_pupils, administrator: false };
            txn.put_person(&account).await?;
            if !txn.put_sign_in(&sign_in_name, expected, &password).await? {
                return Err(JoinError::NameTaken);
            }
            Ok(account)
        }
    }
}

/// The one change that the server makes by itself: the invited person is in, under the name that they gave themselves.
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
        // Some roles see only what names them, their own place too.
        edits.push(Edit::Name { add: vec![actor.person()], remove: record.get(PERSON).into_iter().collect() });
    }
    edits.extend(named(&record, &actor.account.name));
    edits.push(Edit::Move { from: INVITED, to: ACTIVE });
    change_member(txn, record, actor, change, edits, now).await
}

/// A member record gets its person's name, where it has another.
pub(super) fn named(record: &Record, name: &str) -> Option<Edit> {
    let base = record.text(NAME);
    let set = || Edit::Set { at: At::field(NAME.key), value: name.to_owned().give(), base: base.to_owned().give() };
    (base != name).then(set)
}

/// What the server changes in a member record in its person's name.
pub(super) async fn change_member(
    txn: &mut dyn Txn,
    record: Record,
    actor: &Actor,
    id: ChangeId,
    edits: Vec<Edit>,
    now: Moment,
) -> Result<(), GateError> {
    let change = Change { id, record: record.id, kind: record.kind, circle: record.circle, made_at: now, edits };
    let scope = record.scope();
    let head = txn.heads(&[scope]).await?.first().map_or(Head::default(), |(_, head)| *head);
    let revision = Revision(head.revision.0 + 1);
    let applied = apply(Some(&record), &change, actor.person(), revision).map_err(|_| GateError::NotFound)?;
    let standing = Standing { before: Some(record), applied, head, founds: false };
    let push = Push { actor, device_time: now, now };
    let outcome = push.stand(txn, standing, &change).await?;
    txn.put_outcome(change.id, &OutcomeRow { author: actor.person(), outcome, said: None }).await?;
    Ok(())
}

async fn circle_of(txn: &mut dyn Txn, used: &UsedCodeRow) -> Result<Option<CircleId>, JoinError> {
    let Some(record) = used.record else { return Ok(None) };
    Ok(txn.record(record).await?.map(|record| record.circle))
}

/// The invitation behind a code, and until when it is good.
async fn invited(txn: &mut dyn Txn, code: &[u8; 32], now: Moment) -> Result<(Record, Moment), JoinError> {
    let row = txn.invitation(code).await?.ok_or(JoinError::NoSuchInvitation)?;
    let record = txn.record(row.record).await?.ok_or(JoinError::NoSuchInvitation)?;
    let until = Moment(row.at.0.saturating_add(GOOD_FOR));
    let gives = circle_member::place(&record).is_some();
    let good = now <= until && record.state == INVITED && !record.removed && gives;
    good.then_some((record, until)).ok_or(JoinError::NoSuchInvitation)
}

/// "Z. M." of "Zara Malik".
fn initials(name: &str) -> String {
    let letters = name.split_whitespace().filter_map(|word| word.chars().next());
    letters.map(|letter| format!("{letter}.")).collect::<Vec<_>>().join(" ")
}

/// Hospital teachers, service leads and key contacts begin circles (A1), where an administrator lets them.
#[must_use]
pub fn may_add_pupils(role: Role) -> bool {
    matches!(role, Role::HospitalTeacher | Role::ServiceLead | Role::KeyContact)
}
