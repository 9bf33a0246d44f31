//! How sure someone feels, out of ten, beside what they said last time.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{
    avatar::{Avatar, AvatarSize, Side},
    badge::{Badge, BadgeSize, ChildBadge},
    example::Example,
};
use crate::text::ui as words;

/// Ten cells, the score in figures, and the last one.
#[component]
pub(crate) fn ScoreBar(
    #[prop(into)] who: String,
    /// Avatar or badge.
    #[prop(optional, into)]
    mark: Option<ViewFn>,
    /// From 0 to 10.
    score: u8,
    #[prop(optional)] was: Option<u8>,
) -> impl IntoView {
    let cells = (1..=10_u8)
        .map(|at| view! { <span class="fb-score-bar__cell" class=("fb-score-bar__cell--on", at <= score)></span> })
        .collect_view();
    view! {
        <div class="fb-score-bar">
            {mark.map(|mark| mark.run())} <strong class="fb-score-bar__who">{who}</strong>
            <span class="fb-score-bar__cells" role="img" aria-label=words::out_of(score, 10)>
                {cells}
            </span>
            <span class="fb-score-bar__figures">
                <strong aria-hidden="true">{score}</strong>
                {was.map(|was| view! { <span>{words::was(was)}</span> })}
            </span>
        </div>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("how sure we feel", || {
        view! {
            <ScoreBar who="Callum" score=6 was=5 mark=|| view! { <ChildBadge badge=Badge::Fox size=BadgeSize::Small /> } />
            <ScoreBar
                who="Mum"
                score=7
                was=7
                mark=|| view! { <Avatar initials="KR" side=Side::Family size=AvatarSize::Small no_mark=true /> }
            />
        }
    })]
}
