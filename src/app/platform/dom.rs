//! The few things a screen must ask of the page itself.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Moves the focus to the element with this id, and so scrolls to it. Nothing happens if there is none.
pub(crate) fn focus_by_id(id: &str) {
    let element = document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        // Focus can only fail on an element that has left the page, and then there is nothing to do.
        let _ = element.focus();
    }
}
