//! The page.

use domain::change::Change;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::device::{Draft, Entry};

use super::model::{need_somebody, unsent, was_handed_over, words_in};
use crate::circle::Circle;
use crate::notebook::use_notebook;
use crate::platform::clipboard;
use crate::platform::device::this_device;
use crate::routes::paths;
use crate::show;
use crate::sync_loop::use_syncing;
use crate::text::to_send::to_send as words;
use crate::text::{kinds, problems, time};
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::dialog::Dialog;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::PageHeader;
use crate::ui::row::{Row, Rows};
use crate::ui::section::Section;
use crate::ui::sync_tag::{DeliveryTag, SyncTag};

/// Everything that is only here.
#[component]
pub(crate) fn ToSendPage() -> impl IntoView {
    let notebook = use_notebook();
    let syncing = use_syncing();
    let all = notebook.all();
    let (outbox, drafts, files) = (notebook.outbox, notebook.drafts, notebook.files_waiting);
    let choices = Memo::new(move |_| {
        let today = show::today();
        let mut found = Vec::new();
        for circle in all.get() {
            for record in circle.view.records.values().filter(|record| !record.removed) {
                if circle.may(domain::access::Action::Edit, record, today) {
                    found.extend(record.to_choose().into_iter().map(|at| (circle.clone(), record.clone(), at)));
                }
            }
        }
        found
    });
    let needing = Memo::new(move |_| outbox.with(|outbox| need_somebody(outbox)));
    let waiting = Memo::new(move |_| outbox.with(|outbox| unsent(outbox)));
    let nothing = Memo::new(move |_| {
        choices.with(Vec::is_empty)
            && needing.with(Vec::is_empty)
            && waiting.with(Vec::is_empty)
            && files.with(|files| files.is_empty())
            && drafts.with(|drafts| drafts.is_empty())
    });
    let sub = Signal::derive(move || {
        let line = match syncing.get().away_since {
            Some(since) => (words().sub_away)(&time::clock(since)),
            None => words().sub_online.to_owned(),
        };
        // Asked anew after every exchange: syncing changes with it.
        let heard = notebook.last_exchange().map(|at| (words().last_heard)(&time::when(at, show::today())));
        Some([Some(line), heard].into_iter().flatten().collect::<Vec<_>>().join(" "))
    });
    let try_now = move || {
        syncing.get().away_since.map(|_| {
            view! { <Button label=words().try_now kind=ButtonKind::Second icon=Icon::RefreshCw on_press=move |()| notebook.nudge() /> }
        })
    };
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader title=words().title sub end=try_now />
            <Show when=move || nothing.get()>
                <Empty icon=Icon::TwoTicks title=words().all_sent text=words().all_sent_more />
            </Show>
            <Stack>
                <Show when=move || !choices.with(Vec::is_empty) || !needing.with(Vec::is_empty)>
                    <Section title=words().needs_you>
                        <Card flush=true>
                            <Rows>
                                {move || choices.get().into_iter().map(|(circle, record, at)| choice_row(&circle, &record, at)).collect_view()}
                                {move || needing.get().into_iter().map(|(number, entry)| view! { <NotAccepted number entry all /> }).collect_view()}
                            </Rows>
                        </Card>
                    </Section>
                </Show>
                <Show when=move || !waiting.with(Vec::is_empty) || files.with(|files| !files.is_empty())>
                    <Section title=words().waiting>
                        <Card flush=true>
                            <Rows>
                                {move || waiting.get().into_iter().map(|line| waiting_row(&line.change, &all.get())).collect_view()}
                                {move || {
                                    let count = files.with(|files| files.len());
                                    (count > 0).then(|| view! { <Row strong=(words().files)(count) tag=only_here /> })
                                }}
                            </Rows>
                        </Card>
                    </Section>
                </Show>
                <Show when=move || drafts.with(|drafts| !drafts.is_empty())>
                    <Section title=words().drafts>
                        <Card flush=true sub=words().drafts_sub>
                            <Rows>{move || drafts.get().iter().map(|draft| draft_row(draft, &all.get())).collect_view()}</Rows>
                        </Card>
                    </Section>
                </Show>
            </Stack>
        </Page>
    }
}

fn only_here() -> impl IntoView {
    view! { <SyncTag tag=DeliveryTag::OnlyHere(this_device()) /> }
}

