//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn BothKeptPage() -> impl IntoView {
    view! { <p>"BothKeptPage"</p> }
}
