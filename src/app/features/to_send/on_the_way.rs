//! How what waits gets to the server: the arc, and a try at once where that can help.

use leptos::prelude::*;

use crate::notebook::use_notebook;
use crate::platform::device::this_device;
use crate::sync_loop::use_syncing;
use crate::text::time;
use crate::text::to_send::to_send as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::sync_arc::SyncArc;

/// The arc; nothing when all is sent.
#[component]
pub(super) fn OnTheWay(
    /// How many records are not there whole.
    records: Signal<usize>,
    /// How many records and files are still to go.
    parts: Signal<usize>,
) -> impl IntoView {
    let notebook = use_notebook();
    let syncing = use_syncing();
    let (all, all_parts) = (most_since_none(records), most_since_none(parts));
    let gone = Signal::derive(move || {
        let (left, all) = (parts.get() as f64, all_parts.get() as f64);
        if all > 0.0 { 100.0 * (all - left) / all } else { 0.0 }
    });
    let away = Memo::new(move |_| syncing.with(|syncing| syncing.away_since));
    let sends = Memo::new(move |_| syncing.with(|syncing| syncing.working) && away.get().is_none());
    let title = Signal::derive(move || match (away.get(), sends.get()) {
        (Some(_), _) => (words().safe_here)(records.get()),
        (None, true) => (words().sending)(all.get().saturating_sub(records.get()) + 1, all.get()),
        (None, false) => (words().next)(records.get()),
    });
    let small = Signal::derive(move || {
        Some(match (away.get(), sends.get()) {
            (Some(since), _) => (words().away_since)(&time::clock(since)),
            (None, true) => words().sending_more.to_owned(),
            (None, false) => words().next_more.to_owned(),
        })
    });
    view! {
        <Show when=move || { records.get() > 0 }>
            <SyncArc device=this_device() gone title small>
                <Show when=move || away.get().is_some()>
                    <Button label=words().try_now kind=ButtonKind::OnPine icon=Icon::RefreshCw on_press=move |()| notebook.nudge() />
                </Show>
            </SyncArc>
        </Show>
    }
}

/// Of how many: the most that waited since the last time nothing did.
fn most_since_none(left: Signal<usize>) -> Memo<usize> {
    Memo::new(move |most: Option<&usize>| match left.get() {
        0 => 0,
        left => left.max(most.copied().unwrap_or_default()),
    })
}
