//! Signs that now may be a good time. None of them is believed: whether the server can be reached shows only when
//! it is asked.

use super::js::{self, Listening, listen};

/// Calls when the network seems to be back, or gone, or the page becomes visible. Listens for as long as the page
/// lives.
pub fn on_network_change(call: impl Fn() + Clone + 'static) {
    let window = js::window();
    for sign in ["online", "offline"] {
        let call = call.clone();
        listen(&window, sign, move |_| call()).forever();
    }
    on_visible(call).forever();
}

/// Calls each time the page becomes visible again.
pub fn on_visible(call: impl Fn() + 'static) -> Listening {
    on_visibility(move |visible| {
        if visible {
            call();
        }
    })
}

/// Calls when the browser shows the page as it lay in its own memory since it was left, as Back may do. Listens for as long
/// as the page lives.
pub fn on_shown_again(call: impl Fn() + 'static) {
    let shown = move |event: wasm_bindgen::JsValue| {
        if js::get(&event, "persisted").is_truthy() {
            call();
        }
    };
    listen(&js::window(), "pageshow", shown).forever();
}

/// Calls when the page may be about to die: it is hidden, or left. The last good moment to keep what is being
/// typed. May call more than once.
pub fn on_leaving(call: impl Fn() + Clone + 'static) -> Listening {
    let by_hiding = call.clone();
    let hidden = on_visibility(move |visible| {
        if !visible {
            by_hiding();
        }
    });
    let by_telling = call.clone();
    let told = listen(&js::window(), LEAVING, move |_| by_telling());
    let left = listen(&js::window(), "pagehide", move |_| call());
    Listening::until(move || drop((hidden, told, left)))
}

/// What [`tell_leaving`] is called in the page.
const LEAVING: &str = "footbridge-leaving";

/// The page is about to be left on purpose: whatever keeps what is being typed keeps it now, while there is time.
pub fn tell_leaving() {
    if let Ok(event) = web_sys::Event::new(LEAVING) {
        // Refused only for an event that is on its way already.
        let _ = js::window().dispatch_event(&event);
    }
}

/// Whether the device is on mobile data; `None` where the browser does not tell, which is most of them.
#[must_use]
pub fn is_on_mobile_data() -> Option<bool> {
    let connection = js::get(js::window().navigator().as_ref(), "connection");
    let kind = js::get(&connection, "type").as_string()?;
    Some(kind == "cellular")
}

/// Whether the page can be seen.
#[must_use]
pub fn is_visible() -> bool {
    js::window().document().is_none_or(|document| document.visibility_state() == web_sys::VisibilityState::Visible)
}

fn on_visibility(call: impl Fn(bool) + 'static) -> Listening {
    let document = js::window().document().expect("a window has a document");
    listen(&document, "visibilitychange", move |_| call(is_visible()))
}
