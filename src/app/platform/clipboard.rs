//! What somebody pastes. Only by their own paste: we never look by ourselves.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, Event};

use super::files::{self, PickedFile};
use super::js;

/// What was pasted, in the forms that it has.
#[derive(Clone, Debug, Default)]
pub struct Pasted {
    /// As HTML, from Word, Excel or a page; empty if it has no such form.
    pub html: String,
    /// As plain text; empty if it has no such form.
    pub plain: String,
    /// Files and pictures.
    pub files: Vec<PickedFile>,
}

/// What a paste event brings. Stops the browser from putting it in by itself.
#[must_use]
pub fn pasted(event: &Event) -> Pasted {
    let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    event.prevent_default();
    data.map(|data| read(&data)).unwrap_or_default()
}

/// What a drop event brings. Stops the browser from opening it.
#[must_use]
pub fn dropped(event: &Event) -> Pasted {
    event.prevent_default();
    let data = js::get(event, "dataTransfer").dyn_into::<DataTransfer>();
    data.map(|data| read(&data)).unwrap_or_default()
}

/// Puts a text on the clipboard. `false` where the browser does not let us.
pub async fn copy(text: &str) -> bool {
    let clipboard = js::get(&js::window().navigator(), "clipboard");
    js::call_async(&clipboard, "writeText", &[text.into()]).await.is_ok()
}

fn read(data: &DataTransfer) -> Pasted {
    Pasted {
        html: data.get_data("text/html").unwrap_or_default(),
        plain: data.get_data("text/plain").unwrap_or_default(),
        files: data.files().map(files::list).unwrap_or_default(),
    }
}
