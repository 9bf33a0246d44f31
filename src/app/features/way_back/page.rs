//! The way back: the picture, the step we are on, how it feels, and how sure everyone is.

use domain::kinds::{pupil, step_ladder as ladder};
use leptos::prelude::*;

use super::chart::{Chart, Ladder};
use super::feels::HowItFeels;
use super::step::ThisStep;
use super::sure::HowSure;
use super::this_week::RecordWeek;
use crate::at_record::Here;
use crate::circle::Circle;
use crate::features::record::OwnPage;
use crate::text::today::today as today_words;
use crate::text::way_back::way_back as words;
use crate::ui::page::Stack;

/// The page.
#[component]
pub(crate) fn WayBackPage(here: Here) -> impl IntoView {
    let Here { circle, record, .. } = here;
    let title = circle.with_untracked(|circle| (words().title)(&circle.whom()));
    let sub = Signal::derive(move || circle.with(sub_line));
    let goal = Memo::new(move |_| record.with(|record| record.text(ladder::GOAL).trim().to_owned()));
    let nothing_planned = Memo::new(move |_| record.with(|record| super::model::weeks(record).is_empty()));
    view! {
        <OwnPage
            here
            title
            sub
            change=words().plan_it
            action=move || view! { <RecordWeek here /> }
        >
            <div class="fb-way-back">
                <Show when=move || goal.with(|goal| !goal.is_empty())>
                    <p class="fb-way-back__goal" dir="auto">{move || goal.get()}</p>
                </Show>
                <Show when=move || nothing_planned.get()>
                    <p class="fb-quiet">{words().nothing_planned}</p>
                </Show>
                <div class="fb-way-back__chart"><Chart here /></div>
                <div class="fb-way-back__ladder"><Ladder here /></div>
                <Stack>
                    <div class="fb-way-back__step"><ThisStep here /></div>
                    <HowItFeels here />
                </Stack>
                <HowSure here />
            </div>
        </OwnPage>
    }
}

/// "Home school: Ashdown Vale Academy, Year 8".
fn sub_line(circle: &Circle) -> String {
    let Some(pupil) = circle.view.pupil() else { return String::new() };
    let school = pupil.text(pupil::HOME_SCHOOL);
    let school = (!school.is_empty()).then(|| (words().home_school)(school));
    let year = pupil.get(pupil::YEAR_GROUP).map(|year| (today_words().year)(year));
    school.into_iter().chain(year).collect::<Vec<_>>().join(", ")
}
