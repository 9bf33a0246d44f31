//! An invitation's code, to be given by hand: shown once, large enough to read out.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::clipboard;
use crate::text::pupils::pupils as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;

/// The card.
#[component]
pub(crate) fn CodeCard(
    /// Whom it is for.
    name: String,
    code: String,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let to_copy = code.clone();
    let copy = move |()| {
        let code = to_copy.clone();
        spawn_local(async move {
            let done = clipboard::copy(&code).await;
            copied.try_set(done);
        });
    };
    let label = Signal::derive(move || if copied.get() { words().copied } else { words().copy_code }.to_owned());
    view! {
        <Card title=(words().code_for)(&name) sub=words().code_how>
            <p class="fb-code">{code}</p>
            <Button label kind=ButtonKind::Second size=ButtonSize::Small on_press=copy />
        </Card>
    }
}
