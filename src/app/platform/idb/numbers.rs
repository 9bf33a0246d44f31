//! The last numbers of groups, as far as this tab knows them, so that an append needs no look into the database
//! first: one round trip instead of two for every save.
//!
//! What is known here may be out of date when another tab has appended meanwhile. Tabs tell each other, and a
//! row is *added*, never put over another: a number that is taken fails the transaction, which is then made
//! again with a look.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::BroadcastChannel;

use crate::platform::js::{Listening, listen};

/// A group in a store.
pub(super) type Group = (&'static str, [u8; 16]);

/// At least as large as every number of these groups.
pub(super) type Lasts = HashMap<Group, u64>;

/// What this tab knows of one database.
pub(super) struct Numbers {
    lasts: Rc<RefCell<Lasts>>,
    /// Without it nothing is remembered, and each append looks.
    channel: Option<(BroadcastChannel, Listening)>,
}

impl Numbers {
    pub(super) fn new(database: &str) -> Self {
        let lasts = Rc::new(RefCell::new(Lasts::new()));
        let channel = BroadcastChannel::new(&format!("{database}.numbers")).ok().map(|channel| {
            let told = Rc::clone(&lasts);
            let listening = listen(&channel, "message", move |_| told.borrow_mut().clear());
            (channel, listening)
        });
        Self { lasts, channel }
    }

    pub(super) fn known(&self) -> Lasts {
        self.lasts.borrow().clone()
    }

    pub(super) fn forget(&self) {
        self.lasts.borrow_mut().clear();
    }

    /// Remembers what a transaction has learned, and tells the other tabs that numbers may have moved.
    pub(super) fn learn(&self, learned: Lasts) {
        let Some((channel, _)) = &self.channel else { return };
        let mut lasts = self.lasts.borrow_mut();
        for (group, last) in learned {
            let known = lasts.entry(group).or_insert(last);
            *known = last.max(*known);
        }
        // Fails only on a closed channel.
        let _ = channel.post_message(&JsValue::TRUE);
    }
}

impl Drop for Numbers {
    fn drop(&mut self) {
        if let Some((channel, _)) = &self.channel {
            channel.close();
        }
    }
}
