//! Small and capital letters of any script. The browser knows them: the standard library's tables of them, 24 kilobytes,
//! would be downloaded with the first screen.

use js_sys::JsString;

/// A text in small letters.
#[must_use]
pub fn small(text: &str) -> String {
    if cfg!(target_family = "wasm") { JsString::from(text).to_lower_case().into() } else { text.to_lowercase() }
}

/// A text in capital letters.
#[must_use]
pub fn capital(text: &str) -> String {
    if cfg!(target_family = "wasm") { JsString::from(text).to_upper_case().into() } else { text.to_uppercase() }
}
