//! Telling a device what it has not seen yet: what it may no longer see first, then scope by scope what is new.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::scopes;
use domain::calendar::london_day;
use domain::ids::{CircleId, RecordId};
use domain::limits::Weigh;
use domain::record::Record;
use domain::role::Role;
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use sync::pack::{LARGEST_PART, parts};
use sync::wire::{AccessEpoch, Cursor, MOST_PULLED, Segment, SyncRequest};

use super::access::{Asker, given_to_all, open_to};
use super::pack::Packers;
use super::{Actor, Gate, GateError};
use crate::db::{AuditEntry, Deed, Head, Most, PackRow, SomeRecords, Txn};

/// The most in one segment: so many records, and bytes well under what a device unpacks. A scope with more comes in
/// several.
const MOST: Most = Most { records: 2_000, bytes: LARGEST_PART };
/// A new pack is made when one record follows a kept one for so many that are in it: they would be packed for
/// every answer, and apart from what they resemble.
const TAIL: usize = 4;
/// But not for fewer than these.
const SHORT_TAIL: usize = 8;
/// The most bytes that are packed for one answer: the scope that goes beyond is the last of it.
const MOST_PACKED: usize = LARGEST_PART;
/// How much smaller records are packed, about: by this it is chosen how many scopes are looked up for one answer.
const PACKED: usize = 8;

/// The pulling half of a reply.
#[derive(Default)]
pub(super) struct Pulled {
    pub(super) removed: Vec<Scope>,
    pub(super) gone: Vec<(Scope, RecordId)>,
    pub(super) segments: Vec<Segment>,
    pub(super) more: bool,
}

/// One scope in which there is something new for a device.
struct Turn {
    scope: Scope,
    circle: CircleId,
    role: Role,
    access: AccessEpoch,
    from: Revision,
    head: Head,
}

/// What to send of one scope, before it is packed.
struct Parcel {
    turn: Turn,
    /// A pack that is there already.
    kept: Option<PackRow>,
    /// What everyone with the role sees: to be packed and kept.
    to_keep: Vec<Record>,
    /// What follows, or is for this person only.
    rest: Vec<Record>,
    upto: Revision,
}

/// A parcel, packed.
struct Packed {
    segments: Vec<Segment>,
    keep: Option<(Scope, Role, PackRow)>,
    first: Option<CircleId>,
    whole: bool,
}

impl Gate {
    pub(super) async fn pull(&self, actor: &Actor, request: &SyncRequest, now: Moment) -> Result<Pulled, GateError> {
        let mut txn = self.db.read().await?;
        let asker = Asker::load(&mut *txn, actor, london_day(now)).await?;
        let open: BTreeSet<Scope> = scopes(&asker.viewer, asker.today()).into_iter().collect();
        let mut pulled = Pulled::default();
        let mut cursors: BTreeMap<Scope, Revision> = BTreeMap::new();
        for Cursor { scope, access, upto } in &request.cursors {
            // Cursors of another life are answered elsewhere; those of none are none.
            let same_server = request.server.is_some();
            let same_access = scope.circle().is_some_and(|circle| asker.epoch(circle) == *access);
            if same_server && same_access && open.contains(scope) {
                cursors.insert(*scope, *upto);
            } else {
                pulled.removed.push(*scope);
            }
        }
        pulled.removed.sort();
        for row in txn.withdrawn_from(actor.person()).await? {
            if cursors.get(&row.scope).is_some_and(|upto| row.revision > *upto) {
                pulled.gone.push((row.scope, row.record));
            }
        }
        let turns = turns(&mut *txn, &asker, &open, &cursors).await?;
        let (parcels, more) = parcels(&mut *txn, &asker, turns).await?;
        // Packing takes its time: others read meanwhile.
        drop(txn);
        pulled.more = more;
        let (keep, firsts) = self.fill(parcels, &mut pulled).await?;
        for segment in &mut pulled.segments {
            segment.packed = self.packers.readable(std::mem::take(&mut segment.packed), request.protocol).await?;
        }
        self.remember(actor, request, now, &asker, keep, firsts).await?;
        Ok(pulled)
    }

