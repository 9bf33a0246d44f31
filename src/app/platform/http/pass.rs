//! Whose store asks, and with which session. Every request of somebody signed in goes through here.

use std::cell::Cell;
use std::rc::Rc;

use sync::session::{SessionToken, StoreName};

/// The name of one person's store and, while there is one, the session that is sealed in it. Clones are the same.
#[derive(Clone, Debug)]
pub struct Pass(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    store: StoreName,
    session: Cell<Option<SessionToken>>,
}

impl Pass {
    /// For this store, without a session yet.
    #[must_use]
    pub fn of(store: StoreName) -> Self {
        Self(Rc::new(Inner { store, session: Cell::new(None) }))
    }

    /// The session, if there is one; whether it is still good only the server knows.
    #[must_use]
    pub fn session(&self) -> Option<SessionToken> {
        self.0.session.get()
    }

    /// Goes on with this session.
    pub fn hold(&self, session: Option<SessionToken>) {
        self.0.session.set(session);
    }

    pub(super) fn store(&self) -> StoreName {
        self.0.store
    }
}
