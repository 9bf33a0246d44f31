//! What lies under a finger must not be drawn anew until it has been lifted: the press would be lost, or land on
//! something else.

use std::cell::Cell;

use super::clock::sleep;
use super::js::{self, listen};

/// Nobody presses for longer, in steps of [`STEP`]: whoever rests a finger on the glass still gets what is new.
const LONGEST: u32 = 2_000;
/// How often to look whether it was lifted, in milliseconds.
const STEP: u32 = 40;

thread_local! {
    static DOWN: Cell<bool> = const { Cell::new(false) };
}

/// Begins to watch, for as long as the page lives.
pub fn watch() {
    let window = js::window();
    listen(&window, "pointerdown", |_| DOWN.set(true)).forever();
    for end in ["pointerup", "pointercancel", "blur"] {
        listen(&window, end, |_| DOWN.set(false)).forever();
    }
}

/// Waits until no finger and no mouse button is down, and what it pressed has been told.
pub async fn lifted() {
    let mut waited = 0;
    while DOWN.get() && waited < LONGEST {
        // The press itself is told right after the finger is lifted, long before the next step.
        sleep(STEP).await;
        waited += STEP;
    }
}
