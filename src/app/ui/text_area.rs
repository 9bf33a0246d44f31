//! Several lines of text. It grows with what is written, in every browser, without script.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{
    field::{Field, FieldIds},
    unique::unique_id,
};

/// A place to write.
#[component]
pub(crate) fn TextArea(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] label_hidden: bool,
    #[prop(optional, into)] placeholder: Option<String>,
    /// The language the words are in, when it is not the page's.
    #[prop(optional, into)]
    lang: Option<String>,
) -> impl IntoView {
    let ids = FieldIds::new(id.unwrap_or_else(|| unique_id("field")));
    let control = ids.control.clone();
    let described_by = {
        let ids = ids.clone();
        move || ids.described_by(hint.get().is_some(), error.get().is_some())
    };
    // The wrapper repeats the text in its ::after, which makes the grid cell, and so the box, as tall as the words.
    view! {
        <Field ids label hint error label_hidden>
            <div class="fb-text-area" data-value=move || value.get()>
                <textarea
                    class="fb-text-area__input"
                    id=control
                    rows="2"
                    lang=lang
                    dir="auto"
                    // Browsers write what stands in a form into files of their own, to bring it back: not ours.
                    autocomplete="off"
                    placeholder=placeholder
                    prop:value=value
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=described_by
                    on:input=move |event| on_input.run(event_target_value(&event))
                ></textarea>
            </div>
        </Field>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("grows with the words", || {
        let value = RwSignal::new(String::from(
            "Zara placed 3/4 and 5/4 on the line by herself and told me why 5/4 is past 1. Two short bursts with a rest between.",
        ));
        view! { <TextArea label="What happened?" value on_input=move |text| value.set(text) /> }
    })]
}
