//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn SessionPage() -> impl IntoView {
    view! { <p>"SessionPage"</p> }
}
