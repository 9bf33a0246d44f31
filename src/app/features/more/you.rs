//! Locking and signing out. Neither ever loses what was not sent.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::name::ChangeName;
use super::password::ChangePassword;
use crate::notebook::use_notebook;
use crate::routes::paths;
use crate::session::{Refused, use_me, use_session};
use crate::text::joining::joining;
use crate::text::more::more as words;
use crate::text::sign_in::sign_in as sign_in_words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::icon::Icon;

/// The card.
#[component]
pub(super) fn You() -> impl IntoView {
    let session = use_session();
    let unsent = use_notebook().unsent();
    let trouble = RwSignal::new(None::<String>);
    let sign_out = move |everywhere: bool| {
        spawn_local(async move {
            if let Err(refused) = session.sign_out(everywhere).await {
                trouble.try_set(Some(match refused {
                    Refused::NoNetwork => words().sign_out_later.to_owned(),
                    refused => (sign_in_words().refused)(refused),
                }));
            }
        });
    };
    view! {
        <Card title=words().session sub=(words().signed_in_as)(&use_me().name)>
            <p class="fb-quiet">{words().lock_hint}</p>
            {move || (unsent.get() > 0).then(|| view! { <p>{(words().unsent_first)(unsent.get())}</p> })}
            {move || trouble.get().map(|trouble| view! { <p role="alert">{trouble}</p> })}
            <div class="fb-actions">
                <Button label=words().lock icon=Icon::Lock on_press=move |()| session.lock() />
                <Button label=words().sign_out kind=ButtonKind::Second on_press=move |()| sign_out(false) />
                <Button label=words().sign_out_everywhere kind=ButtonKind::Plain on_press=move |()| sign_out(true) />
            </div>
            <ChangeName />
            <ChangePassword />
            <p>
                <a href=paths::JOIN>{joining().have_code}</a>
            </p>
        </Card>
    }
}
