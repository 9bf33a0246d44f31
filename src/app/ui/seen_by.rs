//! Who will read what is about to be written. It stands above every place where someone writes.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::icon::{Icon, IconSize};
use crate::text::ui as words;

/// "Seen by Helen Whitcombe and Daniel Osei."
#[component]
pub(crate) fn SeenBy(
    /// The names, joined as a sentence would.
    #[prop(into)]
    names: Signal<String>,
    /// "Goes when there is Wi-Fi."
    #[prop(optional, into)]
    more: MaybeProp<String>,
) -> impl IntoView {
    view! {
        <p class="fb-seen-by">
            {Icon::Eye.sized(IconSize::Small)}
            <span>
                {move || words::seen_by_names(&names.get())} {move || more.get().map(|more| format!(" {more}"))}
            </span>
        </p>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new(
        "two people",
        || view! { <SeenBy names="Helen Whitcombe and Daniel Osei" more="Goes when there is Wi-Fi." /> },
    )]
}
