//! Today for those who teach: next, later, for you, not sent.

use domain::kinds::{pupil, session, today_note};
use leptos::prelude::*;

use super::family::tapped_in;
use super::for_you::ForYou;
use super::model;
use super::not_sent::NotSent;
use super::unfinished::{GoOnWith, StartSession};
use crate::circle::Circle;
use crate::notebook::use_notebook;
use crate::platform::clock::now;
use crate::routes::paths;
use crate::session::use_me;
use crate::show;
use crate::text::time;
use crate::text::today::today as words;
use crate::ui::badge::{BadgeSize, ChildBadge};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::empty::Empty;
use crate::ui::hero::Hero;
use crate::ui::icon::Icon;
use crate::ui::loading::Loading;
use crate::ui::page::{Stack, WithAside};
use crate::ui::row::{Row, Rows};
use crate::ui::section::Section;
use crate::ui::tag::{Tag, TagTone};
use crate::ui::today_note::TodayNote;

/// The cards.
#[component]
pub(super) fn StaffToday(circles: Signal<Vec<Circle>>) -> impl IntoView {
    let may_add = use_me().may_add_pupils;
    let reading = use_notebook().is_reading();
    let ordered = Memo::new(move |_| model::in_order(circles.get(), show::today()));
    view! {
        <WithAside aside=move || {
            view! {
                <Stack>
                    <GoOnWith circles />
                    <ForYou circles />
                    <NotSent circles />
                </Stack>
            }
        }>
            {move || {
                let mut ordered = ordered.get().into_iter();
                match ordered.next() {
                    None if reading.get() => view! { <Loading /> }.into_any(),
                    None => {
                        view! {
                            <Empty icon=Icon::Users title=words().nobody_yet text=words().nobody_yet_more>
                                {may_add
                                    .then(|| {
                                        view! {
                                            <Button
                                                label=words().add_pupil
                                                href=paths::ADD_PUPIL
                                                icon=Icon::UserPlus
                                            />
                                        }
                                    })}
                            </Empty>
                        }
                            .into_any()
                    }
                    Some(next) => {
                        let later: Vec<Circle> = ordered.collect();
                        view! {
                            <Stack>
                                <Next circle=next />
                                {(!later.is_empty()).then(|| view! { <Later circles=later /> })}
                            </Stack>
                        }
                            .into_any()
                    }
                }
            }}
        </WithAside>
    }
}

/// The pupil who is next, and what to know before the door.
#[component]
fn Next(circle: Circle) -> impl IntoView {
    let today = show::today();
    let badge = show::badge(&circle);
    let planned = model::planned_today(&circle, today);
    let over = planned
        .and_then(|planned| planned.get(session::STARTED))
        .map_or_else(|| words().next.to_owned(), |at| (words().next_at)(&time::clock(at)));
    let teaches = circle.may_begin(session::KIND);
    let subject = planned.map(|planned| planned.title()).unwrap_or_default();
    let notes = model::live_notes(&circle, now());
    let notes: Vec<_> = notes
        .into_iter()
        .map(|note| (note_words(note), show::note_writer(&circle, note), show::delivery_if_unsent(&circle, note)))
        .collect();
    let id = circle.id();
    view! {
        <Hero
            over
            title=circle.name().to_owned()
            mark=move || view! { <ChildBadge badge size=BadgeSize::Large /> }
            end_strong=circle.view.pupil().map(|pupil| pupil.text(pupil::HOME_SCHOOL).to_owned())
            end_small=class_line(&circle)
        >
            {notes
                .into_iter()
                .map(|(text, who, tag)| view! { <TodayNote text who tag on_pine=true /> })
                .collect_view()}
            {(!subject.is_empty()).then(|| view! { <p class="fb-hero__subject">{subject}</p> })}
            <div class="fb-actions">
                {teaches.then(|| view! { <StartSession circle=circle.clone() on_pine=true /> })}
                // Whoever does not teach here came to leave a word.
                {(!teaches && circle.may_begin(today_note::KIND))
                    .then(|| {
                        let href = paths::new_record(id, today_note::KIND);
                        view! { <Button label=words().add_note kind=ButtonKind::Lantern icon=Icon::Sun href /> }
                    })}
                <Button label=(words().open_page)(circle.first_name()) kind=ButtonKind::OnPine href=paths::pupil(id) />
            </div>
        </Hero>
    }
}

/// What a note says, its infection line included; where it has no words, what was tapped.
pub(crate) fn note_words(note: &domain::record::Record) -> String {
    let text = Some(note.text(today_note::TEXT)).filter(|text| !text.trim().is_empty());
    let parts = [text.or_else(|| tapped_in(note)).unwrap_or_default(), note.text(today_note::INFECTION)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn class_line(circle: &Circle) -> Option<String> {
    let pupil = circle.view.pupil()?;
    let year = pupil.get(pupil::YEAR_GROUP).map(|year| (words().year)(year));
    let class = Some(pupil.text(pupil::CLASS).to_owned()).filter(|class| !class.is_empty());
    Some(year.into_iter().chain(class).collect::<Vec<_>>().join(", "))
}

/// The other pupils.
#[component]
fn Later(circles: Vec<Circle>) -> impl IntoView {
    let today = show::today();
    let any_planned = circles.iter().any(|circle| model::planned_today(circle, today).is_some());
    let title = if any_planned { words().later_today } else { words().your_pupils };
    let rows = circles.into_iter().map(|circle| {
        let badge = show::badge(&circle);
        let at = model::planned_today(&circle, today).and_then(|planned| planned.get(session::STARTED));
        let notes: Vec<String> = model::live_notes(&circle, now()).into_iter().map(note_words).collect();
        view! {
            <Row
                strong=circle.name().to_owned()
                aside=circle.view.pupil().and_then(|pupil| pupil.get(pupil::YEAR_GROUP)).map(|year| (words().year)(year))
                small=circle.view.pupil().map(|pupil| pupil.text(pupil::HOME_SCHOOL).to_owned())
                time=at.map(time::clock)
                mark=move || view! { <ChildBadge badge /> }
                end=move || {
                    let chip = |note: &String| view! { <Tag label=note.clone() icon=Icon::Sun tone=TagTone::LanternSoft chip=true /> };
                    (!notes.is_empty())
                        .then(|| view! { <span class="fb-row__chips">{notes.iter().map(chip).collect_view()}</span> })
                }
                href=paths::pupil(circle.id())
            />
        }
    });
    let rows = rows.collect_view();
    view! {
        <Section title>
            <Card flush=true>
                <Rows>{rows}</Rows>
            </Card>
        </Section>
    }
}
