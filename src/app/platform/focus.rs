//! Where the keyboard and the screen reader are: at the heading after each move.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::clock::sleep;
use super::js;

/// How long a page may take to draw its heading, in steps of [`STEP`].
const LONGEST: u32 = 3_000;
/// How often to look, in milliseconds.
const STEP: u32 = 50;

/// A page has taken another's place: the focus goes to its heading, which a screen reader then reads out. Where
/// something on the page has the focus already, because the page or the person put it there, it stays.
pub async fn to_heading() {
    let mut waited = 0;
    // What is loading has no heading of its own yet; the one before stands until it is drawn anew.
    sleep(STEP).await;
    while waited < LONGEST {
        if let Some(heading) = heading() {
            if !is_on_the_page() {
                heading.set_tab_index(-1);
                // The page has been scrolled where it belongs; a second jump would move what is about to be pressed.
                let without_scrolling = js::object(&[("preventScroll", JsValue::TRUE)]);
                // Fails only on what has left the page meanwhile.
                let _ = js::call(&heading, "focus", &[without_scrolling]);
            }
            return;
        }
        sleep(STEP).await;
        waited += STEP;
    }
}

fn heading() -> Option<HtmlElement> {
    js::window().document()?.query_selector("main h1").ok()??.dyn_into().ok()
}

fn is_on_the_page() -> bool {
    let focused = js::window().document().and_then(|document| document.active_element());
    focused.and_then(|focused| focused.closest("main").ok().flatten()).is_some()
}
