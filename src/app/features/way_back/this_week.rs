//! Recording a week: how many half days were done, and how many the child was too unwell for.

use domain::change::At;
use domain::field::Field;
use domain::ids::ItemId;
use domain::kinds::step_ladder as ladder;
use leptos::prelude::*;

use super::model::{self, Week};
use crate::at_record::Here;
use crate::show;
use crate::text::time;
use crate::text::way_back::way_back as words;
use crate::ui::button::Button;
use crate::ui::choice::Choice;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::segmented::Segmented;

/// The button, for those who may; it opens the two questions.
#[component]
pub(super) fn RecordWeek(here: Here) -> impl IntoView {
    let week = Memo::new(move |_| {
        let week = here.record.with(|record| to_record(&model::weeks(record)).cloned());
        week.filter(|week| may(here, week.id, ladder::DONE) || may(here, week.id, ladder::UNWELL))
    });
    // The week that is being recorded stays, although another becomes the next with the first tap.
    let open = RwSignal::new(None::<Week>);
    let title = Signal::derive(move || open.with(|week| week.as_ref().map(label_of)).unwrap_or_default());
    let label = Signal::derive(move || week.with(|week| week.as_ref().map(label_of)).unwrap_or_default());
    view! {
        <Show when=move || week.with(Option::is_some)>
            <Button label icon=Icon::Check on_press=move |()| open.set(week.get_untracked()) />
        </Show>
        <Dialog title open=Signal::derive(move || open.with(Option::is_some)) on_close=move |()| open.set(None)>
            {move || {
                open.get()
                    .map(|week| {
                        view! {
                            <HowMany here week=week.clone() field=ladder::DONE label=words().how_many_done />
                            <HowMany here week field=ladder::UNWELL label=words().how_many_unwell />
                            <Button label=words().finished on_press=move |()| open.set(None) />
                        }
                    })
            }}
        </Dialog>
    }
}

fn label_of(week: &Week) -> String {
    match week.holds(show::today()) {
        true => words().record_this_week.to_owned(),
        false => (words().record_week)(&time::short_day(week.monday)),
    }
}

/// One tap on a number; more than were planned can be done.
#[component]
fn HowMany(here: Here, week: Week, field: Field<i64>, label: &'static str) -> impl IntoView {
    let id = week.id;
    if !may(here, id, field) {
        return ().into_any();
    }
    let most = week.planned.saturating_add(2).clamp(3, 10);
    let options = (0..=most).map(|count| Choice::new(count, count.to_string())).collect();
    let selected = Signal::derive(move || {
        let count = here.record.with(|record| record.item(ladder::STEPS.key, id).and_then(|item| item.get(field)));
        count.and_then(|count| u8::try_from(count).ok())
    });
    let on_select = move |count: u8| {
        here.act(|compose| compose.set_in(ladder::STEPS, id, field, i64::from(count)), words().recorded);
    };
    view! {
        <div class="fb-way-back__count">
            <p aria-hidden="true">{label}</p>
            <Segmented legend=label options selected on_select />
        </div>
    }
    .into_any()
}

fn may(here: Here, item: ItemId, field: Field<i64>) -> bool {
    here.may_fill_in_item(At::item(ladder::STEPS.key, item, field.key))
}

/// The oldest week that has begun and was not recorded, or else this week, to put it right.
fn to_record(weeks: &[Week]) -> Option<&Week> {
    let today = show::today();
    let open = weeks.iter().find(|week| week.monday <= today && week.done.is_none() && week.planned > 0);
    open.or_else(|| weeks.iter().find(|week| week.holds(today)))
}