fn about(change: &Change, circles: &[Circle]) -> String {
    let kind = change.kind.spec().map(kinds::kind).unwrap_or_default();
    let Some(circle) = circles.iter().find(|circle| circle.id() == change.circle) else { return kind };
    let title = circle.get(change.record).map(|record| record.title()).unwrap_or_default();
    let about = if title.is_empty() { kind } else { title };
    if about == circle.name() { about } else { format!("{}: {about}", circle.first_name()) }
}

fn waiting_row(change: &Change, circles: &[Circle]) -> impl IntoView + use<> {
    let circle = circles.iter().find(|circle| circle.id() == change.circle);
    let href = circle.and_then(|circle| circle.get(change.record)).map(paths::of);
    let small = time::when(change.made_at, show::today());
    view! { <Row strong=about(change, circles) small tag=only_here href=href.unwrap_or_else(|| paths::TO_SEND.to_owned()) /> }
}

fn choice_row(circle: &Circle, record: &domain::record::Record, at: domain::change::At) -> impl IntoView + use<> {
    let href = paths::choose(circle.id(), record.id, at);
    let field = crate::features::both_kept::field_name(record, at);
    view! {
        <Row
            strong=(words().two_texts)(&field)
            small=circle.first_name().to_owned()
            tag=|| view! { <SyncTag tag=DeliveryTag::NeedsYou /> }
            no_arrow=true
        >
            <Button
                label=words().choose
                kind=ButtonKind::Second
                size=ButtonSize::Small
                href
            />
        </Row>
    }
}

fn draft_row(draft: &Draft, circles: &[Circle]) -> impl IntoView + use<> {
    let circle = circles.iter().find(|circle| circle.id() == draft.circle);
    let kind = draft.kind.spec().map(kinds::kind).unwrap_or_default();
    let name = circle.map(|circle| circle.first_name().to_owned()).unwrap_or_default();
    let strong = if name.is_empty() { kind } else { format!("{name}: {kind}") };
    let first: String = draft.words.chars().take(80).collect();
    let tag = DeliveryTag::SavedHere { device: this_device(), time: time::when(draft.at, show::today()) };
    view! { <Row strong small=first tag=move || view! { <SyncTag tag=tag.clone() /> } href=paths::of_draft(draft) /> }
}

/// A change that the server could not let stand: why, its words, and what to do.
#[component]
fn NotAccepted(number: u64, entry: Entry, all: Signal<Vec<Circle>>) -> impl IntoView {
    let notebook = use_notebook();
    let why = if was_handed_over(&entry) {
        words().handed_over.to_owned()
    } else {
        entry.refusal().map(problems::refusal).unwrap_or_default()
    };
    let text = words_in(&entry.change);
    let (copied, asking) = (RwSignal::new(false), RwSignal::new(false));
    let change = entry.change.clone();
    let strong = Signal::derive(move || all.with(|circles| about(&change, circles)));
    let to_copy = text.clone();
    let copy = move |()| {
        let text = to_copy.clone();
        spawn_local(async move {
            copied.set(clipboard::copy(&text).await);
        });
    };
    let let_go = move |()| {
        asking.set(false);
        spawn_local(async move { notebook.let_go(number).await });
    };
    view! {
        <Row strong small=why tag=|| view! { <SyncTag tag=DeliveryTag::NeedsYou /> } no_arrow=true>
            <blockquote class="fb-kept-words">{text}</blockquote>
            <div class="fb-actions">
                <Button
                    label=Signal::derive(move || if copied.get() { words().copied } else { words().copy }.to_owned())
                    kind=ButtonKind::Second
                    size=ButtonSize::Small
                    on_press=copy
                />
                <Button label=words().let_go kind=ButtonKind::Plain size=ButtonSize::Small on_press=move |()| asking.set(true) />
            </div>
            <Dialog
                title=words().let_go_sure
                open=asking
                on_close=move |()| asking.set(false)
                actions=move || {
                    view! {
                        <Button label=words().keep on_press=move |()| asking.set(false) />
                        <Button label=words().let_go kind=ButtonKind::Plain on_press=let_go />
                    }
                }
            >
                <p>{words().let_go_text}</p>
            </Dialog>
        </Row>
    }
}
