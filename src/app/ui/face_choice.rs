//! How it is, by faces with words: for a child's own rating and a parent's morning note.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::unique::unique_id;
use crate::text::ui as words;

/// A face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Face {
    Good,
    AllRight,
    Hard,
    Tired,
    TooTired,
    NotWell,
}

impl Face {
    /// The word under the face.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Face::Good => words::good(),
            Face::AllRight => words::all_right(),
            Face::Hard => words::hard(),
            Face::Tired => words::tired(),
            Face::TooTired => words::too_tired(),
            Face::NotWell => words::not_well(),
        }
    }

    const fn drawing(self) -> &'static str {
        match self {
            Face::Good => {
                r##"<circle cx="24" cy="24" r="24" fill="#F7BE4B"/><circle cx="16.500" cy="20" r="2.800" fill="#3A2400"/><circle cx="31.500" cy="20" r="2.800" fill="#3A2400"/><path d="M14 28c4.500 7 15.500 7 20 0" fill="none" stroke="#3A2400" stroke-width="3" stroke-linecap="round"/>"##
            }
            Face::AllRight => {
                r##"<circle cx="24" cy="24" r="24" fill="#F5D48A"/><circle cx="16.500" cy="20" r="2.800" fill="#3A2400"/><circle cx="31.500" cy="20" r="2.800" fill="#3A2400"/><path d="M15 31h18" stroke="#3A2400" stroke-width="3" stroke-linecap="round"/>"##
            }
            Face::Hard => {
                r##"<circle cx="24" cy="24" r="24" fill="#ECBFA3"/><circle cx="16.500" cy="20" r="2.800" fill="#3A2400"/><circle cx="31.500" cy="20" r="2.800" fill="#3A2400"/><path d="M15 34c4.500-6 13.500-6 18 0" fill="none" stroke="#3A2400" stroke-width="3" stroke-linecap="round"/>"##
            }
            Face::Tired | Face::TooTired => {
                r##"<circle cx="24" cy="24" r="24" fill="#E8E0CC"/><path d="M11 19c2.500 3 6.500 3 9 0M28 19c2.500 3 6.500 3 9 0" fill="none" stroke="#3A2400" stroke-width="3" stroke-linecap="round"/><path d="M16 33c4-3 12-3 16 0" fill="none" stroke="#3A2400" stroke-width="3" stroke-linecap="round"/>"##
            }
            Face::NotWell => {
                r##"<circle cx="24" cy="24" r="24" fill="#D5DED4"/><path d="m12 16 7 3.500-7 3.500M36 16l-7 3.500 7 3.500" fill="none" stroke="#14221F" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/><path d="M15 33c2.500-3.500 5.500-3.500 8-.5s6 3 9.500-.5" fill="none" stroke="#3A2400" stroke-width="3" stroke-linecap="round"/>"##
            }
        }
    }

    /// The face alone, for rows that tell what was said.
    pub(crate) fn view(self) -> AnyView {
        view! { <svg class="fb-face" viewBox="0 0 48 48" aria-hidden="true" focusable="false" inner_html=self.drawing()></svg> }
            .into_any()
    }
}

/// A row of faces, of which one can be chosen.
#[component]
pub(crate) fn FaceChoice(
    /// The question; read out, not shown.
    #[prop(into)]
    legend: Signal<String>,
    faces: Vec<Face>,
    #[prop(into)] selected: Signal<Option<Face>>,
    #[prop(into)] on_select: Callback<Face>,
) -> impl IntoView {
    let name = unique_id("face");
    let parts = faces
        .into_iter()
        .map(|face| {
            view! {
                <label class="fb-face-choice__part">
                    <input
                        class="fb-face-choice__input"
                        type="radio"
                        name=name.clone()
                        prop:checked=move || selected.get() == Some(face)
                        on:change=move |_| on_select.run(face)
                    />
                    <span class="fb-face-choice__face">{face.view()} <span>{face.word()}</span></span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="fb-face-choice" role="radiogroup" aria-label=legend>
            {parts}
        </div>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("after a session", || {
            let chosen = RwSignal::new(Some(Face::Good));
            let faces = vec![Face::Good, Face::AllRight, Face::Hard, Face::TooTired];
            view! {
                <FaceChoice legend="How was it for Zara?" faces selected=chosen on_select=move |face| chosen.set(Some(face)) />
            }
        }),
        Example::new("a parent’s morning, none chosen", || {
            let chosen = RwSignal::new(None);
            let faces = vec![Face::Good, Face::Tired, Face::NotWell];
            view! {
                <FaceChoice legend="How is Zara today?" faces selected=chosen on_select=move |face| chosen.set(Some(face)) />
            }
        }),
    ]
}
