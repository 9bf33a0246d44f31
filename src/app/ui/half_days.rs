//! The way back to school: half days each week, done and planned. Illness is shown and not counted.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::icon::{Icon, IconSize};
use crate::text::ui as words;

/// One week of half days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HalfDayWeek {
    /// "9 Nov".
    pub(crate) label: String,
    pub(crate) done: u8,
    /// Still to come this week or later.
    pub(crate) planned: u8,
    pub(crate) unwell: u8,
    pub(crate) holiday: bool,
    pub(crate) this_week: bool,
    /// Full time, at the end of the way.
    pub(crate) full_time: bool,
}

/// Columns of half days, with the words over them.
#[component]
pub(crate) fn HalfDays(
    /// What the columns show; read out.
    #[prop(into)]
    label: String,
    weeks: Vec<HalfDayWeek>,
    /// Over the last column: "Full time".
    #[prop(optional, into)]
    goal: Option<String>,
) -> impl IntoView {
    let columns = weeks
        .into_iter()
        .map(|week| {
            let spoken = if week.holiday {
                format!("{}: {}", week.label, words::holiday())
            } else {
                words::half_days(&week.label, week.done, week.planned, week.unwell)
            };
            let goal = week.full_time.then(|| goal.clone()).flatten();
            view! { <Column week spoken goal /> }
        })
        .collect_view();
    view! {
        <div class="fb-half-days">
            <ul class="fb-half-days__key" role="list" aria-hidden="true">
                <li><span class="fb-half-days__cell fb-half-days__cell--done"></span> {words::half_days_done()}</li>
                <li><span class="fb-half-days__cell"></span> {words::planned()}</li>
                <li>
                    <span class="fb-half-days__cell fb-half-days__cell--unwell">{Icon::Moon.sized(IconSize::Tiny)}</span>
                    {words::unwell_not_counted()}
                </li>
            </ul>
            <ol class="fb-half-days__weeks" role="list" aria-label=label tabindex="0">{columns}</ol>
        </div>
    }
}

#[component]
fn Column(week: HalfDayWeek, spoken: String, goal: Option<String>) -> impl IntoView {
    let cells = |count: u8, class: &'static str| (0..count).map(|_| view! { <span class=class></span> }).collect_view();
    let unwell = (0..week.unwell)
        .map(|_| {
            view! { <span class="fb-half-days__cell fb-half-days__cell--unwell">{Icon::Moon.sized(IconSize::Tiny)}</span> }
        })
        .collect_view();
    let planned = if week.full_time { "fb-half-days__cell fb-half-days__cell--goal" } else { "fb-half-days__cell" };
    view! {
        <li class="fb-half-days__week" class=("fb-half-days__week--now", week.this_week)>
            <span class="fb-hidden">{spoken}</span>
            <span class="fb-half-days__stack" aria-hidden="true">
                {goal.map(|goal| view! { <span class="fb-half-days__goal">{goal}</span> })}
                {week.this_week.then(|| view! { <span class="fb-half-days__now">{words::this_week()}</span> })}
                {week.holiday.then(|| view! { <span class="fb-half-days__holiday">{words::holiday()}</span> })} {unwell}
                {cells(week.planned, planned)} {cells(week.done, "fb-half-days__cell fb-half-days__cell--done")}
            </span>
            <span class="fb-half-days__label" aria-hidden="true">{(!week.holiday).then_some(week.label)}</span>
        </li>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("from one half day to full time", || {
        let week =
            |label: &str, done, planned| HalfDayWeek { label: label.into(), done, planned, ..HalfDayWeek::default() };
        let weeks = vec![
            week("12 Oct", 1, 0),
            week("19 Oct", 2, 0),
            HalfDayWeek { holiday: true, ..week("26 Oct", 0, 0) },
            HalfDayWeek { unwell: 1, ..week("2 Nov", 2, 0) },
            HalfDayWeek { this_week: true, ..week("9 Nov", 2, 1) },
            week("16 Nov", 0, 4),
            week("23 Nov", 0, 4),
            week("30 Nov", 0, 5),
            week("4 Jan", 0, 6),
            HalfDayWeek { full_time: true, ..week("1 Feb", 0, 10) },
        ];
        view! { <HalfDays label="Half days at school each week" weeks goal="Full time" /> }
    })]
}
