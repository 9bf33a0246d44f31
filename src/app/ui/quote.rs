//! Someone's own words, unedited, with who said them and who wrote them down. The child's stand on lantern.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{
    avatar::{Avatar, AvatarSize, Side},
    badge::{Badge, BadgeSize, ChildBadge},
    example::Example,
};

/// A card with a quotation. The component adds the quotation marks.
#[component]
pub(crate) fn Quote(
    /// "Zara said".
    #[prop(into)]
    who: Signal<String>,
    /// "to Grace, 20 Oct".
    #[prop(optional, into)]
    when: MaybeProp<String>,
    #[prop(into)] text: Signal<String>,
    /// Badge or avatar.
    #[prop(optional, into)]
    mark: Option<ViewFn>,
    /// The child's or the family's, to be seen first.
    #[prop(optional)]
    lantern: bool,
    /// The language the words are in, when it is not the page's.
    #[prop(optional, into)]
    lang: Option<String>,
) -> impl IntoView {
    view! {
        <figure class="fb-quote" class=("fb-quote--lantern", lantern)>
            <figcaption class="fb-quote__who">
                {mark.map(|mark| mark.run())}
                <span class="fb-quote__names">
                    <strong>{who}</strong>
                    {move || when.get().map(|when| view! { <span>{when}</span> })}
                </span>
            </figcaption>
            <blockquote class="fb-quote__text" lang=lang dir="auto">
                <q>{text}</q>
            </blockquote>
        </figure>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("the child", || {
            view! {
                <Quote
                    who="Zara said"
                    when="to Grace, 20 Oct"
                    text="I like it when my work goes on the wall at school. I want to see my friends on the screen more."
                    mark=|| view! { <ChildBadge badge=Badge::Kite size=BadgeSize::Small /> }
                    lantern=true
                />
            }
        }),
        Example::new("the family", || {
            view! {
                <Quote
                    who="Samina said"
                    text="She is happier on the days with Grace. Mornings are hard."
                    mark=|| view! { <Avatar initials="SM" side=Side::Family size=AvatarSize::Small no_mark=true /> }
                />
            }
        }),
    ]
}
