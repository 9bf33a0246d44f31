//! One piece of work: what the child says about it first, then its pages, how far it has come and what was said.

use domain::kinds::{feedback, work};
use domain::record::Record;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::line::title_of;
use super::model;
use super::pages::Pages;
use super::steps::Steps;
use super::truth::RecordTag;
use super::used::UsedInLesson;
use crate::at_record::at_address;
use crate::circle::Circle;
use crate::features::feedback::{FeedbackCard, mark_read_once};
use crate::features::not_here::NotHerePage;
use crate::just_done::use_just_done;
use crate::notebook::{Notebook, use_notebook};
use crate::routes::paths;
use crate::show;
use crate::text::time;
use crate::text::work::work as words;
use crate::ui::badge::{BadgeSize, ChildBadge};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::loading::Loading;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::{Back, PageHeader};
use crate::ui::quote::Quote;

/// The page.
#[component]
pub(crate) fn OneWorkPage() -> impl IntoView {
    at_address(move |known, id| {
        let there = Memo::new(move |_| known.with(|circle| circle.as_ref().map(|circle| shown(circle, id).is_some())));
        view! {
            {move || match there.get() {
                None => view! { <Page><Loading /></Page> }.into_any(),
                Some(false) => view! { <NotHerePage /> }.into_any(),
                Some(true) => view! { <OneWork circle=known id /> }.into_any(),
            }}
        }
        .into_any()
    })
}

fn shown(circle: &Circle, id: domain::ids::RecordId) -> Option<&Record> {
    let may = |record: &&Record| circle.may(domain::access::Action::Read, record, show::today());
    circle.get(id).filter(|record| record.kind == work::KIND && !record.removed).filter(may)
}

#[component]
fn OneWork(circle: Memo<Option<Circle>>, id: domain::ids::RecordId) -> impl IntoView {
    let notebook = use_notebook();
    let both = Memo::new(move |_| {
        circle.with(|circle| circle.as_ref().and_then(|circle| Some((circle.clone(), shown(circle, id)?.clone()))))
    });
    mark_seen_once(notebook, both);
    // The feedback stands on this page too.
    mark_read_once(notebook, circle, id);
    let title =
        Signal::derive(move || both.with(|both| both.as_ref().map(|(_, record)| title_of(record)).unwrap_or_default()));
    let sub =
        Signal::derive(move || both.with(|both| both.as_ref().map(|(circle, record)| handed_in_by(circle, record))));
    // The pages are drawn anew only when they change, not with every exchange: a zoomed photo stays open.
    let pages =
        Memo::new(move |_| both.with(|both| both.as_ref().map(|(_, record)| model::pages(record)).unwrap_or_default()));
    let whose = Signal::derive(move || {
        both.with(|both| both.as_ref().map(|(circle, _)| circle.first_name().to_owned()).unwrap_or_default())
    });
    // Stands apart: what arrives meanwhile must not disturb what is being typed there.
    let at_school = Memo::new(move |_| {
        both.with(|both| {
            let both = both.as_ref();
            both.is_some_and(|(circle, record)| {
                record.state == work::USED_IN_LESSON || model::may_use(circle, record, show::today())
            })
        })
    });
    let tagged = Signal::derive(move || both.get().map(|(circle, _)| circle));
    let back = Back { href: paths::WORK.to_owned(), label: words().back_to_work.to_owned() };
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader
                title
                sub
                back
                tag=move || tagged.get_untracked().map(|first| {
                    let circle = Signal::derive(move || tagged.get().unwrap_or_else(|| first.clone()));
                    view! { <RecordTag circle record=id /> }
                })
            />
            <Stack>
                {move || both.get().map(|(circle, record)| view! { <Said circle record /> })}
                {move || view! { <Pages pages=pages.get() whose=whose.get() /> }}
                {move || both.get().map(|(circle, record)| view! { <ComesOfIt circle record /> })}
                <Show when=move || at_school.get()>
                    <UsedInLesson both />
                </Show>
            </Stack>
        </Page>
    }
}

fn handed_in_by(circle: &Circle, record: &Record) -> String {
    let when = time::when(model::handed_in_at(record), show::today());
    let subject = record.text(work::SUBJECT).trim();
    let by = (words().handed_in_by)(&show::name(circle, record.created.by), &when);
    if subject.is_empty() { by } else { format!("{subject} · {by}") }
}

/// What the child says about it, what they typed, and who helped.
#[component]
fn Said(circle: Circle, record: Record) -> impl IntoView {
    let badge = show::badge(&circle);
    let comment = record.text(work::COMMENT).trim().to_owned();
    let typed = record.text(work::TYPED).trim().to_owned();
    let helped = helped_words(&circle, &record);
    let who = if circle.is_child() { words().you_say.to_owned() } else { (words().says)(circle.first_name()) };
    let for_what = for_what(&circle, &record);
    view! {
        <Steps record />
        {for_what.map(|what| view! { <p class="fb-quiet">{what}</p> })}
        {(!comment.is_empty())
            .then(|| {
                view! {
                    <Quote
                        who=who.clone()
                        text=comment
                        mark=move || view! { <ChildBadge badge size=BadgeSize::Small /> }
                        lantern=true
                    />
                }
            })}
        {helped.map(|helped| view! { <p class="fb-quiet">{helped}</p> })}
        {(!typed.is_empty()).then(|| view! { <Card><p class="fb-work-typed" dir="auto">{typed}</p></Card> })}
    }
}

