//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn HandInPage() -> impl IntoView {
    view! { <p>"HandInPage"</p> }
}
