//! The server's "look now": never what there is to see. Where this line cannot be held, everything works by asking.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::EventSource;

use super::clock::{random_below, sleep};
use super::js::listen;

/// After the browser itself gave up, such as when nobody was signed in: try again after this, in milliseconds.
const AGAIN: u32 = 60_000;

/// Calls whenever the server says that there may be news, and each time the line is held again. Goes on for as
/// long as the page lives.
pub fn on_look_now(call: impl Fn() + 'static) {
    spawn_local(hold(Rc::new(call)));
}

async fn hold(call: Rc<dyn Fn()>) {
    loop {
        if let Ok(line) = EventSource::new("/api/now") {
            let heard = Rc::clone(&call);
            let by_event = listen(&line, "look", move |_| heard());
            // After a gap something may have been missed; the first opening is no news.
            let (heard, first) = (Rc::clone(&call), RefCell::new(true));
            let by_opening = listen(&line, "open", move |_| {
                if !first.replace(false) {
                    heard();
                }
            });
            while line.ready_state() != EventSource::CLOSED {
                sleep(AGAIN / 4 + random_below(AGAIN / 4)).await;
            }
            drop((by_event, by_opening));
        }
        sleep(AGAIN + random_below(AGAIN / 2)).await;
    }
}
