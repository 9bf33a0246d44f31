//! What every field has around its control: label, hint, error. The controls are in `text_field`, `text_area` and so on.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{example::Example, text_field::TextField};

/// The ids by which a control names its hint and its error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldIds {
    pub(crate) control: String,
    hint: String,
    error: String,
}

impl FieldIds {
    /// From the control's id, which an `ErrorSummary` links to.
    pub(crate) fn new(control: String) -> Self {
        Self { hint: format!("{control}-hint"), error: format!("{control}-error"), control }
    }

    /// For `aria-describedby`.
    pub(crate) fn described_by(&self, hint: bool, error: bool) -> Option<String> {
        match (hint, error) {
            (true, true) => Some(format!("{} {}", self.hint, self.error)),
            (true, false) => Some(self.hint.clone()),
            (false, true) => Some(self.error.clone()),
            (false, false) => None,
        }
    }
}

/// Label, hint and error around one control.
#[component]
pub(crate) fn Field(
    ids: FieldIds,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    /// What is wrong and how to put it right.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Read out but not shown, where the screen's heading already asks.
    #[prop(optional)]
    label_hidden: bool,
    children: Children,
) -> impl IntoView {
    let (hint_id, error_id) = (ids.hint, ids.error);
    view! {
        <div class="fb-field" class=("fb-field--error", move || error.get().is_some())>
            <label class=if label_hidden { "fb-hidden" } else { "nhsuk-label fb-field__label" } for=ids.control>
                {label}
            </label>
            {move || hint.get().map(|hint| view! { <p class="nhsuk-hint fb-field__hint" id=hint_id.clone()>{hint}</p> })}
            {move || error.get().map(|error| view! { <p class="nhsuk-error-message fb-field__error" id=error_id.clone()>{error}</p> })}
            {children()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::FieldIds;

    #[test]
    fn a_control_names_only_what_is_there() {
        let ids = FieldIds::new("name".into());
        assert_eq!(ids.described_by(false, false), None);
        assert_eq!(ids.described_by(true, true).as_deref(), Some("name-hint name-error"));
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("with a hint and an error", || {
        view! {
            <TextField
                label="Name of the worksheet"
                hint="As it stands on the sheet."
                error="Write the name of the worksheet."
                value=String::new()
                on_input=|_| ()
            />
        }
    })]
}
