//! Taking in what a device sends: each change exactly once, with its outcome remembered for ever.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use domain::access::{Action, Subject, allows};
use domain::calendar::london_day;
use domain::change::Change;
use domain::check::{Problem, ProblemKind};
use domain::ids::{ChangeId, CircleId};
use domain::kinds::{circle_member, makes_the_circle};
use domain::limits::{MOST_OF_CHANGE, Weigh, bounded};
use domain::merge::Unfit;
use domain::record::Record;
use domain::value::Moment;
use domain::withheld::takes_out;
use sha2::{Digest, Sha256};
use sync::wire::{Outcome, PROTOCOL, Refusal, SyncReply, SyncRequest};

use super::accept::{Standing, Verdict, decide, grown};
use super::access::{Asker, open_to, people_of};
use super::budget::Budget;
use super::{Actor, Gate, GateError, members, naming};
use crate::db::{
    AuditEntry, ChangeRow, DbError, Deed, Head, LinkRow, MembershipRow, OutcomeRow, QuarantineRow, Txn, WithdrawnRow,
};

/// The most changes of one request that are decided: a device sends the others again.
const MOST_CHANGES: usize = 1_000;
/// The most changes in one transaction. Our reasoning: a dozen milliseconds, which is what others wait.
const MOST_IN_TURN: usize = 16;
/// After this long a transaction ends with the change it is at, however few they were: one word in a record of
/// thousands of items costs as much as the record.
const TURN_LASTS: Duration = Duration::from_millis(25);
/// When somebody may try again who has sent as much as is taken in a day, in seconds.
const SPENT: u32 = 60 * 60;
/// How many records that speak of a file are looked at for the right to speak of it too. Where none of them gives it,
/// the link counts once its maker brings the bytes.
const MOST_LINKS: usize = 20;

/// Around one push: who, and when by both clocks.
#[derive(Clone, Copy)]
pub(super) struct Push<'a> {
    pub(super) actor: &'a Actor,
    pub(super) device_time: Moment,
    pub(super) now: Moment,
}

/// What became of one change.
enum Taken {
    /// It is decided and remembered, now or before.
    Decided(Outcome),
    /// It comes again and does not fit yet. Nothing is remembered: what it builds on may still come back from another
    /// device.
    Later,
    /// It goes beyond what its writer may still send today. Nothing is remembered.
    TooMuch,
}

/// What became of what a device sent.
#[derive(Default)]
pub(crate) struct Decided {
    /// Each change that was decided, with its outcome.
    pub(crate) outcomes: Vec<(ChangeId, Outcome)>,
    /// What is to be offered again later.
    pub(crate) later: Vec<ChangeId>,
}

impl Gate {
    /// Decides the changes of a request, so many in one transaction that others who wait get their turn soon. A
    /// change is decided and remembered, or neither; those that a reply does not speak of are sent again.
    pub(crate) async fn decide_all(
        &self,
        actor: &Actor,
        request: &SyncRequest,
        now: Moment,
    ) -> Result<Decided, GateError> {
        if request.push.is_empty() {
            return Ok(Decided::default());
        }
        let push = Push { actor, device_time: request.device_time, now };
        let mut decided = Decided::default();
        let mut rest = request.push.get(..MOST_CHANGES).unwrap_or(&request.push);
        while !rest.is_empty() {
            let turn = rest.get(..turn(rest)).unwrap_or(rest);
            let (mut done, mut is_spent) = (0, false);
            let mut txn = self.db.write().await?;
            let mut asker = Asker::load(&mut *txn, actor, london_day(now)).await?;
            let mut touched = BTreeSet::new();
            let mut budget = Budget::load(&mut *txn, actor.person(), asker.today()).await?;
            let begun = Instant::now();
            for change in turn {
                if done > 0 && begun.elapsed() >= TURN_LASTS {
                    break;
                }
                done += 1;
                let again = request.again.iter().any(|again| again.change == change.id);
                match push.take(&mut *txn, &mut asker, &mut budget, change, again).await? {
                    Taken::Decided(outcome) => {
                        if matches!(outcome, Outcome::Accepted { .. }) {
                            touched.insert(change.circle);
                        }
                        decided.outcomes.push((change.id, outcome));
                    }
                    Taken::Later => decided.later.push(change.id),
                    Taken::TooMuch => {
                        is_spent = true;
                        break;
                    }
                }
            }
            budget.keep(&mut *txn).await?;
            txn.commit().await?;
            rest = if is_spent { &[] } else { rest.get(done..).unwrap_or_default() };
            self.notify(touched, Some((actor.person(), actor.device)));
        }
        if decided.outcomes.is_empty() && decided.later.is_empty() {
            tracing::warn!(person = %actor.person(), "more than anybody writes in a day: the rest has to wait");
            return Err(GateError::Wait(SPENT));
        }
        Ok(decided)
    }

