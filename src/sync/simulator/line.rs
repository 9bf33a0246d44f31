//! The line between a device and its server: it loses, repeats, delays, reorders and cuts what goes over it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use domain::file::FileHash;
use domain::ids::PersonId;

use super::authority::{Authority, Ticket};
use super::dice::Dice;
use super::oracle::Oracle;
use super::pause::some_time;
use super::sabotage::Sabotage;
use crate::remote::{Remote, RemoteError};
use crate::session::{SessionToken, StoreName};
use crate::wire::{FileProgress, SyncReply, SyncRequest};

/// What all lines share.
pub(super) struct Network {
    /// Whether anything goes wrong.
    pub(super) storm: Cell<bool>,
    /// Requests that got stuck somewhere and may still arrive, in any order.
    pub(super) stuck: RefCell<Vec<(Ticket, Vec<u8>)>>,
    /// Every session that ever began, and what the server last answered to each person.
    pub(super) sessions: RefCell<Vec<(PersonId, SessionToken)>>,
    pub(super) replies: RefCell<BTreeMap<PersonId, Vec<u8>>>,
    /// How often what went wrong.
    pub(super) faults: RefCell<BTreeMap<&'static str, u64>>,
}

/// One person's line to the server, from one tab.
pub(super) struct Line<A> {
    pub(super) authority: Rc<A>,
    pub(super) store: StoreName,
    /// The session that this tab took out of its store.
    pub(super) session: Rc<Cell<Option<SessionToken>>>,
    /// The session that began last in this browser, whosever it is: nothing but a bug looks here.
    pub(super) latest: Rc<Cell<Option<SessionToken>>>,
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
    OthersSession,
    Nameless,
    OthersReply,
}

impl<A: Authority> Line<A> {
    fn luck(&self) -> Luck {
        const BAD: [(Luck, &str); 10] = [
            (Luck::RequestLost, "request lost"),
            (Luck::ReplyLost, "reply lost"),
            (Luck::Twice, "request arrives twice"),
            (Luck::Stuck, "request delayed"),
            (Luck::StuckAfter, "request arrives, and again later"),
            (Luck::Cut, "reply cut"),
            (Luck::Busy, "server busy"),
            (Luck::OthersSession, "request under the session of somebody else"),
            (Luck::Nameless, "request names no store"),
            (Luck::OthersReply, "reply for somebody else"),
        ];
        if self.network.storm.get() && self.dice.chance(300) {
            let (luck, name) = self.dice.pick(&BAD).copied().unwrap_or((Luck::Good, ""));
            *self.network.faults.borrow_mut().entry(name).or_default() += 1;
            luck
        } else {
            Luck::Good
        }
    }

    /// For requests of which it is all the same in which way they go wrong.
    fn is_lucky(&self) -> Result<(), RemoteError> {
        match self.luck() {
            Luck::Good => Ok(()),
            Luck::Busy => Err(RemoteError::Busy(1)),
            _ => Err(RemoteError::Unreachable),
        }
    }

    fn ticket(&self) -> Result<Ticket, RemoteError> {
        let session = match self.sabotage {
            Some(Sabotage::SessionOfTheBrowser) => self.latest.get(),
            _ => self.session.get(),
        };
        session.map(|session| Ticket { session, store: Some(self.store) }).ok_or(RemoteError::SignedOut)
    }

    fn ask(&self, ticket: Ticket, body: &[u8]) -> Result<Vec<u8>, RemoteError> {
        let reply = self.authority.sync(ticket, body)?;
        if let Ok(heard) = postcard::from_bytes::<SyncReply>(&reply) {
            self.oracle.borrow_mut().heard(&heard);
            self.network.replies.borrow_mut().insert(self.store.person, reply.clone());
        }
        Ok(reply)
    }

    /// Shows what no server may take: the session of somebody else, or no store.
    fn asks_wrongly<T>(&self, luck: Luck, ask: impl FnOnce(Ticket) -> Result<T, RemoteError>) -> RemoteError {
        let ticket = match self.ticket() {
            Ok(ticket) => ticket,
            Err(error) => return error,
        };
        let sessions = self.network.sessions.borrow();
        let others: Vec<SessionToken> =
            sessions.iter().filter(|(person, _)| *person != self.store.person).map(|(_, session)| *session).collect();
        let ticket = match (luck, self.dice.pick(&others)) {
            (Luck::OthersSession, Some(session)) => Ticket { session: *session, ..ticket },
            _ => Ticket { store: None, ..ticket },
        };
        match ask(ticket) {
            Ok(_) => {
                let what = format!("a request for {:?} was answered that showed {ticket:?}", self.store);
                self.oracle.borrow_mut().wrong.push(what);
                RemoteError::Nonsense
            }
            Err(error) => error,
        }
    }

