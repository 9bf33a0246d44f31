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
use crate::features::record::Moves;
use crate::features::work::RecordTag;
use crate::platform::page::print;
use crate::routes::paths;
use crate::show;
use crate::text::record::record as record_words;
use crate::text::today::today as today_words;
use crate::text::way_back::way_back as words;
use crate::ui::badge::{BadgeSize, ChildBadge};
use crate::ui::icon::Icon;
use crate::ui::icon_button::IconButton;
use crate::ui::page::{Page, Stack};
use crate::ui::page_header::{Back, PageHeader};

/// The page.
#[component]
pub(crate) fn WayBackPage(here: Here) -> impl IntoView {
    let Here { circle, record, .. } = here;
    let (circle_id, id) = record.with_untracked(|record| (record.circle, record.id));
    let name = circle.with_untracked(|circle| circle.first_name().to_owned());
    let goal = Memo::new(move |_| record.with(|record| record.text(ladder::GOAL).trim().to_owned()));
    let sub = Signal::derive(move || Some(circle.with(sub_line)).filter(|line| !line.is_empty()));
    let nothing_planned = Memo::new(move |_| record.with(|record| super::model::weeks(record).is_empty()));
    view! {
        <Page>
            <PageHeader
                title=(words().title)(&name)
                sub
                back=Back { href: paths::pupil(circle_id), label: (record_words().back_to)(&name) }
                mark=move || view! { <ChildBadge badge=circle.with(show::badge) size=BadgeSize::Large /> }
                tag=move || view! { <RecordTag circle record=id /> }
                end=move || {
                    view! {
                        <IconButton icon=Icon::Printer label=record_words().print on_press=move |()| print() />
                        <RecordWeek here />
                    }
                }
            />
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
            <Moves here change=words().plan_it />
        </Page>
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