    /// What is said of a change that was too large to be read: what was said before, or that it is too much. Nothing
    /// is remembered: it is too much whenever it comes.
    ///
    /// # Errors
    /// [`GateError`] when the database fails.
    pub async fn too_large(&self, actor: &Actor, change: ChangeId, now: Moment) -> Result<SyncReply, GateError> {
        let known = self.db.read().await?.outcome(change).await?.filter(|row| row.author == actor.person());
        let too_much = Problem { at: None, what: ProblemKind::TooMuch };
        let refused = || Outcome::Refused { reason: Refusal::Unsound(vec![too_much]) };
        let life = self.life.get();
        Ok(SyncReply {
            protocol: PROTOCOL,
            server: life.epoch,
            server_time: now,
            outcomes: vec![(change, known.map_or_else(refused, |row| row.outcome))],
            removed: Vec::new(),
            gone: Vec::new(),
            segments: Vec::new(),
            // The rest of what it sent was not looked at.
            more: true,
            person: actor.person(),
            began: life.began_after(None),
            later: Vec::new(),
        })
    }
}

/// How many of these changes, from the first on, are decided in one transaction.
fn turn(changes: &[Change]) -> usize {
    let mut bytes = 0;
    let fits = |change: &&Change| {
        bytes += change.weight();
        bytes <= MOST_OF_CHANGE
    };
    changes.iter().take(MOST_IN_TURN).take_while(fits).count().max(1)
}

/// The SHA-256 of what a change says.
fn said(change: &Change) -> Result<[u8; 32], DbError> {
    Ok(Sha256::digest(postcard::to_allocvec(change)?).into())
}

