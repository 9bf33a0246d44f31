//! Where the keyboard and the screen reader are: at the heading after each move, and never under a bar.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::clock::sleep;
use super::finger;
use super::js::{self, listen};

/// How long a page may take to draw its heading, in steps of [`STEP`].
const LONGEST: u32 = 3_000;
/// How often to look, in milliseconds.
const STEP: u32 = 50;
/// What is kept free between something in focus and a bar: the ring around it and a little air, in CSS pixels.
const AIR: f64 = 12.0;

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

/// Begins to keep what is in focus clear of the bars at the foot, for as long as the page lives. Browsers scroll it
/// into the window, and know nothing of what lies over the window's edge.
pub fn keep_clear() {
    listen(&js::window(), "focusin", |event| {
        // Whoever presses it sees it, and it must lie still until they have.
        if finger::is_down() {
            return;
        }
        let target = js::get(&event, "target").dyn_into::<Element>();
        let Some(over) = target.ok().as_ref().and_then(how_far_under_a_bar) else { return };
        js::window().scroll_by_with_x_and_y(0.0, over + AIR);
    })
    .forever();
}

fn heading() -> Option<HtmlElement> {
    js::window().document()?.query_selector("main h1").ok()??.dyn_into().ok()
}

fn is_on_the_page() -> bool {
    let focused = js::window().document().and_then(|document| document.active_element());
    focused.and_then(|focused| focused.closest("main").ok().flatten()).is_some()
}

/// By how many pixels the lower edge of something lies under a bar that is laid over the page's foot.
fn how_far_under_a_bar(element: &Element) -> Option<f64> {
    let bars = js::window().document()?.query_selector_all(".fb-task-shell__foot, .fb-shell__nav").ok()?;
    let window = js::window().inner_height().ok()?.as_f64()?;
    let rect = element.get_bounding_client_rect();
    let over = (0..bars.length()).filter_map(|at| bars.get(at)?.dyn_into::<Element>().ok()).filter_map(|bar| {
        let place = bar.get_bounding_client_rect();
        // A rail stands beside the page, and what is in the bar itself does not hide under it.
        let lies_at_the_foot = place.height() > 0.0 && place.top() > 0.0 && place.bottom() >= window - 1.0;
        let hidden = rect.bottom() - place.top();
        (lies_at_the_foot && hidden > 0.0 && rect.top() < window && !bar.contains(Some(element))).then_some(hidden)
    });
    over.reduce(f64::max)
}
