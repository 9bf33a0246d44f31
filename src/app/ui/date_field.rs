//! A day, from the device's own calendar. The value is `2026-11-13`, or empty.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::text_field::{TextField, TextKind};

/// A day to choose.
#[component]
pub(crate) fn DateField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(default = String::new(), into)] id: String,
) -> impl IntoView {
    let id = if id.is_empty() { super::unique::unique_id("field") } else { id };
    view! {
        <div class="fb-date-field">
            <TextField label value on_input hint error id kind=TextKind::Date />
        </div>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("a day", || {
        let value = RwSignal::new(String::from("2026-11-13"));
        view! { <DateField label="By when?" value on_input=move |text| value.set(text) /> }
    })]
}
