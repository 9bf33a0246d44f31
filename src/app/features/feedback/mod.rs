//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn FeedbackPage() -> impl IntoView {
    view! { <p>"FeedbackPage"</p> }
}
