//! Footbridge's mark: the bridge over water on a pine tile.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;

const DRAWING: &str = r##"<rect width="54" height="54" rx="14" fill="#11544C"/><path d="M10 23.5C19 12.5 35 12.5 44 23.5" fill="none" stroke="#F7BE4B" stroke-width="3" stroke-linecap="round"/><path d="M10 33.500C19 24.500 35 24.500 44 33.500" fill="none" stroke="#fff" stroke-width="3.600" stroke-linecap="round"/><path d="M10.500 23v10.500M18.500 17.500v10.500M27 15.300v11M35.500 17.500v10.500M43.500 23v10.500" stroke="#fff" stroke-width="2.400" stroke-linecap="round"/><path d="M13 42c3-2.600 6-2.600 9.300 0s6.300 2.600 9.400 0 6.300-2.600 9.300 0" fill="none" stroke="#7CCFBE" stroke-width="2.600" stroke-linecap="round"/>"##;

/// The mark. Decorative: the name stands beside it or in `label`.
#[component]
pub(crate) fn Logo(#[prop(optional, into)] label: Option<String>) -> impl IntoView {
    let hidden = label.is_none().then_some("true");
    let role = label.is_some().then_some("img");
    view! {
        <svg class="fb-logo" viewBox="0 0 54 54" role=role aria-label=label aria-hidden=hidden focusable="false" inner_html=DRAWING></svg>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("logo", || view! { <Logo label="Footbridge" /> })]
}
