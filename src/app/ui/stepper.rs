//! Where one is in a task of a few steps: paste, check, share.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::icon::{Icon, IconSize};
use crate::text::ui as words;

/// The steps by name; those before `current` are done.
#[component]
pub(crate) fn Stepper(
    steps: Vec<String>,
    /// Counted from 0.
    #[prop(into)]
    current: Signal<usize>,
) -> impl IntoView {
    let parts = steps
        .into_iter()
        .enumerate()
        .map(|(at, name)| {
            let done = move || at < current.get();
            let mark = move || {
                if done() {
                    view! { <span class="fb-hidden">{words::done()}</span> {Icon::Check.sized(IconSize::Small)} }
                        .into_any()
                } else {
                    (at + 1).into_any()
                }
            };
            view! {
                <li
                    class="fb-stepper__step"
                    class=("fb-stepper__step--done", done)
                    aria-current=move || (at == current.get()).then_some("step")
                >
                    <span class="fb-stepper__mark">{mark}</span>
                    <span class="fb-stepper__name">{name}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="fb-stepper" role="list">{parts}</ol> }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("second of three", || {
        view! { <Stepper steps=vec!["Paste".into(), "Check".into(), "Share".into()] current=1_usize /> }
    })]
}
