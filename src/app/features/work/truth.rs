//! Where a record and each of its files is safe: ticks only when the server has all of it.

use domain::ids::RecordId;
use domain::record::Record;
use leptos::prelude::*;

use super::model::files_left;
use crate::circle::Circle;
use crate::notebook::use_notebook;
use crate::platform::device::this_device;
use crate::show;
use crate::sync_loop::use_syncing;
use crate::text::work::work as words;
use crate::ui::sync_tag::{DeliveryTag, SyncTag};

/// The tag of a record, files included.
#[component]
pub(crate) fn RecordTag(circle: Signal<Circle>, record: RecordId) -> impl IntoView {
    let notebook = use_notebook();
    let syncing = use_syncing();
    let left = Memo::new(move |_| {
        notebook
            .files_waiting
            .with(|waiting| circle.with(|circle| circle.get(record).map_or(0, |record| files_left(record, waiting))))
    });
    let tag = Memo::new(move |_| {
        let working = syncing.with(|syncing| syncing.working && syncing.away_since.is_none());
        circle.with(|circle| circle.get(record).map(|record| truth(circle, record, left.get(), working)))
    });
    let more = Signal::derive(move || Some(left.get()).filter(|left| *left > 0).map(words().files_left));
    let href = Signal::derive(move || {
        circle.with(|circle| circle.get(record).and_then(|record| show::choice(circle, record)))
    });
    view! { {move || tag.get().map(|tag| view! { <SyncTag tag more href /> })} }
}

fn truth(circle: &Circle, record: &Record, files_left: usize, working: bool) -> DeliveryTag {
    match show::delivery(circle, record) {
        DeliveryTag::OnServer { .. } if files_left > 0 && working => DeliveryTag::Sending { what: None },
        DeliveryTag::OnServer { .. } if files_left > 0 => DeliveryTag::OnlyHere(this_device()),
        DeliveryTag::OnlyHere(_) if working => DeliveryTag::Sending { what: None },
        tag => tag,
    }
}
