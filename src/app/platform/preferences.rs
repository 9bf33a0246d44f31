//! How a person likes this device: kept in clear, beside nothing about any child.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};
use web_sys::Element;

use super::js;

const KEY: &str = "footbridge.preferences";

/// How a person likes this device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light or dark.
    pub theme: Theme,
    /// How large the words are.
    pub text_size: TextSize,
    /// Which language, as a BCP 47 tag; `None` follows the browser.
    pub language: Option<String>,
    /// Photos and files wait while the device is on mobile data.
    pub files_on_wifi_only: bool,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the device is set.
    #[default]
    Device,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// How large the words are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextSize {
    /// As the device is set.
    #[default]
    Device,
    /// A quarter larger.
    Large,
    /// Half as large again.
    Larger,
    /// Twice as large.
    Largest,
}

/// What was chosen, and for what was not, what is usual.
#[must_use]
pub fn load() -> Preferences {
    LocalStorage::get(KEY).unwrap_or_default()
}

/// Keeps and shows what was chosen.
pub fn save(preferences: &Preferences) {
    // Where it can't be kept, it holds until the page is left.
    let _ = LocalStorage::set(KEY, preferences);
    show(preferences);
}

/// Shows the page as was chosen. To be called first of all, so that nothing flashes.
pub fn apply() {
    show(&load());
}

fn show(preferences: &Preferences) {
    let Some(root) = js::window().document().and_then(|document| document.document_element()) else { return };
    let theme = match preferences.theme {
        Theme::Device => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    let text = match preferences.text_size {
        TextSize::Device => None,
        TextSize::Large => Some("large"),
        TextSize::Larger => Some("larger"),
        TextSize::Largest => Some("largest"),
    };
    mark(&root, "data-theme", theme);
    mark(&root, "data-text", text);
}

fn mark(root: &Element, name: &str, value: Option<&str>) {
    // Fails only for names that are none.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_older_releases_kept_is_read() {
        let read = |text| serde_json::from_str::<Preferences>(text).expect("reads");
        assert_eq!(read("{}"), Preferences::default());
        let kept = read(r#"{"theme":"dark","text_size":"larger","language":"ur","gone":1}"#);
        assert_eq!((kept.theme, kept.text_size, kept.language.as_deref()), (Theme::Dark, TextSize::Larger, Some("ur")));
    }
}
