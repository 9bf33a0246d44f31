//! Where feedback is written: the work beside it, a strength first, one next step, a voice, a sticker.

use domain::ids::RecordId;
use domain::kinds::feedback;
use domain::value::Moment;
use leptos::prelude::*;

use super::model::{FeedbackForm, releases};
use super::send::Send;
use super::stickers::ChooseSticker;
use crate::circle::Circle;
use crate::features::today::NetworkState;
use crate::features::work::{About, OtherWriting, Pages, VoiceNote, keep, pages};
use crate::notebook::use_notebook;
use crate::routes::paths;
use crate::show;
use crate::text::feedback::feedback as words;
use crate::ui::badge::{BadgeSize, ChildBadge};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::page_header::PageHeader;
use crate::ui::quote::Quote;
use crate::ui::section::Section;
use crate::ui::seen_by::{Readers, SeenBy};
use crate::ui::sync_tag::SyncTag;
use crate::ui::task_shell::{TaskShell, WayOut};
use crate::ui::text_area::TextArea;

/// The whole screen.
#[component]
pub(super) fn FeedbackTask(
    circle: Signal<Circle>,
    id: RecordId,
    work: RecordId,
    form: FeedbackForm,
    since: Option<Moment>,
) -> impl IntoView {
    let notebook = use_notebook();
    let form = RwSignal::new(form);
    let circle_id = circle.with_untracked(Circle::id);
    let keeping = keep(notebook, About { record: id, kind: feedback::KIND, circle: circle_id }, form, since);
    let way_out = WayOut { label: words().leave.to_owned(), href: paths::work(circle_id, work), icon: Icon::ArrowLeft };
    let tag = keeping.tag();
    let first = circle.with_untracked(|circle| circle.first_name().to_owned());
    let (title, hint) = ((words().feedback_for)(&first), (words().say_it_hint)(&first));
    let strength = Signal::derive(move || form.with(|form| form.strength.clone()));
    let next = Signal::derive(move || form.with(|form| form.next_step.clone()));
    let voice = Signal::derive(move || form.with(|form| form.voice.clone()));
    let readers = Signal::derive(move || circle.with(|circle| readers(circle, id)));
    let sub =
        Signal::derive(move || circle.with(|circle| circle.get(work).map(|record| record.title()).unwrap_or_default()));
    // Made ready by an assistant: whoever sends it sees that it waits for them.
    let waits = Memo::new(move |_| {
        circle.with(|circle| {
            let ready = circle.get(id).is_some_and(|record| record.state == feedback::READY);
            ready && circle.role().is_some_and(releases)
        })
    });
    view! {
        <TaskShell
            way_out
            end=|| view! { <NetworkState /> }
            note=move || view! { {move || tag.get().map(|tag| view! { <SyncTag tag /> })} }
            actions=move || view! { <Send circle id work form keeping /> }
        >
            <PageHeader title sub />
            <OtherWriting keeping />
            <TheWork circle work />
            <Show when=move || waits.get()>
                <Notice icon=Icon::UserCheck strong=words().waits_for_release tone=NoticeTone::Lantern />
            </Show>
            <Show when=move || !circle.with(|circle| circle.role().is_some_and(releases))>
                <Notice icon=Icon::UserCheck strong=words().ready_why />
            </Show>
            <SeenBy readers />
            <TextArea
                label=words().strong
                hint=words().strong_hint
                value=strength
                on_input=move |text: String| form.update(|form| form.strength = text)
            />
            <TextArea
                label=words().next_step
                hint=words().next_step_hint
                value=next
                on_input=move |text: String| form.update(|form| form.next_step = text)
            />
            <Card title=words().say_it sub=hint>
                <VoiceNote
                    kept=voice
                    on_kept=move |voice| form.update(|form| form.voice = Some(voice))
                    on_removed=move |()| form.update(|form| form.voice = None)
                />
            </Card>
            <Section title=words().sticker>
                <ChooseSticker form />
            </Section>
        </TaskShell>
    }
}

/// Who reads feedback when it is sent; what an assistant makes ready, a teacher reads first.
fn readers(circle: &Circle, id: RecordId) -> Readers {
    let state = if circle.role().is_some_and(releases) { feedback::RELEASED } else { feedback::READY };
    match circle.get(id) {
        Some(record) => show::readers_in(circle, record, state),
        None => show::readers_if(circle, feedback::KIND, state, &[]),
    }
}

/// What the feedback is about, to look at while writing: the child's words first.
#[component]
fn TheWork(circle: Signal<Circle>, work: RecordId) -> impl IntoView {
    use domain::kinds::work as kind;
    let all = Memo::new(move |_| circle.with(|circle| circle.get(work).map(pages).unwrap_or_default()));
    let said = Memo::new(move |_| {
        let texts = |record: &domain::record::Record| {
            (record.text(kind::COMMENT).trim().to_owned(), record.text(kind::TYPED).trim().to_owned())
        };
        circle.with(|circle| circle.get(work).map(texts).unwrap_or_default())
    });
    let name = circle.with_untracked(|circle| circle.first_name().to_owned());
    let whose = name.clone();
    let badge = circle.with_untracked(show::badge);
    view! {
        {move || {
            let (comment, typed) = said.get();
            let who = (crate::text::work::work().says)(&name);
            view! {
                {(!comment.is_empty())
                    .then(|| {
                        view! { <Quote who text=comment mark=move || view! { <ChildBadge badge size=BadgeSize::Small /> } lantern=true /> }
                    })}
                {(!typed.is_empty())
                    .then(|| {
                        view! {
                            <Card>
                                <p class="fb-work-typed" dir="auto">
                                    {typed}
                                </p>
                            </Card>
                        }
                    })}
            }
        }}
        <div class="fb-feedback-work">{move || view! { <Pages pages=all.get() whose=whose.clone() /> }}</div>
    }
}
