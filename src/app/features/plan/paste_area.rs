//! The place to paste, drop or open a table.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::draft::{NotRead, PlanDraft, Source};
use super::opening::{open_file, open_paste, read_plain};
use super::paste::Pasting;
use super::ways::{DOCUMENTS, attach_to};
use crate::just_done::use_just_done;
use crate::platform::clipboard::{Pasted, dropped, pasted};
use crate::platform::files::picked;
use crate::routes::paths;
use crate::text::plan::paste as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::file_picker::FilePicker;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::page::Stack;
use crate::ui::page_header::PageHeader;

/// The part.
#[component]
pub(super) fn PasteArea(pasting: Pasting) -> impl IntoView {
    let Pasting { notebook, form, busy, .. } = pasting;
    let take = move |pasted: Pasted| {
        busy.set(true);
        spawn_local(async move {
            match open_paste(notebook, pasted).await {
                Ok(source) => found(pasting, source),
                Err((problem, text)) => failed(pasting, problem, Some(text)),
            }
        });
    };
    let open = Callback::new(move |event: leptos::ev::Event| {
        let Some(file) = picked(&event).into_iter().next() else { return };
        busy.set(true);
        spawn_local(async move {
            match open_file(notebook, file).await {
                Ok(source) => found(pasting, source),
                Err(problem) => failed(pasting, problem, None),
            }
        });
    });
    let read_typed = Callback::new(move |()| {
        let text = form.with_untracked(|form| form.typed.clone());
        busy.set(true);
        spawn_local(async move {
            match read_plain(&text).await {
                Ok(document) => found(pasting, Source { document, file: None }),
                Err(why) => failed(pasting, NotRead { why, file: None }, None),
            }
        });
    });
    let typed = Signal::derive(move || form.with(|form| form.typed.clone()));
    let over = RwSignal::new(false);
    view! {
        <PageHeader title=words().paste_title sub=words().paste_sub />
        <Stack>
            <Problem pasting />
            <Card>
                <label class="fb-plan-paste__label" for="plan-paste">{words().paste_here}</label>
                <p class="fb-quiet fb-small" id="plan-paste-hint">{words().paste_hint}</p>
                <textarea
                    class="fb-plan-paste"
                    class=("fb-plan-paste--over", over)
                    id="plan-paste"
                    rows="8"
                    dir="auto"
                    aria-describedby="plan-paste-hint"
                    prop:value=typed
                    on:input=move |event| form.update(|form| form.typed = event_target_value(&event))
                    on:paste=move |event| take(pasted(&event))
                    on:dragover=move |event| {
                        event.prevent_default();
                        over.set(true);
                    }
                    on:dragleave=move |_| over.set(false)
                    on:drop=move |event| {
                        over.set(false);
                        take(dropped(&event));
                    }
                ></textarea>
                <p role="status">{move || busy.get().then_some(words().reading)}</p>
                <div class="fb-actions">
                    <Show when=move || typed.with(|typed| !typed.trim().is_empty())>
                        <Button label=words().read_typed icon=Icon::Table busy on_press=read_typed />
                    </Show>
                    <FilePicker label=words().open_file icon=Icon::Upload accept=DOCUMENTS on_pick=open />
                </div>
            </Card>
        </Stack>
    }
}

fn found(pasting: Pasting, source: Source) {
    pasting.busy.try_set(false);
    pasting.form.try_update(|form| {
        *form = PlanDraft { source: Some(source), row: form.row.take(), ..PlanDraft::default() };
    });
}

/// Says why; what was pasted without a table stays in the box, to be put right by hand.
fn failed(pasting: Pasting, problem: NotRead, text: Option<String>) {
    pasting.busy.try_set(false);
    pasting.form.try_update(|form| {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            form.typed = if form.typed.trim().is_empty() { text } else { format!("{}\n{text}", form.typed) };
        }
        form.problem = Some(problem);
    });
}

/// Why the last one could not be read, and what to do.
#[component]
fn Problem(pasting: Pasting) -> impl IntoView {
    let Pasting { notebook, form, keeping, about, .. } = pasting;
    let done = use_just_done();
    let navigate = StoredValue::new_local(use_navigate());
    let problem = Memo::new(move |_| form.with(|form| form.problem.clone()));
    let attach = Callback::new(move |()| {
        let Some(file) = problem.get_untracked().and_then(|problem| problem.file) else { return };
        let go = navigate.get_value();
        spawn_local(async move {
            if attach_to(notebook, about.circle, about.record, file).await {
                keeping.done().await;
                done.say_only(words().attached.to_owned());
                go(&paths::plan(about.circle, about.record), NavigateOptions::default());
            }
        });
    });
    view! {
        <div role="alert">
            {move || {
                problem
                    .get()
                    .map(|NotRead { why, file }| {
                        let (strong, text) = (words().not_read)(why);
                        view! {
                            <Notice icon=Icon::FileQuestion strong text tone=NoticeTone::Lantern>
                                {file
                                    .map(|file| {
                                        view! {
                                            <span class="fb-quiet">{file.name}</span>
                                            <Button
                                                label=words().attach_instead
                                                kind=ButtonKind::Raised
                                                size=ButtonSize::Small
                                                icon=Icon::Paperclip
                                                on_press=attach
                                            />
                                        }
                                    })}
                            </Notice>
                        }
                    })
            }}
        </div>
    }
}
