//! The page as a whole.

use super::js;

/// Loads the app anew. Nothing else surely empties memory.
pub fn reload() {
    // Fails only in frames that may not navigate, and ours is none.
    let _ = js::window().location().reload();
}

/// The address of the page, from the slash.
#[must_use]
pub fn path() -> String {
    js::window().location().pathname().unwrap_or_default()
}

/// Prints what is shown, or offers to keep it as a PDF.
pub fn print() {
    // Refused where printing is switched off; the browser says so itself.
    let _ = js::window().print();
}

/// Says in the title what page this is; screen readers read it out. It must name no child: titles stand in the
/// browser's history.
pub fn set_title(title: &str) {
    if let Some(document) = js::window().document() {
        document.set_title(&format!("{title} · Footbridge"));
    }
}
