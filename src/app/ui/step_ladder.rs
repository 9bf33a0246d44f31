//! The steps of a way back to school, the goal on top, lantern where we are now.

use leptos::prelude::*;

use super::icon::{Icon, IconSize};
#[cfg(feature = "gallery")]
use super::{
    card::Card,
    day_mark::{DayMark, DayMarks, DayState},
    example::Example,
};
use crate::text::ui as words;

/// How far along a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum StepState {
    Done,
    Now,
    #[default]
    Ahead,
    /// The last one: full time at the home school.
    Goal,
}

impl StepState {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            StepState::Done => "fb-step fb-step--done",
            StepState::Now => "fb-step fb-step--now",
            StepState::Ahead => "fb-step",
            StepState::Goal => "fb-step fb-step--goal",
        }
    }
}

/// Holds steps, from the goal down to the first.
#[component]
pub(crate) fn StepLadder(children: Children) -> impl IntoView {
    view! { <ol class="fb-step-ladder" role="list">{children()}</ol> }
}

/// One step. Children open under it, for the step we are on.
#[component]
pub(crate) fn Step(
    number: u8,
    #[prop(optional)] state: StepState,
    #[prop(into)] title: String,
    #[prop(optional, into)] small: Option<String>,
    /// "16 November", "all done".
    #[prop(optional, into)]
    when: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let mark = match state {
        StepState::Done => {
            view! { <span class="fb-hidden">{words::done()}</span> {Icon::Check.sized(IconSize::Small)} }.into_any()
        }
        StepState::Goal => Icon::School.view(),
        StepState::Now | StepState::Ahead => number.into_any(),
    };
    view! {
        <li class=state.as_str() aria-current=(state == StepState::Now).then_some("step")>
            <span class="fb-step__mark">{mark}</span>
            <div class="fb-step__body">
                <div class="fb-step__head">
                    <span>
                        <strong class="fb-step__title">{title}</strong>
                        {small.map(|small| view! { <span class="fb-step__small">{small}</span> })}
                    </span>
                    {when.map(|when| view! { <span class="fb-step__when">{when}</span> })}
                </div>
                {children.map(|children| children())}
            </div>
        </li>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("three mornings now", || {
        view! {
            <StepLadder>
                <Step number=6 state=StepState::Goal title="Full time" small="Ashdown Vale Academy" when="1 February" />
                <Step number=4 title="Every morning" when="30 November" />
                <Step number=3 title="Four mornings" when="16 November" />
                <Step number=2 state=StepState::Now title="Three mornings">
                    <Card title="Three mornings" sub="This week: 2 done, 1 to go">
                        <DayMarks>
                            <DayMark day="Mon" state=DayState::Done />
                            <DayMark day="Wed" state=DayState::Done />
                            <DayMark day="Fri" state=DayState::Planned />
                        </DayMarks>
                    </Card>
                </Step>
                <Step number=1 state=StepState::Done title="Visits with Mum" when="all done" />
            </StepLadder>
        }
    })]
}
