//! Bringing a table into a plan: paste it or open its file, check what each column is, add the rows. Until then all
//! of it is a draft on this device.

use domain::ids::RecordId;
use domain::kinds::medium_term_plan as plan;
use domain::plan_table::{Answers, Document, Reading, Table, plan_tables, read_document};
use domain::record::Record;
use domain::value::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::Redirect;

use super::add::{Add, PasteAgain};
use super::check::Check;
use super::draft::{PlanDraft, Source};
use super::here::is_school;
use super::new::BeginNew;
use super::page::readable;
use super::paste_area::PasteArea;
use crate::at_record::at_address;
use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::features::work::{About, Keeping, OtherWriting, keep, kept};
use crate::notebook::{Notebook, use_notebook};
use crate::routes::paths;
use crate::text::plan::paste as words;
use crate::ui::icon::Icon;
use crate::ui::loading::Loading;
use crate::ui::page::Page;
use crate::ui::stepper::Stepper;
use crate::ui::sync_tag::SyncTag;
use crate::ui::task_shell::{TaskShell, TaskWidth, WayOut};

/// Everything that the parts of this task share.
#[derive(Clone, Copy)]
pub(super) struct Pasting {
    pub(super) notebook: Notebook,
    pub(super) circle: Signal<Circle>,
    pub(super) plan: Memo<Record>,
    pub(super) form: RwSignal<PlanDraft>,
    pub(super) keeping: Keeping<PlanDraft>,
    pub(super) about: About,
    /// The tables that may be plans, and each as it reads with what was answered so far.
    pub(super) tables: Memo<Vec<Table>>,
    pub(super) readings: Memo<Vec<Reading>>,
    /// Something is being read.
    pub(super) busy: RwSignal<bool>,
}

/// The page.
#[component]
pub(crate) fn PastePage() -> impl IntoView {
    let notebook = use_notebook();
    at_address(move |known, id| {
        let is_known = Memo::new(move |_| known.with(Option::is_some));
        let draft = RwSignal::new(None::<(PlanDraft, Option<Moment>)>);
        spawn_local(async move {
            let before = kept::<PlanDraft>(notebook, id).await.map(|(draft, since)| (draft, Some(since)));
            draft.try_set(Some(before.unwrap_or_default()));
        });
        view! {
            {move || match (is_known.get(), draft.get()) {
                (true, Some((draft, since))) => view! { <Begin known id draft since /> }.into_any(),
                _ => view! { <Page><Loading /></Page> }.into_any(),
            }}
        }
        .into_any()
    })
}

/// Whichever of the three a draft of a plan belongs to: a table, a row on the plan's page, a plan that is none yet.
#[component]
fn Begin(known: Memo<Option<Circle>>, id: RecordId, draft: PlanDraft, since: Option<Moment>) -> impl IntoView {
    let Some(first) = known.get_untracked() else { return ().into_any() };
    let found = readable(&first, id).cloned();
    match found {
        None if draft.about.is_some() && first.may_begin(plan::KIND) => {
            view! { <BeginNew known id draft since /> }.into_any()
        }
        None => view! { <Page><NotHerePage /></Page> }.into_any(),
        Some(_) if !is_school(&first) => view! { <Redirect path=paths::plan(first.id(), id) /> }.into_any(),
        Some(_) if draft.row.is_some() && draft.source.is_none() => {
            view! { <Redirect path=paths::plan(first.id(), id) /> }.into_any()
        }
        Some(record) => {
            // What it is about stands in the record by now.
            let draft = PlanDraft { about: None, ..draft };
            let circle = Signal::derive(move || known.get().unwrap_or_else(|| first.clone()));
            let plan =
                Memo::new(move |_| circle.with(|circle| circle.get(id).cloned()).unwrap_or_else(|| record.clone()));
            view! { <Task circle plan draft since /> }.into_any()
        }
    }
}

#[component]
fn Task(circle: Signal<Circle>, plan: Memo<Record>, draft: PlanDraft, since: Option<Moment>) -> impl IntoView {
    let notebook = use_notebook();
    let (circle_id, id) = plan.with_untracked(|plan| (plan.circle, plan.id));
    let form = RwSignal::new(draft);
    let about = About { record: id, kind: plan::KIND, circle: circle_id };
    let keeping = keep(notebook, about, form, since);
    let document = Memo::new(move |_| {
        form.with(|form| form.source.as_ref().map(|Source { document, .. }| document.clone())).unwrap_or_default()
    });
    let answers = Memo::new(move |_| form.with(|form| form.answers.clone()));
    let tables = Memo::new(move |_| document.with(plan_tables));
    let readings = Memo::new(move |_| {
        document.with(|document: &Document| answers.with(|answers: &Vec<Answers>| read_document(document, answers)))
    });
    let pasting =
        Pasting { notebook, circle, plan, form, keeping, about, tables, readings, busy: RwSignal::new(false) };
    let checks = Memo::new(move |_| form.with(|form| form.source.is_some()));
    let step = Memo::new(move |_| usize::from(checks.get()));
    let way_out = WayOut { label: words().close.to_owned(), href: paths::plan(circle_id, id), icon: Icon::Close };
    let tag = keeping.tag();
    view! {
        <TaskShell
            way_out
            width=TaskWidth::Wide
            middle=move || view! { <Stepper steps=words().steps.map(str::to_owned).to_vec() current=step /> }
            end=move || view! { {move || tag.get().map(|tag| view! { <SyncTag tag /> })} }
            note=move || view! { <Show when=move || checks.get()><span class="fb-quiet fb-not-phone">{words().stays}</span></Show> }
            actions=move || {
                view! {
                    <Show when=move || checks.get()>
                        <PasteAgain pasting />
                        <Add pasting />
                    </Show>
                }
            }
        >
            <OtherWriting keeping />
            <Show when=move || checks.get() fallback=move || view! { <PasteArea pasting /> }>
                <Check pasting />
            </Show>
        </TaskShell>
    }
}
