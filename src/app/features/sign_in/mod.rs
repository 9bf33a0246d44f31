//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    view! { <p>"SignInPage"</p> }
}
