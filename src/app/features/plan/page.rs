//! A plan, to teach from at the bedside and, at school, to write in place.

use domain::access::Action;
use domain::ids::{ItemId, RecordId};
use domain::kinds::{medium_term_plan as plan, session};
use domain::record::Record;
use domain::scope::Revision;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::about::AboutSheet;
use super::answer::AnswerSheet;
use super::draft::{PlanDraft, RowForm};
use super::files::{FilesCard, keep_on_device};
use super::here::Here;
use super::model;
use super::row_sheet::RowSheet;
use super::rows::PlanRows;
use super::school::{SchoolBar, Share, may_share};
use super::top::Top;
use super::viewer::Viewer;
use crate::at_record::at_address;
use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::features::record::Printed;
use crate::features::today::{StartFrom, StartSession};
use crate::features::work::{Kept, OtherForms, RecordTag, drop_kept, kept};
use crate::forms::FormName;
use crate::just_done::use_just_done;
use crate::notebook::use_notebook;
use crate::platform::clock::sleep;
use crate::platform::page::print;
use crate::routes::paths;
use crate::show;
use crate::text::plan::plan as words;
use crate::text::time;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::icon_button::IconButton;
use crate::ui::loading::Loading;
use crate::ui::page::{Page, Stack};
use crate::ui::page_header::{Back, PageHeader};
use domain::file::FileFact;

/// Counts as looked at after this long, in milliseconds.
const LOOKED: u32 = 8_000;

/// The page.
#[component]
pub(crate) fn PlanPage() -> impl IntoView {
    at_address(move |known, id| {
        let is_here =
            Memo::new(move |_| known.with(|circle| circle.as_ref().map(|circle| readable(circle, id).is_some())));
        view! {
            {move || match is_here.get() {
                None => view! { <Page><Loading /></Page> }.into_any(),
                Some(false) => view! { <Page><NotHerePage /></Page> }.into_any(),
                Some(true) => view! { <Begin known id /> }.into_any(),
            }}
        }
        .into_any()
    })
}

/// The plan, if there is one that this person may read.
pub(super) fn readable(circle: &Circle, id: RecordId) -> Option<&Record> {
    let found = circle.get(id).filter(|record| record.kind == plan::KIND && !record.removed)?;
    circle.may(Action::Read, found, show::today()).then_some(found)
}

#[component]
fn Begin(known: Memo<Option<Circle>>, id: RecordId) -> impl IntoView {
    let (notebook, done) = (use_notebook(), use_just_done());
    let first = known.get_untracked()?;
    let record = readable(&first, id)?.clone();
    let circle_id = first.id();
    let circle = Signal::derive(move || known.get().unwrap_or_else(|| first.clone()));
    let plan = Memo::new(move |_| circle.with(|circle| circle.get(id).cloned()).unwrap_or_else(|| record.clone()));
    Some(view! { <Whole here=Here { notebook, done, circle, plan, circle_id, id } /> })
}

#[component]
fn Whole(here: Here) -> impl IntoView {
    let Here { notebook, circle, plan, circle_id, id, .. } = here;
    let seen = what_was_seen(here);
    keep_on_device(here);
    let rows = Memo::new(move |_| circle.with(|circle| plan.with(|plan| model::rows(circle, plan, seen.get()))));
    let row_form = RwSignal::new(None::<RowForm>);
    // A row that was begun before a lock or a reload is there again.
    spawn_local(async move {
        let Some((draft, _)) = kept::<PlanDraft>(notebook, id).await else { return };
        let is_begun = draft.is_begun();
        if let Some(row) = draft.row {
            row_form.try_set(Some(row));
        }
        // The sheet is open: what holds nothing need not be kept.
        if !is_begun {
            drop_kept::<PlanDraft>(notebook, id).await;
        }
    });
    let answering = RwSignal::new(None::<RecordId>);
    let viewing = RwSignal::new(None::<FileFact>);
    let about_open = RwSignal::new(false);
    let on_change = Callback::new(move |item: ItemId| {
        let form = plan.with_untracked(|plan| plan.item(plan::ROWS.key, item).map(RowForm::of));
        row_form.set(form);
    });
    view! {
        <Page>
            <Head here />
            <Stack>
                <OtherForms record=id form=FormName::Plan />
                <State here />
                <Top here rows seen />
                <SchoolBar here rows row_form about_open />
                <FilesCard here viewing />
                <PlanRows here rows on_change answering viewing />
                <Notes plan />
                <div class="fb-actions fb-no-print">
                    <Button label=words().older kind=ButtonKind::Plain icon=Icon::History href=paths::history(circle_id, id) />
                </div>
            </Stack>
            <RowSheet here form=row_form />
            <AnswerSheet here open=answering />
            <AboutSheet here open=about_open />
            <Viewer open=viewing />
        </Page>
    }
}

