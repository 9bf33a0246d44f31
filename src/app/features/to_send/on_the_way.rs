//! How what waits gets to the server: the arc, and a try at once where that can help.

use leptos::prelude::*;

use crate::notebook::use_notebook;
use crate::platform::device::this_device;
use crate::platform::{online, preferences};
use crate::routes::paths;
use crate::sync_loop::{Sending, use_syncing};
use crate::text::time;
use crate::text::to_send::to_send as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::notice::Notice;
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
    let busy = Memo::new(move |_| syncing.with(|syncing| syncing.server_busy && !syncing.working));
    let sends = Memo::new(move |_| syncing.with(|syncing| syncing.working) && away.get().is_none());
    let takes = Memo::new(move |_| syncing.get().sending());
    let title = Signal::derive(move || match (takes.get(), away.get(), sends.get()) {
        (Sending::ByItself, None, true) => (words().sending)(all.get().saturating_sub(records.get()) + 1, all.get()),
        (Sending::ByItself, None, false) => (words().next)(records.get()),
        _ => (words().safe_here)(records.get()),
    });
    let small = Signal::derive(move || {
        Some(match (takes.get(), away.get(), sends.get()) {
            (Sending::AfterSigningIn, ..) => words().sign_in_first.to_owned(),
            (Sending::AfterLoading, ..) => words().load_first.to_owned(),
            (Sending::ByItself, Some(since), _) => (words().away_since)(&time::clock(since)),
            (Sending::ByItself, None, true) => words().sending_more.to_owned(),
            (Sending::ByItself, None, false) if busy.get() => words().server_busy.to_owned(),
            (Sending::ByItself, None, false) => words().next_more.to_owned(),
        })
    });
    // Asked anew after every exchange: the way may have changed.
    let waits_for_wifi = Signal::derive(move || {
        syncing.track();
        preferences::load().files_on_wifi_only && online::is_on_mobile_data() == Some(true)
    });
    view! {
        <Show when=move || { waits_for_wifi.get() && notebook.files_waiting.with(|files| !files.is_empty()) }>
            <Notice icon=Icon::WifiOff strong=words().waits_for_wifi text=words().waits_for_wifi_more>
                <Button label=words().change_that kind=ButtonKind::Second href=paths::MORE />
            </Notice>
        </Show>
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
