//! Handing it in, or saying "not today": one tap each, with the way back for as long as it shows.

use domain::change::Change;
use domain::compose::Compose;
use domain::ids::{CircleId, RecordId};
use domain::kinds::{lesson_contribution as lesson, work};
use domain::undo;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::choices;
use super::model::{HandInForm, Purpose};
use crate::circle::Circle;
use crate::features::work::{About, Keeping, Taking, keep_form};
use crate::just_done::use_just_done;
use crate::notebook::{Notebook, use_notebook};
use crate::platform::clock::new_id;
use crate::routes::paths;
use crate::show;
use crate::text::hand_in::hand_in as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use domain::access::Action;

/// The bar.
#[component]
pub(super) fn Send(
    circle: Signal<Circle>,
    id: RecordId,
    form: RwSignal<HandInForm>,
    keeping: Keeping<HandInForm>,
    taking: Taking,
) -> impl IntoView {
    let notebook = use_notebook();
    let navigate = StoredValue::new_local(use_navigate());
    let done = use_just_done();
    let saving = RwSignal::new(false);
    let label = Signal::derive(move || match (saving.get(), form.with(HandInForm::photos)) {
        (true, _) => words().handing_in.to_owned(),
        (false, 0) => words().hand_in.to_owned(),
        (false, count) => (words().hand_in_photos)(count),
    });
    let why_not = Signal::derive(move || {
        if taking.under_way.get() > 0 {
            return Some(words().still_preparing.to_owned());
        }
        form.with(|form| (!form.has_content()).then(|| words().nothing_yet.to_owned()))
    });
    let hand_in = Callback::new(move |()| {
        saving.set(true);
        let (filled, circle) = (form.get_untracked(), circle.get_untracked());
        let title = title_of(&circle, &filled);
        let change = filled.hand_in(notebook.begin(work::KIND, circle.id(), id), title.clone()).done();
        let (circle_id, go) = (circle.id(), navigate.get_value());
        spawn_local(async move {
            // What could not be kept is announced above every page; the form and its draft stay.
            if notebook.record(vec![change]).await.is_err() {
                saving.try_set(false);
                return;
            }
            keeping.done().await;
            go(&paths::pupil(circle_id), NavigateOptions::default());
            done.say((words().handed_in)(&title), move || {
                take_back(notebook, circle_id, id, filled.clone(), go.clone())
            });
        });
    });
    let unwell = Callback::new(move |()| {
        let (filled, circle) = (form.get_untracked(), circle.get_untracked());
        // What was begun stays a draft: the note of today is a record of its own then.
        let id = if filled.has_content() { new_id() } else { id };
        let changes = not_today(notebook, &circle, id, &filled);
        let (circle_id, go) = (circle.id(), navigate.get_value());
        spawn_local(async move {
            if notebook.record(changes).await.is_err() {
                return;
            }
            if !filled.has_content() {
                keeping.done().await;
            }
            go(&paths::pupil(circle_id), NavigateOptions::default());
            done.say(words().said_unwell.to_owned(), move || well_after_all(notebook, circle_id, id, filled.purpose));
        });
    });
    view! {
        <Button label=words().unwell kind=ButtonKind::Plain icon=Icon::Moon on_press=unwell />
        <Button label icon=Icon::Send wide=true busy=saving why_not on_press=hand_in />
    }
}

fn title_of(circle: &Circle, form: &HandInForm) -> String {
    let title = choices::title(circle, form);
    if title.is_empty() { (words().photo_work)(circle.first_name()) } else { title }
}

/// The work says "not today", and the lesson that waits for it too, so that nobody waits.
fn not_today(notebook: Notebook, circle: &Circle, id: RecordId, form: &HandInForm) -> Vec<Change> {
    let work = form.not_today(notebook.begin(work::KIND, circle.id(), id), title_of(circle, form)).done();
    let lesson = lesson_of(circle, form.purpose, lesson::SHARED, lesson::NOT_TODAY);
    let lesson = lesson.map(|lesson| notebook.on(lesson).move_to(lesson::NOT_TODAY).done());
    std::iter::once(work).chain(lesson).collect()
}

fn lesson_of(
    circle: &Circle,
    purpose: Purpose,
    from: domain::kind::StateKey,
    to: domain::kind::StateKey,
) -> Option<&domain::record::Record> {
    let Purpose::Lesson(id) = purpose else { return None };
    let lesson = circle.get(id).filter(|lesson| lesson.state == from)?;
    circle.may(Action::Move { from, to }, lesson, show::today()).then_some(lesson)
}

/// The record goes, the form is a draft again with all its photos, and the person is back in it.
fn take_back(
    notebook: Notebook,
    circle: CircleId,
    id: RecordId,
    form: HandInForm,
    go: impl Fn(&str, NavigateOptions) + 'static,
) {
    let changes = gone_again(notebook, circle, id);
    let again: RecordId = new_id();
    spawn_local(async move {
        if notebook.record(changes).await.is_ok() {
            let about = About { record: again, kind: work::KIND, circle };
            // What could not be kept is announced above every page; the removed record still holds the pages.
            let _ = keep_form(notebook, about, &form).await;
            go(&paths::hand_in(circle, again), NavigateOptions::default());
        }
    });
}

fn well_after_all(notebook: Notebook, circle: CircleId, id: RecordId, purpose: Purpose) {
    let mut changes = gone_again(notebook, circle, id);
    let known = notebook.circle(circle).get_untracked();
    let lesson = known.as_ref().and_then(|circle| lesson_of(circle, purpose, lesson::NOT_TODAY, lesson::SHARED));
    changes.extend(lesson.map(|lesson| notebook.on(lesson).move_to(lesson::SHARED).done()));
    spawn_local(async move {
        // What could not be kept is announced above every page.
        let _ = notebook.record(changes).await;
    });
}

fn gone_again(notebook: Notebook, circle: CircleId, id: RecordId) -> Vec<Change> {
    let known = notebook.circle(circle).get_untracked();
    let record = known.as_ref().and_then(|circle| circle.get(id));
    let back =
        record.map(|record| undo::inverse_of_beginning().into_iter().fold(notebook.on(record), Compose::edit).done());
    back.into_iter().collect()
}
