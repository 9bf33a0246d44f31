//! What the browser promises about what is kept here, and how full it is.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::storage::{self, Estimate, Persistence};
use crate::text::more::more as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;

/// The card.
#[component]
pub(super) fn Kept() -> impl IntoView {
    let persistence = RwSignal::new(None::<Persistence>);
    let estimate = RwSignal::new(None::<Estimate>);
    spawn_local(async move {
        persistence.set(Some(storage::persistence().await));
        estimate.set(storage::estimate().await);
    });
    let ask = move |()| {
        spawn_local(async move { persistence.set(Some(storage::ask_to_keep().await)) });
    };
    view! {
        <Card title=words().storage>
            {move || {
                let said = match persistence.get()? {
                    Persistence::Kept => words().kept,
                    Persistence::MayBeCleared => words().may_be_cleared,
                    Persistence::NotSaid => words().not_said,
                };
                Some(view! { <p>{said}</p> })
            }}
            {move || estimate.get().map(|Estimate { used, most }| view! { <p class="fb-quiet">{(words().used)(used, most)}</p> })}
            <Show when=move || persistence.get() == Some(Persistence::MayBeCleared)>
                <Button label=words().ask_to_keep kind=ButtonKind::Second on_press=ask />
            </Show>
        </Card>
    }
}
