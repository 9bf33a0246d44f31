//! Subject, place and when it began: right by itself most of the time, so one press away.

use leptos::prelude::*;

use super::model::SessionForm;
use crate::platform::clock::now;
use crate::text::session::session as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::choice::Choice;
use crate::ui::more::More;
use crate::ui::select_field::SelectField;
use crate::ui::text_field::TextField;
use domain::value::Moment;

const TEN_MINUTES: i64 = 600_000;

/// The part.
#[component]
pub(super) fn WhenWhere(form: RwSignal<SessionForm>) -> impl IntoView {
    let subject = Signal::derive(move || form.with(|form| form.subject.clone()));
    let place = Signal::derive(move || Some(form.with(|form| form.place)));
    let places = words()
        .places
        .into_iter()
        .zip(0u8..)
        .map(|(word, place)| Choice::new(place, capital(word)))
        .collect::<Vec<_>>();
    let shift = move |by: i64| form.update(|form| form.started = Moment((form.started.0 + by).min(now().0)));
    view! {
        <More summary=words().more>
            <TextField label=words().subject value=subject on_input=move |text: String| form.update(|form| form.subject = text) />
            <SelectField label=words().where_ options=places selected=place on_select=move |place: u8| form.update(|form| form.place = place) />
            <div class="fb-actions">
                <Button label=words().earlier kind=ButtonKind::Second size=ButtonSize::Small on_press=move |()| shift(-TEN_MINUTES) />
                <Button label=words().later kind=ButtonKind::Second size=ButtonSize::Small on_press=move |()| shift(TEN_MINUTES) />
            </div>
        </More>
    }
}

fn capital(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}
