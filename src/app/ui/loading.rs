//! Quiet blocks while the device looks something up. Invisible for the first 300 ms, so that quick things never flicker.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use crate::text::ui as words;

/// Blocks in place of rows.
#[component]
pub(crate) fn Loading(#[prop(default = 3)] rows: usize) -> impl IntoView {
    let blocks = (0..rows).map(|_| view! { <span class="fb-loading__block"></span> }).collect_view();
    view! {
        <div class="fb-loading" role="status">
            <span class="fb-hidden">{words::loading()}</span>
            {blocks}
        </div>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("three rows", || view! { <Loading /> })]
}
