//! Around every page: a rail beside it on tablets and laptops, a bar under it on phones.
//! When the page is a task (`TaskShell`), rail and bar go.

use leptos::{html, prelude::*};

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{icon::Icon, logo::Logo, task_shell::InShell};
use crate::text::ui as words;

/// Where an item of the menu stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NavPlace {
    /// In the bar and in the rail.
    #[default]
    Both,
    /// Only in the phone's bar: "More".
    Bar,
    /// Only in the rail, because it does not fit into five.
    Rail,
    /// At the foot of the rail: "To send".
    Foot,
}

impl NavPlace {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            NavPlace::Both => "fb-shell__item",
            NavPlace::Bar => "fb-shell__item fb-shell__item--bar",
            NavPlace::Rail => "fb-shell__item fb-shell__item--rail",
            NavPlace::Foot => "fb-shell__item fb-shell__item--rail fb-shell__item--foot",
        }
    }
}

/// One place to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NavItem {
    pub(crate) label: String,
    pub(crate) icon: Icon,
    pub(crate) href: String,
    pub(crate) current: bool,
    /// How many things wait there; 0 shows nothing.
    pub(crate) waiting: u32,
    pub(crate) place: NavPlace,
}

impl NavItem {
    pub(crate) fn new(label: impl Into<String>, icon: Icon, href: impl Into<String>) -> Self {
        Self { label: label.into(), icon, href: href.into(), current: false, waiting: 0, place: NavPlace::Both }
    }

    pub(crate) fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }

    pub(crate) fn waiting(mut self, waiting: u32) -> Self {
        self.waiting = waiting;
        self
    }

    pub(crate) fn at(mut self, place: NavPlace) -> Self {
        self.place = place;
        self
    }
}

/// The menu and the page. At most five items may stand in the bar.
#[component]
pub(crate) fn Shell(
    #[prop(into)] items: Signal<Vec<NavItem>>,
    /// Where the mark leads.
    #[prop(default = "/".to_owned(), into)]
    home: String,
    /// Locks the device for the next person; nothing on a person's own phone.
    #[prop(optional, into)]
    on_lock: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    provide_context(InShell { on_lock });
    let page = NodeRef::<html::Main>::new();
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(page) = page.get() {
            let _ = page.focus();
        }
    };
    let links = move || items.get().into_iter().map(nav_link).collect_view();
    view! {
        <div class="fb-shell">
            <a class="fb-shell__skip" href="#page" on:click=skip>
                {words::skip_to_content()}
            </a>
            <nav class="fb-shell__nav" aria-label=words::main_menu()>
                <a class="fb-shell__logo" href=home aria-label="Footbridge">
                    <Logo />
                </a>
                <ul class="fb-shell__items" role="list">
                    {links}
                    {on_lock
                        .map(|on_lock| {
                            view! {
                                <li class="fb-shell__item fb-shell__item--rail fb-shell__item--lock">
                                    <button class="fb-shell__link" type="button" on:click=move |_| on_lock.run(())>
                                        <span class="fb-shell__icon">{Icon::Lock.view()}</span>
                                        <span class="fb-shell__word">{words::lock()}</span>
                                    </button>
                                </li>
                            }
                        })}
                </ul>
            </nav>
            <main class="fb-shell__page" id="page" tabindex="-1" node_ref=page>
                {children()}
            </main>
        </div>
    }
}

fn nav_link(item: NavItem) -> impl IntoView {
    view! {
        <li class=item.place.as_str()>
            <a class="fb-shell__link" href=item.href aria-current=item.current.then_some("page")>
                <span class="fb-shell__icon">
                    {item.icon.view()}
                    {(item.waiting > 0)
                        .then(|| {
                            view! {
                                <span class="fb-shell__badge" aria-hidden="true">
                                    {item.waiting}
                                </span>
                            }
                        })}
                </span>
                <span class="fb-shell__word">{item.label}</span>
                {(item.waiting > 0).then(|| view! { <span class="fb-hidden">{words::waiting(item.waiting)}</span> })}
            </a>
        </li>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn example_items() -> Vec<NavItem> {
    vec![
        NavItem::new("Today", Icon::Sun, "#shell").current(true),
        NavItem::new("Pupils", Icon::Users, "#shell"),
        NavItem::new("Work", Icon::Images, "#shell").waiting(2),
        NavItem::new("Reviews", Icon::Calendar, "#shell"),
        NavItem::new("To send", Icon::Tablet, "#shell").waiting(3).at(NavPlace::Foot),
        NavItem::new("More", Icon::Ellipsis, "#shell").at(NavPlace::Bar),
    ]
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    // The gallery itself stands in a shell: two of them would be two main landmarks.
    vec![Example::new("around this page", || view! { <p>"The rail or the bar of this page is the example."</p> })]
}
