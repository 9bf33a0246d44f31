//! A heading on the ground with what belongs under it, and perhaps a link at its end.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{card::Card, example::Example};

/// A part of a page.
#[component]
pub(crate) fn Section(
    #[prop(into)] title: Signal<String>,
    /// At the end of the heading's line.
    #[prop(optional, into)]
    end: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="fb-section">
            <div class="fb-section__head">
                <h2 class="fb-section__title">{title}</h2>
                {end.map(|end| view! { <div class="fb-section__end">{end.run()}</div> })}
            </div>
            {children()}
        </section>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("with a link", || {
        view! {
            <Section title="Zara’s people" end=|| view! { <a href="#section">"See all 8"</a> }>
                <Card>
                    <p>"Helen, Grace, Daniel and Priya"</p>
                </Card>
            </Section>
        }
    })]
}
