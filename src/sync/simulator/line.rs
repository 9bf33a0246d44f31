//! The line between a device and its server: it loses, repeats, delays, reorders and cuts what goes over it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use domain::file::FileHash;
use domain::ids::PersonId;

use super::authority::Authority;
use super::dice::Dice;
use super::oracle::Oracle;
use super::pause::some_time;
use super::sabotage::Sabotage;
use crate::remote::{Remote, RemoteError};
use crate::wire::{FileProgress, SyncReply, SyncRequest};

/// What all lines share.
pub(super) struct Network {
    /// Whether anything goes wrong.
    pub(super) storm: Cell<bool>,
    /// Requests that got stuck somewhere and may still arrive, in any order.
    pub(super) stuck: RefCell<Vec<(PersonId, Vec<u8>)>>,
    /// How often what went wrong.
    pub(super) faults: RefCell<BTreeMap<&'static str, u64>>,
}

/// One person's line to the server.
pub(super) struct Line<A> {
    pub(super) authority: Rc<A>,
    pub(super) person: PersonId,
    pub(super) dice: Rc<Dice>,
    pub(super) network: Rc<Network>,
    pub(super) oracle: Rc<RefCell<Oracle>>,
    pub(super) sabotage: Option<Sabotage>,
}

/// What happens to one exchange.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Luck {
    Good,
    RequestLost,
    ReplyLost,
    Twice,
    Stuck,
    StuckAfter,
    Cut,
    Busy,
}

impl<A: Authority> Line<A> {
    fn luck(&self) -> Luck {
        const BAD: [(Luck, &str); 7] = [
            (Luck::RequestLost, "request lost"),
            (Luck::ReplyLost, "reply lost"),
            (Luck::Twice, "request arrives twice"),
            (Luck::Stuck, "request delayed"),
            (Luck::StuckAfter, "request arrives, and again later"),
            (Luck::Cut, "reply cut"),
            (Luck::Busy, "server busy"),
        ];
        if self.network.storm.get() && self.dice.chance(300) {
            let (luck, name) = self.dice.pick(&BAD).copied().unwrap_or((Luck::Good, ""));
            *self.network.faults.borrow_mut().entry(name).or_default() += 1;
            luck
        } else {
            Luck::Good
        }
    }

    fn ask(&self, body: &[u8]) -> Result<Vec<u8>, RemoteError> {
        let reply = self.authority.sync(self.person, body)?;
        if let Ok(reply) = postcard::from_bytes::<SyncReply>(&reply) {
            self.oracle.borrow_mut().heard(&reply);
        }
        Ok(reply)
    }
}

impl<A: Authority> Remote for Line<A> {
    async fn sync(&self, request: &SyncRequest) -> Result<SyncReply, RemoteError> {
        let body = postcard::to_allocvec(request).map_err(|_| RemoteError::Nonsense)?;
        let luck = self.luck();
        some_time(&self.dice).await;
        match luck {
            Luck::RequestLost => return Err(RemoteError::Unreachable),
            Luck::Busy => return Err(RemoteError::Busy(1)),
            Luck::Stuck => {
                self.network.stuck.borrow_mut().push((self.person, body));
                return Err(RemoteError::Unreachable);
            }
            Luck::StuckAfter => self.network.stuck.borrow_mut().push((self.person, body.clone())),
            Luck::Twice => drop(self.ask(&body)?),
            _ => {}
        }
        let mut reply = self.ask(&body)?;
        some_time(&self.dice).await;
        if luck == Luck::ReplyLost {
            return Err(RemoteError::Unreachable);
        }
        if luck == Luck::Cut {
            reply.truncate(self.dice.below(reply.len()));
        }
        let reply = postcard::from_bytes(&reply).map_err(|_| RemoteError::Nonsense)?;
        Ok(self.sabotage.map_or_else(|| Clone::clone(&reply), |sabotage| sabotage.of_reply(&self.dice, &reply)))
    }

    async fn file_progress(&self, file: FileHash) -> Result<FileProgress, RemoteError> {
        some_time(&self.dice).await;
        if self.luck() != Luck::Good {
            return Err(RemoteError::Unreachable);
        }
        if self.sabotage == Some(Sabotage::FileSaidComplete) {
            return Ok(FileProgress { received: 0, complete: true });
        }
        self.authority.file_progress(self.person, file)
    }

    async fn put_chunk(
        &self,
        file: FileHash,
        offset: u64,
        whole: u64,
        bytes: &[u8],
    ) -> Result<FileProgress, RemoteError> {
        some_time(&self.dice).await;
        match self.luck() {
            Luck::RequestLost | Luck::Busy | Luck::Stuck => return Err(RemoteError::Unreachable),
            Luck::Twice => drop(self.authority.put_chunk(self.person, file, offset, whole, bytes)?),
            Luck::ReplyLost | Luck::StuckAfter | Luck::Cut => {
                self.authority.put_chunk(self.person, file, offset, whole, bytes)?;
                return Err(RemoteError::Unreachable);
            }
            Luck::Good => {}
        }
        self.authority.put_chunk(self.person, file, offset, whole, bytes)
    }

    async fn get_chunk(&self, file: FileHash, offset: u64, most: u64) -> Result<(Vec<u8>, u64), RemoteError> {
        some_time(&self.dice).await;
        if self.luck() != Luck::Good {
            return Err(RemoteError::Unreachable);
        }
        self.authority.get_chunk(self.person, file, offset, most)
    }
}
