//! What the browser promises about what is kept here, and how full it is.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::storage::{self, Estimate, Persistence};
use crate::text::more::more as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::progress::Progress;

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
            {move || {
                let Estimate { used, most } = estimate.get()?;
                let said = (words().used)(used, most);
                let share = 100.0 * used as f64 / most.max(1) as f64;
                Some(view! { <Progress value=share label=said.clone() /> <p class="fb-quiet fb-small">{said}</p> })
            }}
            <Show when=move || persistence.get() == Some(Persistence::MayBeCleared)>
                <Button label=words().ask_to_keep kind=ButtonKind::Second on_press=ask />
            </Show>
        </Card>
    }
}
