//! The parts of one page as links in a line: Lately, Plans, Work. Each has its own address.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;

/// One part of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tab {
    pub(crate) label: String,
    pub(crate) href: String,
    pub(crate) current: bool,
}

/// The line of parts.
#[component]
pub(crate) fn Tabs(
    /// What they are parts of; read out.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] tabs: Signal<Vec<Tab>>,
) -> impl IntoView {
    let links = move || {
        tabs.get()
            .into_iter()
            .map(|tab| {
                view! {
                    <li>
                        <a class="fb-tabs__tab" href=tab.href aria-current=tab.current.then_some("page")>
                            {tab.label}
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <nav class="fb-tabs" aria-label=label>
            <ul class="fb-tabs__list" role="list">{links}</ul>
        </nav>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("a pupil’s page", || {
        let tabs: Vec<Tab> = ["Lately", "Plans", "Work", "Targets", "Reviews", "About Zara"]
            .into_iter()
            .map(|label| Tab { label: label.into(), href: "#tabs".into(), current: label == "Lately" })
            .collect();
        view! { <Tabs label="Zara’s page" tabs /> }
    })]
}
