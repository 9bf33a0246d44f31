//! What was just done, with the way back for as long as it shows. It goes by itself: what it says is on the page, too.

use leptos::prelude::*;
use leptos::task::spawn_local;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::icon::{Icon, IconSize};
use crate::platform::clock::sleep;
use crate::text::ui as words;

/// Long enough to read it, in milliseconds.
const TO_READ: u32 = 6_000;
/// Long enough to think again, in milliseconds.
const TO_UNDO: u32 = 30_000;

/// A bar over the bottom of the page. Nothing while `text` is nothing.
#[component]
pub(crate) fn UndoBar(
    /// "Photo 2 removed."
    #[prop(into)]
    text: Signal<Option<String>>,
    #[prop(optional, into)] on_undo: Option<Callback<()>>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let count = StoredValue::new(0_u32);
    let lasts = if on_undo.is_some() { TO_UNDO } else { TO_READ };
    // Keeps time: the bar goes if nothing else was said meanwhile and it still stands.
    Effect::new(move || {
        if text.with(Option::is_none) {
            return;
        }
        count.update_value(|count| *count += 1);
        let this = count.get_value();
        spawn_local(async move {
            sleep(lasts).await;
            if count.try_get_value() == Some(this) {
                on_close.run(());
            }
        });
    });
    view! {
        <div class="fb-undo-bar" role="status">
            {move || {
                text.get()
                    .map(|text| {
                        view! {
                            <div class="fb-undo-bar__bar">
                                <span class="fb-undo-bar__text">{text}</span>
                                {on_undo
                                    .map(|on_undo| {
                                        view! {
                                            <button class="fb-undo-bar__undo" type="button" on:click=move |_| on_undo.run(())>
                                                {Icon::Undo.sized(IconSize::Small)}
                                                {words::undo()}
                                            </button>
                                        }
                                    })}
                                <button
                                    class="fb-undo-bar__close"
                                    type="button"
                                    aria-label=words::close()
                                    title=words::close()
                                    on:click=move |_| on_close.run(())
                                >
                                    {Icon::Close.sized(IconSize::Small)}
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("after removing", || {
        let text = RwSignal::new(Some(String::from("Photo 2 removed.")));
        view! { <UndoBar text on_undo=move |()| text.set(None) on_close=move |()| text.set(None) /> }
    })]
}
