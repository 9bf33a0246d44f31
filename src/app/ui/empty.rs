//! Nothing here yet: what will be, and one thing to do.

use leptos::prelude::*;

use super::icon::{Icon, IconSize};
#[cfg(feature = "gallery")]
use super::{
    button::{Button, ButtonKind},
    example::Example,
};

/// An empty place.
#[component]
pub(crate) fn Empty(
    icon: Icon,
    /// What will be here.
    #[prop(into)]
    title: Signal<String>,
    #[prop(optional, into)] text: MaybeProp<String>,
    /// One button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="fb-empty">
            <span class="fb-empty__mark">{icon.sized(IconSize::Large)}</span>
            <p class="fb-empty__title">{title}</p>
            {move || text.get().map(|text| view! { <p class="fb-empty__text">{text}</p> })}
            {children.map(|children| children())}
        </div>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("no plan yet", || {
        view! {
            <Empty icon=Icon::ClipboardList title="School’s plan will be here" text="Larkfield can paste it from a Word table.">
                <Button label="Ask Larkfield for the plan" kind=ButtonKind::Second />
            </Empty>
        }
    })]
}
