//! Where handing in begins, or goes on after a lock, an update or a crash.

use domain::ids::RecordId;
use domain::kinds::work;
use domain::value::Moment;
use leptos::prelude::*;
use leptos_router::components::Redirect;

use super::choices;
use super::form::HandInTask;
use super::model::HandInForm;
use crate::at_record::{AtRecord, RecordFrame};
use crate::circle::Circle;
use crate::features::work::{Kept, kept, may_hand_in};
use crate::forms::FormName;
use crate::notebook::Notebook;
use crate::routes::paths;

/// The form, and since when it is kept as a draft.
type Begun = (HandInForm, Option<Moment>);

impl Kept for HandInForm {
    const NAME: FormName = FormName::HandIn;

    fn words(&self) -> String {
        HandInForm::words(self)
    }
    fn is_begun(&self) -> bool {
        HandInForm::is_begun(self)
    }
    fn files(&self) -> usize {
        self.pages.len() + usize::from(self.voice.is_some())
    }
}

/// The page.
#[component]
pub(crate) fn HandInPage() -> impl IntoView {
    view! { <RecordFrame which begin task reading /> }
}

fn task(circle: Signal<Circle>, id: RecordId, (form, since): Begun) -> AnyView {
    view! { <HandInTask circle id form since /> }.into_any()
}

/// What is handed in has a page of its own.
fn reading(circle: Memo<Option<Circle>>, id: RecordId) -> AnyView {
    let circle = circle.with_untracked(|circle| circle.as_ref().map(Circle::id));
    circle.map(|circle| view! { <Redirect path=paths::work(circle, id) /> }).into_any()
}

fn which(circle: &Circle, id: RecordId) -> AtRecord {
    match circle.get(id) {
        None if may_hand_in(circle) => AtRecord::Task,
        Some(record) if record.kind == work::KIND && !record.removed => AtRecord::Reading,
        _ => AtRecord::NotHere,
    }
}

/// Brings back what was begun, photos included, or begins.
async fn begin(notebook: Notebook, circle: Circle, id: RecordId) -> Begun {
    let before = kept::<HandInForm>(notebook, id).await;
    before.map_or_else(|| (fresh(&circle), None), |(form, since)| (form, Some(since)))
}

fn fresh(circle: &Circle) -> HandInForm {
    let wanted = choices::likely(circle);
    wanted.map_or_else(HandInForm::default, |wanted| HandInForm {
        purpose: wanted.purpose,
        subject: wanted.subject,
        ..HandInForm::default()
    })
}
