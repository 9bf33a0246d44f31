//! Adding the rows: one press, all of it at once, and the way back for as long as it shows.

use domain::change::{Change, Edit};
use domain::compose::with;
use domain::file::FileFact;
use domain::ids::RecordId;
use domain::kinds::medium_term_plan as plan;
use domain::record::Record;
use domain::undo;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use worker::files::Clean;

use super::asking;
use super::draft::{AboutPlan, PlanDraft};
use super::here::taken_up;
use super::import::{self, Split, ToBe};
use super::paste::Pasting;
use super::split::settled;
use crate::at_record::take_back;
use crate::features::work::{keep_clean, keep_form};
use crate::just_done::use_just_done;
use crate::notebook::Notebook;
use crate::platform::clock::new_id;
use crate::routes::paths;
use crate::text::plan::paste as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;

/// Back to pasting. What was there comes back with one tap.
#[component]
pub(super) fn PasteAgain(pasting: Pasting) -> impl IntoView {
    let form = pasting.form;
    let done = use_just_done();
    let again = Callback::new(move |()| {
        let before = form.get_untracked();
        form.update(|form| *form = PlanDraft { row: form.row.take(), ..PlanDraft::default() });
        done.say(words().put_aside.to_owned(), move || {
            form.try_set(before.clone());
        });
    });
    view! { <Button label=words().paste_again kind=ButtonKind::Plain on_press=again /> }
}

/// The main button.
#[component]
pub(super) fn Add(pasting: Pasting) -> impl IntoView {
    let Pasting { notebook, form, keeping, about, .. } = pasting;
    let done = use_just_done();
    let navigate = StoredValue::new_local(use_navigate());
    let saving = RwSignal::new(false);
    let split = Memo::new(move |_| settled(pasting));
    let plans = Memo::new(move |_| split.get().map(|split| outcome(pasting, &split)).unwrap_or_default());
    let label = Signal::derive(move || match (saving.get(), split.get()) {
        (true, _) => words().adding.to_owned(),
        (false, Some(Split::Each)) => (words().make_plans)(plans.with(Vec::len)),
        _ => (words().add_rows)(plans.with(|plans| plans.iter().map(|plan| plan.rows.len()).sum())),
    });
    let why_not = Signal::derive(move || why_not(pasting, split.get().as_ref(), plans));
    let failed = RwSignal::new(false);
    let add = Callback::new(move |()| {
        saving.set(true);
        failed.set(false);
        let (before, made, left) = (pasting.plan.get_untracked(), plans.get_untracked(), form.get_untracked());
        let (circle, id, go) = (about.circle, about.record, navigate.get_value());
        spawn_local(async move {
            let file = left.source.as_ref().and_then(|source| source.file.clone());
            let (changes, said) = changes(notebook, &before, &made, file).await;
            let back: Vec<_> =
                changes.iter().filter_map(|change| Some((change.record, way_back(&before, change)?))).collect();
            if notebook.record(changes).await.is_err() {
                saving.try_set(false);
                failed.try_set(true);
                return;
            }
            keeping.done().await;
            go(&paths::plan(circle, id), NavigateOptions::default());
            done.say(said, move || {
                let (left, go) = (left.clone(), go.clone());
                take_back(notebook, circle, back.clone());
                spawn_local(async move {
                    // What could not be kept is announced above every page.
                    let _ = keep_form(notebook, about, &left).await;
                    go(&paths::paste(circle, id), NavigateOptions::default());
                });
            });
        });
    });
    view! {
        <Show when=move || failed.get()>
            <span role="alert">{words().not_recorded}</span>
        </Show>
        <Button label icon_end=Icon::ArrowRight busy=saving why_not on_press=add />
    }
}

fn outcome(pasting: Pasting, split: &Split) -> Vec<ToBe> {
    pasting.plan.with(|plan| {
        let has_rows = !plan.items(plan::ROWS).is_empty();
        pasting.tables.with(|tables| {
            pasting.readings.with(|readings| import::outcome(tables, readings, &AboutPlan::of(plan), has_rows, split))
        })
    })
}

/// What a person has to say first.
fn why_not(pasting: Pasting, split: Option<&Split>, plans: Memo<Vec<ToBe>>) -> Option<String> {
    let has_subject = pasting.plan.with(|plan| !plan.text(plan::SUBJECT).trim().is_empty());
    let open = pasting.readings.with(|readings| asking::first_needed(readings, has_subject));
    if let Some(question) = open {
        return Some((words().first_answer)(&question));
    }
    if split.is_none() {
        return Some(words().first_subjects.to_owned());
    }
    plans.with(|plans| plans.iter().all(|plan| plan.rows.is_empty())).then(|| words().no_rows.to_owned())
}

/// Every change, and what to say of them. A file goes with the plan that it was opened for, or with all that came of it.
async fn changes(notebook: Notebook, before: &Record, made: &[ToBe], file: Option<FileFact>) -> (Vec<Change>, String) {
    let mut changes = Vec::new();
    let about = AboutPlan::of(before);
    for to_be in made {
        let begun = match to_be.is_this {
            true => {
                changes.extend(taken_up(notebook, before));
                let compose = notebook.on(before);
                match &to_be.subject {
                    Some(subject) if about.subject.trim().is_empty() || made.len() > 1 => {
                        compose.set(plan::SUBJECT, super::model::shortened(subject, 80))
                    }
                    _ => compose,
                }
            }
            false => {
                let subject = to_be.subject.clone().unwrap_or_default();
                let record: RecordId = new_id();
                AboutPlan { subject, topic: String::new(), ..about.clone() }.write(notebook.begin(
                    plan::KIND,
                    before.circle,
                    record,
                ))
            }
        };
        let notes_before = if to_be.is_this { before.text(plan::NOTES) } else { "" };
        let (mut compose, more) = import::put(begun, to_be, notes_before, new_id);
        let overflow = match more {
            Some(text) => overflow(notebook, &text).await,
            None => None,
        };
        for file in file.iter().cloned().chain(overflow) {
            compose = compose.add(plan::FILES, new_id(), vec![with(plan::FILE, file)]);
        }
        changes.push(compose.done());
    }
    let said = match made {
        [one] => (words().added)(one.rows.len()),
        many => (words().plans_made)(many.len()),
    };
    (changes, said)
}

/// What the notes cannot hold, as a file with the plan: nothing of a table is dropped.
async fn overflow(notebook: Notebook, text: &str) -> Option<FileFact> {
    keep_clean(notebook, &Clean::text(text), words().overflow_file.to_owned()).await.ok()
}

fn way_back(before: &Record, change: &Change) -> Option<Vec<Edit>> {
    // What was taken up stays so; only what was put there goes.
    if change.edits.iter().all(|edit| matches!(edit, Edit::Move { .. })) {
        return None;
    }
    if change.record == before.id { undo::inverse(before, change) } else { Some(undo::inverse_of_beginning()) }
}
