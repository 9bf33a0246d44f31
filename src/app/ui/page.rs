//! How a page is laid out inside the shell: one column, a column with an aside, or cards beside each other.

use leptos::prelude::*;

use super::class::classes;
#[cfg(feature = "gallery")]
use super::{card::Card, example::Example};

/// How wide a page's column may grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PageWidth {
    /// All there is, up to 1280.
    #[default]
    Wide,
    /// A column to read or to fill in: 720.
    Narrow,
}

impl PageWidth {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            PageWidth::Wide => "",
            PageWidth::Narrow => "fb-page--narrow",
        }
    }
}

/// The page: put a `PageHeader` first.
#[component]
pub(crate) fn Page(#[prop(optional)] width: PageWidth, children: Children) -> impl IntoView {
    view! { <div class=classes(["fb-page", width.as_str()])>{children()}</div> }
}

/// Content with an aside of 348 px; under it where there is no room.
#[component]
pub(crate) fn WithAside(#[prop(into)] aside: ViewFn, children: Children) -> impl IntoView {
    view! {
        <div class="fb-page__with-aside">
            <div class="fb-page__content">{children()}</div>
            <div class="fb-page__aside">{aside.run()}</div>
        </div>
    }
}

/// Cards one under another, with the page's gap.
#[component]
pub(crate) fn Stack(children: Children) -> impl IntoView {
    view! { <div class="fb-page__stack">{children()}</div> }
}

/// Cards beside each other where there is room.
#[component]
pub(crate) fn Columns(children: Children) -> impl IntoView {
    view! { <div class="fb-page__columns">{children()}</div> }
}

/// The main action of a page on phones, above the bar. Hidden from 641 px, where it stands in the head.
#[component]
pub(crate) fn PageAction(children: Children) -> impl IntoView {
    view! { <div class="fb-page__action">{children()}</div> }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("with an aside, and columns", || {
        view! {
            <WithAside aside=|| {
                view! {
                    <Card title="Aside">
                        <p>"348 pixels"</p>
                    </Card>
                }
            }>
                <Columns>
                    <Card title="One">
                        <p>"Column"</p>
                    </Card>
                    <Card title="Two">
                        <p>"Column"</p>
                    </Card>
                </Columns>
            </WithAside>
        }
    })]
}
