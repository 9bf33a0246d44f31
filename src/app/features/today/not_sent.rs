//! What is only on this device, in short; the whole is on "To send".

use domain::ids::RecordId;
use leptos::prelude::*;

use crate::circle::Circle;
use crate::notebook::use_notebook;
use crate::platform::device::this_device;
use crate::routes::paths;
use crate::show;
use crate::sync_loop::{Sending, use_syncing};
use crate::text::kinds;
use crate::text::today::today as words;
use crate::ui::card::Card;
use crate::ui::row::{Row, Rows};
use crate::ui::sync_tag::{DeliveryTag, SyncTag};

/// The card; nothing when all is sent.
#[component]
pub(super) fn NotSent(circles: Signal<Vec<Circle>>) -> impl IntoView {
    let notebook = use_notebook();
    let unsent = Memo::new(move |_| {
        let mut seen: Vec<RecordId> = Vec::new();
        let outbox = notebook.outbox.get();
        let entries = outbox.iter().filter(|(_, entry)| entry.is_waiting() || entry.needs_somebody());
        let lines: Vec<(String, bool)> = entries
            .filter_map(|(_, entry)| {
                let change = &entry.change;
                if seen.contains(&change.record) {
                    return None;
                }
                seen.push(change.record);
                let circles = circles.get();
                let circle = circles.iter().find(|circle| circle.id() == change.circle)?;
                let record = circle.get(change.record);
                let about = record.map_or_else(|| kinds::kind(change.kind).to_owned(), show::called);
                Some((format!("{}: {about}", circle.first_name()), entry.needs_somebody()))
            })
            .collect();
        lines
    });
    let syncing = use_syncing();
    let sub = Signal::derive(move || {
        let what_it_takes = match syncing.get().sending() {
            Sending::ByItself => words().safe_here,
            Sending::AfterSigningIn => words().safe_sign_in,
            Sending::AfterLoading => words().safe_load,
        };
        Some(what_it_takes.to_owned())
    });
    view! {
        <Show when=move || unsent.with(|unsent| !unsent.is_empty())>
            <Card title=words().not_sent_yet sub flush=true>
                <Rows>
                    {move || unsent.get().into_iter().take(3).map(|(about, needs_you)| line(about, needs_you)).collect_view()}
                    <Row
                        strong=Signal::derive(move || (words().see_all)(unsent.with(Vec::len)))
                        quiet=true
                        href=paths::TO_SEND
                    />
                </Rows>
            </Card>
        </Show>
    }
}

fn line(about: String, needs_you: bool) -> impl IntoView {
    let tag = if needs_you { DeliveryTag::NeedsYou } else { DeliveryTag::OnlyHere(this_device()) };
    view! { <Row strong=about tag=move || view! { <SyncTag tag=tag.clone() /> } /> }
}
