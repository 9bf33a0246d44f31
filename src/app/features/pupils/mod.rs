//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn PupilsPage() -> impl IntoView {
    view! { <p>"PupilsPage"</p> }
}

#[component]
pub(crate) fn AddPupilPage() -> impl IntoView {
    view! { <p>"AddPupilPage"</p> }
}
