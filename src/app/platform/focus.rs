//! Where the keyboard and the screen reader are: at the heading after each move, and after a step within a page that
//! takes away what was pressed, at the heading of where that stood.

use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

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
                put_at(&heading);
            }
            return;
        }
        sleep(STEP).await;
        waited += STEP;
    }
}

/// From now on, what is pressed and then leaves the page (a question that was answered, a button that has done its work)
/// leaves the focus at the heading of what it stood in. The browser would put it before everything.
pub fn follow_steps() {
    let Some(document) = js::window().document() else { return };
    let pressed = |event: JsValue| {
        let target = event.dyn_into::<Event>().ok()?.target()?.dyn_into::<Element>().ok()?;
        spawn_local(after_step(std::iter::successors(Some(target), |inside| inside.parent_element()).collect()));
        Some(())
    };
    js::listen(&document, "click", move |event| _ = pressed(event)).forever();
}

/// What was pressed, and what it stood in from the inside out.
async fn after_step(pressed: Vec<Element>) {
    let mut waited = 0;
    let mut gone = false;
    while waited < LONGEST {
        sleep(STEP).await;
        waited += STEP;
        // Once it is gone, the page has another moment to put the focus where it wants it.
        if !gone {
            gone = pressed.first().is_some_and(|pressed| !pressed.is_connected());
            continue;
        }
        if is_anywhere() {
            return;
        }
        let place = pressed.iter().find(|place| place.is_connected());
        let near = place.filter(|place| place.closest("main *").ok().flatten().is_some());
        let near = near.and_then(|place| place.query_selector("h1, h2, h3").ok()?);
        // What is loading has no heading yet.
        if let Some(heading) = near.and_then(|near| near.dyn_into().ok()).or_else(heading) {
            put_at(&heading);
            return;
        }
    }
}

fn put_at(heading: &HtmlElement) {
    heading.set_tab_index(-1);
    // The page has been scrolled where it belongs; a second jump would move what is about to be pressed.
    let without_scrolling = js::object(&[("preventScroll", JsValue::TRUE)]);
    // Fails only on what has left the page meanwhile.
    let _ = js::call(heading, "focus", &[without_scrolling]);
}

fn heading() -> Option<HtmlElement> {
    js::window().document()?.query_selector("main h1").ok()??.dyn_into().ok()
}

fn is_anywhere() -> bool {
    focused().is_some_and(|focused| !["BODY", "HTML"].contains(&focused.tag_name().as_str()))
}

fn focused() -> Option<Element> {
    js::window().document()?.active_element()
}

fn is_on_the_page() -> bool {
    focused().and_then(|focused| focused.closest("main").ok().flatten()).is_some()
}
