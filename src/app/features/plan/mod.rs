//! (being written)

use leptos::prelude::*;

#[component]
pub(crate) fn NewPlanPage() -> impl IntoView {
    view! { <p>"NewPlanPage"</p> }
}

#[component]
pub(crate) fn PlanPage() -> impl IntoView {
    view! { <p>"PlanPage"</p> }
}

#[component]
pub(crate) fn PastePage() -> impl IntoView {
    view! { <p>"PastePage"</p> }
}
