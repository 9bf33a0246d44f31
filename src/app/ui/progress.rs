//! How far something is: a file on its way, a voice being read.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;

/// A bar from 0 to 100.
#[component]
pub(crate) fn Progress(
    #[prop(into)] value: Signal<f64>,
    /// What is under way; read out, not shown.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <progress class="fb-progress" max="100" value=move || value.get().to_string() aria-label=label></progress>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("two thirds", || view! { <Progress value=66.0 label="Photo 3" /> })]
}
