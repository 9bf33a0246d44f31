//! On or off at once, with words that say what on means.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{card::Card, example::Example};

/// A switch with words before it.
#[component]
pub(crate) fn Toggle(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on: Signal<bool>,
    #[prop(into)] on_toggle: Callback<bool>,
    #[prop(optional, into)] hint: MaybeProp<String>,
) -> impl IntoView {
    view! {
        <label class="fb-toggle">
            <span class="fb-toggle__lines">
                <span class="fb-toggle__label">{label}</span>
                {move || hint.get().map(|hint| view! { <span class="fb-toggle__hint">{hint}</span> })}
            </span>
            <input
                class="fb-toggle__input"
                type="checkbox"
                role="switch"
                prop:checked=on
                on:change=move |event| on_toggle.run(event_target_checked(&event))
            />
            <span class="fb-toggle__track"></span>
        </label>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("on and off", || {
        let on = RwSignal::new(true);
        let off = RwSignal::new(false);
        view! {
            <Card>
                <Toggle
                    label="Tell school today"
                    hint="Seen by Helen Whitcombe and Daniel Osei. Goes when there is Wi-Fi."
                    on
                    on_toggle=move |v| on.set(v)
                />
                <Toggle label="Read words aloud" on=off on_toggle=move |v| off.set(v) />
            </Card>
        }
    })]
}
