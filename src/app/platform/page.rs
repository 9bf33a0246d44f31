//! The page as a whole.

use super::js;

/// Loads the app anew. Nothing else surely empties memory.
pub fn reload() {
    // Fails only in frames that may not navigate, and ours is none.
    let _ = js::window().location().reload();
}

/// Whether the server that the app came from answers just now, whatever it says.
pub async fn reaches_server() -> bool {
    let options = js::object(&[("cache", "no-store".into()), ("method", "HEAD".into())]);
    js::call_async(&js::window(), "fetch", &["/release.json".into(), options]).await.is_ok()
}

/// The address of the page, from the slash.
#[must_use]
pub fn path() -> String {
    js::window().location().pathname().unwrap_or_default()
}

/// What the address asks for under a name, after its question mark. For identifiers: nothing in them is ever encoded.
#[must_use]
pub fn asked(name: &str) -> Option<String> {
    let query = js::window().location().search().ok()?;
    let mut pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

/// Prints what is shown, or offers to keep it as a PDF.
pub fn print() {
    // Refused where printing is switched off; the browser says so itself.
    let _ = js::window().print();
}

/// Calls with `true` just before the page is printed and with `false` after it, for as long as the page lives.
pub fn on_printing(call: impl Fn(bool) + Clone + 'static) {
    for (event, begins) in [("beforeprint", true), ("afterprint", false)] {
        let call = call.clone();
        js::listen(&js::window(), event, move |_| call(begins)).forever();
    }
}

/// Says in the title what page this is; screen readers read it out. It must name no child: titles stand in the
/// browser's history.
pub fn set_title(title: &str) {
    if let Some(document) = js::window().document() {
        document.set_title(&format!("{title} · Footbridge"));
    }
}

/// What stands after the # of the address, which is taken out of it. No server ever sees it.
#[must_use]
pub fn take_fragment() -> Option<String> {
    let window = js::window();
    let fragment = window.location().hash().ok()?.trim_start_matches('#').to_owned();
    if fragment.is_empty() {
        return None;
    }
    // Where the browser does not let us, it only stays longer.
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path()));
    }
    Some(fragment)
}

/// Puts something after the # of the address, so that it outlives [`reload`].
pub fn put_fragment(text: &str) {
    // The same.
    let _ = js::window().location().set_hash(text);
}

/// Where the app comes from: "https://footbridge.example".
#[must_use]
pub fn origin() -> String {
    js::window().location().origin().unwrap_or_default()
}
