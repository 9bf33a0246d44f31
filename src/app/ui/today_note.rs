//! What to know before the door: the family's or the ward's note for today, with who wrote it.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{
    icon::Icon,
    sync_tag::{DeliveryTag, SyncTag},
};

/// A note for today.
#[component]
pub(crate) fn TodayNote(
    /// In the writer's own words.
    #[prop(into)]
    text: Signal<String>,
    #[prop(into)] who: Signal<String>,
    /// Where the note is, unless it is safe.
    #[prop(optional_no_strip)]
    tag: Option<DeliveryTag>,
    /// On the hero.
    #[prop(optional)]
    on_pine: bool,
) -> impl IntoView {
    view! {
        <div class="fb-today-note" class=("fb-today-note--on-pine", on_pine)>
            <span class="fb-today-note__icon">{Icon::Sun.view()}</span>
            <p class="fb-today-note__text" dir="auto">{text}</p>
            <p class="fb-today-note__who">
                <span>{who}</span>
                {tag.map(|tag| view! { <SyncTag tag=tag /> })}
            </p>
        </div>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("on paper", || {
        view! {
            <TodayNote
                text="Tired this morning. Short bursts, please."
                who="Mum"
                tag=Some(DeliveryTag::NeedsYou)
            />
        }
    })]
}
