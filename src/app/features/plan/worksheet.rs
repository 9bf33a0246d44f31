//! The worksheet of a row: asked for in one tap, with or without a network, answered by the school, and got.

use domain::compose::Compose;
use domain::file::FileFact;
use domain::ids::RecordId;
use domain::kind::StateKey;
use domain::kinds::resource_request as request;
use domain::record::Record;
use domain::role::Role;
use leptos::prelude::*;

use super::here::{Here, is_school};
use super::model::{RequestView, RowView, shortened};
use crate::platform::clock::new_id;
use crate::show;
use crate::text::plan::plan as words;
use crate::text::time;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::icon::Icon;
use crate::ui::sync_tag::SyncTag;
use crate::ui::tag::{Tag, TagTone};

/// The cell, under what the row says is needed.
#[component]
pub(super) fn Worksheet(
    here: Here,
    row: Memo<Option<RowView>>,
    answering: RwSignal<Option<RecordId>>,
    viewing: RwSignal<Option<FileFact>>,
) -> impl IntoView {
    let asked = Memo::new(move |_| row.with(|row| row.as_ref().and_then(|row| row.request.clone())));
    let says_what = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| !row.worksheet.is_empty())));
    let asks = Memo::new(move |_| here.marks() && here.circle.with(|circle| circle.may_begin(request::KIND)));
    let ask = Callback::new(move |()| {
        let Some(row) = row.get_untracked() else { return };
        let what = [&row.worksheet, &row.learn].into_iter().find(|text| !text.is_empty());
        let what = what.map_or_else(|| words().a_row.to_owned(), |what| shortened(what, 300));
        let compose = here.notebook.begin(request::KIND, here.circle_id, new_id());
        let compose =
            compose.set(request::WHAT, what).set(request::PLAN, here.id).set(request::ROW, row.id.to_string());
        here.begin(compose.done(), words().said_asked);
    });
    move || match asked.get() {
        Some(asked) => view! { <Asked here asked answering viewing /> }.into_any(),
        None if asks.get() => {
            let (label, kind) = match says_what.get() {
                true => (words().ask, ButtonKind::Second),
                false => (words().ask_any, ButtonKind::Plain),
            };
            view! {
                <span class="fb-no-print">
                    <Button label kind size=ButtonSize::Small icon=Icon::FileQuestion on_press=ask />
                </span>
            }
            .into_any()
        }
        None => ().into_any(),
    }
}

#[component]
fn Asked(
    here: Here,
    asked: RequestView,
    answering: RwSignal<Option<RecordId>>,
    viewing: RwSignal<Option<FileFact>>,
) -> impl IntoView {
    let when = time::when(asked.at, show::today());
    let id = asked.id;
    let delivery =
        here.circle.with(|circle| circle.get(id).and_then(|record| show::delivery_if_unsent(circle, record)));
    // Ticks only with the server's receipt.
    let got = if delivery.is_none() { Icon::TwoTicks } else { Icon::Check };
    let (label, icon, tone) = match asked.state {
        request::READY => ((words().ready)(&when), Icon::MapPin, TagTone::School),
        request::ATTACHED => ((words().attached)(&when), Icon::Paperclip, TagTone::School),
        request::POSTED => ((words().posted)(&when), Icon::Send, TagTone::School),
        request::NOT_AVAILABLE => (words().none_to_send.to_owned(), Icon::Close, TagTone::Bare),
        request::GOT => ((words().got)(&when), got, TagTone::Bare),
        _ => ((words().asked)(&when), Icon::FileQuestion, TagTone::Pine),
    };
    let files = asked.files.clone().into_iter().map(|file| view! { <Sent file viewing /> }).collect_view();
    view! {
        <Tag label icon tone />
        {delivery.map(|tag| view! { <SyncTag tag /> })}
        {(!asked.answer.is_empty()).then(|| view! { <p class="fb-plan-text fb-small" dir="auto">{asked.answer.clone()}</p> })}
        {files}
        <span class="fb-plan-worksheet__do fb-no-print">
            <NextStep here asked answering />
        </span>
    }
}

/// A file that the school sent.
#[component]
fn Sent(file: FileFact, viewing: RwSignal<Option<FileFact>>) -> impl IntoView {
    let label = file.name.clone();
    view! {
        <Button
            label
            kind=ButtonKind::Plain
            size=ButtonSize::Small
            icon=Icon::FileText
            on_press=move |()| viewing.set(Some(file.clone()))
        />
    }
}

/// What this person can do about it now.
#[component]
fn NextStep(here: Here, asked: RequestView, answering: RwSignal<Option<RecordId>>) -> impl IntoView {
    let (asks, answers) = here.circle.with(|circle| (circle.role() == Some(Role::HospitalTeacher), is_school(circle)));
    let id = asked.id;
    let answers = answers && here.circle.with(|circle| circle.may_begin(request::KIND));
    let step = move |label: &'static str, kind: ButtonKind, icon: Icon, to: StateKey, said: &'static str| {
        view! { <Button label kind size=ButtonSize::Small icon on_press=move |()| move_on(here, id, to, said, |compose| compose) /> }
    };
    match asked.state {
        request::ASKED if answers => view! {
            <Button
                label=words().answer
                kind=ButtonKind::Second
                size=ButtonSize::Small
                icon=Icon::Send
                on_press=move |()| answering.set(Some(id))
            />
        }
        .into_any(),
        request::ASKED if asks => {
            step(words().not_needed, ButtonKind::Plain, Icon::Close, request::NOT_NEEDED, words().said_not_needed)
                .into_any()
        }
        request::READY | request::ATTACHED | request::POSTED if asks => {
            step(words().got_it, ButtonKind::Second, Icon::Check, request::GOT, words().said_got).into_any()
        }
        request::NOT_AVAILABLE if asks => {
            step(words().ask_again, ButtonKind::Plain, Icon::RefreshCw, request::ASKED, words().said_asked_again)
                .into_any()
        }
        _ => ().into_any(),
    }
}

/// Moves a request on, with whatever else belongs to that step.
pub(super) fn move_on(
    here: Here,
    id: RecordId,
    to: StateKey,
    said: &str,
    with: impl FnOnce(Compose<'_>) -> Compose<'_>,
) {
    let Some(before) = here.circle.with_untracked(|circle| circle.get(id).cloned()) else { return };
    let change = with(begin_on(here, &before)).move_to(to).done();
    here.act(before, change, said);
}

fn begin_on(here: Here, before: &Record) -> Compose<'_> {
    here.notebook.on(before)
}