    /// Adds segments until the reply is full. Gives what to keep, and which circles went out for the first time.
    async fn fill(
        &self,
        parcels: Vec<Parcel>,
        pulled: &mut Pulled,
    ) -> Result<(Vec<(Scope, Role, PackRow)>, BTreeSet<CircleId>), GateError> {
        let (mut keep, mut firsts, mut bytes) = (Vec::new(), BTreeSet::new(), 0);
        let packing = parcels.into_iter().map(|parcel| parcel.pack(&self.packers));
        for packed in futures::future::join_all(packing).await {
            let packed = packed?;
            // What no longer fits is kept all the same: it is asked for in a moment.
            keep.extend(packed.keep);
            if bytes >= MOST_PULLED {
                pulled.more = true;
                continue;
            }
            pulled.more |= !packed.whole;
            firsts.extend(packed.first);
            bytes += packed.segments.iter().map(|segment| segment.packed.len()).sum::<usize>();
            pulled.segments.extend(packed.segments);
        }
        Ok((keep, firsts))
    }

    /// Keeps new packs, and notes in the audit which circles went to a device for the first time.
    async fn remember(
        &self,
        actor: &Actor,
        request: &SyncRequest,
        now: Moment,
        asker: &Asker,
        keep: Vec<(Scope, Role, PackRow)>,
        firsts: BTreeSet<CircleId>,
    ) -> Result<(), GateError> {
        if keep.is_empty() && firsts.is_empty() {
            return Ok(());
        }
        let mut txn = self.db.write().await?;
        for (scope, role, pack) in &keep {
            txn.put_pack(*scope, *role, pack).await?;
        }
        for circle in firsts {
            let entry = AuditEntry {
                role: asker.role_in(circle),
                circle: Some(circle),
                device_time: request.device_time,
                ..AuditEntry::of(actor.person(), actor.device, Deed::Received, now)
            };
            txn.audit(&entry).await?;
        }
        Ok(txn.commit().await?)
    }
}

/// The scopes in which something happened that the device has not seen.
async fn turns(
    txn: &mut dyn Txn,
    asker: &Asker,
    open: &BTreeSet<Scope>,
    cursors: &BTreeMap<Scope, Revision>,
) -> Result<Vec<Turn>, GateError> {
    let all: Vec<Scope> = open.iter().copied().collect();
    let heads: BTreeMap<Scope, Head> = txn.heads(&all).await?.into_iter().collect();
    let turn = |(scope, head): (Scope, Head)| {
        let circle = scope.circle()?;
        let from = cursors.get(&scope).copied().unwrap_or_default();
        let turn = Turn { scope, circle, role: asker.role_in(circle)?, access: asker.epoch(circle), from, head };
        (head.revision > from).then_some(turn)
    };
    Ok(heads.into_iter().filter_map(turn).collect())
}

/// Chooses what to send, in one moment of the database: about as much as an answer holds, and never more than is packed
/// for one. Says whether there is more.
async fn parcels(txn: &mut dyn Txn, asker: &Asker, turns: Vec<Turn>) -> Result<(Vec<Parcel>, bool), GateError> {
    let (mut parcels, mut kept, mut raw) = (Vec::new(), 0, 0);
    let mut turns = turns.into_iter();
    while kept + raw / PACKED < MOST_PULLED && raw < MOST_PACKED {
        let Some(turn) = turns.next() else { return Ok((parcels, false)) };
        let parcel = parcel(txn, asker, turn).await?;
        kept += parcel.kept.as_ref().map_or(0, |pack| pack.packed.len());
        raw += parcel.to_keep.iter().chain(&parcel.rest).map(Weigh::weight).sum::<usize>();
        parcels.push(parcel);
    }
    Ok((parcels, turns.next().is_some()))
}

