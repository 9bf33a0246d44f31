//! Whether there is a network, said once, with what still works. Offline is never an error.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::icon::{Icon, IconSize};
use crate::text::ui as words;

/// The state of the network as far as the device can tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Network {
    /// All is sent. Nothing is shown.
    #[default]
    Settled,
    /// Talking to the server.
    Sending,
    /// No network; since when ("9:15"), if known.
    Offline { since: Option<String> },
    /// There is a network but the server cannot be reached.
    NoServer,
}

/// The pill. With `href` it leads to the page of unsent things.
#[component]
pub(crate) fn NetworkPill(
    #[prop(into)] network: Signal<Network>,
    /// What still works; "you can carry on" unless told.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    #[prop(optional, into)] href: Option<String>,
) -> impl IntoView {
    let inside = move || {
        let (icon, strong) = match network.get() {
            Network::Settled => return None,
            Network::Sending => return Some(pill_words(Icon::Sending, words::sending(None), None)),
            Network::Offline { since } => (Icon::WifiOff, words::no_wifi(since.as_deref())),
            Network::NoServer => (Icon::Server, words::no_server().to_owned()),
        };
        let hint = hint.get().unwrap_or_else(|| words::carry_on().to_owned());
        Some(pill_words(icon, strong, Some(hint)))
    };
    let shown = move || network.get() != Network::Settled;
    view! {
        <div class="fb-network-pill" role="status" hidden=move || !shown()>
            {match href {
                Some(href) => view! { <a class="fb-network-pill__link" href=href>{inside}</a> }.into_any(),
                None => view! { <span class="fb-network-pill__link">{inside}</span> }.into_any(),
            }}
        </div>
    }
}

fn pill_words(icon: Icon, strong: String, hint: Option<String>) -> impl IntoView {
    view! {
        {icon.sized(IconSize::Normal)}
        <span>
            <strong>{strong}</strong>
            {hint.map(|hint| view! { <span class="fb-network-pill__hint">{format!(" · {hint}")}</span> })}
        </span>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("offline", || {
            view! { <NetworkPill network=Network::Offline { since: Some("9:15".into()) } /> }
        }),
        Example::new("offline in a task", || {
            view! { <NetworkPill network=Network::Offline { since: None } hint="keep going" href="#network_pill" /> }
        }),
        Example::new("no server", || view! { <NetworkPill network=Network::NoServer /> }),
        Example::new("sending", || view! { <NetworkPill network=Network::Sending /> }),
    ]
}
