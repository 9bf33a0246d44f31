//! Beginning a plan: what it is about, then one of the ways to bring it in. At the hospital: asking school for one.

use std::rc::Rc;

use domain::ids::RecordId;
use domain::kinds::medium_term_plan as plan;
use domain::value::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::about::AboutFields;
use super::draft::{AboutPlan, PlanDraft, RowForm};
use super::here::is_school;
use super::ways::{Target, Ways};
use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::features::work::{About, OtherWriting, keep, keep_form};
use crate::just_done::use_just_done;
use crate::notebook::use_notebook;
use crate::platform::clock::new_id;
use crate::routes::{paths, use_circle_id};
use crate::show;
use crate::text::plan::paste as words;
use crate::ui::badge::ChildBadge;
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::loading::Loading;
use crate::ui::page::{Page, Stack};
use crate::ui::page_header::PageHeader;
use crate::ui::section::Section;
use crate::ui::sync_tag::SyncTag;
use crate::ui::task_shell::{TaskShell, TaskWidth, WayOut};

/// The page.
#[component]
pub(crate) fn NewPlanPage() -> impl IntoView {
    let notebook = use_notebook();
    let circle_id = use_circle_id();
    move || {
        let Some(circle_id) = circle_id.get() else { return view! { <NotHerePage /> }.into_any() };
        let circle = notebook.circle(circle_id);
        let known = Memo::new(move |last: Option<&Option<Circle>>| circle.get().or_else(|| last.cloned().flatten()));
        let may = Memo::new(move |_| known.with(|circle| circle.as_ref().map(|circle| circle.may_begin(plan::KIND))));
        let id: RecordId = new_id();
        view! {
            {move || match may.get() {
                None => view! { <Page><Loading /></Page> }.into_any(),
                Some(false) => view! { <Page><NotHerePage /></Page> }.into_any(),
                Some(true) => view! { <BeginNew known id draft=PlanDraft::default() since=None /> }.into_any(),
            }}
        }
        .into_any()
    }
}

/// The task: new, or as it was left.
#[component]
pub(super) fn BeginNew(
    known: Memo<Option<Circle>>,
    id: RecordId,
    draft: PlanDraft,
    since: Option<Moment>,
) -> impl IntoView {
    let first = known.get_untracked()?;
    let about = draft.about.clone().unwrap_or_else(|| AboutPlan::fresh(&first, show::today()));
    let draft = PlanDraft { about: Some(about), ..draft };
    let circle = Signal::derive(move || known.get().unwrap_or_else(|| first.clone()));
    Some(view! { <NewTask circle id draft since /> })
}

#[component]
fn NewTask(circle: Signal<Circle>, id: RecordId, draft: PlanDraft, since: Option<Moment>) -> impl IntoView {
    let notebook = use_notebook();
    let navigate = StoredValue::new_local(use_navigate());
    let (circle_id, name, school) =
        circle.with_untracked(|circle| (circle.id(), circle.first_name().to_owned(), is_school(circle)));
    let form = RwSignal::new(draft);
    let record = About { record: id, kind: plan::KIND, circle: circle_id };
    let keeping = keep(notebook, record, form, since);
    let about = Signal::derive(move || form.with(|form| form.about.clone().unwrap_or_default()));
    let begun = move || about.get_untracked().write(notebook.begin(plan::KIND, circle_id, id)).done();
    let begin: Rc<dyn Fn() -> domain::change::Change> = Rc::new(begun);
    // What stands in the form is in the plan from then on; a draft under its name holds something else.
    let over = Callback::new(move |()| spawn_local(keeping.done()));
    let target = Target { circle_id, id, begin: StoredValue::new_local(Some(begin)), typed: Some(keeping) };
    let on_write = Callback::new(move |()| {
        let go = navigate.get_value();
        spawn_local(async move {
            let draft = PlanDraft { row: Some(RowForm::default()), ..PlanDraft::default() };
            // What could not be kept is announced above every page; the row can be begun there too.
            let _ = keep_form(notebook, record, &draft).await;
            go(&paths::plan(circle_id, id), NavigateOptions::default());
        });
    });
    let way_out =
        WayOut { label: words().leave.to_owned(), href: paths::pupil_tab(circle_id, "plans"), icon: Icon::ArrowLeft };
    let tag = keeping.tag();
    let title = if school { (words().new_title)(&name) } else { (words().ask_title)(&name) };
    view! {
        <TaskShell way_out width=TaskWidth::Wide end=move || view! { {move || tag.get().map(|tag| view! { <SyncTag tag /> })} }>
            <OtherWriting keeping />
            <PageHeader
                title
                sub=school.then(|| words().new_sub.to_owned())
                mark=move || {
                    let badge = circle.with(show::badge);
                    view! { <ChildBadge badge /> }
                }
            />
            <Stack>
                <Card>
                    <AboutFields circle about on_change=move |new| form.update(|form| form.about = Some(new)) may_wait=school />
                </Card>
                {if school {
                    view! {
                        <Section title=words().ways>
                            <Ways target on_write />
                        </Section>
                    }
                        .into_any()
                } else {
                    view! { <AskSchool circle_id id about over begin=Callback::new(move |()| begun()) /> }
                        .into_any()
                }}
            </Stack>
        </TaskShell>
    }
}

/// The hospital has no plan to bring in: it asks.
#[component]
fn AskSchool(
    circle_id: domain::ids::CircleId,
    id: RecordId,
    about: Signal<AboutPlan>,
    over: Callback<()>,
    begin: Callback<(), domain::change::Change>,
) -> impl IntoView {
    let (notebook, done) = (use_notebook(), use_just_done());
    let navigate = StoredValue::new_local(use_navigate());
    let why_not = Signal::derive(move || {
        about.with(|about| about.subject.trim().is_empty()).then(|| words().ask_no_subject.to_owned())
    });
    let ask = Callback::new(move |()| {
        let mut change = begin.run(());
        change.edits.push(domain::change::Edit::Move { from: plan::DRAFT, to: plan::REQUESTED });
        let go = navigate.get_value();
        spawn_local(async move {
            if notebook.record(vec![change]).await.is_err() {
                return;
            }
            over.run(());
            go(&paths::plan(circle_id, id), NavigateOptions::default());
            done.say(words().said_asked.to_owned(), move || {
                crate::at_record::take_back(notebook, circle_id, vec![(id, domain::undo::inverse_of_beginning())]);
            });
        });
    });
    view! { <Button label=words().ask_school icon=Icon::Send wide=true why_not on_press=ask /> }
}
