//! People take turns at devices: they come in, lock, sign out, and their sessions begin and end.

use std::rc::Rc;

use super::authority::Authority;
use super::machine::{Machine, Task, finish};
use super::world::World;
use crate::engine::SyncError;
use crate::remote::RemoteError;
use crate::session::SessionToken;

impl<A: Authority + 'static> World<A> {
    /// The person of a store comes in. Whoever else was open in that browser is locked, at once or, in another tab, when it
    /// hears of it a little later. Without a network the session that lies sealed in the store has to do.
    pub(super) fn come_in(&mut self, machine: usize, with_network: bool) {
        let browser = self.machines[machine].browser;
        for other in 0..self.machines.len() {
            let open = self.machines[other].browser == browser && other != machine && !self.machines[other].locked;
            if open && self.dice.chance(600) {
                self.machines[other].lock();
                self.count("locked by another's sign-in", Some(other));
            }
        }
        self.machines[machine].locked = false;
        self.open(machine);
        self.count(if with_network { "comes in" } else { "comes in without a network" }, Some(machine));
        if with_network {
            self.sign_in_again(machine);
        }
    }

    /// Somebody locks, or signs out and locks; then the server may hear of it later.
    pub(super) fn leave(&mut self, machine: usize) {
        if self.machines[machine].locked {
            return;
        }
        if self.dice.chance(300)
            && let Some(tab) = self.machines[machine].tabs.first()
            && let Some(session) = tab.session.get()
        {
            let device = Rc::clone(&tab.device);
            self.machines[machine].tasks.clear();
            if finish(device.keep_session(None)).is_some_and(|kept| kept.is_ok()) {
                self.over.insert(session.mark());
                self.to_end.push(session);
            }
            self.count("signs out", Some(machine));
        }
        self.machines[machine].lock();
        self.count("locks", Some(machine));
    }

    /// Somebody's session ends elsewhere, as with a new password; or the server hears at last of a signing out.
    pub(super) fn end_a_session(&mut self, machine: usize) {
        let person = self.machines[machine].person();
        let waiting = self.to_end.pop();
        let sessions = self.network.sessions.borrow().clone();
        let own = sessions.into_iter().filter(|(of, _)| *of == person).map(|(_, session)| session);
        let ends = if let Some(session) = waiting { vec![session] } else { own.collect() };
        for session in ends {
            self.over.insert(session.mark());
            self.authority.end_session(session);
        }
        self.count("sessions end", Some(machine));
    }

    /// The person of an open store proves once more who they are.
    pub(super) fn sign_in_again(&mut self, machine: usize) {
        let Some(tab) = self.machines[machine].tabs.last() else { return };
        let (name, held) = (tab.name, Rc::clone(&tab.session));
        if self.machines[machine].is_busy(name) {
            return;
        }
        let session = self.new_session(machine);
        let at = self.machines[machine].tabs.len() - 1;
        let future = Box::pin(self.desk(machine, at).signed_in(session, held));
        self.machines[machine].tasks.push(Task { tab: name, syncs: false, future });
        self.count("signs in", Some(machine));
    }

    pub(super) fn new_session(&self, machine: usize) -> SessionToken {
        let mut bytes = [0; 32];
        bytes.iter_mut().zip(self.dice.ten()).for_each(|(byte, random)| *byte = random);
        let Machine { store, browser, .. } = self.machines[machine];
        let session = SessionToken(bytes);
        self.authority.sign_in(store, session);
        self.network.sessions.borrow_mut().push((store.person, session));
        self.latest[browser].set(Some(session));
        session
    }

    /// Everybody comes in with their password, without a network: what is sealed has to do, where it still does.
    pub(super) fn come_in_at_last(&mut self, at: usize) {
        self.machines[at].locked = false;
        self.open(at);
    }

    /// Whether nothing goes before somebody signs in; it is wrong where their session is still good.
    pub(super) fn needs_sign_in(&self, at: usize, tab: usize, outcome: &Option<Result<(), SyncError>>) -> bool {
        let signed_out =
            matches!(outcome, Some(Err(SyncError::Remote(RemoteError::SignedOut | RemoteError::OtherPerson))));
        let session = self.machines[at].tabs[tab].session.get();
        if signed_out && let Some(session) = session.filter(|session| !self.over.contains(&session.mark())) {
            let what = format!("device {at} has the session {:?}, which never ended, and nothing goes", session.mark());
            self.oracle.borrow_mut().wrong.push(what);
        }
        signed_out
    }
}
