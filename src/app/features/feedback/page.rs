//! Feedback's address: where it is written while it is not sent, where it is read once it is.

use domain::access::Action;
use domain::ids::RecordId;
use domain::kinds::{feedback, work};
use domain::record::Record;
use domain::value::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::FeedbackTask;
use super::model::FeedbackForm;
use super::reading::FeedbackReading;
use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::features::work::{Kept, feedback_on, gives_feedback, kept, released};
use crate::notebook::{Notebook, use_notebook};
use crate::platform::clock::new_id;
use crate::routes::{use_circle_id, use_record_id};
use crate::show;
use crate::ui::loading::Loading;
use crate::ui::page::Page;

impl Kept for FeedbackForm {
    fn words(&self) -> String {
        FeedbackForm::words(self)
    }
    fn is_begun(&self) -> bool {
        FeedbackForm::is_begun(self)
    }
}

/// What there is to do here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Waiting,
    NotHere,
    Task,
    Reading,
}

/// The page; the address names the work.
#[component]
pub(crate) fn FeedbackPage() -> impl IntoView {
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
                Shown::Task => view! { <Begin known work=id /> }.into_any(),
                Shown::Reading => view! { <FeedbackReading circle=known work=id /> }.into_any(),
            }}
        }
        .into_any()
    }
}

fn which(circle: &Circle, id: RecordId) -> Shown {
    let today = show::today();
    let Some(record) = circle.get(id).filter(|record| record.kind == work::KIND && !record.removed) else {
        return Shown::NotHere;
    };
    if !circle.may(Action::Read, record, today) {
        return Shown::NotHere;
    }
    if released(circle, id, today).is_some() {
        return Shown::Reading;
    }
    if gives_feedback(circle, record, today) || unsent(circle, id).is_some() { Shown::Task } else { Shown::Reading }
}

/// Feedback that is written and not sent, which I may go on with.
fn unsent(circle: &Circle, work: RecordId) -> Option<&Record> {
    let today = show::today();
    let mut found = feedback_on(circle, work, today).into_iter();
    found.find(|record| {
        matches!(record.state, feedback::DRAFT | feedback::READY) && circle.may(Action::Edit, record, today)
    })
}

/// Brings back what was begun, or what somebody made ready, or begins.
#[component]
fn Begin(known: Memo<Option<Circle>>, work: RecordId) -> impl IntoView {
    let notebook = use_notebook();
    let begun = RwSignal::new(None::<(RecordId, FeedbackForm, Option<Moment>)>);
    spawn_local(async move {
        let Some(circle) = known.try_get_untracked().flatten() else { return };
        begun.try_set(Some(begin(notebook, &circle, work).await));
    });
    view! {
        {move || {
            let (id, form, since) = begun.get()?;
            let first = known.get_untracked()?;
            let circle = Signal::derive(move || known.get().unwrap_or_else(|| first.clone()));
            Some(view! { <FeedbackTask circle id work form since /> })
        }}
    }
}

async fn begin(notebook: Notebook, circle: &Circle, work: RecordId) -> (RecordId, FeedbackForm, Option<Moment>) {
    let written = unsent(circle, work).map(|record| (record.id, FeedbackForm::of(record)));
    let id = written.as_ref().map(|(id, _)| *id).or_else(|| drafted(notebook, circle, work));
    if let Some(id) = id
        && let Some((form, since)) = kept::<FeedbackForm>(notebook, id).await
    {
        return (id, form, Some(since));
    }
    match written {
        Some((id, form)) => (id, form, None),
        None => (new_id(), FeedbackForm { work: Some(work), ..FeedbackForm::default() }, None),
    }
}

/// The draft that speaks of this work, if one was begun here.
fn drafted(notebook: Notebook, circle: &Circle, work: RecordId) -> Option<RecordId> {
    let drafts = notebook.drafts.get_untracked();
    let mine = drafts.iter().filter(|draft| draft.kind == feedback::KIND && draft.circle == circle.id());
    let about = |form: &str| serde_json::from_str::<FeedbackForm>(form).ok().and_then(|form| form.work);
    mine.into_iter().find(|draft| about(&draft.form) == Some(work)).map(|draft| draft.record)
}
