//! Sending feedback, or making it ready for the teacher who sends it.

use domain::change::Change;
use domain::compose::Compose;
use domain::ids::RecordId;
use domain::kinds::feedback;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::model::{FeedbackForm, releases, work_moves};
use crate::circle::Circle;
use crate::features::work::Keeping;
use crate::just_done::use_just_done;
use crate::notebook::{Notebook, use_notebook};
use crate::routes::paths;
use crate::text::feedback::feedback as words;
use crate::ui::button::Button;
use crate::ui::icon::Icon;

/// The main button.
#[component]
pub(super) fn Send(
    circle: Signal<Circle>,
    id: RecordId,
    work: RecordId,
    form: RwSignal<FeedbackForm>,
    keeping: Keeping<FeedbackForm>,
) -> impl IntoView {
    let notebook = use_notebook();
    let navigate = StoredValue::new_local(use_navigate());
    let done = use_just_done();
    let saving = RwSignal::new(false);
    let not_saved = RwSignal::new(false);
    let sends = Memo::new(move |_| circle.with(|circle| circle.role().is_some_and(releases)));
    let label = Signal::derive(move || match (saving.get(), sends.get()) {
        (true, _) => words().sending.to_owned(),
        (false, true) => circle.with(|circle| (words().send_to)(circle.first_name())),
        (false, false) => words().ready.to_owned(),
    });
    let why_not =
        Signal::derive(move || form.with(|form| (!form.has_content()).then(|| words().nothing_yet.to_owned())));
    let on_press = Callback::new(move |()| {
        let (filled, circle) = (form.get_untracked(), circle.get_untracked());
        let Some(changes) = changes(notebook, &circle, id, work, &filled) else { return };
        saving.set(true);
        not_saved.set(false);
        let said =
            if sends.get_untracked() { (words().sent)(circle.first_name()) } else { words().made_ready.to_owned() };
        let go = navigate.get_value();
        spawn_local(async move {
            if notebook.record(changes).await.is_err() {
                saving.try_set(false);
                not_saved.try_set(true);
                return;
            }
            keeping.done().await;
            go(&paths::work(circle.id(), work), NavigateOptions::default());
            // The way back is on the work's page until the child has read it.
            done.say_only(said);
        });
    });
    view! {
        <Show when=move || not_saved.get()>
            <p role="alert">{words().not_recorded}</p>
        </Show>
        <Button label icon=Icon::Send busy=saving why_not on_press />
    }
}

/// The feedback, and the work that moves along with it when it is sent.
fn changes(
    notebook: Notebook,
    circle: &Circle,
    id: RecordId,
    work: RecordId,
    form: &FeedbackForm,
) -> Option<Vec<Change>> {
    let role = circle.role()?;
    let compose: Compose<'_> = match circle.get(id) {
        Some(written) => notebook.on(written),
        None => notebook.begin(feedback::KIND, circle.id(), id),
    };
    let said = form.say(compose, role).done();
    let moved =
        circle.get(work).filter(|_| releases(role)).and_then(|record| work_moves(record, role, notebook.on(record)));
    Some(std::iter::once(said).filter(|change| !change.edits.is_empty()).chain(moved).collect())
}
