//! A round sticker a teacher gives with feedback, its words around the rim. On a photo or beside the words.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::unique::unique_id;

/// What is in the middle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum StickerArt {
    #[default]
    Star,
    Compass,
    Heart,
    Bridge,
}

impl StickerArt {
    /// Every picture a teacher can choose from.
    pub(crate) const ALL: [StickerArt; 4] =
        [StickerArt::Star, StickerArt::Compass, StickerArt::Heart, StickerArt::Bridge];

    const fn drawing(self) -> &'static str {
        match self {
            StickerArt::Star => {
                r##"<path d="m60 38 6.800 14.300 15.700 2-11.500 10.900 2.900 15.600L60 73.200l-13.900 7.600L49 65.200 37.500 54.300l15.700-2Z" fill="#F7BE4B"/>"##
            }
            StickerArt::Compass => {
                r##"<path d="M67 36 54 58l9 5Z" fill="#F7BE4B"/><path d="m53 84 13-22-9-5Z" fill="#fff"/><circle cx="60" cy="60" r="4.600" fill="#11544C"/>"##
            }
            StickerArt::Heart => {
                r##"<path d="M60 81 44 65c-8-8-3-21 7-21 4 0 7 2 9 6 2-4 5-6 9-6 10 0 15 13 7 21Z" fill="#F7BE4B"/>"##
            }
            StickerArt::Bridge => {
                r##"<path d="M38 60c12-15 32-15 44 0" fill="none" stroke="#F7BE4B" stroke-width="4" stroke-linecap="round"/><path d="M38 72c12-13 32-13 44 0M40 60v10M50 53v11M60 50v12M70 53v11M80 60v10" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/>"##
            }
        }
    }
}

/// The sticker. Its words are read out once.
#[component]
pub(crate) fn Sticker(
    /// "River expert"
    #[prop(into)]
    words: String,
    #[prop(optional)] art: StickerArt,
) -> impl IntoView {
    let rim = unique_id("rim");
    let around = format!("{words} ★ {words} ★").to_uppercase();
    view! {
        <svg class="fb-sticker" viewBox="0 0 120 120" role="img" aria-label=words>
            <circle cx="60" cy="60" r="58" fill="#fff" />
            <circle cx="60" cy="60" r="53" fill="#F7BE4B" />
            <circle cx="60" cy="60" r="35" fill="#11544C" />
            <path id=rim.clone() d="M60 60m0 40a40 40 0 1 1 .1 0" fill="none" />
            <text class="fb-sticker__words" aria-hidden="true">
                <textPath href=format!("#{rim}") textLength="246" lengthAdjust="spacing">
                    {around}
                </textPath>
            </text>
            <g inner_html=art.drawing()></g>
        </svg>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("four pictures", || {
        let all = StickerArt::ALL
            .into_iter()
            .zip(["Bright idea", "River expert", "Kind friend", "Well built"])
            .map(|(art, words)| view! { <Sticker words art /> });
        view! { <div class="fb-cluster">{all.collect_view()}</div> }
    })]
}
