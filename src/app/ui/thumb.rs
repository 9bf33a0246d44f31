//! A small photo at the start of a row, or a wide one over feedback. Photos dim in dark lists, never when opened.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{class::classes, icon::Icon};

/// The shape of a photo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ThumbShape {
    /// In rows and on the timeline.
    #[default]
    Small,
    /// As wide as the page, cut to a strip.
    Wide,
    /// Whole, as tall as it needs: an opened photo.
    Whole,
}

impl ThumbShape {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            ThumbShape::Small => "",
            ThumbShape::Wide => "fb-thumb--wide",
            ThumbShape::Whole => "fb-thumb--whole",
        }
    }
}

/// A photo, or a quiet tile while it is not on this device.
#[component]
pub(crate) fn Thumb(
    #[prop(into)] src: Signal<Option<String>>,
    /// What it shows; empty where the words beside it say so.
    #[prop(optional, into)]
    alt: String,
    #[prop(optional)] shape: ThumbShape,
    /// On the photo: "3 photos", a sticker.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <span class=classes(["fb-thumb", shape.as_str()])>
            {move || match src.get() {
                Some(src) => view! { <img src=src alt=alt.clone() /> }.into_any(),
                None => Icon::Image.view(),
            }} {children.map(|children| view! { <span class="fb-thumb__over">{children()}</span> })}
        </span>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("not on this device yet", || {
        let none = Signal::stored(None::<String>);
        view! {
            <Thumb src=none />
            <Thumb src=none shape=ThumbShape::Wide>
                "3 photos"
            </Thumb>
        }
    })]
}
