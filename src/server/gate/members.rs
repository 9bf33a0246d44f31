//! Who gives whom a place in a circle: the rules, and the projection of circle_member records into what
//! permissions are read from.

use domain::access::{self, Membership, NotToGive, Seat};
use domain::kinds::circle_member::{self, INVITATION, INVITED, PERSON};
use domain::record::Record;
use domain::role::Sensitivity;
use domain::value::Moment;

use super::Actor;
use super::access::Asker;
use crate::db::{DbError, InvitationRow, MembershipRow, Txn};

/// What the one who begins a circle may there, until their own member record is in.
pub(super) fn of_founder(actor: &Actor) -> Membership {
    Membership { role: actor.account.role, ceiling: Sensitivity::Sensitive, from: None, until: None }
}

/// Whether what a member record gives is the author's to give, by the rule that devices ask, too.
pub(super) async fn may_give(
    txn: &mut dyn Txn,
    asker: &Asker,
    before: Option<&Record>,
    after: &Record,
) -> Result<Result<(), NotToGive>, DbError> {
    if after.kind != circle_member::KIND {
        return Ok(Ok(()));
    }
    let mut seats = Vec::new();
    for row in txn.members_of(after.circle).await? {
        // A place that nobody can sign in to keeps no circle.
        if row.person == asker.viewer.person || txn.person(row.person).await?.is_some() {
            seats.push(Seat { record: row.record, person: row.person, membership: row.membership });
        }
    }
    Ok(access::may_give(asker.viewer.person, &seats, before, after, asker.today()))
}

/// Whether an invitation lets its newcomer begin circles, too. A place in one circle is all that its keepers give; what
/// somebody may beyond it comes from administrators, who made the invitation and everything in it.
pub(super) async fn gives_account_rights(txn: &mut dyn Txn, invitation: &Record) -> Result<bool, DbError> {
    for giver in access::givers(invitation) {
        if !txn.person(giver).await?.is_some_and(|account| account.administrator) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Keeps permissions and invitations in step with a circle_member record.
pub(super) async fn project(
    txn: &mut dyn Txn,
    before: Option<&Record>,
    after: &Record,
    now: Moment,
) -> Result<(), DbError> {
    if let Some(person) = after.get(PERSON) {
        let was = places(txn, after, person).await?;
        match circle_member::membership(after) {
            Some((person, membership)) => {
                txn.put_membership(&MembershipRow { record: after.id, circle: after.circle, person, membership })
                    .await?;
            }
            None => txn.end_membership(after.id).await?,
        }
        if let Some(founder) = access::ends_founders_place(before, after) {
            end_founders_place(txn, after, founder).await?;
        }
        if places(txn, after, person).await? != was {
            bump(txn, after.circle, person).await?;
        }
    }
    project_invitation(txn, before, after, now).await
}

/// Ends the place that somebody has for having begun the circle, if it is they who did.
async fn end_founders_place(txn: &mut dyn Txn, after: &Record, person: domain::ids::PersonId) -> Result<(), DbError> {
    let gives = after.circle.pupil();
    let rows = txn.members_of(after.circle).await?;
    if rows.iter().any(|row| row.record == gives && row.person == person) {
        txn.end_membership(gives).await?;
    }
    Ok(())
}

/// How a person stands in a circle, without regard to days: what an access epoch is the number of.
async fn places(
    txn: &mut dyn Txn,
    record: &Record,
    person: domain::ids::PersonId,
) -> Result<Option<(domain::role::Role, Sensitivity)>, DbError> {
    let rows = txn.members_of(record.circle).await?;
    let own = rows.iter().filter(|row| row.person == person).map(|row| row.membership);
    Ok(own.map(|place| (place.role, place.ceiling)).max_by_key(|(role, ceiling)| (*ceiling, std::cmp::Reverse(*role))))
}

/// A person's access to a circle is another one from now on.
pub(super) async fn bump(
    txn: &mut dyn Txn,
    circle: domain::ids::CircleId,
    person: domain::ids::PersonId,
) -> Result<(), DbError> {
    let epochs = txn.epochs_of(person).await?;
    let now = epochs.iter().find(|(known, _)| *known == circle).map_or(0, |(_, epoch)| epoch.0);
    txn.put_epoch(person, circle, sync::wire::AccessEpoch(now + 1)).await
}

async fn project_invitation(
    txn: &mut dyn Txn,
    before: Option<&Record>,
    after: &Record,
    now: Moment,
) -> Result<(), DbError> {
    let waits = after.state == INVITED && !after.removed;
    let code = code_hash(after).filter(|_| waits);
    if code == before.filter(|record| record.state == INVITED && !record.removed).and_then(code_hash) {
        return Ok(());
    }
    txn.end_invitation(after.id).await?;
    if let Some(code) = code {
        // A code that already leads somewhere goes on leading there: copying its hash takes nobody's invitation.
        // One that somebody came in by is theirs for ever.
        if txn.invitation(&code).await?.is_none() && txn.used_code(&code).await?.is_none() {
            txn.put_invitation(&code, &InvitationRow { record: after.id, at: now }).await?;
        }
    }
    Ok(())
}

fn code_hash(record: &Record) -> Option<[u8; 32]> {
    domain::file::FileHash::parse(record.text(INVITATION)).map(|hash| hash.0)
}
