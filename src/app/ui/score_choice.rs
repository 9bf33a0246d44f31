//! A score from 1 to 10, with words at both ends. The scale without faces.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::unique::unique_id;

/// Ten numbers, of which one can be chosen.
#[component]
pub(crate) fn ScoreChoice(
    /// The question; read out, not shown.
    #[prop(into)]
    legend: Signal<String>,
    /// At 1: "not sure".
    #[prop(into)]
    low: String,
    /// At 10: "very sure".
    #[prop(into)]
    high: String,
    #[prop(into)] selected: Signal<Option<u8>>,
    #[prop(into)] on_select: Callback<u8>,
) -> impl IntoView {
    let name = unique_id("score");
    let parts = (1..=10_u8)
        .map(|score| {
            view! {
                <label class="fb-score-choice__part">
                    <input
                        class="fb-score-choice__input"
                        type="radio"
                        name=name.clone()
                        prop:checked=move || selected.get() == Some(score)
                        on:change=move |_| on_select.run(score)
                    />
                    <span class="fb-score-choice__face">{score}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="fb-score-choice" role="radiogroup" aria-label=legend>
            <div class="fb-score-choice__parts">{parts}</div>
            <p class="fb-score-choice__ends">
                <span>{low}</span>
                <span>{high}</span>
            </p>
        </div>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("how sure", || {
        let chosen = RwSignal::new(Some(6));
        view! {
            <ScoreChoice legend="How sure do you feel?" low="not sure" high="very sure" selected=chosen on_select=move |v| chosen.set(Some(v)) />
        }
    })]
}
