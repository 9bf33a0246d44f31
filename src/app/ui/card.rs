//! A white card on the paper ground, with an optional head. Rows inside bring their own edges: use `flush`.

use leptos::prelude::*;

use super::class::classes;
#[cfg(feature = "gallery")]
use super::{
    button::{Button, ButtonKind, ButtonSize},
    example::Example,
    icon::Icon,
};

/// What the ground of a card means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum CardTone {
    #[default]
    Surface,
    /// The child's or the family's own words, and questions to you.
    Lantern,
    /// A quiet well.
    Sunk,
    /// From the home school.
    School,
}

impl CardTone {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            CardTone::Surface => "",
            CardTone::Lantern => "fb-card--lantern",
            CardTone::Sunk => "fb-card--sunk",
            CardTone::School => "fb-card--school",
        }
    }
}

/// A card.
#[component]
pub(crate) fn Card(
    #[prop(optional)] tone: CardTone,
    /// The heading, as an h2.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// A quiet line under the heading.
    #[prop(optional, into)]
    sub: MaybeProp<String>,
    /// At the end of the head: "See all 8", "4 active".
    #[prop(optional, into)]
    end: Option<ViewFn>,
    /// At the start of the head: a badge, an icon.
    #[prop(optional, into)]
    mark: Option<ViewFn>,
    /// No padding: for rows and tables.
    #[prop(optional)]
    flush: bool,
    children: Children,
) -> impl IntoView {
    let has_ends = end.is_some() || mark.is_some();
    let head = move || {
        let title = title.get();
        (title.is_some() || has_ends).then(|| {
            view! {
                <div class="fb-card__head">
                    {mark.as_ref().map(ViewFn::run)}
                    <div class="fb-card__heading">
                        {title.map(|title| view! { <h2 class="fb-card__title">{title}</h2> })}
                        {sub.get().map(|sub| view! { <p class="fb-card__sub">{sub}</p> })}
                    </div>
                    {end.as_ref().map(|end| view! { <div class="fb-card__end">{end.run()}</div> })}
                </div>
            }
        })
    };
    view! {
        <section class=classes(["fb-card", tone.as_str(), if flush { "fb-card--flush" } else { "" }])>
            {head} {children()}
        </section>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("plain, with a head", || {
            view! {
                <Card title="Not sent yet" sub="Safe here. They go when Wi-Fi is back." end=|| "2 of 3">
                    <p>"Ffion’s story, 4 photos"</p>
                </Card>
            }
        }),
        Example::new("a question to you", || {
            view! {
                <Card tone=CardTone::Lantern title="Where should “Diff.” go?" mark=|| Icon::Question.view()>
                    <p>"It looks like how you help each child."</p>
                    <div class="fb-actions">
                        <Button label="How to support" kind=ButtonKind::Raised size=ButtonSize::Small />
                        <Button label="Leave it out" kind=ButtonKind::Plain size=ButtonSize::Small />
                    </div>
                </Card>
            }
        }),
        Example::new("sunk, and from school", || {
            view! {
                <Card tone=CardTone::Sunk>
                    <p>"Nothing has changed since you looked."</p>
                </Card>
                <Card tone=CardTone::School>
                    <p>"On the class wall since Thursday."</p>
                </Card>
            }
        }),
    ]
}
