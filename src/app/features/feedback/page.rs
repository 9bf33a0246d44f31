//! Feedback's address: where it is written while it is not sent, where it is read once it is.

use domain::access::Action;
use domain::ids::RecordId;
use domain::kinds::{feedback, work};
use domain::record::Record;
use domain::value::Moment;
use leptos::prelude::*;
use sync::device::Draft;

use super::form::FeedbackTask;
use super::model::FeedbackForm;
use super::reading::FeedbackReading;
use crate::at_record::{AtRecord, RecordFrame};
use crate::circle::Circle;
use crate::features::work::{Kept, feedback_on, gives_feedback, kept, read, released};
use crate::forms::FormName;
use crate::notebook::Notebook;
use crate::platform::clock::new_id;
use crate::show;

impl Kept for FeedbackForm {
    const NAME: FormName = FormName::Feedback;

    fn words(&self) -> String {
        FeedbackForm::words(self)
    }
    fn is_begun(&self) -> bool {
        FeedbackForm::is_begun(self)
    }
}

/// The record, its form, and since when it is kept as a draft.
type Begun = (RecordId, FeedbackForm, Option<Moment>);

/// The page; the address names the work.
#[component]
pub(crate) fn FeedbackPage() -> impl IntoView {
    view! { <RecordFrame which begin task reading /> }
}

fn task(circle: Signal<Circle>, work: RecordId, (id, form, since): Begun) -> AnyView {
    view! { <FeedbackTask circle id work form since /> }.into_any()
}

fn reading(circle: Memo<Option<Circle>>, work: RecordId) -> AnyView {
    view! { <FeedbackReading circle work /> }.into_any()
}

fn which(circle: &Circle, id: RecordId) -> AtRecord {
    let today = show::today();
    let Some(record) = circle.get(id).filter(|record| record.kind == work::KIND && !record.removed) else {
        return AtRecord::NotHere;
    };
    if !circle.may(Action::Read, record, today) {
        return AtRecord::NotHere;
    }
    if released(circle, id, today).is_some() {
        return AtRecord::Reading;
    }
    if gives_feedback(circle, record, today) || unsent(circle, id).is_some() {
        AtRecord::Task
    } else {
        AtRecord::Reading
    }
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
async fn begin(notebook: Notebook, circle: Circle, work: RecordId) -> Begun {
    let written = unsent(&circle, work).map(|record| (record.id, FeedbackForm::of(record)));
    let id = written.as_ref().map(|(id, _)| *id).or_else(|| drafted(notebook, &circle, work));
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
    let about = |draft: &Draft| read::<FeedbackForm>(draft).and_then(|form| form.work);
    mine.into_iter().find(|draft| about(draft) == Some(work)).map(|draft| draft.record)
}
