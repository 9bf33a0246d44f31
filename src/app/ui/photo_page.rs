//! The photos of a piece of work as numbered pages, and the tools that put them in order. Dragging is never the only way.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::icon::{Icon, IconSize};
use crate::text::ui as words;

/// How far a photo is turned, clockwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Turn {
    #[default]
    None,
    Quarter,
    Half,
    ThreeQuarters,
}

impl Turn {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Turn::None => "fb-photo-page__photo",
            Turn::Quarter => "fb-photo-page__photo fb-photo-page__photo--quarter",
            Turn::Half => "fb-photo-page__photo fb-photo-page__photo--half",
            Turn::ThreeQuarters => "fb-photo-page__photo fb-photo-page__photo--three-quarters",
        }
    }

    /// A quarter further.
    pub(crate) const fn next(self) -> Self {
        match self {
            Turn::None => Turn::Quarter,
            Turn::Quarter => Turn::Half,
            Turn::Half => Turn::ThreeQuarters,
            Turn::ThreeQuarters => Turn::None,
        }
    }
}

/// Holds photo pages.
#[component]
pub(crate) fn PhotoPages(children: Children) -> impl IntoView {
    view! { <ol class="fb-photo-pages" role="list">{children()}</ol> }
}

/// One page: a photo with its number.
#[component]
pub(crate) fn PhotoPage(
    #[prop(into)] number: Signal<usize>,
    /// Where the picture is; nothing while it is being fetched.
    #[prop(into)]
    src: Signal<Option<String>>,
    #[prop(optional, into)] turn: Signal<Turn>,
    /// Its name, where it is a file and no photo.
    #[prop(optional, into)]
    file: MaybeProp<String>,
    #[prop(optional, into)] selected: Signal<bool>,
    #[prop(into)] on_select: Callback<()>,
) -> impl IntoView {
    let picture = move || match src.get() {
        _ if file.with(|file| file.is_some()) => view! {
            <span class="fb-photo-page__waiting">
                {Icon::FileText.view()}
                <span class="fb-photo-page__file">{move || file.get()}</span>
            </span>
        }
        .into_any(),
        Some(src) => view! { <img class=move || turn.get().as_str() src=src alt="" /> }.into_any(),
        None => view! { <span class="fb-photo-page__waiting">{Icon::Image.view()}</span> }.into_any(),
    };
    view! {
        <li class="fb-photo-page">
            <button
                class="fb-photo-page__button"
                type="button"
                aria-label=move || words::photo_number(number.get())
                aria-pressed=move || if selected.get() { "true" } else { "false" }
                on:click=move |_| on_select.run(())
            >
                {picture}
                <span class="fb-photo-page__number" aria-hidden="true">
                    {number}
                </span>
            </button>
        </li>
    }
}

/// Move left, turn, move right, remove: for the selected page.
#[component]
pub(crate) fn PhotoTools(
    /// Nothing stands before it, or it is the only one.
    #[prop(optional, into)]
    first: Signal<bool>,
    #[prop(optional, into)] last: Signal<bool>,
    #[prop(into)] on_left: Callback<()>,
    #[prop(into)] on_turn: Callback<()>,
    #[prop(into)] on_right: Callback<()>,
    #[prop(into)] on_remove: Callback<()>,
) -> impl IntoView {
    let tool = |icon: Icon, label: &'static str, blocked: Signal<bool>, action: Callback<()>| {
        view! {
            <button
                class="fb-photo-tools__tool"
                type="button"
                aria-disabled=move || blocked.get().then_some("true")
                on:click=move |_| {
                    if !blocked.get() {
                        action.run(());
                    }
                }
            >
                {icon.sized(IconSize::Normal)}
                <span>{label}</span>
            </button>
        }
    };
    let never = Signal::stored(false);
    view! {
        <div class="fb-photo-tools" role="group">
            {tool(Icon::ArrowLeft, words::move_left(), first, on_left)}
            {tool(Icon::RotateCw, words::turn(), never, on_turn)}
            {tool(Icon::ArrowRight, words::move_right(), last, on_right)}
            {tool(Icon::Trash, words::remove(), never, on_remove)}
        </div>
    }
}

#[cfg(feature = "gallery")]
const SAMPLE: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='300' height='400'%3E%3Crect width='300' height='400' fill='%23fdfaf0'/%3E%3Crect x='20' y='60' width='260' height='290' fill='%23d7ebf7'/%3E%3Cpath d='M20 250 110 130 190 250Z' fill='%238b948c'/%3E%3Cpath d='M20 350v-90q130-40 260 0v90Z' fill='%237fb05a'/%3E%3Cpath d='M110 150q20 60-10 90t60 50 60 60' fill='none' stroke='%234a90c8' stroke-width='16'/%3E%3Ccircle cx='220' cy='110' r='26' fill='%23f6c445'/%3E%3C/svg%3E";

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("three pages, the second chosen", || {
        let chosen = RwSignal::new(2_usize);
        let turn = RwSignal::new(Turn::None);
        let page = move |number: usize| {
            view! {
                <PhotoPage
                    number=number
                    src=Some((number < 3).then(|| SAMPLE.to_owned())).flatten()
                    turn=Signal::derive(move || if number == 2 { turn.get() } else { Turn::None })
                    selected=Signal::derive(move || chosen.get() == number)
                    on_select=move |()| chosen.set(number)
                />
            }
        };
        view! {
            <PhotoPages>{page(1)} {page(2)} {page(3)}</PhotoPages>
            <PhotoTools
                first=Signal::derive(move || chosen.get() == 1)
                last=Signal::derive(move || chosen.get() == 3)
                on_left=move |()| chosen.update(|n| *n -= 1)
                on_turn=move |()| turn.update(|t| *t = t.next())
                on_right=move |()| chosen.update(|n| *n += 1)
                on_remove=|()| ()
            />
        }
    })]
}
