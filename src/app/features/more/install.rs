//! Putting Footbridge on this device, with help for this very browser.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::install::{self, Browser, Offered};
use crate::text::more::more as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::install_help::InstallHelp;

/// The card.
#[component]
pub(super) fn Install() -> impl IntoView {
    let installed = RwSignal::new(install::is_installed());
    let offers = RwSignal::new(install::can_offer());
    let browser = install::browser();
    let offer = move |()| {
        spawn_local(async move {
            installed.set(install::offer().await == Offered::Installed);
            offers.set(install::can_offer());
        });
    };
    view! {
        <Card title=words().install sub=words().install_sub>
            {move || {
                if installed.get() {
                    view! { <p>{words().installed}</p> }.into_any()
                } else if offers.get() {
                    view! { <Button label=words().install_now kind=ButtonKind::Second icon=Icon::Download on_press=offer /> }.into_any()
                } else if browser == Browser::OnIphoneOrIpad {
                    view! { <InstallHelp /> }.into_any()
                } else {
                    view! { <p>{(words().install_how)(browser)}</p> }.into_any()
                }
            }}
        </Card>
    }
}
