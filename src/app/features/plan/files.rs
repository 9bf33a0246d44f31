//! The school's own files with a plan: each opens offline, and comes to this device as soon as the plan is opened.

use std::collections::BTreeSet;

use domain::compose::with;
use domain::file::{FileFact, FileHash};
use domain::ids::ItemId;
use domain::kinds::medium_term_plan as plan;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::here::Here;
use super::model;
use crate::features::work::{ANY_FILE, Taking, TakingState};
use crate::platform::clock::new_id;
use crate::platform::device::this_device;
use crate::text::plan::plan as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::file_picker::FilePicker;
use crate::ui::icon::Icon;
use crate::ui::row::{Row, Rows};

/// The files that are on this device, as a context of the page.
#[derive(Clone, Copy)]
struct OnDevice(RwSignal<BTreeSet<FileHash>>);

/// Brings every file of the plan onto this device, now and whenever one is added; again when the network is back.
pub(super) fn keep_on_device(here: Here) {
    let on_device = OnDevice(RwSignal::new(BTreeSet::new()));
    provide_context(on_device);
    let wanted = Memo::new(move |_| here.circle.with(|circle| here.plan.with(|plan| model::all_files(circle, plan))));
    let busy = StoredValue::new(false);
    // Keeps the device in step with the plan. What arrives from the server says that there is a network again.
    Effect::new(move || {
        here.circle.track();
        let missing: Vec<FileHash> =
            wanted.with(|wanted| on_device.0.with_untracked(|kept| wanted.difference(kept).copied().collect()));
        if missing.is_empty() || busy.get_value() {
            return;
        }
        busy.set_value(true);
        spawn_local(async move {
            for hash in missing {
                if here.notebook.file(hash).await.is_some() {
                    on_device.0.try_update(|kept| kept.insert(hash));
                }
            }
            busy.try_set_value(false);
        });
    });
}

/// The card; nothing while there are no files and nobody here could add one.
#[component]
pub(super) fn FilesCard(here: Here, viewing: RwSignal<Option<FileFact>>) -> impl IntoView {
    let files = Memo::new(move |_| here.plan.with(model::files));
    let writes = Memo::new(move |_| here.writes());
    let is_empty = Memo::new(move |_| files.with(Vec::is_empty));
    let taking = Taking::new(here.notebook);
    let add = Callback::new(move |event: leptos::ev::Event| taking.take(&event, move |file| add_file(here, file)));
    view! {
        <Show when=move || !is_empty.get()>
            <Card title=words().files flush=true>
                <Rows>
                    <For each=move || files.get() key=|(id, _)| *id let:file>
                        <OneFile here id=file.0 file=file.1 viewing />
                    </For>
                </Rows>
                <Show when=move || writes.get()>
                    <div class="fb-plan-add-file fb-no-print">
                        <FilePicker label=words().add_file icon=Icon::Paperclip accept=ANY_FILE multiple=true on_pick=add />
                    </div>
                </Show>
            </Card>
        </Show>
        <TakingState taking />
    }
}

/// Puts a file that is kept on this device with the plan.
pub(super) fn add_file(here: Here, file: FileFact) {
    let before = here.plan.get_untracked();
    let change = here.notebook.on(&before).add(plan::FILES, new_id(), vec![with(plan::FILE, file)]).done();
    here.act(before, change, words().file_added);
}

#[component]
fn OneFile(here: Here, id: ItemId, file: FileFact, viewing: RwSignal<Option<FileFact>>) -> impl IntoView {
    let kept = expect_context::<OnDevice>();
    let hash = file.hash;
    let bytes = model::size(file.bytes);
    let small = Signal::derive(move || {
        let here = kept.0.with(|kept| kept.contains(&hash));
        let place = if here { (words().on_this)(this_device().word()) } else { words().not_here.to_owned() };
        Some(format!("{bytes}, {place}"))
    });
    let icon = if model::is_picture(&file) { Icon::Image } else { Icon::FileText };
    let writes = Memo::new(move |_| here.writes());
    let label = (words().remove_file)(&file.name);
    let remove = Callback::new(move |()| {
        let before = here.plan.get_untracked();
        let change = here.notebook.on(&before).remove(plan::FILES, id).done();
        here.act(before, change, words().file_removed);
    });
    let label = StoredValue::new(label);
    let shown = file.clone();
    view! {
        <Row strong=file.name small mark=move || icon.view() on_press=move |()| viewing.set(Some(shown.clone())) />
        <Show when=move || writes.get()>
            <li class="fb-plan-remove-file fb-no-print">
                <Button label=label.get_value() kind=ButtonKind::Plain size=ButtonSize::Small icon=Icon::Trash on_press=remove />
            </li>
        </Show>
    }
}
