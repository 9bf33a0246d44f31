//! Having words read out. Only the picture of it: the voice lives in `platform`.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{
    button::{Button, ButtonKind, ButtonSize},
    icon::Icon,
    icon_button::{IconButton, IconButtonKind},
    progress::Progress,
};
use crate::text::ui as words;

/// A button that reads the page out. With `words`, "Listen" stands on it.
#[component]
pub(crate) fn ReadAloud(
    #[prop(into)] speaking: Signal<bool>,
    #[prop(into)] on_toggle: Callback<()>,
    #[prop(optional)] with_words: bool,
) -> impl IntoView {
    let label = Signal::derive(move || if speaking.get() { words::stop_reading() } else { words::listen() }.to_owned());
    if with_words {
        return view! { <Button label kind=ButtonKind::Second size=ButtonSize::Small icon=Icon::Speaker on_press=on_toggle /> }
            .into_any();
    }
    view! { <IconButton icon=Icon::Speaker label=label pressed=speaking on_press=on_toggle /> }.into_any()
}

/// While it reads: pause, how far, slower. Stands in the bottom bar of a task.
#[component]
pub(crate) fn ReadAloudBar(
    #[prop(into)] speaking: Signal<bool>,
    /// From 0 to 100.
    #[prop(into)]
    progress: Signal<f64>,
    #[prop(optional, into)] slow: Signal<bool>,
    #[prop(into)] on_toggle: Callback<()>,
    #[prop(into)] on_slower: Callback<()>,
) -> impl IntoView {
    let key = Signal::derive(move || if speaking.get() { Icon::Pause } else { Icon::Play });
    let key_label = Signal::derive(move || if speaking.get() { words::pause() } else { words::listen() }.to_owned());
    let pace = Signal::derive(move || if slow.get() { words::normal_speed() } else { words::slower() }.to_owned());
    view! {
        <div class="fb-read-aloud-bar">
            <IconButton icon=key label=key_label kind=IconButtonKind::Disc on_press=on_toggle />
            <div class="fb-read-aloud-bar__body">
                <p class="fb-read-aloud-bar__words">{words::reading_to_you()}</p>
                <Progress value=progress label=words::reading_to_you() />
            </div>
            <Button label=pace kind=ButtonKind::Second size=ButtonSize::Small on_press=on_slower />
        </div>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("button", || {
            let on = RwSignal::new(false);
            view! {
                <div class="fb-actions">
                    <ReadAloud speaking=on on_toggle=move |()| on.update(|on| *on = !*on) />
                    <ReadAloud speaking=on on_toggle=move |()| on.update(|on| *on = !*on) with_words=true />
                </div>
            }
        }),
        Example::new("bar", || {
            let on = RwSignal::new(true);
            view! { <ReadAloudBar speaking=on progress=34.0 on_toggle=move |()| on.update(|on| *on = !*on) on_slower=|()| () /> }
        }),
    ]
}
