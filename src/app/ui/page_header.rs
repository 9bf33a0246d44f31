//! The head of a page: way back, mark, title, a line under it, actions at the end.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{
    badge::{Badge, BadgeSize, ChildBadge},
    button::Button,
    example::Example,
    network_pill::{Network, NetworkPill},
};
use super::{
    icon::Icon,
    icon_button::{IconButton, IconButtonKind},
};

/// The way back, named for those who hear it: "Back to pupils".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Back {
    pub(crate) href: String,
    pub(crate) label: String,
}

/// The head. Its title is the page's only h1.
#[component]
pub(crate) fn PageHeader(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] sub: MaybeProp<String>,
    #[prop(optional)] back: Option<Back>,
    /// The child's badge, or the logo on phones.
    #[prop(optional, into)]
    mark: Option<ViewFn>,
    /// Under the title: a `SyncTag`.
    #[prop(optional, into)]
    tag: Option<ViewFn>,
    /// Buttons and pills.
    #[prop(optional, into)]
    end: Option<ViewFn>,
) -> impl IntoView {
    view! {
        <header class="fb-page-header">
            {back
                .map(|back| {
                    view! {
                        <div class="fb-page-header__back">
                            <IconButton icon=Icon::ArrowLeft label=back.label href=back.href kind=IconButtonKind::Bare />
                        </div>
                    }
                })} {mark.map(|mark| view! { <div class="fb-page-header__mark">{mark.run()}</div> })}
            <div class="fb-page-header__words">
                <h1 class="fb-page-header__title" dir="auto">{title}</h1>
                {move || sub.get().map(|sub| view! { <p class="fb-page-header__sub">{sub}</p> })}
                {tag.map(|tag| view! { <div class="fb-page-header__tag">{tag.run()}</div> })}
            </div> {end.map(|end| view! { <div class="fb-page-header__end">{end.run()}</div> })}
        </header>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("today", || {
            view! {
                <PageHeader
                    title="Good morning, Grace"
                    sub="Thursday 12 November · Robin ward"
                    end=|| view! { <NetworkPill network=Network::Offline { since: Some("9:15".into()) } /> }
                />
            }
        }),
        Example::new("a pupil", || {
            view! {
                <PageHeader
                    title="Zara Malik"
                    sub="Year 5, aged 9 · speaks English and Urdu"
                    back=Back { href: "#page_header".into(), label: "Back to pupils".into() }
                    mark=|| view! { <ChildBadge badge=Badge::Kite size=BadgeSize::Large /> }
                    end=|| {
                        view! {
                            <IconButton icon=Icon::Printer label="Print" />
                            <Button label="Start session" icon=Icon::Play />
                        }
                    }
                />
            }
        }),
    ]
}
