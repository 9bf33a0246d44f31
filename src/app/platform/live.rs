//! The server's "look now": never what there is to see. Where this line cannot be held, everything works by asking.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::value::Moment;
use wasm_bindgen_futures::spawn_local;
use web_sys::EventSource;

use super::clock::{now, random_below, sleep};
use super::js::{Listening, listen};

/// After the browser itself gave up, such as when nobody was signed in: try again after this, in milliseconds.
const AGAIN: u32 = 60_000;
/// Between two tries of ours there is at least so much, in milliseconds.
const PAUSE: u32 = 5_000;

/// The line on which the server says that there may be news. Held for as long as the page lives.
#[derive(Clone)]
pub struct Line(Rc<Inner>);

struct Inner {
    heard: Rc<dyn Fn()>,
    held: RefCell<Option<Held>>,
    /// It broke, or could not be opened: the browser tries again, but takes its time.
    broken: Rc<Cell<bool>>,
    /// Whether it was ever open.
    was_open: Rc<Cell<bool>>,
    /// When it was last tried.
    tried: Cell<Moment>,
}

/// One connection.
struct Held {
    source: EventSource,
    _listening: [Listening; 3],
}

impl Drop for Held {
    fn drop(&mut self) {
        self.source.close();
    }
}

impl Line {
    /// Calls whenever there may be news, and each time the line is held again.
    #[must_use]
    pub fn hold(heard: impl Fn() + 'static) -> Self {
        let line = Self(Rc::new(Inner {
            heard: Rc::new(heard),
            held: RefCell::default(),
            broken: Rc::default(),
            was_open: Rc::default(),
            tried: Cell::default(),
        }));
        line.open();
        let held = line.clone();
        spawn_local(async move {
            loop {
                sleep(AGAIN + random_below(AGAIN / 2)).await;
                if held.is_closed() {
                    held.open();
                }
            }
        });
        line
    }

    /// The server was just reached: a line that broke is held again now, not when the browser comes to it.
    pub fn mend(&self) {
        // Something on the way may cut every line as soon as it is open.
        let is_early = now().0 - self.0.tried.get().0 < i64::from(PAUSE);
        if !is_early && (self.0.broken.get() || self.is_closed()) {
            self.open();
        }
    }

    fn is_closed(&self) -> bool {
        self.0.held.borrow().as_ref().is_none_or(|held| held.source.ready_state() == EventSource::CLOSED)
    }

    fn open(&self) {
        let Inner { heard, held, broken, was_open, tried } = &*self.0;
        tried.set(now());
        held.replace(None);
        broken.set(false);
        let Ok(source) = EventSource::new("/api/now") else { return };
        let by_event = {
            let heard = Rc::clone(heard);
            listen(&source, "look", move |_| heard())
        };
        // After a gap something may have been missed; the first opening is no news.
        let by_opening = {
            let (heard, broken, was_open) = (Rc::clone(heard), Rc::clone(broken), Rc::clone(was_open));
            listen(&source, "open", move |_| {
                broken.set(false);
                if was_open.replace(true) {
                    heard();
                }
            })
        };
        let by_break = {
            let broken = Rc::clone(broken);
            listen(&source, "error", move |_| broken.set(true))
        };
        held.replace(Some(Held { source, _listening: [by_event, by_opening, by_break] }));
    }
}
