//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn RecordPage() -> impl IntoView {
    view! { <p>"RecordPage"</p> }
}

#[component]
pub(crate) fn EditPage() -> impl IntoView {
    view! { <p>"EditPage"</p> }
}

#[component]
pub(crate) fn HistoryPage() -> impl IntoView {
    view! { <p>"HistoryPage"</p> }
}

#[component]
pub(crate) fn NewPage() -> impl IntoView {
    view! { <p>"NewPage"</p> }
}
