//! What happened lately, newest first, along a line of people.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{
    avatar::{Avatar, Side},
    device::Device,
    example::Example,
    sync_tag::{DeliveryTag, SyncTag},
};

/// Holds timeline items.
#[component]
pub(crate) fn Timeline(children: Children) -> impl IntoView {
    view! { <ol class="fb-timeline" role="list">{children()}</ol> }
}

/// One thing that happened. It does not change: a page holds fifty, and nobody waits for what could.
#[component]
pub(crate) fn TimelineItem(
    /// The avatar.
    #[prop(into)]
    mark: ViewFn,
    /// "You", "Helen Whitcombe".
    #[prop(into)]
    who: String,
    /// Role or kind: "Class teacher", "Session, maths, 35 minutes".
    #[prop(optional, into)]
    what: Option<String>,
    /// "10:20 today".
    #[prop(into)]
    when: String,
    #[prop(into)] text: String,
    /// A `SyncTag`.
    #[prop(optional, into)]
    tag: Option<ViewFn>,
    /// A photo at the end.
    #[prop(optional, into)]
    media: Option<ViewFn>,
    /// Leads to the whole record.
    #[prop(optional, into)]
    href: Option<String>,
) -> impl IntoView {
    let text = match href {
        Some(href) => view! { <a class="fb-timeline-item__link" href=href>{text}</a> }.into_any(),
        None => text.into_any(),
    };
    view! {
        <li class="fb-timeline-item">
            <span class="fb-timeline-item__mark">{mark.run()}</span>
            <div class="fb-timeline-item__body">
                <p class="fb-timeline-item__head">
                    <span>
                        <strong dir="auto">{who}</strong>
                        {what.map(|what| view! { <span class="fb-timeline-item__what">{format!(" {what}")}</span> })}
                    </span> <span class="fb-timeline-item__when">{when}</span>
                </p>
                <div class="fb-timeline-item__content">
                    <div>
                        <p class="fb-timeline-item__text" dir="auto">{text}</p>
                        {tag.map(|tag| view! { <p class="fb-timeline-item__tag">{tag.run()}</p> })}
                    </div>
                    {media.map(|media| view! { <div class="fb-timeline-item__media">{media.run()}</div> })}
                </div>
            </div>
        </li>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("lately", || {
        view! {
            <Timeline>
                <TimelineItem
                    mark=|| view! { <Avatar initials="GA" side=Side::Hospital /> }
                    who="You"
                    what="Worksheet"
                    when="10:20 today"
                    text="Asked Larkfield for the ordering cards, for Monday."
                    tag=|| view! { <SyncTag tag=DeliveryTag::OnlyHere(Device::Tablet) /> }
                />
                <TimelineItem
                    mark=|| view! { <Avatar initials="SM" side=Side::Family /> }
                    who="Samina"
                    what="Mum"
                    when="8:20 today"
                    text="Tired this morning. Short bursts, please."
                    tag=|| view! { <SyncTag tag=DeliveryTag::OnServer { time: "8:21".into() } /> }
                />
                <TimelineItem
                    mark=|| view! { <Avatar initials="HW" side=Side::School /> }
                    who="Helen Whitcombe"
                    what="Class teacher"
                    when="yesterday"
                    text="“Your labels are in exactly the right places.” She has put the river poster on the classroom wall."
                    tag=|| view! { <SyncTag tag=DeliveryTag::OnServer { time: "yesterday, 15:12".into() } /> }
                    href="#timeline_item"
                />
            </Timeline>
        }
    })]
}
