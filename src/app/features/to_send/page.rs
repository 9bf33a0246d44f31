//! The page.

use domain::change::Change;
use domain::ids::{CircleId, RecordId};
use domain::kind::Kind;
use domain::record::Record;
use leptos::prelude::*;

use super::draft::OneDraft;
use super::model::{FilesToGo, Unsent, files_to_go, need_somebody, sent_today, unsent};
use super::not_accepted::NotAccepted;
use super::on_the_way::OnTheWay;
use crate::circle::Circle;
use crate::features::today::ClockNotice;
use crate::notebook::use_notebook;
use crate::platform::device::this_device;
use crate::routes::paths;
use crate::show;
use crate::sync_loop::use_syncing;
use crate::text::to_send::to_send as words;
use crate::text::{kinds, time};
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::PageHeader;
use crate::ui::progress::Progress;
use crate::ui::row::{Row, Rows};
use crate::ui::section::Section;
use crate::ui::sync_tag::{DeliveryTag, SyncTag};

/// As many of today's as calm somebody who asks whether it went.
const SENT_SHOWN: usize = 5;

/// Everything that is only here.
#[component]
pub(crate) fn ToSendPage() -> impl IntoView {
    let notebook = use_notebook();
    let syncing = use_syncing();
    let all = notebook.all();
    // Who looks here wants it to go.
    notebook.nudge();
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
    let to_go = Memo::new(move |_| files.with(|files| files_to_go(&all.get(), files)));
    let sub = Signal::derive(move || {
        // Asked anew after every exchange: syncing changes with it.
        syncing.track();
        notebook.last_exchange().map(|at| (words().last_heard)(&time::when(at, show::today())))
    });
    let parts = Signal::derive(move || waiting.with(Vec::len) + files.with(|files| files.len()));
    let records = Signal::derive(move || {
        let only_files = |lines: &Vec<Unsent>| {
            let waits = |files: &&FilesToGo| lines.iter().all(|line| line.change.record != files.record);
            to_go.with(|to_go| to_go.iter().filter(waits).count())
        };
        waiting.with(|lines| lines.len() + only_files(lines))
    });
    let sent = Memo::new(move |_| {
        let mut sent = files.with(|files| sent_today(&all.get(), files, show::today()));
        sent.truncate(SENT_SHOWN);
        sent
    });
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader title=words().title sub />
            <ClockNotice />
            <Show when=move || nothing.get()>
                <Empty icon=Icon::TwoTicks title=words().all_sent text=words().all_sent_more />
            </Show>
            <Stack>
                <OnTheWay records parts />
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
                                {move || {
                                    let (circles, to_go) = (all.get(), to_go.get());
                                    let lines = waiting.get();
                                    let rest = to_go.iter().filter(|files| lines.iter().all(|line| line.change.record != files.record));
                                    let rest = rest.map(|files| files_row(files, &circles)).collect_view();
                                    let lines = lines.iter().map(|line| waiting_row(&line.change, &circles, &to_go)).collect_view();
                                    view! {
                                        {lines}
                                        {rest}
                                    }
                                }}
                            </Rows>
                        </Card>
                    </Section>
                </Show>
                <Show when=move || drafts.with(|drafts| !drafts.is_empty())>
                    <Section title=words().drafts>
                        <p class="fb-quiet fb-small">{words().drafts_sub}</p>
                        <Card flush=true>
                            <Rows>
                                {move || {
                                    let circles = all.get();
                                    drafts.get().iter().map(|draft| view! { <OneDraft draft=draft.clone() circles=circles.clone() /> }).collect_view()
                                }}
                            </Rows>
                        </Card>
                    </Section>
                </Show>
                <Show when=move || !sent.with(Vec::is_empty)>
                    <Section title=words().sent_today>
                        <Card flush=true>
                            <Rows>{move || sent.get().iter().map(|(circle, record)| sent_row(circle, record)).collect_view()}</Rows>
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

pub(super) fn about(kind: Kind, circle: CircleId, record: RecordId, circles: &[Circle]) -> String {
    let kind = || kinds::kind(kind).to_owned();
    let Some(circle) = circles.iter().find(|known| known.id() == circle) else { return kind() };
    let about = circle.get(record).map_or_else(kind, show::called);
    if about == circle.name() { about } else { format!("{}: {about}", circle.first_name()) }
}

fn waiting_row(change: &Change, circles: &[Circle], to_go: &[FilesToGo]) -> impl IntoView + use<> {
    let circle = circles.iter().find(|circle| circle.id() == change.circle);
    let href = circle.and_then(|circle| circle.get(change.record)).map(paths::of);
    let when = time::when(change.made_at, show::today());
    let files = to_go.iter().find(|files| files.record == change.record);
    let small = match files {
        Some(files) => format!("{when} · {}", (words().files_there)(files.there, files.all)),
        None => when,
    };
    view! { <Row strong=about(change.kind, change.circle, change.record, circles) small tag=only_here href=href.unwrap_or_else(|| paths::TO_SEND.to_owned()) /> }
}

/// The record is there, some of its files are not.
fn files_row(files: &FilesToGo, circles: &[Circle]) -> impl IntoView + use<> {
    let circle = circles.iter().find(|circle| circle.id() == files.circle);
    let record = circle.and_then(|circle| circle.get(files.record))?;
    // Each file counts as much as any other: how large they are nobody knows who waits.
    let share = 100.0 * files.there as f64 / files.all.max(1) as f64;
    let small = (words().files_there)(files.there, files.all);
    Some(view! {
        <Row strong=about(record.kind, record.circle, record.id, circles) small=small.clone() tag=only_here href=paths::of(record)>
            <Progress value=share label=small />
        </Row>
    })
}

fn sent_row(circle: &Circle, record: &Record) -> impl IntoView + use<> {
    let circles = std::slice::from_ref(circle);
    let tag = show::delivery(circle, record);
    view! {
        <Row
            strong=about(record.kind, record.circle, record.id, circles)
            tag=move || view! { <SyncTag tag=tag.clone() /> }
            href=paths::of(record)
        />
    }
}

fn choice_row(circle: &Circle, record: &Record, at: domain::change::At) -> impl IntoView + use<> {
    let href = paths::choose(circle.id(), record.id, at);
    let field = crate::features::both_kept::field_name(circle, record, at);
    view! {
        <Row
            strong=(words().two_texts)(&field)
            small=crate::features::both_kept::place_name(circle, record, at)
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
