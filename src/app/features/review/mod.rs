//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn ReviewsPage() -> impl IntoView {
    view! { <p>"ReviewsPage"</p> }
}

#[component]
pub(crate) fn ReviewPage() -> impl IntoView {
    view! { <p>"ReviewPage"</p> }
}
