//! The server's "look now": never what there is to see. Where this line cannot be held, everything works by asking.

use std::cell::Cell;
use std::rc::Rc;

use domain::value::Moment;
use futures::channel::oneshot;
use futures::future::{Either, select};
use wasm_bindgen_futures::spawn_local;

use super::clock::{now, random_below, sleep};
use super::http::{Events, Pass};

/// A line that cannot be held, such as when nobody is signed in, is tried again after this, in milliseconds.
const AGAIN: u32 = 60_000;
/// Between two tries there is at least so much, in milliseconds.
const PAUSE: u32 = 5_000;

/// The line on which the server says that there may be news. Held for as long as the page lives.
#[derive(Clone)]
pub struct Line(Rc<Inner>);

struct Inner {
    pass: Pass,
    heard: Box<dyn Fn()>,
    /// Dropped, the line that is held is let go.
    held: Cell<Option<oneshot::Sender<()>>>,
    /// It broke, or could not be opened.
    broken: Cell<bool>,
    /// It is about to be opened again.
    mending: Cell<bool>,
    /// Whether it was ever open.
    was_open: Cell<bool>,
    /// When it was last tried.
    tried: Cell<Moment>,
}

impl Line {
    /// Calls whenever there may be news, and each time the line is held again.
    #[must_use]
    pub fn hold(pass: Pass, heard: impl Fn() + 'static) -> Self {
        let line = Self(Rc::new(Inner {
            pass,
            heard: Box::new(heard),
            held: Cell::default(),
            broken: Cell::default(),
            mending: Cell::default(),
            was_open: Cell::default(),
            tried: Cell::default(),
        }));
        line.open();
        let held = line.clone();
        spawn_local(async move {
            loop {
                sleep(AGAIN + random_below(AGAIN / 2)).await;
                held.mend();
            }
        });
        line
    }

    /// The server was just reached: a line that broke is held again, now or as soon as the pause is over.
    pub fn mend(&self) {
        if !self.0.broken.get() || self.0.mending.replace(true) {
            return;
        }
        let line = self.clone();
        spawn_local(async move {
            // Something on the way may cut every line as soon as it is open.
            let since = u32::try_from(now().0 - line.0.tried.get().0).unwrap_or_default();
            sleep(PAUSE.saturating_sub(since)).await;
            line.0.mending.set(false);
            if line.0.broken.get() {
                line.open();
            }
        });
    }

    fn open(&self) {
        let (hold, let_go) = oneshot::channel();
        self.0.tried.set(now());
        self.0.broken.set(false);
        self.0.held.set(Some(hold));
        let line = self.clone();
        spawn_local(async move {
            // Another line is held by now: this one was let go.
            let Either::Right((was_open, _)) = select(let_go, Box::pin(line.listen())).await else { return };
            line.0.broken.set(true);
            // The server itself ends each line after a while. One that never opened waits until something is reached.
            if was_open {
                sleep(PAUSE + random_below(PAUSE)).await;
                line.mend();
            }
        });
    }

    /// Listens until the line ends; whether it was open at all.
    async fn listen(&self) -> bool {
        let Inner { pass, heard, was_open, .. } = &*self.0;
        let Ok(mut events) = Events::open(pass).await else { return false };
        // After a gap something may have been missed; the first opening is no news.
        if was_open.replace(true) {
            heard();
        }
        while events.look().await {
            heard();
        }
        true
    }
}
