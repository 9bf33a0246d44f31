//! A session's address: the form while it is being held, the reading view once it is recorded.

use domain::access::Action;
use domain::ids::RecordId;
use domain::kinds::session;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::SessionTask;
use super::model::SessionForm;
use super::reading::SessionReading;
use super::suggest;
use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::features::work::kept;
use crate::notebook::{Notebook, use_notebook};
use crate::platform::clock::now;
use crate::routes::{use_circle_id, use_record_id};
use crate::show;
use crate::ui::loading::Loading;
use crate::ui::page::Page;
use domain::value::Moment;

/// Which of the two it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Waiting,
    NotHere,
    Task,
    Reading,
}

/// The page.
#[component]
pub(crate) fn SessionPage() -> impl IntoView {
    let notebook = use_notebook();
    let (circle_id, record_id) = (use_circle_id(), use_record_id());
    move || {
        let (Some(circle_id), Some(id)) = (circle_id.get(), record_id.get()) else {
            return view! { <NotHerePage /> }.into_any();
        };
        let circle = notebook.circle(circle_id);
        let known = Memo::new(move |last: Option<&Option<Circle>>| circle.get().or_else(|| last.cloned().flatten()));
        // Once the form is open it stays until the person leaves, whatever arrives meanwhile.
        let shown = Memo::new(move |last: Option<&Shown>| {
            match (last, known.with(|circle| circle.as_ref().map(|circle| which(circle, id)))) {
                (Some(Shown::Task), _) => Shown::Task,
                (_, found) => found.unwrap_or(Shown::Waiting),
            }
        });
        view! {
            {move || match shown.get() {
                Shown::Waiting => view! { <Page><Loading /></Page> }.into_any(),
                Shown::NotHere => view! { <NotHerePage /> }.into_any(),
                Shown::Task => view! { <Begin known id /> }.into_any(),
                Shown::Reading => view! { <SessionReading circle=known id /> }.into_any(),
            }}
        }
        .into_any()
    }
}

fn which(circle: &Circle, id: RecordId) -> Shown {
    let today = show::today();
    match circle.get(id) {
        None if circle.may_begin(session::KIND) => Shown::Task,
        None => Shown::NotHere,
        Some(record) if record.kind != session::KIND || record.removed => Shown::NotHere,
        Some(record) if !circle.may(Action::Read, record, today) => Shown::NotHere,
        Some(record) if record.state == session::PLANNED && circle.may(Action::Edit, record, today) => Shown::Task,
        Some(_) => Shown::Reading,
    }
}

/// Brings back what was begun, or begins.
#[component]
fn Begin(known: Memo<Option<Circle>>, id: RecordId) -> impl IntoView {
    let notebook = use_notebook();
    let begun = RwSignal::new(None::<(SessionForm, Option<Moment>)>);
    spawn_local(async move {
        let form = begin(notebook, known, id).await;
        begun.try_set(form);
    });
    view! {
        {move || {
            let (form, since) = begun.get()?;
            let first = known.get_untracked()?;
            let circle = Signal::derive(move || known.get().unwrap_or_else(|| first.clone()));
            Some(view! { <SessionTask circle id form since /> })
        }}
    }
}

async fn begin(notebook: Notebook, known: Memo<Option<Circle>>, id: RecordId) -> Option<(SessionForm, Option<Moment>)> {
    if let Some((form, since)) = kept::<SessionForm>(notebook, id).await {
        return Some((form, Some(since)));
    }
    known.try_with_untracked(|circle| circle.as_ref().map(|circle| (fresh(circle, id), None))).flatten()
}

/// What stands in a form before anything is done: what was planned, or else what is likely.
fn fresh(circle: &Circle, id: RecordId) -> SessionForm {
    let planned = circle.get(id);
    let subject = planned.map(|planned| planned.text(session::SUBJECT).to_owned()).unwrap_or_default();
    let plans = suggest::plans(circle);
    let of_subject =
        plans.iter().find(|plan| !subject.is_empty() && suggest::subject(plan) == subject).map(|plan| plan.id);
    let plan = of_subject.or_else(|| suggest::likely_plan(circle));
    let from_plan = || plan.and_then(|plan| circle.get(plan)).map(suggest::subject).unwrap_or_default();
    let last = circle.of_kind(session::KIND).into_iter().find(|held| held.created.by == circle.me);
    let place = planned.and_then(|planned| planned.get(session::PLACE)).or_else(|| last?.get(session::PLACE));
    SessionForm {
        started: now(),
        place: place.map_or(0, |place| place.0),
        subject: if subject.is_empty() { from_plan() } else { subject },
        plan,
        ..SessionForm::default()
    }
}