/// Chooses what to send of one scope.
async fn parcel(txn: &mut dyn Txn, asker: &Asker, turn: Turn) -> Result<Parcel, GateError> {
    let sees = |record: &Record| asker.sees(record);
    if turn.from == Revision(0) {
        let kept = txn.pack(turn.scope, turn.role).await?.filter(|pack| pack.upto >= turn.head.floor);
        if let Some(kept) = kept {
            let tail = txn.records_after(turn.scope, kept.upto, MOST).await?;
            let apart = txn.records_apart(turn.scope, turn.role, kept.upto, MOST).await?;
            let short = tail.records.len() <= (kept.count as usize / TAIL).max(SHORT_TAIL);
            if short && !tail.more && !apart.more {
                let mut rest = given_besides(asker, &turn, apart.records);
                rest.extend(tail.records.into_iter().filter(sees).map(|record| asker.given(record)));
                let upto = turn.head.revision;
                return Ok(Parcel { turn, kept: Some(kept), to_keep: Vec::new(), rest, upto });
            }
        }
    }
    let SomeRecords { records, more: cut } = txn.records_after(turn.scope, turn.from, MOST).await?;
    let last = records.last().map(Record::revision).filter(|_| cut);
    let upto = last.unwrap_or(turn.head.revision);
    let (to_keep, rest) = if turn.from == Revision(0) && !cut {
        let open = records.iter().filter(|record| open_to(record, asker.today()).has(turn.role));
        let to_keep = open.map(|record| given_to_all(record, turn.role, asker.today())).collect();
        (to_keep, given_besides(asker, &turn, records))
    } else {
        (Vec::new(), records.into_iter().filter(sees).map(|record| asker.given(record)).collect())
    };
    Ok(Parcel { turn, kept: None, to_keep, rest, upto })
}

/// What this person is given besides what everyone with their role is.
fn given_besides(asker: &Asker, turn: &Turn, records: Vec<Record>) -> Vec<Record> {
    let besides = |record: Record| {
        let for_all = open_to(&record, asker.today()).has(turn.role);
        let for_all = for_all.then(|| given_to_all(&record, turn.role, asker.today()));
        let given = asker.given(record);
        (for_all.as_ref() != Some(&given)).then_some(given)
    };
    records.into_iter().filter(|record| asker.sees(record)).filter_map(besides).collect()
}

impl Parcel {
    async fn pack(self, packers: &Packers) -> Result<Packed, GateError> {
        let Parcel { turn, kept, to_keep, rest, upto } = self;
        let segment = |count: usize, packed: Vec<u8>| Segment {
            scope: turn.scope,
            access: turn.access,
            upto,
            count: u32::try_from(count).unwrap_or(u32::MAX),
            packed,
        };
        let mut segments = Vec::new();
        let mut keep = None;
        if let Some(kept) = kept {
            segments.push(segment(kept.count as usize, kept.packed));
        } else if !to_keep.is_empty() {
            let mut parts = parts(to_keep);
            // A kept pack is one: a scope that needs several is packed for each answer.
            if parts.len() == 1
                && let Some(only) = parts.pop()
            {
                let count = only.len();
                let packed = packers.to_keep(only).await?;
                let row = PackRow { upto, count: u32::try_from(count).unwrap_or(u32::MAX), packed: packed.clone() };
                keep = Some((turn.scope, turn.role, row));
                segments.push(segment(count, packed));
            }
            for part in parts {
                segments.push(segment(part.len(), packers.to_pass(part).await?));
            }
        }
        for part in parts(rest) {
            segments.push(segment(part.len(), packers.to_pass(part).await?));
        }
        // A segment of nothing still moves the device's cursor on.
        if segments.is_empty() {
            segments.push(segment(0, packers.to_pass(Vec::new()).await?));
        }
        let first = (turn.from == Revision(0)).then_some(turn.circle);
        Ok(Packed { segments, keep, first, whole: upto == turn.head.revision })
    }
}

#[cfg(test)]
mod tests;
