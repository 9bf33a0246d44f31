//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn SearchPage() -> impl IntoView {
    view! { <p>"SearchPage"</p> }
}