impl Push<'_> {
    /// Decides one change, which may come `again` after the server was put back.
    async fn take(
        &self,
        txn: &mut dyn Txn,
        asker: &mut Asker,
        budget: &mut Budget,
        change: &Change,
        again: bool,
    ) -> Result<Taken, GateError> {
        let (author, said) = (self.actor.person(), said(change)?);
        if let Some(known) = txn.outcome(change.id).await? {
            // Somebody else's change is none of theirs, and its fate none of their business.
            if known.author != author {
                return Ok(Taken::Decided(Outcome::Refused { reason: Refusal::NotAllowed }));
            }
            // The same identifier with other words is not what was answered: those words were never taken.
            let other = known.said.is_some_and(|known| known != said);
            return Ok(Taken::Decided(if other {
                Outcome::Refused { reason: Refusal::Unfit(Unfit::ExistsAlready) }
            } else {
                known.outcome
            }));
        }
        // What was answered before is kept already; this is not.
        if !budget.takes(change) {
            return Ok(Taken::TooMuch);
        }
        // What a wrong clock showed stays in the audit, as the device's time.
        let in_time = Change { made_at: bounded(change.made_at, self.now), ..change.clone() };
        let outcome = match decide(txn, asker, self.actor, &in_time, self.now).await? {
            Verdict::Refused(_) if again => {
                budget.gives_back(change);
                *asker = Asker::load(txn, self.actor, asker.today()).await?;
                return Ok(Taken::Later);
            }
            Verdict::Stands(standing) => {
                let outcome = self.stand(txn, *standing, &in_time).await?;
                if change.kind == circle_member::KIND {
                    naming::keep(txn, change.record, self.now).await?;
                }
                outcome
            }
            // Kept whole, as it was sent.
            Verdict::TooLate => self.set_apart(txn, change).await?,
            Verdict::Refused(reason) => Outcome::Refused { reason },
        };
        txn.put_outcome(change.id, &OutcomeRow { author, outcome: outcome.clone(), said: Some(said) }).await?;
        if matches!(outcome, Outcome::Refused { .. }) || makes_the_circle(change.kind) {
            *asker = Asker::load(txn, self.actor, asker.today()).await?;
        }
        Ok(Taken::Decided(outcome))
    }

    /// Writes a change that stands, and everything that follows from it.
    pub(super) async fn stand(
        &self,
        txn: &mut dyn Txn,
        standing: Standing,
        change: &Change,
    ) -> Result<Outcome, DbError> {
        let Standing { before, applied, head, founds } = standing;
        let mut record = applied.record;
        record.received = Some(self.now);
        let (scope, revision, author) = (record.scope(), record.revision(), self.actor.person());
        let today = london_day(self.now);
        let open = open_to(&record, today);
        let hides =
            before.as_ref().is_some_and(|before| open_to(before, today).more_than(open) || takes_out(before, &record));
        let floor = if hides { revision } else { head.floor };
        let bytes = head.bytes.saturating_add_signed(grown(before.as_ref(), &record));
        txn.put_head(scope, Head { revision, floor, bytes }).await?;
        txn.put_record(&record, open).await?;
        let device = self.actor.device;
        txn.append(&ChangeRow { scope, revision, author, device, at: self.now, change: change.clone() }).await?;
        if founds {
            let membership = members::of_founder(self.actor);
            let row = MembershipRow { record: record.id, circle: record.circle, person: author, membership };
            txn.put_membership(&row).await?;
            members::bump(txn, record.circle, author).await?;
        }
        if record.kind == circle_member::KIND {
            members::project(txn, before.as_ref(), &record, self.now).await?;
        }
        if let Some(before) = &before {
            self.tell_who_lost_sight(txn, before, &record).await?;
        }
        self.link_files(txn, before.as_ref(), &record).await?;
        self.audit(txn, &record, Deed::Changed(change.id)).await?;
        Ok(Outcome::Accepted { fate: applied.fate, scope, revision, at: self.now })
    }

    /// Keeps what came too late, unapplied.
    async fn set_apart(&self, txn: &mut dyn Txn, change: &Change) -> Result<Outcome, DbError> {
        let (author, device) = (self.actor.person(), self.actor.device);
        txn.quarantine(&QuarantineRow { author, device, at: self.now, change: change.clone() }).await?;
        let entry = AuditEntry {
            record: Some(change.record),
            kind: Some(change.kind),
            ..self.entry(Some(change.circle), Deed::Quarantined(change.id))
        };
        txn.audit(&entry).await?;
        Ok(Outcome::Quarantined { at: self.now })
    }

    async fn tell_who_lost_sight(&self, txn: &mut dyn Txn, before: &Record, after: &Record) -> Result<(), DbError> {
        let today = london_day(self.now);
        let members = txn.members_of(after.circle).await?;
        for viewer in people_of(after.circle, &members, today) {
            let saw = allows(&viewer, Action::Read, Subject::from(before), today);
            let sees = allows(&viewer, Action::Read, Subject::from(after), today);
            let row = WithdrawnRow { record: after.id, scope: after.scope(), revision: after.revision() };
            match (saw, sees) {
                (true, false) => txn.withdraw(viewer.person, &row).await?,
                (false, true) => txn.see_again(viewer.person, after.id).await?,
                _ => {}
            }
        }
        Ok(())
    }

    async fn link_files(&self, txn: &mut dyn Txn, before: Option<&Record>, after: &Record) -> Result<(), DbError> {
        let known = before.map(files_of).unwrap_or_default();
        for hash in files_of(after).difference(&known) {
            let needs = if self.may_fetch(txn, *hash).await? { None } else { Some(self.actor.person()) };
            txn.link_file(&LinkRow { hash: *hash, record: after.id, needs }).await?;
        }
        Ok(())
    }

    async fn may_fetch(&self, txn: &mut dyn Txn, hash: domain::file::FileHash) -> Result<bool, DbError> {
        if txn.brought(hash, self.actor.person()).await? {
            return Ok(true);
        }
        if txn.links_of(hash).await?.is_empty() {
            return Ok(false);
        }
        let asker = Asker::load(txn, self.actor, london_day(self.now)).await?;
        Ok(super::look::link_to(txn, &asker, hash, MOST_LINKS).await?.is_some())
    }

    async fn audit(&self, txn: &mut dyn Txn, record: &Record, deed: Deed) -> Result<(), DbError> {
        let members = txn.members_of(record.circle).await?;
        let own: Vec<MembershipRow> = members.into_iter().filter(|row| row.person == self.actor.person()).collect();
        let role = super::access::strongest(&own, london_day(self.now)).map(|membership| membership.role);
        let entry = AuditEntry {
            role,
            record: Some(record.id),
            kind: Some(record.kind),
            ..self.entry(Some(record.circle), deed)
        };
        txn.audit(&entry).await
    }

    fn entry(&self, circle: Option<CircleId>, deed: Deed) -> AuditEntry {
        let of = AuditEntry::of(self.actor.person(), self.actor.device, deed, self.now);
        AuditEntry { circle, device_time: self.device_time, ..of }
    }
}

fn files_of(record: &Record) -> BTreeSet<domain::file::FileHash> {
    record.files().into_iter().flat_map(|file| std::iter::once(file.hash).chain(file.thumbnail)).collect()
}
