//! One line of text, and everything a device's own keyboard helps with.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{
    field::{Field, FieldIds},
    unique::unique_id,
};
use crate::text::ui as words;

/// What is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TextKind {
    #[default]
    Text,
    Password,
    Search,
    Number,
    Date,
    Time,
    /// A day and a time.
    DayAndTime,
    /// An invitation code.
    Code,
}

impl TextKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            TextKind::Text | TextKind::Number | TextKind::Code => "text",
            TextKind::Password => "password",
            TextKind::Search => "search",
            TextKind::Date => "date",
            TextKind::Time => "time",
            TextKind::DayAndTime => "datetime-local",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            TextKind::Number => Some("numeric"),
            _ => None,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            TextKind::Number | TextKind::Date | TextKind::Time => "fb-text-field fb-text-field--short",
            TextKind::Code => "fb-text-field fb-text-field--code",
            _ => "fb-text-field",
        }
    }
}

/// A line to type in.
#[component]
pub(crate) fn TextField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(optional)] kind: TextKind,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    /// For an `ErrorSummary` to link to.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional)] label_hidden: bool,
    #[prop(optional, into)] placeholder: Option<String>,
    /// A token of the HTML standard, such as `name` or `one-time-code`. Anything else is about a child: browsers then
    /// write what is typed into no file of theirs.
    #[prop(default = "off".to_owned(), into)]
    autocomplete: String,
) -> impl IntoView {
    let ids = FieldIds::new(id.unwrap_or_else(|| unique_id("field")));
    let for_input = ids.clone();
    let controls = for_input.control.clone();
    let open = RwSignal::new(false);
    let field_type = move || if kind == TextKind::Password && open.get() { "text" } else { kind.as_str() };
    let shows = (kind == TextKind::Password).then(|| {
        view! {
            <button
                class="fb-text-field__show"
                type="button"
                aria-controls=controls
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {move || if open.get() { words::hide_typed() } else { words::show_typed() }}
                <span class="fb-hidden">" " {label}</span>
            </button>
        }
    });
    let described_by = {
        let ids = ids.clone();
        move || ids.described_by(hint.get().is_some(), error.get().is_some())
    };
    view! {
        <Field ids label hint error label_hidden>
            <input
                class=kind.class()
                id=for_input.control
                type=field_type
                inputmode=kind.input_mode()
                placeholder=placeholder
                dir=matches!(kind, TextKind::Text | TextKind::Search).then_some("auto")
                autocomplete=autocomplete
                prop:value=value
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=described_by
                autocapitalize=matches!(kind, TextKind::Password).then_some("none")
                spellcheck=matches!(kind, TextKind::Password | TextKind::Code).then_some("false")
                on:input=move |event| on_input.run(event_target_value(&event))
            />
            {shows}
        </Field>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("plain", || {
            let value = RwSignal::new(String::from("River poster"));
            view! { <TextField label="What is it called?" value on_input=move |text| value.set(text) /> }
        }),
        Example::new("number and code", || {
            view! {
                <TextField label="Minutes" kind=TextKind::Number value="35" on_input=|_| () />
                <TextField label="Your code" hint="Six letters, from the letter or the message." kind=TextKind::Code value="KESTRL" on_input=|_| () />
            }
        }),
    ]
}
