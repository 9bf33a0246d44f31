//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn PupilPage() -> impl IntoView {
    view! { <p>"PupilPage"</p> }
}

#[component]
pub(crate) fn PeoplePage() -> impl IntoView {
    view! { <p>"PeoplePage"</p> }
}
