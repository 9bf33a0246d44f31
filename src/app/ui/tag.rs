//! A few words on a quiet ground: a place, a rule, a state. For where a record is safe, use `SyncTag`.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{
    class::classes,
    icon::{Icon, IconSize},
};

/// What the ground of a tag means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TagTone {
    /// Quiet.
    #[default]
    Sunk,
    /// Today's notes: treatment, apron and gloves.
    LanternSoft,
    /// Needs you. Sparingly.
    Lantern,
    /// Under way.
    Pine,
    /// The home school, or a change it made.
    School,
    /// Parents.
    Family,
    /// Therapists.
    Therapy,
    /// No ground at all.
    Bare,
}

impl TagTone {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            TagTone::Sunk => "",
            TagTone::LanternSoft => "fb-tag--lantern-soft",
            TagTone::Lantern => "fb-tag--lantern",
            TagTone::Pine => "fb-tag--pine",
            TagTone::School => "fb-tag--school",
            TagTone::Family => "fb-tag--family",
            TagTone::Therapy => "fb-tag--therapy",
            TagTone::Bare => "fb-tag--bare",
        }
    }
}

/// A tag. `chip` squares its corners and enlarges the words, for facts about today.
#[component]
pub(crate) fn Tag(
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(optional)] tone: TagTone,
    #[prop(optional)] chip: bool,
) -> impl IntoView {
    view! {
        <span class=classes(["fb-tag", tone.as_str(), if chip { "fb-tag--chip" } else { "" }])>
            {icon.map(|icon| icon.sized(if chip { IconSize::Small } else { IconSize::Tiny }))} <span>{label}</span>
        </span>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("tones", || {
            view! {
                <div class="fb-cluster">
                    <Tag label="From last review" icon=Icon::Redo />
                    <Tag label="Changed" icon=Icon::PencilLine tone=TagTone::School />
                    <Tag label="Needs you" icon=Icon::Hand tone=TagTone::Lantern />
                    <Tag label="Sending" icon=Icon::Sending tone=TagTone::Pine />
                    <Tag label="Parent" icon=Icon::House tone=TagTone::Family />
                    <Tag label="Therapy" icon=Icon::HandHeart tone=TagTone::Therapy />
                </div>
            }
        }),
        Example::new("chips for today", || {
            view! {
                <div class="fb-cluster">
                    <Tag label="Treatment until 11:15" icon=Icon::Clock tone=TagTone::LanternSoft chip=true />
                    <Tag label="Apron and gloves" icon=Icon::Shield tone=TagTone::LanternSoft chip=true />
                    <Tag label="Not today: unwell" icon=Icon::Moon chip=true />
                </div>
            }
        }),
    ]
}
