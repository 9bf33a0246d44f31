//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn TodayPage() -> impl IntoView {
    view! { <p>"TodayPage"</p> }
}
