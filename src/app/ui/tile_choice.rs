//! Big tiles with a picture over a word: who helped, how it was done, which badge.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{
    choice::Choice,
    icon::{Icon, IconSize},
    radio_group::RadioGroup,
};

/// Tiles, of which one can be chosen.
#[component]
pub(crate) fn TileChoice<T>(
    /// The question; read out, not shown.
    #[prop(into)]
    legend: Signal<String>,
    options: Vec<Choice<T>>,
    #[prop(into)] selected: Signal<Option<T>>,
    #[prop(into)] on_select: Callback<T>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    view! { <RadioGroup class=["fb-tile-choice", ""] legend options selected on_select face /> }
}

fn face<T>(choice: &Choice<T>) -> AnyView {
    view! {
        {choice.icon.map(|icon| icon.sized(IconSize::Large))}
        <span>{choice.label.clone()}</span>
        <span class="fb-tile-choice__tick">{Icon::Check.sized(IconSize::Tiny)}</span>
    }
    .into_any()
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("who helped", || {
        let chosen = RwSignal::new(Some(1));
        let options = vec![
            Choice::new(0, "Just Zara").with_icon(Icon::User),
            Choice::new(1, "A parent").with_icon(Icon::Users),
            Choice::new(2, "Teacher").with_icon(Icon::GraduationCap),
        ];
        view! { <TileChoice legend="Who helped?" options selected=chosen on_select=move |v| chosen.set(Some(v)) /> }
    })]
}
