//! One of several, from the device's own menu.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{
    choice::Choice,
    field::{Field, FieldIds},
    icon::{Icon, IconSize},
    unique::unique_id,
};
use crate::text::ui as words;

/// A menu. With nothing selected it shows "Choose…", on lantern when it `asks`.
#[component]
pub(crate) fn SelectField<T>(
    #[prop(into)] label: Signal<String>,
    options: Vec<Choice<T>>,
    #[prop(into)] selected: Signal<Option<T>>,
    #[prop(into)] on_select: Callback<T>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] label_hidden: bool,
    /// Draws the eye while nothing is chosen: a doubt only a person can settle.
    #[prop(optional, into)]
    asks: Signal<bool>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let ids = FieldIds::new(id.unwrap_or_else(|| unique_id("field")));
    let control = ids.control.clone();
    let described_by = {
        let ids = ids.clone();
        move || ids.described_by(hint.get().is_some(), error.get().is_some())
    };
    let values: Vec<T> = options.iter().map(|choice| choice.value.clone()).collect();
    let choose = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        if let Some(value) = at.and_then(|at| values.get(at)) {
            on_select.run(value.clone());
        }
    };
    let items = options
        .into_iter()
        .enumerate()
        .map(|(at, choice)| {
            let chosen = move || selected.get().as_ref() == Some(&choice.value);
            view! {
                <option value=at.to_string() lang=choice.lang prop:selected=chosen>
                    {choice.label}
                </option>
            }
        })
        .collect_view();
    let nothing = move || selected.get().is_none();
    view! {
        <Field ids label hint error label_hidden>
            <span class="fb-select-field" class=("fb-select-field--asks", move || asks.get() && nothing())>
                <select
                    autocomplete="off"
                    class="fb-select-field__menu"
                    id=control
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=described_by
                    on:change=choose
                >
                    <option value="" disabled hidden=true prop:selected=nothing>
                        {words::choose()}
                    </option>
                    {items}
                </select>
                {Icon::ChevronDown.sized(IconSize::Small)}
            </span>
        </Field>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    let columns =
        || vec![Choice::new("week", "Week"), Choice::new("learn", "What we learn"), Choice::new("words", "Words")];
    vec![
        Example::new("chosen", move || {
            let chosen = RwSignal::new(Some("learn"));
            view! { <SelectField label="Your “LO”" options=columns() selected=chosen on_select=move |v| chosen.set(Some(v)) /> }
        }),
        Example::new("asks", move || {
            let chosen = RwSignal::new(None);
            view! { <SelectField label="Your “Diff.”" options=columns() selected=chosen on_select=move |v| chosen.set(Some(v)) asks=true /> }
        }),
    ]
}
