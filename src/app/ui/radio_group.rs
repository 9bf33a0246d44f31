//! Real radio buttons under drawn faces: what a strip of choices and tiles have in common.

use leptos::prelude::*;

use super::{choice::Choice, class::classes, unique::unique_id};

/// The group. `class` is of whoever draws the faces.
#[component]
pub(super) fn RadioGroup<T>(
    class: [&'static str; 2],
    /// What is chosen between; read out, not shown.
    legend: Signal<String>,
    options: Vec<Choice<T>>,
    selected: Signal<Option<T>>,
    on_select: Callback<T>,
    /// What is seen of a choice.
    face: fn(&Choice<T>) -> AnyView,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let name = unique_id("radio");
    let parts = options
        .into_iter()
        .map(|choice| {
            let (drawn, value) = (face(&choice), choice.value.clone());
            let checked = move || selected.get().as_ref() == Some(&choice.value);
            view! {
                <label class="fb-radio-group__part" lang=choice.lang>
                    <input
                        class="fb-radio-group__input"
                        type="radio"
                        name=name.clone()
                        prop:checked=checked
                        on:change=move |_| on_select.run(value.clone())
                    />
                    <span class="fb-radio-group__face">{drawn}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class=classes(["fb-radio-group", class[0], class[1]]) role="radiogroup" aria-label=legend>
            {parts}
        </div>
    }
}
