//! Whether photos and files wait for Wi-Fi (X6).

use leptos::prelude::*;

use crate::notebook::use_notebook;
use crate::platform::{online, preferences};
use crate::text::more::more as words;
use crate::ui::card::Card;
use crate::ui::toggle::Toggle;

/// The card; nothing where the browser does not tell Wi-Fi from mobile data.
#[component]
pub(super) fn OnlyOnWifi() -> impl IntoView {
    let notebook = use_notebook();
    let on = RwSignal::new(preferences::load().files_on_wifi_only);
    let on_toggle = move |wifi_only: bool| {
        on.set(wifi_only);
        preferences::save(&preferences::Preferences { files_on_wifi_only: wifi_only, ..preferences::load() });
        // What waited may go now.
        notebook.nudge();
    };
    online::is_on_mobile_data().map(|_| {
        view! {
            <Card title=words().files>
                <Toggle label=words().wifi_only hint=words().wifi_only_hint on on_toggle />
            </Card>
        }
    })
}
