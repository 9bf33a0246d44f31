//! The one pine card of a screen, with the bridge behind it.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{
    badge::{Badge, ChildBadge},
    button::{Button, ButtonKind},
    example::Example,
    icon::Icon,
    sync_tag::DeliveryTag,
    today_note::TodayNote,
};

const BRIDGE: &str = r##"<g fill="none" stroke="currentColor" stroke-linecap="round"><path stroke-width="9" d="M0 64C120-6 300-14 430 76"/><path stroke-width="14" d="M-10 136C110 46 300 36 440 142"/><g stroke-width="6"><path d="M40 46v56M92 22v54M146 9v53M200 6v50M254 12v47M308 26v46M362 44v50M412 66v54"/></g><g stroke-width="5"><path d="M0 214c22-14 44-14 66 0s44 14 66 0 44-14 66 0 44 14 66 0 44-14 66 0 44 14 66 0"/><path d="M-30 248c22-14 44-14 66 0s44 14 66 0 44-14 66 0 44 14 66 0 44-14 66 0 44 14 66 0"/></g></g>"##;

/// The pine card.
#[component]
pub(crate) fn Hero(
    /// A small line over the title: "Next, at 10:45".
    #[prop(optional, into)]
    over: MaybeProp<String>,
    #[prop(optional, into)] title: MaybeProp<String>,
    /// Before the title: the child's badge.
    #[prop(optional, into)]
    mark: Option<ViewFn>,
    /// Strong line at the end of the head: the school.
    #[prop(optional, into)]
    end_strong: MaybeProp<String>,
    #[prop(optional, into)] end_small: MaybeProp<String>,
    /// Without the drawing, where the content is one itself.
    #[prop(optional)]
    plain: bool,
    children: Children,
) -> impl IntoView {
    let head = move || {
        title.get().map(|title| {
            view! {
                <div class="fb-hero__head">
                    {mark.as_ref().map(ViewFn::run)} <div class="fb-hero__names">
                        {over.get().map(|over| view! { <p class="fb-hero__over">{over}</p> })}
                        <h2 class="fb-hero__title">{title}</h2>
                    </div>
                    {end_strong
                        .get()
                        .map(|strong| {
                            view! {
                                <div class="fb-hero__end">
                                    <strong>{strong}</strong>
                                    {end_small.get().map(|small| view! { <span>{small}</span> })}
                                </div>
                            }
                        })}
                </div>
            }
        })
    };
    view! {
        <section class="fb-hero">
            {(!plain)
                .then(|| {
                    view! {
                        <svg
                            class="fb-hero__bridge"
                            viewBox="0 0 430 270"
                            preserveAspectRatio="xMaxYMax meet"
                            aria-hidden="true"
                            focusable="false"
                            inner_html=BRIDGE
                        ></svg>
                    }
                })} <div class="fb-hero__body">{head} {children()}</div>
        </section>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("next pupil", || {
        view! {
            <Hero
                over="Next, at 10:45"
                title="Zara Malik"
                mark=|| view! { <ChildBadge badge=Badge::Kite /> }
                end_strong="Larkfield Primary School"
                end_small="Year 5, Mrs Whitcombe"
            >
                <TodayNote
                    text="Tired this morning. Short bursts, please."
                    who="Mum"
                    tag=Some(DeliveryTag::NeedsYou)
                    on_pine=true
                />
                <p>"Maths: fractions on a number line"</p>
                <div class="fb-actions">
                    <Button label="Start session" kind=ButtonKind::Lantern icon=Icon::Play />
                    <Button label="Open her page" kind=ButtonKind::OnPine />
                </div>
            </Hero>
        }
    })]
}