/// What the person had last seen, as it was when they came; what is shown now counts as seen later, or when they go.
fn what_was_seen(here: Here) -> RwSignal<Option<Revision>> {
    let Here { notebook, plan, id, .. } = here;
    let seen = RwSignal::new(None);
    let asked = StoredValue::new(false);
    let mark = move || {
        let Some(revision) = plan.try_with_untracked(model::seen_now) else { return };
        if asked.try_get_value() == Some(true) && revision > Revision::default() {
            spawn_local(async move { notebook.mark_seen(id, revision).await });
        }
    };
    spawn_local(async move {
        let before = notebook.seen(id).await;
        seen.try_set(before);
        asked.try_set_value(true);
        sleep(LOOKED).await;
        mark();
    });
    on_cleanup(mark);
    seen
}

#[component]
fn Head(here: Here) -> impl IntoView {
    let Here { circle, plan, circle_id, id, .. } = here;
    let whom = circle.with_untracked(Circle::whom);
    let title = Signal::derive(move || {
        let title = plan.with(Record::title);
        if title.trim().is_empty() { words().untitled.to_owned() } else { title }
    });
    let sub = Signal::derive(move || Some(circle.with(|circle| plan.with(|plan| sub_line(circle, plan)))));
    let shares = Memo::new(move |_| may_share(here));
    let teaches = Memo::new(move |_| circle.with(|circle| circle.may_begin(session::KIND)));
    view! {
        <Printed circle record=id />
        <PageHeader
            title
            sub
            back=Back { href: paths::pupil_tab(circle_id, "plans"), label: (words().back_to)(&whom) }
            tag=move || view! { <RecordTag circle record=id /> }
            end=move || {
                view! {
                    <IconButton icon=Icon::Printer label=words().print on_press=move |()| print() />
                    <Show when=move || shares.get()>
                        <Share here />
                    </Show>
                    <Show when=move || teaches.get() && !shares.get()>
                        {move || {
                            let from = StartFrom { plan: Some(id), row: None };
                            view! { <StartSession circle=circle.get() from /> }
                        }}
                    </Show>
                }
            }
        />
    }
}

/// "Zara · Larkfield Primary School, 5 Kestrel · to 18 December".
fn sub_line(circle: &Circle, plan: &Record) -> String {
    use domain::kinds::pupil;
    let school = circle.view.pupil().map(|pupil| pupil.text(pupil::HOME_SCHOOL).to_owned()).unwrap_or_default();
    let class = plan.text(plan::CLASS).to_owned();
    let at_school = [school, class].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let until = plan.get(plan::LAST_DAY).map(|day| (words().until)(&time::day_and_month(day))).unwrap_or_default();
    let parts = [circle.first_name().to_owned(), at_school, until];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Anything that is not simply "shared".
#[component]
fn State(here: Here) -> impl IntoView {
    use crate::ui::notice::{Notice, NoticeTone};
    let state = Memo::new(move |_| here.plan.with(|plan| plan.state));
    move || match state.get() {
        plan::DRAFT => {
            Some(view! { <Notice icon=Icon::PencilLine strong=words().draft text=words().draft_more /> }.into_any())
        }
        plan::REQUESTED if here.writes() => Some(
            view! { <Notice icon=Icon::Hand strong=words().requested_school tone=NoticeTone::Lantern /> }.into_any(),
        ),
        plan::REQUESTED => Some(view! { <Notice icon=Icon::Clock strong=words().requested /> }.into_any()),
        plan::SUPERSEDED => Some(view! { <Notice icon=Icon::Archive strong=words().superseded /> }.into_any()),
        plan::ARCHIVED => Some(view! { <Notice icon=Icon::Archive strong=words().over /> }.into_any()),
        _ => None,
    }
}

/// What belongs to the whole plan.
#[component]
fn Notes(plan: Memo<Record>) -> impl IntoView {
    let texts = Memo::new(move |_| {
        plan.with(|plan| {
            [(words().priorities, plan.text(plan::PRIORITIES)), (words().notes, plan.text(plan::NOTES))]
                .map(|(title, text)| (title, text.trim().to_owned()))
        })
    });
    move || {
        let cards = texts.get().into_iter().filter(|(_, text)| !text.is_empty());
        cards
            .map(|(title, text)| view! { <Card title><p class="fb-plan-text" dir="auto">{text}</p></Card> })
            .collect_view()
    }
}
