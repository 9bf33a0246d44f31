//! A button that copies a text, and says so once it has.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::clipboard;
use crate::ui::button::{Button, ButtonKind, ButtonSize};

/// The button.
#[component]
pub(crate) fn CopyButton(
    text: String,
    /// What it says before.
    label: &'static str,
    /// What it says after.
    copied: &'static str,
    #[prop(default = ButtonKind::Second)] kind: ButtonKind,
) -> impl IntoView {
    let done = RwSignal::new(false);
    let copy = move |()| {
        let text = text.clone();
        spawn_local(async move {
            done.try_set(clipboard::copy(&text).await);
        });
    };
    let label = Signal::derive(move || if done.get() { copied } else { label }.to_owned());
    view! { <Button label kind size=ButtonSize::Small on_press=copy /> }
}
