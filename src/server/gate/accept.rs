//! Whether one change may stand. Decides only; [`super::push`] writes.

use domain::change::{Change, Edit};
use domain::check::{Problem, ProblemKind, left_to_nobody, missing_before, problems_of, problems_of_growth};
use domain::kinds::{circle_member, pupil};
use domain::limits::{MOST_OF_SCOPE, Weigh};
use domain::merge::{Applied, Unfit, accept};
use domain::record::Record;
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use sync::wire::Refusal;

use super::Actor;
use super::access::Asker;
use super::members;
use crate::db::{DbError, Head, Txn};

/// What the gate says to a change.
pub(super) enum Verdict {
    /// It stands.
    Stands(Box<Standing>),
    /// It came too late, from somebody who once might.
    TooLate,
    /// It cannot stand.
    Refused(Refusal),
}

/// A change that stands.
pub(super) struct Standing {
    /// The record before; `None` for a new one.
    pub(super) before: Option<Record>,
    /// The record after, and the change's fate.
    pub(super) applied: Applied,
    /// The scope's head before.
    pub(super) head: Head,
    /// Whether it begins a circle.
    pub(super) founds: bool,
}

const UNSEEN: Verdict = Verdict::Refused(Refusal::Unfit(Unfit::NoSuchRecord));

pub(super) async fn decide(
    txn: &mut dyn Txn,
    asker: &mut Asker,
    actor: &Actor,
    change: &Change,
    now: Moment,
) -> Result<Verdict, DbError> {
    let problems = problems_of(change);
    if !problems.is_empty() {
        return Ok(Verdict::Refused(Refusal::Unsound(problems)));
    }
    let before = txn.record(change.record).await?;
    let circle = before.as_ref().map_or(change.circle, |record| record.circle);
    let founds = before.is_none() && !asker.is_in(circle) && founds_circle(asker, change);
    if !asker.is_in(circle) && !founds {
        return Ok(if asker.was_in(circle) { Verdict::TooLate } else { UNSEEN });
    }
    if founds {
        asker.viewer.memberships.insert(circle, members::of_founder(actor));
    }
    if before.as_ref().is_some_and(|record| !asker.sees(record)) {
        let withdrawn = txn.withdrawn_from(actor.person()).await?;
        let once_seen = withdrawn.iter().any(|row| row.record == change.record);
        return Ok(if once_seen { Verdict::TooLate } else { UNSEEN });
    }
    if change.kind == pupil::KIND && change.record != change.circle.pupil() {
        return Ok(Verdict::Refused(Refusal::Unfit(Unfit::WrongRecord)));
    }
    if before.is_none() && !matches!(change.edits.first(), Some(Edit::Create { .. })) {
        return Ok(UNSEEN);
    }
    if before.is_some() && matches!(change.edits.first(), Some(Edit::Create { .. })) {
        return Ok(Verdict::Refused(Refusal::Unfit(Unfit::ExistsAlready)));
    }
    if before.as_ref().is_some_and(|record| (record.kind, record.circle) != (change.kind, change.circle)) {
        return Ok(Verdict::Refused(Refusal::Unfit(Unfit::WrongRecord)));
    }
    if !asker.may_change(before.as_ref(), change) {
        return Ok(Verdict::Refused(asker.why_not(before.as_ref(), change)));
    }
    let scope = scope_of(before.as_ref(), change);
    let head = txn.heads(&[scope]).await?.first().map_or(Head::default(), |(_, head)| *head);
    let revision = Revision(head.revision.0 + 1);
    let applied = match accept(before.as_ref(), change, actor.person(), revision, now) {
        Ok(applied) => applied,
        Err(unfit) => return Ok(Verdict::Refused(Refusal::Unfit(unfit))),
    };
    if let Some(full) = full(before.as_ref(), &applied.record, head) {
        return Ok(full);
    }
    if let Some(missing) = missing(before.as_ref(), &applied.record, change) {
        return Ok(missing);
    }
    if let Err(why) = members::may_give(txn, asker, before.as_ref(), &applied.record).await? {
        return Ok(Verdict::Refused(Refusal::NotToGive(why)));
    }
    Ok(Verdict::Stands(Box::new(Standing { before, applied, head, founds })))
}

/// Whether a change begins a circle around a new pupil, made by somebody who may.
fn founds_circle(asker: &Asker, change: &Change) -> bool {
    let creates = matches!(change.edits.first(), Some(Edit::Create { .. }));
    let pupil = change.kind == pupil::KIND && change.record == change.circle.pupil();
    creates && pupil && asker.viewer.may_add_pupils && !asker.was_in(change.circle)
}

fn scope_of(before: Option<&Record>, change: &Change) -> Scope {
    match (before, change.edits.first()) {
        (Some(record), _) => record.scope(),
        (None, Some(Edit::Create { sensitivity, .. })) => Scope::Circle(change.circle, *sensitivity),
        (None, _) => Scope::Circle(change.circle, domain::role::Sensitivity::Everyday),
    }
}

/// How many bytes more a record has than before.
pub(super) fn grown(before: Option<&Record>, after: &Record) -> i64 {
    let bytes = |record: &Record| i64::try_from(record.weight()).unwrap_or(i64::MAX);
    bytes(after) - before.map_or(0, bytes)
}

/// Whether the record or its scope holds more than it may, with this. Who is in a circle can always be changed.
fn full(before: Option<&Record>, after: &Record, head: Head) -> Option<Verdict> {
    let mut problems = problems_of_growth(before, after);
    let more = grown(before, after);
    let crowded = more > 0 && head.bytes.saturating_add_signed(more) > MOST_OF_SCOPE;
    if crowded && after.kind != circle_member::KIND {
        problems.push(Problem { at: None, what: ProblemKind::CircleFull });
    }
    (!problems.is_empty()).then_some(Verdict::Refused(Refusal::Unsound(problems)))
}

/// What the record still lacks for where the change moves it, or lacks anew where it stands: nobody is named on it.
fn missing(before: Option<&Record>, after: &Record, change: &Change) -> Option<Verdict> {
    let moves = change.edits.iter().any(|edit| matches!(edit, Edit::Move { .. }));
    let moves = moves && before.is_none_or(|record| record.state != after.state);
    let missing = if moves {
        missing_before(after, after.state)
    } else {
        before.and_then(|record| left_to_nobody(record, after.named.len())).into_iter().collect()
    };
    (!missing.is_empty()).then_some(Verdict::Refused(Refusal::Unsound(missing)))
}
