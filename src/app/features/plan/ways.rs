//! The ways of bringing a plan in, each one tap: paste, open, attach, write. Nobody has to type again what they have.

use std::rc::Rc;

use domain::change::Change;
use domain::compose::with;
use domain::file::FileFact;
use domain::ids::{CircleId, RecordId};
use domain::kinds::medium_term_plan as plan;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::draft::PlanDraft;
use super::here::{Here, taken_up};
use super::opening::open_file;
use crate::features::work::{ANY_FILE, About, Keeping, Taking, TakingState, keep_form};
use crate::notebook::{Notebook, use_notebook};
use crate::platform::clock::{new_id, sleep};
use crate::platform::files::picked;
use crate::routes::paths;
use crate::text::plan::paste as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::file_picker::FilePicker;
use crate::ui::icon::Icon;
use crate::ui::page::Columns;

/// How often to look whether the plan is there, ten times a second.
const TRIES: u32 = 50;

/// What we read tables from.
pub(super) const DOCUMENTS: &str = ".docx,.xlsx,.html,.htm,.csv,.tsv,.txt,application/vnd.openxmlformats-officedocument.wordprocessingml.document,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The plan that it goes into, which may have to be begun first.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub(super) circle_id: CircleId,
    pub(super) id: RecordId,
    /// The change that begins it, where it is not there yet.
    pub(super) begin: StoredValue<Option<Rc<dyn Fn() -> Change>>, LocalStorage>,
    /// What was typed about it before it was there. It stands in the record then, and its draft makes room for what
    /// comes next.
    pub(super) typed: Option<Keeping<PlanDraft>>,
}

impl Target {
    /// A plan that is there.
    pub(super) fn of(here: Here) -> Self {
        Self { circle_id: here.circle_id, id: here.id, begin: StoredValue::new_local(None), typed: None }
    }

    /// Records the plan, if it is not recorded yet. `false` if it could not be kept.
    async fn is_there(self, notebook: Notebook) -> bool {
        let is_known =
            || notebook.circle(self.circle_id).get_untracked().is_some_and(|circle| circle.get(self.id).is_some());
        if is_known() {
            return true;
        }
        let Some(Some(begin)) = self.begin.try_update_value(Option::take) else {
            // Another file of the same handful is about to begin it.
            for _ in 0..TRIES {
                sleep(100).await;
                if is_known() {
                    return true;
                }
            }
            return false;
        };
        let is_kept = notebook.record(vec![begin()]).await.is_ok();
        match self.typed {
            Some(typed) if is_kept => typed.done().await,
            _ if !is_kept => {
                // Drawn no more: then nobody needs it again either.
                let _ = self.begin.try_set_value(Some(begin));
            }
            _ => {}
        }
        is_kept
    }
}

/// The ways.
#[component]
pub(super) fn Ways(target: Target, #[prop(into)] on_write: Callback<()>) -> impl IntoView {
    let notebook = use_notebook();
    let navigate = StoredValue::new_local(use_navigate());
    let Target { circle_id, id, .. } = target;
    let about = About { record: id, kind: plan::KIND, circle: circle_id };
    let busy = RwSignal::new(false);
    let go = move |to: String| {
        // Nobody goes anywhere who has gone already.
        navigate.try_with_value(|navigate| navigate(&to, NavigateOptions::default()));
    };
    let go_on = Callback::new(move |()| {
        spawn_local(async move {
            if target.is_there(notebook).await {
                go(paths::paste(circle_id, id));
            }
        });
    });
    let open = Callback::new(move |event: leptos::ev::Event| {
        let Some(file) = picked(&event).into_iter().next() else { return };
        busy.set(true);
        spawn_local(async move {
            let mut draft = PlanDraft::default();
            match open_file(notebook, file).await {
                Ok(source) => draft.source = Some(source),
                Err(problem) => draft.problem = Some(problem),
            }
            if target.is_there(notebook).await && keep_form(notebook, about, &draft).await.is_ok() {
                go(paths::paste(circle_id, id));
            }
            busy.try_set(false);
        });
    });
    let taking = Taking::new(notebook);
    let attach = Callback::new(move |event: leptos::ev::Event| {
        taking.take(&event, move |file| {
            spawn_local(async move {
                if target.is_there(notebook).await && attach_to(notebook, circle_id, id, file).await {
                    go(paths::plan(circle_id, id));
                }
            });
        });
    });
    let write = Callback::new(move |()| {
        spawn_local(async move {
            if target.is_there(notebook).await {
                on_write.run(());
            }
        });
    });
    let file_label = Signal::derive(move || if busy.get() { words().reading } else { words().way_file }.to_owned());
    view! {
        <Columns>
            <Card title=words().way_paste sub=words().way_paste_more>
                <Button label=words().way_paste icon=Icon::Table wide=true on_press=go_on />
            </Card>
            <Card title=words().way_file sub=words().way_file_more>
                <FilePicker label=file_label icon=Icon::Upload accept=DOCUMENTS on_pick=open />
            </Card>
        </Columns>
        <Columns>
            <Card title=words().way_attach sub=words().way_attach_more>
                <FilePicker label=words().way_attach icon=Icon::Paperclip accept=ANY_FILE multiple=true on_pick=attach />
                <TakingState taking />
            </Card>
            <Card title=words().way_write>
                <Button label=words().way_write kind=ButtonKind::Second icon=Icon::Pencil wide=true on_press=write />
            </Card>
        </Columns>
    }
}

/// Puts a file that is kept on this device with a plan. `false` if it could not be kept.
pub(super) async fn attach_to(notebook: Notebook, circle: CircleId, id: RecordId, file: FileFact) -> bool {
    let known = notebook.circle(circle).get_untracked();
    let Some(record) = known.as_ref().and_then(|circle| circle.get(id)) else { return false };
    let change = notebook.on(record).add(plan::FILES, new_id(), vec![with(plan::FILE, file)]).done();
    notebook.record(taken_up(notebook, record).into_iter().chain([change]).collect()).await.is_ok()
}
