//! One of several whole answers, each a card: which of two texts everyone should see.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{
    avatar::{Avatar, Side},
    example::Example,
    icon::Icon,
    unique::unique_id,
};

/// A piece of text, marked where it differs from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    pub(crate) text: String,
    pub(crate) differs: bool,
}

/// Holds radio cards: beside each other where there is room.
#[component]
pub(crate) fn RadioCards(
    /// The question; read out, not shown.
    #[prop(into)]
    legend: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="fb-radio-cards" role="radiogroup" aria-label=legend>
            {children()}
        </div>
    }
}

/// A card to choose. Cards of one question share a `name`.
#[component]
pub(crate) fn RadioCard(
    #[prop(into)] name: String,
    #[prop(into)] selected: Signal<bool>,
    #[prop(into)] on_select: Callback<()>,
    /// "You", "Use both, one after the other".
    #[prop(into)]
    title: Signal<String>,
    /// "Hospital teacher".
    #[prop(optional, into)]
    small: MaybeProp<String>,
    /// Avatar or icon.
    #[prop(optional, into)]
    mark: Option<ViewFn>,
    /// The text to choose, if it is one.
    #[prop(optional)]
    passages: Vec<Passage>,
    /// When and where it was written.
    #[prop(optional, into)]
    foot: MaybeProp<String>,
) -> impl IntoView {
    let text = (!passages.is_empty()).then(|| {
        let parts = passages
            .into_iter()
            .map(|passage| {
                if passage.differs {
                    view! { <mark class="fb-radio-card__differs">{passage.text}</mark> }.into_any()
                } else {
                    passage.text.into_any()
                }
            })
            .collect_view();
        view! { <span class="fb-radio-card__text" dir="auto">{parts}</span> }
    });
    view! {
        <label class="fb-radio-card">
            <input
                class="fb-radio-card__input"
                type="radio"
                name=name
                prop:checked=selected
                on:change=move |_| on_select.run(())
            />
            <span class="fb-radio-card__body">
                <span class="fb-radio-card__head">
                    {mark.map(|mark| mark.run())}
                    <span>
                        <span class="fb-radio-card__title">{title}</span>
                        {move || small.get().map(|small| view! { <span class="fb-radio-card__small">{small}</span> })}
                    </span>
                </span>
                {text}
                {move || foot.get().map(|foot| view! { <span class="fb-radio-card__foot">{foot}</span> })}
            </span>
        </label>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("both kept", || {
        let chosen = RwSignal::new(0);
        let name = unique_id("texts");
        let passages = |differs: &str| {
            vec![
                Passage { text: "Give Zara ".into(), differs: false },
                Passage { text: differs.into(), differs: true },
                Passage { text: " If she looks away, stop and offer water.".into(), differs: false },
            ]
        };
        let is = move |n| Signal::derive(move || chosen.get() == n);
        view! {
            <RadioCards legend="Which should everyone see?">
                <RadioCard
                    name=name.clone()
                    selected=is(0)
                    on_select=move |()| chosen.set(0)
                    title="You"
                    small="Hospital teacher"
                    mark=|| view! { <Avatar initials="GA" side=Side::Hospital /> }
                    passages=passages("two minutes to settle before you start. She likes to choose the first task.")
                    foot="Yesterday 14:05, Robin ward tablet"
                />
                <RadioCard
                    name=name.clone()
                    selected=is(1)
                    on_select=move |()| chosen.set(1)
                    title="Daniel Osei"
                    small="Key contact, home school"
                    mark=|| view! { <Avatar initials="DO" side=Side::School /> }
                    passages=passages("a clear start: “First maths, then your choice.” She finds open questions hard when tired.")
                    foot="Yesterday 15:20, school laptop"
                />
                <RadioCard
                    name=name.clone()
                    selected=is(2)
                    on_select=move |()| chosen.set(2)
                    title="Use both, one after the other"
                    mark=|| Icon::UseBoth.view()
                />
                <RadioCard
                    name=name
                    selected=is(3)
                    on_select=move |()| chosen.set(3)
                    title="Write a new one from these"
                    mark=|| Icon::PencilLine.view()
                />
            </RadioCards>
        }
    })]
}
