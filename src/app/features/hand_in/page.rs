//! Where handing in begins, or goes on after a lock, an update or a crash.

use domain::ids::RecordId;
use domain::kinds::work;
use domain::value::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::Redirect;

use super::choices;
use super::form::HandInTask;
use super::model::HandInForm;
use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::features::work::{Kept, kept, may_hand_in};
use crate::notebook::use_notebook;
use crate::routes::{paths, use_circle_id, use_record_id};
use crate::ui::loading::Loading;
use crate::ui::page::Page;

impl Kept for HandInForm {
    fn words(&self) -> String {
        HandInForm::words(self)
    }
    fn is_begun(&self) -> bool {
        HandInForm::is_begun(self)
    }
}

/// What there is to do here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Waiting,
    NotHere,
    Task,
    HandedIn,
}

/// The page.
#[component]
pub(crate) fn HandInPage() -> impl IntoView {
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
                Shown::HandedIn => view! { <Redirect path=paths::work(circle_id, id) /> }.into_any(),
                Shown::Task => view! { <Begin known id /> }.into_any(),
            }}
        }
        .into_any()
    }
}

fn which(circle: &Circle, id: RecordId) -> Shown {
    match circle.get(id) {
        None if may_hand_in(circle) => Shown::Task,
        Some(record) if record.kind == work::KIND && !record.removed => Shown::HandedIn,
        _ => Shown::NotHere,
    }
}

/// Brings back what was begun, photos included, or begins.
#[component]
fn Begin(known: Memo<Option<Circle>>, id: RecordId) -> impl IntoView {
    let notebook = use_notebook();
    let begun = RwSignal::new(None::<(HandInForm, Option<Moment>)>);
    spawn_local(async move {
        let before = kept::<HandInForm>(notebook, id).await.map(|(form, since)| (form, Some(since)));
        let fresh = || known.try_with_untracked(|circle| circle.as_ref().map(|circle| (fresh(circle), None))).flatten();
        begun.try_set(before.or_else(fresh));
    });
    view! {
        {move || {
            let (form, since) = begun.get()?;
            let first = known.get_untracked()?;
            let circle = Signal::derive(move || known.get().unwrap_or_else(|| first.clone()));
            Some(view! { <HandInTask circle id form since /> })
        }}
    }
}

fn fresh(circle: &Circle) -> HandInForm {
    let wanted = choices::likely(circle);
    wanted.map_or_else(HandInForm::default, |wanted| HandInForm {
        purpose: wanted.purpose,
        subject: wanted.subject,
        ..HandInForm::default()
    })
}