fn helped_words(circle: &Circle, record: &Record) -> Option<String> {
    let helper = record.text(work::HELPER).trim();
    let choice = record.get(work::HELPED)?.0;
    let who = match (choice, helper) {
        (0, _) if circle.is_child() => return Some(words().you_alone.to_owned()),
        (0, _) => return Some((words().helped_nobody)(circle.first_name())),
        (_, helper) if !helper.is_empty() => helper.to_owned(),
        (1, _) => words().helper_family.to_owned(),
        (2, _) => words().helper_teacher.to_owned(),
        (3, _) => words().helper_ward.to_owned(),
        _ => words().helper_someone.to_owned(),
    };
    Some((words().helped_by)(&who))
}

/// "For the lesson The Journey of a River" or "For Maths: fractions".
fn for_what(circle: &Circle, record: &Record) -> Option<String> {
    let about = record.get(work::LESSON).or(record.get(work::PLAN))?;
    let title = circle.get(about)?.title();
    (!title.is_empty()).then(|| (words().made_for)(&title))
}

/// Feedback, and what can be done now.
#[component]
fn ComesOfIt(circle: Circle, record: Record) -> impl IntoView {
    let today = show::today();
    let id = circle.id();
    let said = model::released(&circle, record.id, today).cloned();
    let draft = model::feedback_on(&circle, record.id, today)
        .into_iter()
        .find(|found| matches!(found.state, feedback::DRAFT | feedback::READY));
    // Feedback that was taken back waits to be gone on with, however far the work has come.
    let goes_on = draft.is_some_and(|found| circle.may(domain::access::Action::Edit, found, today));
    let gives = goes_on || model::gives_feedback(&circle, &record, today);
    let label = match draft {
        Some(found) if found.state == feedback::READY => words().look_at_feedback,
        Some(_) => words().go_on_with_feedback,
        None => words().give_feedback,
    };
    let withdraws = model::may_withdraw(&circle, &record, today);
    let hands_in = model::may_hand_in(&circle);
    let (for_feedback, for_withdraw) = (circle.clone(), (circle.clone(), record.clone()));
    view! {
        {said.map(|said| view! { <FeedbackCard circle=for_feedback said href=paths::feedback(id, record.id) /> })}
        <div class="fb-actions">
            {gives.then(|| view! { <Button label icon=Icon::MessageCircle href=paths::feedback(id, record.id) /> })}
            {hands_in.then(|| view! { <Button label=words().hand_in_more kind=ButtonKind::Second icon=Icon::Camera href=paths::hand_in(id, crate::platform::clock::new_id()) /> })}
            {withdraws.then(move || { let (circle, record) = for_withdraw; view! { <Withdraw circle record /> } })}
        </div>
    }
}

/// Takes the work back; at once, with the way back on the bar.
#[component]
fn Withdraw(circle: Circle, record: Record) -> impl IntoView {
    let notebook = use_notebook();
    let done = use_just_done();
    let title = title_of(&record);
    let circle_id = circle.id();
    let on_press = Callback::new(move |()| {
        let change = notebook.on(&record).move_to(work::WITHDRAWN).done();
        let (id, said) = (record.id, (words().taken_back)(&title));
        spawn_local(async move {
            if notebook.record(vec![change]).await.is_ok() {
                done.say(said, move || undo_withdraw(notebook, circle_id, id));
            }
        });
    });
    view! { <Button label=words().take_back kind=ButtonKind::Plain icon=Icon::Undo on_press /> }
}

fn undo_withdraw(notebook: Notebook, circle: domain::ids::CircleId, id: domain::ids::RecordId) {
    let known = notebook.circle(circle).get_untracked();
    let change = known
        .as_ref()
        .and_then(|circle| circle.get(id))
        .map(|record| notebook.on(record).move_to(work::HANDED_IN).done());
    spawn_local(async move {
        if let Some(change) = change {
            // What could not be kept is announced above every page.
            let _ = notebook.record(vec![change]).await;
        }
    });
}

/// Opening it as its teacher at school says "seen", once. Keeps the record in step with who has looked.
fn mark_seen_once(notebook: Notebook, both: Memo<Option<(Circle, Record)>>) {
    let told = StoredValue::new(false);
    Effect::new(move || {
        let Some((circle, record)) = both.get() else { return };
        if told.get_value() || !model::becomes_seen(&circle, &record, show::today()) {
            return;
        }
        told.set_value(true);
        let change = notebook.on(&record).move_to(work::SEEN).done();
        spawn_local(async move {
            let _ = notebook.record(vec![change]).await;
        });
    });
}
