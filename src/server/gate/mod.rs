//! The only place that decides what is accepted and what may be read, with `domain::access` inside.
//!
//! One exchange: [`push`] takes what a device sends, in one transaction; [`pull`] answers with what it has not
//! seen yet. [`look`] is for single files and histories, [`join`] for people who were invited, [`naming`] for what
//! somebody is called.

use std::sync::Arc;

use domain::ids::{CircleId, DeviceId, PersonId};
use domain::value::Moment;
use sync::stored::to_row;
use sync::wire::{OLDEST, PROTOCOL, ServerEpoch, SyncReply, SyncRequest};
use tokio::sync::broadcast;

use self::life::{Life, Present};
use self::pull::Pulled;
use self::push::Decided;
use crate::db::{Db, DbError, PersonRow};

mod accept;
mod access;
mod budget;
pub mod join;
mod life;
pub mod look;
mod members;
pub mod naming;
mod pack;
mod past;
mod pull;
mod push;
mod replay;
mod rights;

use pack::Packers;
pub use pack::Packing;
pub use replay::{begin_another_life, replay};

/// The setting that holds the [`ServerEpoch`].
pub(crate) const EPOCH: &str = "server_epoch";
/// The setting that holds the database's lives and since when each was; not there if it was never put back.
pub(crate) const LIVES: &str = "server_lives";

/// Somebody signed in, on one of their devices.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Who.
    pub account: PersonRow,
    /// Where.
    pub device: DeviceId,
}

impl Actor {
    /// Who.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.account.id
    }
}

/// Why the gate gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum GateError {
    /// The app speaks a protocol from too long ago, or from the future.
    #[error("another protocol")]
    OtherProtocol,
    /// What was sent is from the store of another person or device than the one that sends it.
    #[error("from the store of somebody else")]
    OtherPerson,
    /// Not there, or not for this person: the two are not told apart.
    #[error("nothing here for this person")]
    NotFound,
    /// The server failed; nothing was changed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not now: again after so many seconds. Nothing was changed.
    #[error("to be asked again later")]
    Wait(u32),
    /// The server is going down.
    #[error("the server stops")]
    Stopped,
}

/// The gate.
#[derive(Clone)]
pub struct Gate {
    db: Arc<dyn Db>,
    life: Present,
    packers: Packers,
    notices: broadcast::Sender<Notice>,
}

/// Something has happened in a circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Where.
    pub circle: CircleId,
    /// Who has just been told, and where, in the answer to what they sent; `None` where it was the server's doing.
    pub knows: Option<(PersonId, DeviceId)>,
}

impl Gate {
    /// The gate to this database. A database that has no epoch yet begins `fresh`.
    ///
    /// # Errors
    /// [`DbError`] when the database fails.
    pub async fn open(db: Arc<dyn Db>, fresh: ServerEpoch, packing: Packing) -> Result<Self, DbError> {
        let mut txn = db.write().await?;
        if txn.setting(EPOCH).await?.is_none() {
            txn.put_setting(EPOCH, &to_row(&fresh)?).await?;
        }
        let life = Present::new(Life::load(&mut *txn).await?);
        txn.commit().await?;
        rights::bring_up_to_date(&*db).await?;
        Ok(Self { db, life, packers: Packers::new(packing), notices: broadcast::Sender::new(1_024) })
    }

    /// One exchange with a device: what it sends is decided, then it is told what is new to it.
    ///
    /// # Errors
    /// [`GateError`] when there is no answer; then nothing was changed, and the device asks again.
    pub async fn sync(&self, actor: &Actor, request: &SyncRequest, now: Moment) -> Result<SyncReply, GateError> {
        if !(OLDEST..=PROTOCOL).contains(&request.protocol) {
            return Err(GateError::OtherProtocol);
        }
        // The session was compared with the request's header; the store says for itself whose it is.
        if (request.person, request.device) != (actor.person(), actor.device) {
            return Err(GateError::OtherPerson);
        }
        // What was made for an earlier life of this server may build on what it has forgotten: the device is told first.
        let life = self.life_for(actor, request, now).await?;
        let is_of_this_life = request.server.is_none_or(|server| server == life.epoch);
        let (decided, pulled) = if is_of_this_life {
            (self.decide_all(actor, request, now).await?, self.pull(actor, request, now).await?)
        } else {
            (Decided::default(), Pulled { more: true, ..Pulled::default() })
        };
        let Decided { outcomes, later } = decided;
        Ok(SyncReply {
            protocol: PROTOCOL,
            server: life.epoch,
            server_time: now,
            outcomes,
            removed: pulled.removed,
            gone: pulled.gone,
            segments: pulled.segments,
            more: pulled.more,
            person: actor.person(),
            began: life.began_after(request.server),
            later,
        })
    }

    /// The circles in which something happens, as it happens.
    #[must_use]
    pub fn notices(&self) -> broadcast::Receiver<Notice> {
        self.notices.subscribe()
    }

    /// The database behind the gate, for who is who.
    #[must_use]
    pub fn db(&self) -> &dyn Db {
        &*self.db
    }

    fn notify(&self, circles: impl IntoIterator<Item = CircleId>, knows: Option<(PersonId, DeviceId)>) {
        for circle in circles {
            // Nobody listening is no failure: devices that ask find it anyway.
            let _heard = self.notices.send(Notice { circle, knows });
        }
    }
}
