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
/// leaves the focus at the heading of what it stood in, or where that is out of sight, at the place itself. The browser
/// would put it before everything.
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
    let mut put: Option<HtmlElement> = None;
    while waited < LONGEST {
        sleep(STEP).await;
        waited += STEP;
        // Once it is gone, the page has another moment to put the focus where it wants it.
        if !gone {
            // A line of a drawing takes no room of its own.
            let button = pressed.iter().find(|pressed| pressed.dyn_ref::<HtmlElement>().is_some());
            gone = button.is_some_and(|button| !is_shown(button));
            continue;
        }
        match &put {
            None if is_anywhere() => return,
            // They have gone on from it themselves.
            Some(put) if put.is_connected() && !is_anywhere() => return,
            Some(_) if is_anywhere() => continue,
            // What the server answers draws the page anew once more, with where the focus was put.
            _ => {}
        }
        // What is loading has no heading yet.
        if let Some(place) = place_of(&pressed).or_else(heading) {
            put_at(&place);
            put = Some(place);
        }
    }
}

/// Where what was pressed stood: the nearest heading, or what is left of the place where that is nearer to the eye.
fn place_of(pressed: &[Element]) -> Option<HtmlElement> {
    let is_inside = |place: &&Element| is_shown(place) && place.closest("main *").ok().flatten().is_some();
    let places: Vec<&Element> = pressed.iter().filter(is_inside).collect();
    let heading = places.iter().find_map(|place| place.query_selector("h1, h2, h3").ok()?);
    let near = heading.clone().filter(is_in_sight).or_else(|| places.first().map(|place| (*place).clone()));
    near.filter(is_in_sight).or(heading)?.dyn_into().ok()
}

/// Whether something stands on the page and takes room there.
fn is_shown(element: &Element) -> bool {
    element.is_connected() && element.get_bounding_client_rect().height() > 0.0
}

fn is_in_sight(element: &Element) -> bool {
    let (area, height) = (element.get_bounding_client_rect(), js::window().inner_height().ok());
    let height = height.and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
    area.bottom() > 0.0 && area.top() < height
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
