//! One thing to agree to or tick off, with an optional line under it.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;

/// A box with words.
#[component]
pub(crate) fn Checkbox(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] checked: Signal<bool>,
    #[prop(into)] on_toggle: Callback<bool>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    /// For an `ErrorSummary` to link to.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    view! {
        <label class="fb-checkbox">
            <input
                class="fb-checkbox__input"
                type="checkbox"
                id=id
                prop:checked=checked
                on:change=move |event| on_toggle.run(event_target_checked(&event))
            />
            <span class="fb-checkbox__lines">
                <span class="fb-checkbox__label">{label}</span>
                {move || hint.get().map(|hint| view! { <span class="fb-checkbox__hint">{hint}</span> })}
            </span>
        </label>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("two boxes", || {
        let on = RwSignal::new(true);
        let off = RwSignal::new(false);
        view! {
            <Checkbox label="Helen Whitcombe" hint="Class teacher, home school" checked=on on_toggle=move |v| on.set(v) />
            <Checkbox label="Priya Nair" hint="Occupational therapist" checked=off on_toggle=move |v| off.set(v) />
        }
    })]
}
