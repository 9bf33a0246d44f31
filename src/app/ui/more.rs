//! Something most people need not read, one press away.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::icon::{Icon, IconSize};

/// A line that opens.
#[component]
pub(crate) fn More(
    #[prop(into)] summary: Signal<String>,
    #[prop(optional)] open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="fb-more" open=open>
            <summary class="fb-more__summary">{Icon::ChevronRight.sized(IconSize::Small)} <span>{summary}</span></summary>
            <div class="fb-more__body">{children()}</div>
        </details>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("closed", || {
        view! {
            <More summary="See what it said before, 2 November">
                <p>"Give Zara a minute to settle."</p>
            </More>
        }
    })]
}
