//! Half days each week, for a wide screen; the steps one above the other, for a narrow one.

use domain::kinds::{pupil, step_ladder as ladder};
use leptos::prelude::*;

use super::model;
use super::step::ThisStep;
use crate::at_record::Here;
use crate::show;
use crate::text::time;
use crate::text::way_back::way_back as words;
use crate::ui::card::Card;
use crate::ui::half_days::HalfDays;
use crate::ui::step_ladder::{Step, StepLadder, StepState};

/// The chart.
#[component]
pub(super) fn Chart(here: Here) -> impl IntoView {
    move || {
        let today = show::today();
        let calendar = here.circle.with(|circle| circle.calendar());
        let (weeks, full_time) = here.record.with(|record| (model::weeks(record), record.get(ladder::FULL_TIME_FROM)));
        let weeks = model::columns(&weeks, &calendar, full_time, today);
        (!weeks.is_empty()).then(|| {
            view! {
                <Card title=words().half_days>
                    <HalfDays label=words().half_days weeks goal=words().full_time />
                </Card>
            }
        })
    }
}

/// The steps, the goal on top and the way done below, the one we are on open.
#[component]
pub(super) fn Ladder(here: Here) -> impl IntoView {
    move || {
        let today = show::today();
        let (weeks, full_time) = here.record.with(|record| (model::weeks(record), record.get(ladder::FULL_TIME_FROM)));
        let now = model::step_now(&weeks, today);
        let mut steps = model::steps(&weeks);
        // The goal stands for the weeks that are full time, but the step we are on is always there.
        let is_now = |step: &model::Step| now.as_ref().is_some_and(|now| now.number == step.number);
        steps.retain(|step| full_time.is_none_or(|day| step.first < day) || is_now(step));
        let school = here.circle.with_untracked(|circle| {
            circle.view.pupil().map(|pupil| pupil.text(pupil::HOME_SCHOOL).to_owned()).unwrap_or_default()
        });
        let goal = full_time.map(|day| {
            let number = u8::try_from(steps.len() + 1).unwrap_or(u8::MAX);
            let when = time::day_and_month(day);
            view! { <Step number state=StepState::Goal title=words().full_time small=school when /> }
        });
        let steps = steps.into_iter().rev().map(move |step| {
            let number = step.number;
            let title = if step.what.is_empty() { (words().step)(number) } else { step.what.clone() };
            if now.as_ref().is_some_and(|now| now.number == number) {
                view! { <Step number state=StepState::Now title><ThisStep here /></Step> }.into_any()
            } else if step.last < today {
                view! { <Step number state=StepState::Done title when=words().past /> }.into_any()
            } else {
                view! { <Step number title when=time::day_and_month(step.first) /> }.into_any()
            }
        });
        let steps = steps.collect_view();
        view! { <StepLadder>{goal} {steps}</StepLadder> }
    }
}