    /// Something on the way confuses two people's answers.
    fn others_reply(&self) -> Option<Vec<u8>> {
        let replies = self.network.replies.borrow();
        let others: Vec<&Vec<u8>> =
            replies.iter().filter(|(person, _)| **person != self.store.person).map(|(_, reply)| reply).collect();
        self.dice.pick(&others).map(|reply| (*reply).clone())
    }
}

impl<A: Authority> Remote for Line<A> {
    async fn sync(&self, request: &SyncRequest) -> Result<SyncReply, RemoteError> {
        let body = postcard::to_allocvec(request).map_err(|_| RemoteError::Nonsense)?;
        let ticket = self.ticket()?;
        let luck = self.luck();
        some_time(&self.dice).await;
        match luck {
            Luck::RequestLost => return Err(RemoteError::Unreachable),
            Luck::Busy => return Err(RemoteError::Busy(1)),
            Luck::Stuck => {
                self.network.stuck.borrow_mut().push((ticket, body));
                return Err(RemoteError::Unreachable);
            }
            Luck::StuckAfter => self.network.stuck.borrow_mut().push((ticket, body.clone())),
            Luck::Twice => drop(self.ask(ticket, &body)?),
            Luck::OthersSession | Luck::Nameless => {
                return Err(self.asks_wrongly(luck, |ticket| self.ask(ticket, &body)));
            }
            _ => {}
        }
        let mut reply = self.ask(ticket, &body)?;
        some_time(&self.dice).await;
        if luck == Luck::ReplyLost {
            return Err(RemoteError::Unreachable);
        }
        if luck == Luck::Cut {
            reply.truncate(self.dice.below(reply.len()));
        }
        if luck == Luck::OthersReply {
            reply = self.others_reply().ok_or(RemoteError::Unreachable)?;
        }
        let mut reply: SyncReply = postcard::from_bytes(&reply).map_err(|_| RemoteError::Nonsense)?;
        if self.sabotage == Some(Sabotage::OthersReplyAdopted) {
            reply.person = self.store.person;
        }
        Ok(self.sabotage.map_or_else(|| Clone::clone(&reply), |sabotage| sabotage.of_reply(&self.dice, &reply)))
    }

    async fn wait(&self, _: u32) {
        some_time(&self.dice).await;
    }

    async fn file_progress(&self, file: FileHash) -> Result<FileProgress, RemoteError> {
        some_time(&self.dice).await;
        self.is_lucky()?;
        if self.sabotage == Some(Sabotage::FileSaidComplete) {
            return Ok(FileProgress { received: 0, complete: true });
        }
        self.authority.file_progress(self.ticket()?, file)
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
            Luck::RequestLost | Luck::Stuck => return Err(RemoteError::Unreachable),
            Luck::Busy => return Err(RemoteError::Busy(1)),
            Luck::Twice => drop(self.authority.put_chunk(self.ticket()?, file, offset, whole, bytes)?),
            luck @ (Luck::OthersSession | Luck::Nameless) => {
                let ask = |ticket| self.authority.put_chunk(ticket, file, offset, whole, bytes);
                return Err(self.asks_wrongly(luck, ask));
            }
            Luck::ReplyLost | Luck::StuckAfter | Luck::Cut | Luck::OthersReply => {
                self.authority.put_chunk(self.ticket()?, file, offset, whole, bytes)?;
                return Err(RemoteError::Unreachable);
            }
            Luck::Good => {}
        }
        self.authority.put_chunk(self.ticket()?, file, offset, whole, bytes)
    }

    async fn get_chunk(&self, file: FileHash, offset: u64, most: u64) -> Result<(Vec<u8>, u64), RemoteError> {
        some_time(&self.dice).await;
        self.is_lucky()?;
        self.authority.get_chunk(self.ticket()?, file, offset, most)
    }
}
