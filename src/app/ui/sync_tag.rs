//! The truth about where a record is safe. The safer, the quieter.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{
    class::classes,
    device::Device,
    icon::{Icon, IconSize},
};
use crate::text::ui as words;

/// Where a record is. Ticks only with the server's receipt, for the record and each of its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DeliveryTag {
    /// Not sent yet.
    OnlyHere(Device),
    /// A draft whose last words are being saved here.
    SavingHere(Device),
    /// A draft, saved here at this time ("11:10").
    SavedHere { device: Device, time: String },
    /// On its way; `what` names the file, "photo 3".
    Sending { what: Option<String> },
    /// Received by the server at this time ("10:42", "yesterday, 15:12").
    OnServer { time: String },
    /// A person has to decide. The button stands beside it.
    NeedsYou,
}

impl DeliveryTag {
    pub(crate) const fn as_str(&self) -> &'static str {
        match self {
            DeliveryTag::OnlyHere(_) | DeliveryTag::SavingHere(_) | DeliveryTag::SavedHere { .. } => {
                "fb-sync-tag--here"
            }
            DeliveryTag::Sending { .. } => "fb-sync-tag--sending",
            DeliveryTag::OnServer { .. } => "fb-sync-tag--server",
            DeliveryTag::NeedsYou => "fb-sync-tag--needs-you",
        }
    }

    const fn icon(&self) -> Icon {
        match self {
            DeliveryTag::OnlyHere(device) | DeliveryTag::SavingHere(device) | DeliveryTag::SavedHere { device, .. } => {
                device.icon()
            }
            DeliveryTag::Sending { .. } => Icon::Sending,
            DeliveryTag::OnServer { .. } => Icon::TwoTicks,
            DeliveryTag::NeedsYou => Icon::Hand,
        }
    }

    /// The words, also for a spoken summary.
    pub(crate) fn label(&self) -> String {
        match self {
            DeliveryTag::OnlyHere(device) => words::only_on_this(device.word()),
            DeliveryTag::SavingHere(device) => words::saving_on_this(device.word()),
            DeliveryTag::SavedHere { device, time } => words::saved_on_this(device.word(), time),
            DeliveryTag::Sending { what } => words::sending(what.as_deref()),
            DeliveryTag::OnServer { time } => words::on_the_server(time),
            DeliveryTag::NeedsYou => words::needs_you().to_owned(),
        }
    }
}

/// The tag. `more` follows after a dot: "Only on this phone · next". With `href` it leads to where it is settled.
#[component]
pub(crate) fn SyncTag(
    #[prop(into)] tag: Signal<DeliveryTag>,
    #[prop(optional, into)] more: MaybeProp<String>,
    #[prop(optional, into)] href: MaybeProp<String>,
) -> impl IntoView {
    move || {
        let tag = tag.get();
        let class = classes(["fb-sync-tag", tag.as_str()]);
        let icon = tag.icon().sized(IconSize::Tiny);
        let words = view! { <span>{tag.label()} {more.get().map(|more| format!(" · {more}"))}</span> };
        match href.get() {
            Some(href) => view! { <a class=class href=href>{icon} {words}</a> }.into_any(),
            None => view! { <span class=class>{icon} {words}</span> }.into_any(),
        }
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("only here", || {
            view! {
                <div class="fb-cluster">
                    <SyncTag tag=DeliveryTag::OnlyHere(Device::Tablet) />
                    <SyncTag tag=DeliveryTag::OnlyHere(Device::Phone) more="next" />
                    <SyncTag tag=DeliveryTag::SavingHere(Device::Laptop) />
                    <SyncTag tag=DeliveryTag::SavedHere {
                        device: Device::Laptop,
                        time: "11:10".into(),
                    } />
                </div>
            }
        }),
        Example::new("sending", || {
            view! {
                <div class="fb-cluster">
                    <SyncTag tag=DeliveryTag::Sending { what: None } />
                    <SyncTag tag=DeliveryTag::Sending {
                        what: Some("photo 3".into()),
                    } />
                </div>
            }
        }),
        Example::new("on the server", || {
            view! { <SyncTag tag=DeliveryTag::OnServer { time: "10:42".into() } /> }
        }),
        Example::new("needs you", || view! { <SyncTag tag=DeliveryTag::NeedsYou /> }),
    ]
}
