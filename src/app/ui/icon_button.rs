//! A square button with a picture only: back, print, read aloud, microphone. Its label is read out and shown as a tip.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{class::classes, icon::Icon};

/// What stands behind the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum IconButtonKind {
    /// A white tile with a hairline.
    #[default]
    Tile,
    /// Pine-soft, as a second button.
    Soft,
    /// Nothing: the way back.
    Bare,
    /// A filled disc: play and record.
    Disc,
}

impl IconButtonKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            IconButtonKind::Tile => "",
            IconButtonKind::Soft => "fb-icon-button--soft",
            IconButtonKind::Bare => "fb-icon-button--bare",
            IconButtonKind::Disc => "fb-icon-button--disc",
        }
    }
}

/// A picture to press.
#[component]
pub(crate) fn IconButton(
    #[prop(into)] icon: Signal<Icon>,
    /// What will happen; not shown, always read out.
    #[prop(into)]
    label: Signal<String>,
    #[prop(optional)] kind: IconButtonKind,
    /// Makes it a link.
    #[prop(optional, into)]
    href: Option<String>,
    /// For a switch such as read aloud: whether it is on.
    #[prop(optional, into)]
    pressed: MaybeProp<bool>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
) -> impl IntoView {
    let class = classes(["fb-icon-button", kind.as_str()]);
    let picture = move || icon.get().view();
    if let Some(href) = href {
        return view! { <a class=class href=href aria-label=label title=label>{picture}</a> }.into_any();
    }
    view! {
        <button
            class=class
            type="button"
            aria-label=label
            title=label
            aria-pressed=move || pressed.get().map(|on| if on { "true" } else { "false" })
            on:click=move |_| {
                if let Some(on_press) = on_press {
                    on_press.run(());
                }
            }
        >
            {picture}
        </button>
    }
    .into_any()
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("tile, soft, bare, disc", || {
        view! {
            <div class="fb-actions">
                <IconButton icon=Icon::Printer label="Print" />
                <IconButton icon=Icon::Mic label="Record your voice" kind=IconButtonKind::Soft />
                <IconButton icon=Icon::ArrowLeft label="Back to today" kind=IconButtonKind::Bare href="#icon_button" />
                <IconButton icon=Icon::Pause label="Pause" kind=IconButtonKind::Disc />
                <IconButton icon=Icon::Speaker label="Read aloud" pressed=true />
            </div>
        }
    })]
}
