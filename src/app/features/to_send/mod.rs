//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn ToSendPage() -> impl IntoView {
    view! { <p>"ToSendPage"</p> }
}
