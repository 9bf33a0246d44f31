//! How it was, in the child's own tap and words.

use domain::field::ChoiceOf;
use leptos::prelude::*;

use super::model::SessionForm;
use crate::circle::Circle;
use crate::show;
use crate::text::session::session as words;
use crate::ui::face_choice::{Face, FaceChoice};
use crate::ui::more::More;
use crate::ui::section::Section;
use crate::ui::text_area::TextArea;

/// The part.
#[component]
pub(super) fn HowWasIt(circle: Signal<Circle>, form: RwSignal<SessionForm>) -> impl IntoView {
    let name = Signal::derive(move || circle.with(|circle| circle.first_name().to_owned()));
    let title = Signal::derive(move || (words().how_was_it)(&name.get()));
    let selected = Signal::derive(move || form.with(|form| form.rating.map(ChoiceOf).and_then(show::face)));
    let on_select = Callback::new(move |face: Face| {
        let rating = show::rating(face).map(|ChoiceOf(place)| place);
        form.update(|form| form.rating = rating);
    });
    let said = Signal::derive(move || (words().said)(&name.get()));
    let text = Signal::derive(move || form.with(|form| form.pupil_said.clone()));
    let open = form.with_untracked(|form| !form.pupil_said.is_empty());
    view! {
        <Section title end=move || view! { <span class="fb-quiet">{move || (words().let_tap)(&name.get())}</span> }>
            <FaceChoice legend=title faces=show::FACES.to_vec() selected on_select />
            <More summary=said open>
                <TextArea label=said value=text on_input=move |text: String| form.update(|form| form.pupil_said = text) />
            </More>
        </Section>
    }
}
