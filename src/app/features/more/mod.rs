//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn MorePage() -> impl IntoView {
    view! { <p>"MorePage"</p> }
}
