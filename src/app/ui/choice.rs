//! One thing a person can pick, for every component that offers several.

use super::icon::Icon;

/// A value with the words and the picture that stand for it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice<T> {
    pub(crate) value: T,
    pub(crate) label: String,
    pub(crate) icon: Option<Icon>,
    /// A language tag such as `ur`, when the words are in another language than the page.
    pub(crate) lang: Option<&'static str>,
}

impl<T> Choice<T> {
    pub(crate) fn new(value: T, label: impl Into<String>) -> Self {
        Self { value, label: label.into(), icon: None, lang: None }
    }

    pub(crate) fn with_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    pub(crate) fn in_language(mut self, lang: &'static str) -> Self {
        self.lang = Some(lang);
        self
    }
}
