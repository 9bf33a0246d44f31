//! The lock's number pad. It never shows the digits, and unlocks by itself at the last one.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::icon::{Icon, IconSize};
use crate::text::ui as words;

/// Dots over ten keys, with the passkey and delete beside the 0.
#[component]
pub(crate) fn PinPad(
    /// How many digits are typed.
    #[prop(into)]
    typed: Signal<usize>,
    #[prop(default = 6)] length: usize,
    #[prop(into)] on_digit: Callback<u8>,
    #[prop(into)] on_delete: Callback<()>,
    /// Shown only where a passkey can be used.
    #[prop(optional, into)]
    on_passkey: Option<Callback<()>>,
    /// After a wrong PIN: what to do, in words.
    #[prop(optional, into)]
    problem: MaybeProp<String>,
) -> impl IntoView {
    let dots = (0..length)
        .map(|at| view! { <span class="fb-pin-pad__dot" class=("fb-pin-pad__dot--on", move || at < typed.get())></span> })
        .collect_view();
    let key = move |digit: u8| {
        view! {
            <button class="fb-pin-pad__key" type="button" on:click=move |_| on_digit.run(digit)>
                {digit}
            </button>
        }
    };
    view! {
        <div class="fb-pin-pad">
            <p class="fb-pin-pad__dots" role="status" aria-label=move || words::pin_length(typed.get(), length)>
                {dots}
            </p>
            <p class="fb-pin-pad__problem" role="alert">
                {move || problem.get()}
            </p>
            <div class="fb-pin-pad__keys">
                {(1..=9).map(key).collect_view()}
                {match on_passkey {
                    Some(on_passkey) => {
                        view! {
                            <button class="fb-pin-pad__side" type="button" on:click=move |_| on_passkey.run(())>
                                {Icon::Fingerprint.sized(IconSize::Large)}
                                <span>{words::passkey()}</span>
                            </button>
                        }
                            .into_any()
                    }
                    None => view! { <span></span> }.into_any(),
                }} {key(0)}
                <button class="fb-pin-pad__side" type="button" on:click=move |_| on_delete.run(())>
                    {Icon::Backspace.sized(IconSize::Large)}
                    <span>{words::delete()}</span>
                </button>
            </div>
        </div>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("three of six typed", || {
        let typed = RwSignal::new(3_usize);
        view! {
            <PinPad
                typed
                on_digit=move |_| typed.update(|n| *n = (*n + 1).min(6))
                on_delete=move |()| typed.update(|n| *n = n.saturating_sub(1))
                on_passkey=|()| ()
            />
        }
    })]
}
