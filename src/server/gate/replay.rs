//! After the database was put back to an earlier day: another life begins, and what the journal knows of access is
//! made again, as it was decided then.

use domain::calendar::london_day;
use domain::kinds::pupil;
use domain::merge::accept;
use domain::role::Role;
use domain::scope::Revision;
use domain::value::Moment;
use sync::stored::{from_row, to_row};
use sync::wire::ServerEpoch;

use super::accept::Standing;
use super::access::open_to;
use super::push::Push;
use super::{Actor, EPOCH, LIVES};
use crate::db::{ChangeRow, DbError, Head, Lives, OutcomeRow, PersonRow, Txn};

/// From now on this is another server to devices: they offer again what it may have forgotten.
///
/// # Errors
/// [`DbError`] when the database fails.
pub async fn begin_another_life(txn: &mut dyn Txn, epoch: ServerEpoch, now: Moment) -> Result<(), DbError> {
    let mut lives = lives(txn).await?;
    lives.push((epoch, now));
    txn.put_setting(EPOCH, &to_row(&epoch)?).await?;
    txn.put_setting(LIVES, &to_row(&Lives(lives))?).await
}

/// The lives of this database and since when each was, oldest first: what a life forgot, it was never in.
pub(super) async fn lives(txn: &mut dyn Txn) -> Result<Vec<(ServerEpoch, Moment)>, DbError> {
    if let Some(bytes) = txn.setting(LIVES).await? {
        return Ok(from_row::<Lives>(&bytes)?.0);
    }
    let first = txn.setting(EPOCH).await?.map(|bytes| from_row(&bytes)).transpose()?;
    Ok(first.map(|epoch| (epoch, Moment(0))).into_iter().collect())
}

/// Makes a change again that was accepted once, without asking whether its author still may. `false` when it no longer
/// fits what is there; a change that is there already is left as it is.
///
/// # Errors
/// [`DbError`] when the database fails.
pub async fn replay(txn: &mut dyn Txn, row: &ChangeRow, now: Moment) -> Result<bool, DbError> {
    let ChangeRow { scope, author, device, at, change, .. } = row;
    if txn.outcome(change.id).await?.is_some() {
        return Ok(true);
    }
    let before = txn.record(change.record).await?;
    let scope = before.as_ref().map_or(*scope, |record| record.scope());
    let head = txn.heads(&[scope]).await?.first().map_or(Head::default(), |(_, head)| *head);
    let revision = Revision(head.revision.0 + 1);
    let Ok(applied) = accept(before.as_ref(), change, *author, revision, *at) else { return Ok(false) };
    let nobody = PersonRow {
        id: *author,
        name: String::new(),
        role: Role::HospitalTeacher,
        may_add_pupils: false,
        administrator: false,
    };
    let account = txn.person(*author).await?.unwrap_or(nobody);
    let actor = Actor { account, device: *device };
    let founds = before.is_none() && change.kind == pupil::KIND && change.record == change.circle.pupil();
    let push = Push { actor: &actor, device_time: change.made_at, now: *at };
    let outcome = push.stand(txn, Standing { before, applied, head, founds }, change).await?;
    txn.put_outcome(change.id, &OutcomeRow { author: *author, outcome, said: None }).await?;
    // As it stands it is of this life: devices are to show it, and not what they had of it before.
    if let Some(mut record) = txn.record(change.record).await? {
        record.received = Some(now);
        txn.put_record(&record, open_to(&record, london_day(now))).await?;
    }
    Ok(true)
}
