//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn WorkPage() -> impl IntoView {
    view! { <p>"WorkPage"</p> }
}

#[component]
pub(crate) fn OneWorkPage() -> impl IntoView {
    view! { <p>"OneWorkPage"</p> }
}
