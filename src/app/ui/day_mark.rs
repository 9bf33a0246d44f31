//! A day of the week with what came of it, in words and a mark.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::icon::{Icon, IconSize};
use crate::text::ui as words;

/// What came of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DayState {
    Done,
    #[default]
    Planned,
    /// Not counted.
    Unwell,
}

impl DayState {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            DayState::Done => "fb-day-mark__mark fb-day-mark__mark--done",
            DayState::Planned | DayState::Unwell => "fb-day-mark__mark",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            DayState::Done => Icon::Check,
            DayState::Planned => Icon::CircleDashed,
            DayState::Unwell => Icon::Moon,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            DayState::Done => words::done(),
            DayState::Planned => words::planned(),
            DayState::Unwell => words::unwell_not_counted(),
        }
    }
}

/// Holds day marks.
#[component]
pub(crate) fn DayMarks(children: Children) -> impl IntoView {
    view! { <ul class="fb-day-marks" role="list">{children()}</ul> }
}

/// One day.
#[component]
pub(crate) fn DayMark(#[prop(into)] day: String, #[prop(optional)] state: DayState) -> impl IntoView {
    view! {
        <li class="fb-day-mark">
            <span class=state.as_str()>{state.icon().sized(IconSize::Large)}</span>
            <strong>{day}</strong>
            <span class="fb-day-mark__word">{state.word()}</span>
        </li>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("a week", || {
        view! {
            <DayMarks>
                <DayMark day="Monday" state=DayState::Done />
                <DayMark day="Wednesday" state=DayState::Unwell />
                <DayMark day="Friday" state=DayState::Planned />
            </DayMarks>
        }
    })]
}
