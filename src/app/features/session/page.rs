//! A session's address: the form while it is being held, the reading view once it is recorded.

use domain::access::Action;
use domain::ids::RecordId;
use domain::kinds::session;
use domain::value::Moment;
use leptos::prelude::*;

use super::form::SessionTask;
use super::model::SessionForm;
use super::reading::SessionReading;
use super::suggest;
use crate::at_record::{AtRecord, RecordFrame};
use crate::circle::Circle;
use crate::features::today::{StartFrom, from_address};
use crate::features::work::kept;
use crate::notebook::Notebook;
use crate::platform::clock::now;
use crate::show;

/// The form, and since when it is kept as a draft.
type Begun = (SessionForm, Option<Moment>);

/// The page.
#[component]
pub(crate) fn SessionPage() -> impl IntoView {
    view! { <RecordFrame which begin task reading /> }
}

fn task(circle: Signal<Circle>, id: RecordId, (form, since): Begun) -> AnyView {
    view! { <SessionTask circle id form since /> }.into_any()
}

fn reading(circle: Memo<Option<Circle>>, id: RecordId) -> AnyView {
    view! { <SessionReading circle id /> }.into_any()
}

fn which(circle: &Circle, id: RecordId) -> AtRecord {
    let today = show::today();
    match circle.get(id) {
        None if circle.may_begin(session::KIND) => AtRecord::Task,
        None => AtRecord::NotHere,
        Some(record) if record.kind != session::KIND || record.removed => AtRecord::NotHere,
        Some(record) if !circle.may(Action::Read, record, today) => AtRecord::NotHere,
        Some(record) if record.state == session::PLANNED && circle.may(Action::Edit, record, today) => AtRecord::Task,
        Some(_) => AtRecord::Reading,
    }
}

/// Brings back what was begun, or begins.
async fn begin(notebook: Notebook, circle: Circle, id: RecordId) -> Begun {
    let from = from_address();
    let before = kept::<SessionForm>(notebook, id).await;
    before.map_or_else(|| (fresh(&circle, id, from), None), |(form, since)| (form, Some(since)))
}

/// What stands in a form before anything is done: the plan and row it was started from, or what was planned, or else what
/// is likely.
fn fresh(circle: &Circle, id: RecordId, from: StartFrom) -> SessionForm {
    let planned = circle.get(id);
    let subject = planned.map(|planned| planned.text(session::SUBJECT).to_owned()).unwrap_or_default();
    let plan = suggest::plan_of(circle, from.plan, &subject);
    let picked = plan.zip(from.row).filter(|(plan, _)| Some(*plan) == from.plan).into_iter().collect();
    let from_plan = || plan.and_then(|plan| circle.get(plan)).map(suggest::subject).unwrap_or_default();
    let last = circle.of_kind(session::KIND).into_iter().find(|held| held.created.by == circle.me);
    let place = planned.and_then(|planned| planned.get(session::PLACE)).or_else(|| last?.get(session::PLACE));
    SessionForm {
        started: now(),
        place: place.map_or(0, |place| place.0),
        subject: if subject.is_empty() { from_plan() } else { subject },
        plan,
        picked,
        ..SessionForm::default()
    }
}
