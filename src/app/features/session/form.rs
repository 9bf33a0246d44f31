//! The session as it is being held: one column, big targets, nothing that needs a network.

use std::time::Duration;

use domain::ids::RecordId;
use domain::kinds::session;
use domain::record::Record;
use domain::value::Moment;
use leptos::prelude::*;

use super::finish::Finish;
use super::happened::Happened;
use super::model::SessionForm;
use super::rating::HowWasIt;
use super::rows::WhatDidYouDo;
use super::tell::{Stopped, Targets, Tell};
use super::when_where::WhenWhere;
use crate::circle::Circle;
use crate::features::today::{NetworkState, live_notes, note_words};
use crate::features::work::{About, Kept, OtherWriting, keep};
use crate::forms::FormName;
use crate::notebook::use_notebook;
use crate::platform::clock::now;
use crate::routes::paths;
use crate::show;
use crate::text::session::session as words;
use crate::text::time;
use crate::ui::badge::ChildBadge;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::page_header::PageHeader;
use crate::ui::sync_tag::SyncTag;
use crate::ui::task_shell::{TaskShell, WayOut};
use crate::ui::today_note::TodayNote;

impl Kept for SessionForm {
    const NAME: FormName = FormName::Session;

    fn words(&self) -> String {
        SessionForm::words(self)
    }
    fn is_begun(&self) -> bool {
        self.has_content()
            || self.not_done.is_some()
            || !self.rows.is_empty()
            || !self.asks.is_empty()
            || !self.picked.is_empty()
    }
    fn files(&self) -> usize {
        self.photos.len() + usize::from(self.voice.is_some())
    }
}

/// The whole screen.
#[component]
pub(super) fn SessionTask(
    circle: Signal<Circle>,
    id: RecordId,
    form: SessionForm,
    since: Option<Moment>,
) -> impl IntoView {
    let notebook = use_notebook();
    let form = RwSignal::new(form);
    let circle_id = circle.with_untracked(Circle::id);
    let keeping = keep(notebook, About { record: id, kind: session::KIND, circle: circle_id }, form, since);
    let way_out = WayOut { label: words().leave.to_owned(), href: paths::pupil(circle_id), icon: Icon::ArrowLeft };
    let tag = keeping.tag();
    let finishing = RwSignal::new(false);
    // From another window, or another device: its words stand, and these are not in them.
    let over = Memo::new(move |_| {
        let recorded = |circle: &Circle| circle.get(id).is_some_and(|it| it.removed || it.state != session::PLANNED);
        !finishing.get() && circle.with(recorded)
    });
    view! {
        <TaskShell
            way_out
            end=|| view! { <NetworkState /> }
            note=move || view! { {move || tag.get().map(|tag| view! { <SyncTag tag /> })} }
            actions=move || view! { <Finish circle id form keeping saving=finishing over /> }
        >
            <Show when=move || over.get()>
                <Notice icon=Icon::CircleCheck strong=words().over text=words().over_more tone=NoticeTone::Lantern>
                    <Button
                        label=words().see_saved
                        kind=ButtonKind::Raised
                        size=ButtonSize::Small
                        href=paths::record(circle_id, id)
                    />
                </Notice>
            </Show>
            <OtherWriting keeping />
            <Head circle form />
            <Notes circle />
            <WhatDidYouDo circle form />
            <HowWasIt circle form />
            <Happened circle id form />
            <Targets circle form />
            <Tell circle id form />
            <WhenWhere form />
            <Stopped form />
        </TaskShell>
    }
}

/// Whose session, what, where, since when, and how long it has run.
#[component]
fn Head(circle: Signal<Circle>, form: RwSignal<SessionForm>) -> impl IntoView {
    let minutes = running_minutes(form);
    let title = Signal::derive(move || circle.with(|circle| (words().session_with)(&circle.whom())));
    let sub = Signal::derive(move || {
        form.with(|form| {
            let place = words().places.get(usize::from(form.place)).copied().unwrap_or_default();
            let parts =
                [form.subject.trim().to_owned(), place.to_owned(), (words().started)(&time::clock(form.started))];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        })
    });
    view! {
        <PageHeader
            title
            sub
            mark=move || {
                let badge = circle.with(show::badge);
                view! { <ChildBadge badge /> }
            }
            end=move || {
                view! {
                    <p class="fb-session-minutes">
                        <strong>{minutes}</strong>
                        <span>{move || (words().minutes)(minutes.get())}</span>
                    </p>
                }
            }
        />
    }
}

/// Minutes since it began; looked at every few seconds, so that a sleeping tablet wakes with the right number.
fn running_minutes(form: RwSignal<SessionForm>) -> Memo<i64> {
    let tick = RwSignal::new(0u32);
    let handle = set_interval_with_handle(
        move || {
            tick.try_update(|tick| *tick = tick.wrapping_add(1));
        },
        Duration::from_secs(5),
    );
    on_cleanup(move || {
        if let Ok(handle) = handle {
            handle.clear();
        }
    });
    Memo::new(move |_| {
        tick.track();
        form.with(|form| form.minutes(now()))
    })
}

/// What to know before the door, live.
#[component]
fn Notes(circle: Signal<Circle>) -> impl IntoView {
    move || {
        let circle = circle.get();
        let _turns = show::today();
        let one = |note: &Record| {
            let (text, who) = (note_words(note), show::note_writer(&circle, note));
            view! { <TodayNote text who tag=show::delivery_if_unsent(&circle, note) /> }
        };
        live_notes(&circle, now()).into_iter().map(one).collect_view()
    }
}
