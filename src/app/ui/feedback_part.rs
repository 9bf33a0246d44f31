//! A part of someone's feedback: first what is strong, then one next step.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{card::Card, example::Example};
use super::{
    class::classes,
    icon::{Icon, IconSize},
};

/// Which part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FeedbackKind {
    Strong,
    NextStep,
}

impl FeedbackKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            FeedbackKind::Strong => "fb-feedback-part--strong",
            FeedbackKind::NextStep => "fb-feedback-part--next",
        }
    }
}

/// A part with its mark and heading.
#[component]
pub(crate) fn FeedbackPart(
    kind: FeedbackKind,
    /// "What is strong".
    #[prop(into)]
    title: Signal<String>,
    #[prop(into)] text: Signal<String>,
) -> impl IntoView {
    let icon = match kind {
        FeedbackKind::Strong => Icon::Star,
        FeedbackKind::NextStep => Icon::Footprints,
    };
    view! {
        <div class=classes(["fb-feedback-part", kind.as_str()])>
            <span class="fb-feedback-part__mark">{icon.sized(IconSize::Small)}</span>
            <h3 class="fb-feedback-part__title">{title}</h3>
            <p class="fb-feedback-part__text" dir="auto">
                {text}
            </p>
        </div>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("both parts", || {
        view! {
            <Card>
                <FeedbackPart
                    kind=FeedbackKind::Strong
                    title="What is strong"
                    text="“Your labels are in exactly the right places. I read the bit about bends twice!”"
                />
                <FeedbackPart kind=FeedbackKind::NextStep title="One next step" text="Add one sentence about where the river meets the sea." />
            </Card>
        }
    })]
}
