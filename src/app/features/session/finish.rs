//! Finishing: everything in one go, then back to the pupil's page, with the way back for as long as it shows.

use domain::change::Change;
use domain::compose::Compose;
use domain::ids::{CircleId, PersonId, RecordId};
use domain::kinds::{resource_request, session};
use domain::role::Role;
use domain::undo;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::model::SessionForm;
use crate::circle::Circle;
use crate::features::work::{About, Keeping, keep_form, people};
use crate::just_done::use_just_done;
use crate::notebook::{Notebook, use_notebook};
use crate::platform::clock::{new_id, now};
use crate::routes::paths;
use crate::text::session::session as words;
use crate::ui::button::{Button, ButtonSize};

/// The main button.
#[component]
pub(super) fn Finish(
    circle: Signal<Circle>,
    id: RecordId,
    form: RwSignal<SessionForm>,
    keeping: Keeping<SessionForm>,
    saving: RwSignal<bool>,
    /// Finished from elsewhere meanwhile.
    over: Memo<bool>,
) -> impl IntoView {
    let notebook = use_notebook();
    let navigate = StoredValue::new_local(use_navigate());
    let done = use_just_done();
    let not_saved = RwSignal::new(false);
    let not_today = Memo::new(move |_| form.with(|form| form.not_done.is_some() && !form.has_content()));
    let label = Signal::derive(move || match (saving.get(), not_today.get()) {
        (true, _) => words().finishing.to_owned(),
        (false, true) => words().save_not_today.to_owned(),
        (false, false) => words().finish.to_owned(),
    });
    let why_not = Signal::derive(move || {
        if over.get() {
            return Some(words().over.to_owned());
        }
        let nothing = form.with(|form| !form.has_content() && form.not_done.is_none());
        nothing.then(|| words().nothing_marked.to_owned())
    });
    let on_press = Callback::new(move |()| {
        saving.set(true);
        not_saved.set(false);
        let (filled, circle) = (form.get_untracked(), circle.get_untracked());
        let said = if not_today.get_untracked() { words().saved_not_today } else { words().finished };
        let changes = changes(notebook, &circle, id, &filled);
        let begun: Vec<RecordId> =
            changes.iter().filter(|change| begins(&circle, change)).map(|change| change.record).collect();
        let all_new = begun.len() == changes.len();
        let navigate = navigate.get_value();
        spawn_local(async move {
            if notebook.record(changes).await.is_err() {
                saving.try_set(false);
                not_saved.try_set(true);
                return;
            }
            keeping.done().await;
            let circle_id = circle.id();
            navigate(&paths::pupil(circle_id), leptos_router::NavigateOptions::default());
            // A session that somebody had planned cannot be unheld; it can be changed.
            if all_new {
                let back = move || take_back(notebook, circle_id, begun.clone(), filled.clone(), navigate.clone());
                done.say(said.to_owned(), back);
            } else {
                done.say_only(said.to_owned());
            }
        });
    });
    view! {
        <Show when=move || not_saved.get()>
            <p role="alert">{words().not_recorded}</p>
        </Show>
        <Button label size=ButtonSize::Large busy=saving why_not on_press />
    }
}

fn begins(circle: &Circle, change: &Change) -> bool {
    circle.get(change.record).is_none()
}

/// Everything that the form becomes: the session, and each worksheet that it asks for.
fn changes(notebook: Notebook, circle: &Circle, id: RecordId, form: &SessionForm) -> Vec<Change> {
    let named: Vec<PersonId> = if form.share_with_family { people(circle, &[Role::Parent]) } else { Vec::new() };
    let planned = circle.get(id);
    let compose: Compose<'_> = match planned {
        Some(planned) if named.is_empty() => notebook.on(planned),
        Some(planned) => notebook.on(planned).name(named, Vec::new()),
        None => notebook.begin(session::KIND, circle.id(), id).named(named),
    };
    let session = form.finish(compose, circle.me, now()).done();
    let asks =
        form.asks.iter().map(|ask| ask.request(notebook.begin(resource_request::KIND, circle.id(), ask.record)).done());
    std::iter::once(session).chain(asks).collect()
}

/// Takes back what was just finished: the records go, the form is a draft again, and the person is back in it.
fn take_back(
    notebook: Notebook,
    circle: CircleId,
    begun: Vec<RecordId>,
    form: SessionForm,
    navigate: impl Fn(&str, leptos_router::NavigateOptions) + 'static,
) {
    let known = notebook.circle(circle).get_untracked();
    let back = begun.iter().filter_map(|id| {
        let record = known.as_ref()?.get(*id)?;
        Some(undo::inverse_of_beginning().into_iter().fold(notebook.on(record), Compose::edit).done())
    });
    let back: Vec<Change> = back.collect();
    let again: RecordId = new_id();
    let mut form = form;
    form.asks.iter_mut().for_each(|ask| ask.record = new_id());
    spawn_local(async move {
        if notebook.record(back).await.is_ok() {
            let about = About { record: again, kind: session::KIND, circle };
            // What could not be kept is announced above every page; the removed record still holds the words.
            let _ = keep_form(notebook, about, &form).await;
            navigate(&paths::session(circle, again), leptos_router::NavigateOptions::default());
        }
    });
}
