//! The child and the family say how this week feels: a face with one tap, and words.

use domain::change::At;
use domain::field::{ChoiceOf, Prose};
use domain::ids::ItemId;
use domain::kinds::step_ladder as ladder;
use domain::role::Role;
use leptos::prelude::*;

use super::model;
use crate::at_record::Here;
use crate::circle::Circle;
use crate::features::saying::Saying;
use crate::features::work::About;
use crate::show;
use crate::text::way_back::way_back as words;
use crate::ui::card::{Card, CardTone};
use crate::ui::face_choice::{Face, FaceChoice};
use crate::ui::quote::Quote;

/// In the order of `session::RATINGS`.
const FACES: [Face; 4] = [Face::Good, Face::AllRight, Face::Hard, Face::TooTired];

/// The card: for the child and the family to fill in, for everybody else to read.
#[component]
pub(super) fn HowItFeels(here: Here) -> impl IntoView {
    let week =
        Memo::new(move |_| here.record.with(|record| model::week_now(&model::weeks(record), show::today()).cloned()));
    let id = Memo::new(move |_| week.with(|week| week.as_ref().map(|week| week.id)));
    let is_mine = Memo::new(move |_| {
        let may = |item: ItemId| {
            let at = At::item(ladder::STEPS.key, item, ladder::FELT.key);
            here.circle.with(|circle| here.record.with(|record| circle.may_fill_in_item(at, record, show::today())))
        };
        let family = here.circle.with(|circle| matches!(circle.role(), Some(Role::Pupil | Role::Parent)));
        family && id.get().is_some_and(may)
    });
    let first = here.circle.with_untracked(|circle| circle.first_name().to_owned());
    let title = here.circle.with_untracked(|circle| match circle.role() {
        Some(Role::Pupil) => words().how_do_you_feel.to_owned(),
        _ => (words().how_does_it_feel)(&first),
    });
    let felt = Signal::derive(move || {
        let ChoiceOf(place) = week.with(|week| week.as_ref().and_then(|week| week.felt))?;
        FACES.get(usize::from(place)).copied()
    });
    let said = Memo::new(move |_| week.with(|week| week.as_ref().map(|week| week.said.clone()).unwrap_or_default()));
    let shown = Memo::new(move |_| is_mine.get() || felt.get().is_some() || said.with(|said| !said.is_empty()));
    let (who, title) = (StoredValue::new((words().said)(&first)), StoredValue::new(title));
    let quote = move || {
        let (who, text) = (who.get_value(), said.get());
        (!text.is_empty()).then(|| view! { <Quote who text lantern=true /> })
    };
    let face = move || match is_mine.get() {
        true => Some(view! { <Choose here item=id legend=title.get_value() felt /> }.into_any()),
        false => felt.get().map(|face| {
            view! { <p class="fb-session-face">{face.view()} <strong>{face.word()}</strong></p> }.into_any()
        }),
    };
    view! {
        <Show when=move || shown.get()>
            <Card tone=CardTone::Lantern title=title.get_value()>
                {face}
                {quote}
                {move || is_mine.get().then(|| view! { <Write here item=id /> })}
            </Card>
        </Show>
    }
}

#[component]
fn Choose(here: Here, item: Memo<Option<ItemId>>, legend: String, felt: Signal<Option<Face>>) -> impl IntoView {
    let on_select = move |face: Face| {
        let place = FACES.iter().position(|listed| *listed == face).and_then(|place| u8::try_from(place).ok());
        let (Some(place), Some(item)) = (place, item.get_untracked()) else { return };
        here.act(|compose| compose.set_in(ladder::STEPS, item, ladder::FELT, ChoiceOf(place)), words().thank_you);
    };
    view! { <FaceChoice legend faces=FACES.to_vec() selected=felt on_select /> }
}

/// What was said before stays above: new words come after it.
#[component]
fn Write(here: Here, item: Memo<Option<ItemId>>) -> impl IntoView {
    let about =
        here.record.with_untracked(|record| About { record: record.id, kind: ladder::KIND, circle: record.circle });
    let compose = move |text: String| {
        let item = item.get_untracked()?;
        here.record.try_with_untracked(|record| {
            let before =
                record.item(ladder::STEPS.key, item).map(|item| item.text(ladder::STEP_SAID).trim().to_owned());
            let before = before.filter(|before| !before.is_empty()).map(|before| format!("{before}\n"));
            let text = format!("{}{text}", before.unwrap_or_default());
            here.notebook.on(record).set_in(ladder::STEPS, item, ladder::STEP_SAID, Prose(text)).done()
        })
    };
    let on_sent = move |change| here.record.with_untracked(|record| here.say(record, &change, words().thank_you));
    let label = match here.circle.with_untracked(Circle::role) {
        Some(Role::Pupil) => words().say_more.to_owned(),
        _ => here.circle.with_untracked(|circle| (words().what_said)(circle.first_name())),
    };
    view! { <Saying about label send=words().send compose on_sent /> }
}
