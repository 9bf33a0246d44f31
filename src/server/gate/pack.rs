//! Packing records for devices, off the threads that answer people.

use std::sync::Arc;
use std::thread;

use domain::limits::Weigh;
use domain::record::Record;
use sync::pack;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::GateError;
use crate::db::DbError;

/// The first protocol whose devices read packs in which records stand apart.
const APART: u16 = 4;

/// How hard to pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packing {
    /// What is packed once for everyone with a role, and kept.
    pub kept: i32,
    /// What is packed for one answer.
    pub passing: i32,
}

impl Packing {
    /// For a server: small on the wire, for the work of packing a kept pack is done once.
    pub const SMALL: Packing = Packing { kept: 19, passing: 9 };
    /// For simulations: quick.
    pub const QUICK: Packing = Packing { kept: 1, passing: 1 };
}

/// From so many bytes on, records are packed in turn: below, it takes a millisecond or two.
const LARGE: usize = 64 * 1024;
/// The same of records that are packed.
const LARGE_PACKED: usize = LARGE / 8;

/// Packs, a few large packs at a time however many people ask.
#[derive(Clone)]
pub(super) struct Packers {
    packing: Packing,
    turns: Arc<Semaphore>,
}

impl Packers {
    pub(super) fn new(packing: Packing) -> Self {
        // One processor stays free for everybody else.
        let processors = thread::available_parallelism().map_or(1, usize::from);
        Self { packing, turns: Arc::new(Semaphore::new((processors - 1).max(1))) }
    }

    /// As when so many pack that everybody else has to wait.
    #[cfg(test)]
    pub(super) async fn all_turns(&self) -> OwnedSemaphorePermit {
        let all = self.turns.available_permits().try_into().expect("a few");
        self.turns.clone().acquire_many_owned(all).await.expect("nobody packs")
    }

    /// Records as one pack that is kept.
    pub(super) async fn to_keep(&self, records: Vec<Record>) -> Result<Vec<u8>, GateError> {
        self.pack(records, self.packing.kept).await
    }

    /// Records as one pack for one answer.
    pub(super) async fn to_pass(&self, records: Vec<Record>) -> Result<Vec<u8>, GateError> {
        self.pack(records, self.packing.passing).await
    }

    /// A pack as devices of this protocol read it. Packs are made and kept for those of today, and older devices wait a
    /// little longer.
    pub(super) async fn readable(&self, packed: Vec<u8>, protocol: u16) -> Result<Vec<u8>, GateError> {
        if protocol >= APART || !pack::stand_apart(&packed) {
            return Ok(packed);
        }
        let turn = self.turn(packed.len() >= LARGE_PACKED).await?;
        let level = self.packing.passing;
        off_thread(move || {
            let found = pack::open(&packed).map_err(|_| DbError::NewerRow)?;
            // One that this server does not understand either, a newer one packed: it is not to be left out.
            let records: Option<Vec<&Record>> = found.iter().map(pack::Found::record).collect();
            let packed = pack::pack_together(&records.ok_or(DbError::NewerRow)?, zstd(level));
            drop(turn);
            Ok(packed)
        })
        .await?
    }

    /// For large work: goes with it, so that whoever stops waiting does not let another one begin beside it.
    async fn turn(&self, is_large: bool) -> Result<Option<OwnedSemaphorePermit>, GateError> {
        match is_large {
            true => Ok(Some(self.turns.clone().acquire_owned().await.map_err(|_| GateError::Stopped)?)),
            false => Ok(None),
        }
    }

    async fn pack(&self, records: Vec<Record>, level: i32) -> Result<Vec<u8>, GateError> {
        let turn = self.turn(records.iter().map(Weigh::weight).sum::<usize>() >= LARGE).await?;
        off_thread(move || {
            let packed = pack::pack(&records.iter().collect::<Vec<_>>(), zstd(level));
            drop(turn);
            packed
        })
        .await
    }
}

fn zstd(level: i32) -> impl Fn(&[u8]) -> Vec<u8> {
    // Packing into memory fails only without memory; a frame that any device reads is made in its place.
    move |bytes| zstd::bulk::compress(bytes, level).unwrap_or_else(|_| pack::compress(bytes))
}

/// Runs heavy work where it delays nobody; without a runtime around (the simulator), right here.
pub(super) async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, GateError> {
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => runtime.spawn_blocking(work).await.map_err(|_| GateError::Stopped),
        Err(_) => Ok(work()),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use domain::change::{At, Change, Edit};
    use domain::ids::{ChangeId, CircleId, PersonId, RecordId};
    use domain::kinds::meeting;
    use domain::merge::apply;
    use domain::role::Sensitivity;
    use domain::scope::Revision;
    use domain::value::Moment;
    use sync::pack::strange::from_a_newer_release;

    use super::*;

    fn meetings(count: usize) -> Vec<Record> {
        let at = At::field(meeting::NOTES.key);
        let text = "What was said and agreed, and who does what until when. ".repeat(20);
        let edits = vec![
            Edit::Create { sensitivity: Sensitivity::Everyday, named: Vec::new() },
            Edit::Write { at, text, base: String::new() },
        ];
        let (id, record, circle) =
            (ChangeId::from_bytes([1; 16]), RecordId::from_bytes([1; 16]), CircleId::from_bytes([1; 16]));
        let change = Change { id, record, kind: meeting::KIND, circle, made_at: Moment(0), edits };
        let meeting = apply(None, &change, PersonId::from_bytes([2; 16]), Revision(1)).expect("it begins").record;
        vec![meeting; count]
    }

    #[tokio::test]
    async fn large_packs_wait_for_their_turn_and_small_ones_do_not() {
        let packers = Packers { packing: Packing::QUICK, turns: Arc::new(Semaphore::new(1)) };
        let turn = packers.turns.clone().acquire_owned().await.expect("nobody packs");
        let waits = tokio::time::timeout(Duration::from_millis(50), packers.to_pass(meetings(100))).await;
        assert!(waits.is_err(), "somebody packs");
        packers.to_pass(meetings(1)).await.expect("at once");
        drop(turn);
        let packed = packers.to_keep(meetings(100)).await.expect("its turn");
        assert_eq!(pack::unpack(&packed).map(|records| records.len()), Ok(100));
    }

    #[tokio::test]
    async fn an_older_device_is_given_packs_that_it_reads() {
        let packers = Packers { packing: Packing::QUICK, turns: Arc::new(Semaphore::new(1)) };
        let packed = packers.to_keep(meetings(3)).await.expect("packs");
        assert!(pack::stand_apart(&packed));
        assert_eq!(packers.readable(packed.clone(), 4).await.expect("as it is"), packed);
        let together = packers.readable(packed, 3).await.expect("packs anew");
        assert!(!pack::stand_apart(&together));
        assert_eq!(pack::unpack(&together), Ok(meetings(3)));
        assert_eq!(packers.readable(together.clone(), 3).await.expect("as it is"), together);
        // Nothing is left out of it without a word.
        let meetings = meetings(2);
        let found = [pack::Found::Read(meetings[0].clone()), from_a_newer_release(&meetings[1])];
        let strange = pack::pack_found(&found.iter().collect::<Vec<_>>(), pack::compress);
        let refused = packers.readable(strange.clone(), 3).await;
        assert!(matches!(refused, Err(GateError::Db(DbError::NewerRow))), "{refused:?}");
        assert_eq!(packers.readable(strange.clone(), 4).await.expect("as it is"), strange);
    }
}
