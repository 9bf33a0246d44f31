//! The step we are on: what is tried, how far this week is, who meets the child and where it is quiet.

use domain::kinds::step_ladder as ladder;
use leptos::prelude::*;

use super::model::{self, Week};
use crate::at_record::Here;
use crate::show;
use crate::text::time;
use crate::text::way_back::way_back as words;
use crate::ui::card::Card;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::tag::{Tag, TagTone};

/// The card.
#[component]
pub(super) fn ThisStep(here: Here) -> impl IntoView {
    move || {
        let today = show::today();
        let weeks = here.record.with(model::weeks);
        let step = model::step_now(&weeks, today)?;
        let week = model::week_now(&weeks, today)?.clone();
        let title = (words().step_is)(step.number, &step.what);
        let until = (words().until)(&time::day_and_month(step.last));
        let facts = here.record.with(|record| {
            let fact = |field| record.text(field).trim().to_owned();
            [
                (Icon::UserCheck, words().key_adult, fact(ladder::KEY_ADULT)),
                (Icon::Armchair, words().quiet_place, fact(ladder::QUIET_PLACE)),
            ]
        });
        let facts = facts.into_iter().filter(|(.., what)| !what.is_empty()).map(|(icon, label, what)| {
            view! {
                <div class="fb-way-back__fact">
                    {icon.sized(IconSize::Normal)} <dt>{label}</dt> <dd>{what}</dd>
                </div>
            }
        });
        let facts = facts.collect_view();
        Some(view! {
            <Card title sub=how_far(&week, week.holds(today)) end=move || view! { <Tag label=until.clone() tone=TagTone::LanternSoft /> }>
                <dl class="fb-way-back__facts">{facts}</dl>
            </Card>
        })
    }
}

/// "This week: 2 done, 1 to go".
pub(super) fn how_far(week: &Week, is_this: bool) -> String {
    let said = match (week.done, week.to_go()) {
        (None, 0) => String::new(),
        (None, planned) => (words().planned)(planned),
        (Some(done), 0) => (words().done)(done),
        (Some(done), left) => (words().done_and_left)(done, left),
    };
    let when =
        if is_this { words().this_week.to_owned() } else { (words().week_of)(&time::day_and_month(week.monday)) };
    if said.is_empty() { when } else { format!("{when}: {said}") }
}
