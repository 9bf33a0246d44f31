//! Somebody is remembered on this device, and what they keep here cannot be opened just now: that must not look as if it
//! were gone, nor as if nobody had ever signed in.

use leptos::prelude::*;
use sync::store::StoreError;

use crate::platform::page;
use crate::session::use_session;
use crate::text::problems;
use crate::text::shell::shell;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::logo::Logo;

/// Says so, with another try and the way to sign in. It tells nothing about who is remembered.
#[component]
pub(crate) fn StoreSilentPage(error: StoreError) -> impl IntoView {
    let (words, session) = (shell(), use_session());
    let text = match error {
        StoreError::Blocked | StoreError::Newer => problems::store(error),
        _ => words.store_silent_why,
    };
    view! {
        <main class="fb-sign-in">
            <Logo />
            <h1 class="fb-hidden">"Footbridge"</h1>
            <Card title=words.store_silent>
                <p role="alert">{text}</p>
                <div class="fb-actions">
                    <Button label=words.try_again icon=Icon::RefreshCw on_press=move |()| page::reload() />
                    <Button label=words.sign_in_again kind=ButtonKind::Plain on_press=move |()| session.ask() />
                </div>
            </Card>
        </main>
    }
}
