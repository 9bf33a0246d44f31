//! A few choices in one strip: taught, part, not today; English, اردو, Polski.

use leptos::prelude::*;

use super::{choice::Choice, icon::IconSize, radio_group::RadioGroup};
#[cfg(feature = "gallery")]
use super::{example::Example, icon::Icon};

/// How the chosen part stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SegmentedLook {
    /// Filled with pine: a record of what was done.
    #[default]
    Filled,
    /// White with a pine edge: a way of looking, such as a language.
    Edged,
}

impl SegmentedLook {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            SegmentedLook::Filled => "",
            SegmentedLook::Edged => "fb-segmented--edged",
        }
    }
}

/// A strip of choices.
#[component]
pub(crate) fn Segmented<T>(
    /// What is chosen between; read out, not shown.
    #[prop(into)]
    legend: Signal<String>,
    options: Vec<Choice<T>>,
    #[prop(into)] selected: Signal<Option<T>>,
    #[prop(into)] on_select: Callback<T>,
    #[prop(optional)] look: SegmentedLook,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    view! { <RadioGroup class=["fb-segmented", look.as_str()] legend options selected on_select face /> }
}

fn face<T>(choice: &Choice<T>) -> AnyView {
    view! {
        {choice.icon.map(|icon| icon.sized(IconSize::Small))}
        <span>{choice.label.clone()}</span>
    }
    .into_any()
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("filled", || {
            let chosen = RwSignal::new(Some("part"));
            let options = vec![
                Choice::new("taught", "Taught").with_icon(Icon::CircleCheck),
                Choice::new("part", "Part").with_icon(Icon::HalfDisc),
                Choice::new("not", "Not today").with_icon(Icon::Circle),
            ];
            view! {
                <Segmented legend="Fractions on a number line" options selected=chosen on_select=move |v| chosen.set(Some(v)) />
            }
        }),
        Example::new("edged", || {
            let chosen = RwSignal::new(Some("en"));
            let options = vec![
                Choice::new("en", "English").in_language("en"),
                Choice::new("ur", "اردو").in_language("ur"),
                Choice::new("pl", "Polski").in_language("pl"),
            ];
            view! {
                <Segmented
                    legend="Language"
                    options
                    selected=chosen
                    on_select=move |v| chosen.set(Some(v))
                    look=SegmentedLook::Edged
                />
            }
        }),
    ]
}
