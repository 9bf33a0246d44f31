//! Which life of the database this is. A database that was put back by `footbridge restore` has begun another one. One
//! that was put back by other means, with the machine it is on or by a disk that lost what it had promised, is found out
//! by the first device that has seen more of it than it knows.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::access::scopes;
use domain::calendar::london_day;
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use sync::wire::{Cursor, ServerEpoch, SyncRequest};

use super::access::Asker;
use super::replay::{begin_another_life, lives};
use super::{Actor, Gate, GateError};
use crate::db::{DbError, Txn};
use crate::serve::fresh_epoch;

/// How long a life lasts at least that began because a device said so. Our reasoning: each costs every device a first
/// sync, and whoever is signed in can say so; a real one heals within a day even where the database is put back twice.
const SHORTEST: i64 = 24 * 60 * 60 * 1_000;
/// When a device may ask again that has to wait for that, in seconds.
const LATER: u32 = 10 * 60;

/// A life, and those before.
#[derive(Clone)]
pub(super) struct Life {
    /// By what devices know it.
    pub(super) epoch: ServerEpoch,
    /// Since when each was, oldest first.
    all: Arc<[(ServerEpoch, Moment)]>,
}

impl Life {
    /// As the database has it, in which there is one.
    pub(super) async fn load(txn: &mut dyn Txn) -> Result<Self, DbError> {
        let all = lives(txn).await?;
        Ok(Self { epoch: all.last().map_or(ServerEpoch::default(), |(epoch, _)| *epoch), all: all.into() })
    }

    /// Since when the life is that followed the one a device knows: what nobody touched since, it may know better. A life
    /// that this database has forgotten was after all that it remembers.
    pub(super) fn began_after(&self, known: Option<ServerEpoch>) -> Moment {
        let place = self.all.iter().position(|(epoch, _)| Some(*epoch) == known);
        let next = place.and_then(|place| self.all.get(place + 1)).or(self.all.last());
        next.map_or(Moment(0), |(_, began)| *began)
    }

    /// Whether it is so young that no device can end it. A clock that was wrong when it began keeps nobody out.
    fn is_young(&self, now: Moment) -> bool {
        self.all.len() > 1 && (0..SHORTEST).contains(&(now.0 - self.began_after(None).0))
    }
}

/// The life that is now.
#[derive(Clone)]
pub(super) struct Present(Arc<RwLock<Life>>);

impl Present {
    pub(super) fn new(life: Life) -> Self {
        Self(Arc::new(RwLock::new(life)))
    }

    pub(super) fn get(&self) -> Life {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, life: Life) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = life;
    }
}

impl Gate {
    /// The life in which this request is answered: another one, where the device has seen more than the database knows.
    pub(super) async fn life_for(&self, actor: &Actor, request: &SyncRequest, now: Moment) -> Result<Life, GateError> {
        let life = self.life.get();
        if request.server != Some(life.epoch) || !self.is_behind(actor, request, now).await? {
            return Ok(life);
        }
        let mut txn = self.db.write().await?;
        let found = Life::load(&mut *txn).await?;
        if found.epoch != life.epoch {
            // Another device was faster.
            self.life.set(found.clone());
            return Ok(found);
        }
        if found.is_young(now) {
            tracing::warn!(person = %actor.person(), "a device knows more than the database, twice within a day: it has to wait");
            return Err(GateError::Wait(LATER));
        }
        begin_another_life(&mut *txn, fresh_epoch(), now).await?;
        let begun = Life::load(&mut *txn).await?;
        txn.commit().await?;
        self.life.set(begun.clone());
        tracing::warn!(person = %actor.person(), "a device knows more than the database: it was put back without `footbridge \
             restore`, or its disk lost what it had promised. Devices offer again what they sent; whoever was taken out of \
             a circle, or chose a new password, since then may have again what they had before: look through the circles");
        Ok(begun)
    }

    /// Whether a device has been told more than this database knows. Nothing is said of circles that are not theirs.
    async fn is_behind(&self, actor: &Actor, request: &SyncRequest, now: Moment) -> Result<bool, GateError> {
        let mut txn = self.db.read().await?;
        let asker = Asker::load(&mut *txn, actor, london_day(now)).await?;
        let open: Vec<Scope> = scopes(&asker.viewer, asker.today()).into_iter().collect();
        let heads: BTreeMap<Scope, Revision> =
            txn.heads(&open).await?.into_iter().map(|(scope, head)| (scope, head.revision)).collect();
        let is_ahead = |Cursor { scope, access, upto }: &Cursor| {
            let of_later_access = scope.circle().is_some_and(|circle| *access > asker.epoch(circle));
            let head = heads.get(scope).copied().unwrap_or_default();
            of_later_access || (open.contains(scope) && *upto > head)
        };
        Ok(request.cursors.iter().any(is_ahead))
    }
}
