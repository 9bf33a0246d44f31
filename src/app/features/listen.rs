//! A button that reads words out: only where the device has a voice of its own, for nothing a child or parent wrote
//! may travel to whoever makes the browser.

use leptos::prelude::*;

use crate::platform::speech;
use crate::ui::read_aloud::ReadAloud;

/// What is read, for now.
const LANGUAGE: &str = "en-GB";

/// The button, and `words` for what it reads when it is pressed.
#[component]
pub(crate) fn Listen(
    #[prop(into)] words: Callback<(), String>,
    /// Whether "Listen" stands on it.
    #[prop(optional)]
    with_words: bool,
) -> impl IntoView {
    // Browsers name their voices some time after the page began.
    let can_read = RwSignal::new(speech::can_read(LANGUAGE));
    let listening = StoredValue::new_local(speech::on_voices(move || {
        can_read.try_set(speech::can_read(LANGUAGE));
    }));
    let speaking = RwSignal::new(false);
    let on_toggle = Callback::new(move |()| {
        if speaking.get_untracked() {
            speech::stop();
            speaking.set(false);
            return;
        }
        let ended = move || {
            speaking.try_set(false);
        };
        speaking.set(speech::read_aloud(&words.run(()), LANGUAGE, ended));
    });
    on_cleanup(move || {
        speech::stop();
        listening.dispose();
    });
    view! { <Show when=move || can_read.get()><ReadAloud speaking on_toggle with_words /></Show> }
}
