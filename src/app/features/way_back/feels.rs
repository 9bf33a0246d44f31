//! The child and the family say how this week feels: a face with one tap, and words. Everybody reads what was said so far.

use domain::change::{At, Edit};
use domain::ids::ItemId;
use domain::kinds::step_ladder as ladder;
use domain::record::Record;
use domain::role::Role;
use leptos::prelude::*;

use super::model::{self, Week};
use crate::at_record::Here;
use crate::circle::Circle;
use crate::features::saying::Saying;
use crate::features::work::About;
use crate::show;
use crate::text::time;
use crate::text::way_back::way_back as words;
use crate::ui::card::{Card, CardTone};
use crate::ui::face_choice::{Face, FaceChoice};
use crate::ui::quote::Quote;
use crate::ui::seen_by::SeenBy;

/// The card: what the child and the family are asked this week, then what was said, the latest first.
#[component]
pub(super) fn HowItFeels(here: Here) -> impl IntoView {
    let weeks = Memo::new(move |_| here.record.with(model::weeks));
    let asked = Memo::new(move |_| {
        let family = here.circle.with(|circle| matches!(circle.role(), Some(Role::Pupil | Role::Parent)));
        let here_still = here.record.with(|record| !record.removed);
        let today = show::today();
        let this =
            weeks.with(|weeks| model::week_begun(weeks, today).filter(|week| week.holds(today)).map(|week| week.id));
        this.filter(|_| family && here_still)
    });
    let told = Memo::new(move |_| {
        let mut told = weeks.get();
        told.retain(|week| week.felt.is_some() || !week.said.is_empty());
        told.reverse();
        told
    });
    let first = here.circle.with_untracked(|circle| circle.first_name().to_owned());
    let title = StoredValue::new(here.circle.with_untracked(|circle| match circle.role() {
        Some(Role::Pupil) => words().how_do_you_feel.to_owned(),
        _ => (words().how_does_it_feel)(&first),
    }));
    let who = StoredValue::new((words().said)(&here.circle.with_untracked(Circle::whom)));
    let shown = Memo::new(move |_| asked.get().is_some() || !told.with(Vec::is_empty));
    view! {
        <Show when=move || shown.get()>
            <Card tone=CardTone::Lantern title=title.get_value()>
                {move || asked.get().map(|item| view! { <Ask here item legend=title.get_value() /> })}
                {move || told.get().into_iter().map(|week| one(week, who.get_value())).collect_view()}
            </Card>
        </Show>
    }
}

/// What was felt and said in a week.
fn one(week: Week, who: String) -> impl IntoView {
    let when = (words().week_of)(&time::day_and_month(week.monday));
    let face = week.felt.and_then(show::face).map(|face| {
        view! { <p class="fb-session-face">{face.view()} <strong>{face.word()}</strong> <span class="fb-quiet">{when.clone()}</span></p> }
    });
    let said = (!week.said.is_empty()).then(|| view! { <Quote who when text=week.said lantern=true /> });
    view! { {face} {said} }
}

/// A face, and words after those that stand there.
#[component]
fn Ask(here: Here, item: ItemId, legend: String) -> impl IntoView {
    let selected = Signal::derive(move || {
        let felt =
            here.record.with(|record| record.item(ladder::STEPS.key, item).and_then(|item| item.get(ladder::FELT)));
        felt.and_then(show::face)
    });
    // Once the child has chosen, only the child chooses again.
    let may_choose = Memo::new(move |_| {
        here.circle.with(|circle| here.record.with(|record| may(circle, record, item, ladder::FELT.key)))
    });
    let on_select = move |face: Face| {
        let Some(rating) = show::rating(face) else { return };
        here.act(|compose| compose.set_in(ladder::STEPS, item, ladder::FELT, rating), words().thank_you);
    };
    let about =
        here.record.with_untracked(|record| About { record: record.id, kind: ladder::KIND, circle: record.circle });
    let compose = move |text: String| {
        let (circle, record) = (here.circle.try_get_untracked()?, here.record.try_get_untracked()?);
        let at = At::item(ladder::STEPS.key, item, ladder::STEP_SAID.key);
        let begun = here.notebook.on(&record);
        let change = if may(&circle, &record, item, ladder::STEP_SAID.key) {
            let before =
                record.item(ladder::STEPS.key, item).map(|item| item.text(ladder::STEP_SAID).trim().to_owned());
            let before = before.filter(|before| !before.is_empty()).map(|before| format!("{before}\n"));
            begun.put(at, domain::value::Value::Prose(before.unwrap_or_default() + &text))
        } else {
            // Nobody writes over what another said: both are kept.
            begun.edit(Edit::Write { at, text, base: String::new() })
        };
        let change = change.done();
        Some((record, change))
    };
    let label = here.circle.with_untracked(|circle| match circle.role() {
        Some(Role::Pupil) => words().say_more.to_owned(),
        _ => (words().what_said)(circle.first_name()),
    });
    let legend = StoredValue::new(legend);
    let readers =
        Signal::derive(move || here.circle.with(|circle| here.record.with(|record| show::readers(circle, record))));
    view! {
        <SeenBy readers />
        <Show when=move || may_choose.get()>
            <FaceChoice legend=legend.get_value() faces=show::FACES.to_vec() selected on_select />
        </Show>
        <Saying about label send=words().send compose />
    }
}

fn may(circle: &Circle, record: &Record, item: ItemId, field: domain::field::FieldKey) -> bool {
    circle.may_fill_in_item(At::item(ladder::STEPS.key, item, field), record, show::today())
}
