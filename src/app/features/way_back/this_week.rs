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
    let open = RwSignal::new(false);
    let label = Signal::derive(move || match week.get() {
        Some(week) if week.holds(show::today()) => words().record_this_week.to_owned(),
        Some(week) => (words().record_week)(&time::short_day(week.monday)),
        None => String::new(),
    });
    view! {
        <Show when=move || week.with(Option::is_some)>
            <Button label=label icon=Icon::Check on_press=move |()| open.set(true) />
        </Show>
        <Dialog title=label open on_close=move |()| open.set(false)>
            {move || {
                let week = week.get()?;
                Some(
                    view! {
                        <HowMany here id=week.id field=ladder::DONE label=words().how_many_done chosen=week.done planned=week.planned />
                        <HowMany
                            here
                            id=week.id
                            field=ladder::UNWELL
                            label=words().how_many_unwell
                            chosen=Some(week.unwell)
                            planned=week.planned
                        />
                        <Button label=words().finished on_press=move |()| open.set(false) />
                    },
                )
            }}
        </Dialog>
    }
}

/// One tap on a number; more than were planned can be done.
#[component]
fn HowMany(
    here: Here,
    id: ItemId,
    field: Field<i64>,
    label: &'static str,
    chosen: Option<u8>,
    planned: u8,
) -> impl IntoView {
    if !may(here, id, field) {
        return ().into_any();
    }
    let most = planned.saturating_add(2).clamp(3, 10);
    let options = (0..=most).map(|count| Choice::new(count, count.to_string())).collect();
    let on_select = move |count: u8| {
        here.act(|compose| compose.set_in(ladder::STEPS, id, field, i64::from(count)), words().recorded);
    };
    view! {
        <div class="fb-way-back__count">
            <p aria-hidden="true">{label}</p>
            <Segmented legend=label options selected=Signal::stored(chosen) on_select />
        </div>
    }
    .into_any()
}

fn may(here: Here, item: ItemId, field: Field<i64>) -> bool {
    let at = At::item(ladder::STEPS.key, item, field.key);
    here.circle.with(|circle| here.record.with(|record| circle.may_fill_in_item(at, record, show::today())))
}

/// The oldest week that has begun and was not recorded, or else this week, to put it right.
fn to_record(weeks: &[Week]) -> Option<&Week> {
    let today = show::today();
    let open = weeks.iter().find(|week| week.monday <= today && week.done.is_none() && week.planned > 0);
    open.or_else(|| weeks.iter().find(|week| week.holds(today)))
}
