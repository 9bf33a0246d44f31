//! One line of a list: mark, strong line, small line, tag, arrow. With `href` or `on_press` the whole row is the target.

use leptos::prelude::*;

use super::icon::{Icon, IconSize};
#[cfg(feature = "gallery")]
use super::{
    avatar::{Avatar, Mark, Side},
    badge::{Badge, ChildBadge},
    button::Button,
    card::Card,
    device::Device,
    example::Example,
    progress::Progress,
    sync_tag::{DeliveryTag, SyncTag},
    tag::{Tag, TagTone},
};

/// Holds rows; put it in a `Card flush=true`.
#[component]
pub(crate) fn Rows(children: Children) -> impl IntoView {
    view! { <ul class="fb-rows" role="list">{children()}</ul> }
}

/// A row. Give `href` or `on_press`, or neither when it only tells.
#[component]
pub(crate) fn Row(
    #[prop(into)] strong: Signal<String>,
    /// Lighter, on the strong line: "Year 8".
    #[prop(optional, into)]
    aside: MaybeProp<String>,
    #[prop(optional, into)] small: MaybeProp<String>,
    /// Before everything, in bold figures: "11:30".
    #[prop(optional, into)]
    time: MaybeProp<String>,
    /// Avatar, badge, photo or `Mark`.
    #[prop(optional, into)]
    mark: Option<ViewFn>,
    /// Under the lines: a `SyncTag`.
    #[prop(optional, into)]
    tag: Option<ViewFn>,
    /// At the end, where there is room; below otherwise: a chip, a tick.
    #[prop(optional, into)]
    end: Option<ViewFn>,
    /// Looks like a link: "See all 3".
    #[prop(optional)]
    quiet: bool,
    /// No arrow although it can be pressed.
    #[prop(optional)]
    no_arrow: bool,
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    /// Controls of the row's own: a button, a bar, a choice.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let pressable = href.is_some() || on_press.is_some();
    let arrow = (pressable && !no_arrow)
        .then(|| view! { <span class="fb-row__arrow">{Icon::ChevronRight.sized(IconSize::Small)}</span> });
    let lines = view! {
        <span class="fb-row__strong" dir="auto">
            {strong} {move || aside.get().map(|aside| view! { <span class="fb-row__aside">{format!(" {aside}")}</span> })}
        </span>
        {move || small.get().map(|small| view! { <span class="fb-row__small" dir="auto">{small}</span> })}
        {tag.map(|tag| view! { <span class="fb-row__tag">{tag.run()}</span> })}
    };
    let before = view! {
        {move || time.get().map(|time| view! { <span class="fb-row__time">{time}</span> })}
        {mark.map(|mark| view! { <span class="fb-row__mark">{mark.run()}</span> })}
    };
    let end = end.map(|end| view! { <span class="fb-row__end">{end.run()}</span> });
    let body = view! {
        {before}
        <span class="fb-row__middle">
            <span class="fb-row__lines">{lines}</span>
            {end}
        </span>
        {arrow}
    };
    let main = match (href, on_press) {
        (Some(href), _) => view! { <a class="fb-row__main" href=href>{body}</a> }.into_any(),
        (None, Some(on_press)) => view! {
            <button class="fb-row__main" type="button" on:click=move |_| on_press.run(())>
                {body}
            </button>
        }
        .into_any(),
        (None, None) => view! { <div class="fb-row__main">{body}</div> }.into_any(),
    };
    view! {
        <li class="fb-row" class=("fb-row--press", pressable) class=("fb-row--quiet", quiet)>
            {main} {children.map(|children| view! { <div class="fb-row__own">{children()}</div> })}
        </li>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("pupils later today", || {
            view! {
                <Card flush=true>
                    <Rows>
                        <Row
                            time="11:30"
                            strong="Callum Reid"
                            aside="Year 8"
                            small="Ashdown Vale Academy"
                            href="#row"
                            mark=|| view! { <ChildBadge badge=Badge::Fox /> }
                            end=|| {
                                view! {
                                    <Tag label="Treatment until 11:15" icon=Icon::Clock tone=TagTone::LanternSoft chip=true />
                                }
                            }
                        />
                        <Row
                            time="1:15"
                            strong="Ffion Angharad Prosser-Llewellyn ap Gwilym"
                            aside="Year 2"
                            small="Ysgol Gymraeg Llanfairpwllgwyngyll"
                            href="#row"
                            mark=|| view! { <ChildBadge badge=Badge::Leaf /> }
                            end=|| view! { <Tag label="Not today: unwell" icon=Icon::Moon chip=true /> }
                        />
                    </Rows>
                </Card>
            }
        }),
        Example::new("for you", || {
            view! {
                <Card flush=true title="For you">
                    <Rows>
                        <Row
                            strong="Choose between two texts"
                            small="Zara, how to support me"
                            href="#row"
                            tag=|| view! { <SyncTag tag=DeliveryTag::NeedsYou /> }
                        />
                        <Row strong="Update Larkfield" small="Zara’s week · by tomorrow" on_press=|()| () />
                        <Row strong="See all 3" quiet=true href="#row" />
                    </Rows>
                </Card>
            }
        }),
        Example::new("to send", || {
            view! {
                <Card flush=true>
                    <Rows>
                        <Row
                            strong="“What calms me”: two texts"
                            mark=|| view! { <Mark icon=Icon::Hand side=Side::Lantern /> }
                            tag=|| view! { <SyncTag tag=DeliveryTag::NeedsYou /> }
                        >
                            <Button label="Choose one" wide=true />
                        </Row>
                        <Row
                            strong="River poster"
                            small="2 of 3 photos are there"
                            mark=|| view! { <Avatar initials="HW" side=Side::School name="Helen Whitcombe" /> }
                        >
                            <Progress value=74.0 label="River poster" />
                            <SyncTag tag=DeliveryTag::Sending { what: Some("photo 3".into()) } />
                        </Row>
                        <Row
                            strong="Your voice to Mrs Whitcombe"
                            mark=|| view! { <Mark icon=Icon::Mic /> }
                            tag=|| view! { <SyncTag tag=DeliveryTag::OnlyHere(Device::Phone) more="next" /> }
                        />
                    </Rows>
                </Card>
            }
        }),
    ]
}
