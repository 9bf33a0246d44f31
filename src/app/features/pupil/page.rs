//! The page: who, the two banks, and its parts.

use domain::kinds::{circle_member, episode, medium_term_plan, pupil, session, work};
use domain::role::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::about::About;
use super::aside::Aside;
use super::lately::Lately;
use super::lists::{Plans, Reviews, Targets, Works};
use super::model;
use crate::circle::Circle;
use crate::features::needs_newer::NeedsNewer;
use crate::features::not_here::NotHerePage;
use crate::features::today::{GoOnWith, StartSession};
use crate::notebook::use_notebook;
use crate::platform::clock::new_id;
use crate::platform::marks::{Mark, mark};
use crate::platform::page::{print, set_title};
use crate::routes::{paths, use_circle_id};
use crate::show;
use crate::text::pupil::pupil as words;
use crate::text::time;
use crate::text::today::today as today_words;
use crate::ui::badge::{BadgeSize, ChildBadge};
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use crate::ui::icon_button::IconButton;
use crate::ui::loading::Loading;
use crate::ui::page::{Page, WithAside};
use crate::ui::page_header::{Back, PageHeader};
use crate::ui::tabs::{Tab, Tabs};
use crate::ui::two_banks::{Bank, TwoBanks};

/// A child's page.
#[component]
pub(crate) fn PupilPage() -> impl IntoView {
    let notebook = use_notebook();
    let circle_id = use_circle_id();
    let query = use_query_map();
    let tab = Memo::new(move |_| query.with(|query| query.get("tab")).unwrap_or_else(|| "lately".to_owned()));
    // Which circle is shown decides what is drawn anew; its content changes under the parts' own eyes.
    let circle = Memo::new(move |_| circle_id.get().and_then(|id| notebook.circle(id).get()));
    let known =
        Memo::new(move |_| circle_id.get().is_some_and(|id| notebook.circles.with(|circles| circles.contains(&id))));
    view! {
        <Page>
            {move || match (circle.get(), known.get()) {
                (Some(circle), true) => view! { <Shown circle tab /> }.into_any(),
                // What cannot be read is said above the page, and is not on its way.
                (None, true) if notebook.is_unreadable(circle_id.get()) => ().into_any(),
                (None, true) => view! { <Loading /> }.into_any(),
                (_, false) => view! { <NotHerePage /> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn Shown(circle: Circle, tab: Memo<String>) -> impl IntoView {
    let badge = show::badge(&circle);
    let main = circle.clone();
    let shown = circle.clone();
    let aside = circle.clone();
    let tabs = tabs_of(&circle, tab);
    // The tab and a screen reader are told which part of whose page this is; no child is named there.
    let whose = if circle.is_child() { words().your_page } else { words().a_pupils_page };
    Effect::new(move |_| {
        let part =
            tabs.with(|tabs| tabs.iter().position(|tab| tab.current)).and_then(|place| words().titles.get(place));
        set_title(&part.map_or_else(|| whose.to_owned(), |part| format!("{part} · {whose}")));
    });
    // An effect runs when what is below is in the document.
    Effect::new(|| mark(Mark::PupilShown));
    view! {
        <PageHeader
            title=circle.name().to_owned()
            sub=sub_line(&circle)
            back=Back { href: paths::PUPILS.to_owned(), label: words().back.to_owned() }
            mark=move || view! { <ChildBadge badge size=BadgeSize::Large /> }
            end=move || {
                view! {
                    <IconButton icon=Icon::Printer label=words().print on_press=move |()| print() />
                    <MainAction circle=main.clone() />
                }
            }
        />
        <Banks circle=circle.clone() />
        {(!circle.view.unread.is_empty()).then(|| view! { <NeedsNewer /> })}
        <Tabs label=(words().parts)(&circle.whom()) tabs />
        <WithAside aside=move || view! { <Aside circle=aside.clone() /> }>
            <GoOnWith circles=vec![circle.clone()] />
            {move || {
                let circle = shown.clone();
                match tab.get().as_str() {
                    "plans" => view! { <Plans circle /> }.into_any(),
                    "work" => view! { <Works circle /> }.into_any(),
                    "targets" => view! { <Targets circle /> }.into_any(),
                    "reviews" => view! { <Reviews circle /> }.into_any(),
                    "about" => view! { <About circle /> }.into_any(),
                    _ => view! { <Lately circle /> }.into_any(),
                }
            }}
        </WithAside>
    }
}

fn sub_line(circle: &Circle) -> String {
    let Some(pupil) = circle.view.pupil() else { return String::new() };
    let year = pupil.get(pupil::YEAR_GROUP).map(|year| (today_words().year)(year));
    let aged = pupil.get(pupil::BORN).map(|born| (words().aged)(model::age(born, show::today())));
    let first = year.into_iter().chain(aged).collect::<Vec<_>>().join(", ");
    let languages = pupil.get(pupil::LANGUAGES).filter(|languages| !languages.is_empty());
    let speaks = languages.map(|languages| (words().speaks)(&languages.into_iter().collect::<Vec<_>>().join(", ")));
    std::iter::once(first).chain(speaks).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What this person most likely came for.
#[component]
pub(super) fn MainAction(circle: Circle) -> impl IntoView {
    let id = circle.id();
    if circle.may_begin(session::KIND) {
        return view! { <StartSession circle /> }.into_any();
    }
    let (label, icon, href) = match circle.role() {
        Some(Role::KeyContact | Role::ClassTeacher | Role::TeachingAssistant)
            if circle.may_begin(medium_term_plan::KIND) =>
        {
            (words().share_plan, Icon::Plus, paths::new_plan(id))
        }
        _ if circle.may_begin(work::KIND) => (words().hand_in, Icon::Camera, paths::hand_in(id, new_id())),
        _ => return ().into_any(),
    };
    view! { <Button label icon href /> }.into_any()
}

#[component]
fn Banks(circle: Circle) -> impl IntoView {
    let today = show::today();
    let pupil = circle.view.pupil();
    let teacher = circle.members().into_iter().find(|member| circle_member::role(member) == Some(Role::ClassTeacher));
    let small = [
        pupil.map(|pupil| pupil.text(pupil::CLASS).to_owned()).unwrap_or_default(),
        teacher.map(|teacher| teacher.text(circle_member::NAME).to_owned()).unwrap_or_default(),
    ];
    let school = Bank {
        over: words().home_school.to_owned(),
        name: pupil.map(|pupil| pupil.text(pupil::HOME_SCHOOL).to_owned()).unwrap_or_default(),
        small: small.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
    };
    let episode = model::current_episode(&circle);
    let started = episode.and_then(|episode| episode.get(episode::STARTED));
    let here = Bank {
        over: started.map_or_else(|| words().here.to_owned(), |day| (words().here_since)(&time::short_day(day))),
        name: episode.map(|episode| episode.text(episode::PLACE).to_owned()).unwrap_or_default(),
        small: episode.map(|episode| episode.text(episode::PROVIDER).to_owned()).unwrap_or_default(),
    };
    let next = match model::next_contact(&circle) {
        None => words().no_contact_yet.to_owned(),
        // That adults are late is not for a child to see.
        Some(day) if day < today && circle.is_child() => words().contact_soon.to_owned(),
        Some(day) => time::day(day, today),
    };
    view! {
        <TwoBanks
            school=Signal::stored(school)
            here=Signal::stored(here)
            under=words().next_contact
            under_strong=next
        />
    }
}

fn tabs_of(circle: &Circle, tab: Memo<String>) -> Signal<Vec<Tab>> {
    let id = circle.id();
    let about = (words().about)(&circle.whom());
    Signal::derive(move || {
        let tab = tab.get();
        let parts = [
            ("lately", words().lately.to_owned()),
            ("plans", words().plans.to_owned()),
            ("work", words().work.to_owned()),
            ("targets", words().targets.to_owned()),
            ("reviews", words().reviews.to_owned()),
            ("about", about.clone()),
        ];
        let tabs =
            parts.into_iter().map(|(key, label)| Tab { label, href: paths::pupil_tab(id, key), current: key == tab });
        tabs.collect()
    })
}
