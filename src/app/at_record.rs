//! A page at a record's address: waiting until its circle is read, not here, to fill in, or to read; and doing something
//! to the record, with the way back.

use std::future::Future;
use std::sync::Arc;

use domain::change::{At, Change, Edit};
use domain::compose::Compose;
use domain::ids::{CircleId, RecordId};
use domain::record::Record;
use domain::undo;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::circle::Circle;
use crate::features::needs_newer::NeedsNewerPage;
use crate::features::not_here::NotHerePage;
use crate::just_done::{JustDone, use_just_done};
use crate::notebook::{Notebook, use_notebook};
use crate::routes::{use_circle_id, use_record_id};
use crate::show;
use crate::ui::loading::Loading;
use crate::ui::page::Page;

/// What there is for this person at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtRecord {
    /// Nothing that they may see.
    NotHere,
    /// Something to fill in.
    Task,
    /// Something to read.
    Reading,
}

/// A page at a record's address, drawn anew for another address only: its circle stays while it is read anew. A record
/// that needs a newer version is no new one to begin: what was being typed about it stays a draft.
pub(crate) fn at_address(
    draw: impl Fn(Memo<Option<Circle>>, RecordId) -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let notebook = use_notebook();
    let draw = Arc::new(draw);
    let (circle_id, record_id) = (use_circle_id(), use_record_id());
    move || {
        let (Some(circle_id), Some(id)) = (circle_id.get(), record_id.get()) else {
            return view! { <NotHerePage /> }.into_any();
        };
        let circle = notebook.circle(circle_id);
        let known = Memo::new(move |last: Option<&Option<Circle>>| circle.get().or_else(|| last.cloned().flatten()));
        let needs_newer = Memo::new(move |_| known.with(|circle| circle.as_ref().is_some_and(|it| it.is_unread(id))));
        let draw = Arc::clone(&draw);
        let drawn = move || {
            if needs_newer.get() { view! { <NeedsNewerPage /> }.into_any() } else { draw(known, id) }
        };
        drawn.into_any()
    }
}

/// The frame. The record need not be there yet: a new identifier begins one.
#[component]
pub(crate) fn RecordFrame<Begun, Beginning>(
    /// What there is to do here, as the circle stands.
    which: fn(&Circle, RecordId) -> AtRecord,
    /// Brings back what was begun, or begins.
    begin: fn(Notebook, Circle, RecordId) -> Beginning,
    task: fn(Signal<Circle>, RecordId, Begun) -> AnyView,
    reading: fn(Memo<Option<Circle>>, RecordId) -> AnyView,
) -> impl IntoView
where
    Begun: Clone + Send + Sync + 'static,
    Beginning: Future<Output = Begun> + 'static,
{
    let (notebook, circle_id) = (use_notebook(), use_circle_id());
    at_address(move |known, id| {
        // Once a form is open it stays until the person leaves, whatever arrives meanwhile.
        let shown = Memo::new(move |last: Option<&Option<AtRecord>>| match last {
            Some(Some(AtRecord::Task)) => Some(AtRecord::Task),
            _ => known.with(|circle| circle.as_ref().map(|circle| which(circle, id))),
        });
        let drawn = move || match shown.get() {
            // What cannot be read is said above the page, and is not on its way.
            None if notebook.is_unreadable(circle_id.get()) => view! { <Page>""</Page> }.into_any(),
            None => view! { <Page><Loading /></Page> }.into_any(),
            Some(AtRecord::NotHere) => view! { <NotHerePage /> }.into_any(),
            Some(AtRecord::Task) => view! { <Task known id begin task /> }.into_any(),
            Some(AtRecord::Reading) => reading(known, id),
        };
        drawn.into_any()
    })
}

#[component]
fn Task<Begun, Beginning>(
    known: Memo<Option<Circle>>,
    id: RecordId,
    begin: fn(Notebook, Circle, RecordId) -> Beginning,
    task: fn(Signal<Circle>, RecordId, Begun) -> AnyView,
) -> impl IntoView
where
    Begun: Clone + Send + Sync + 'static,
    Beginning: Future<Output = Begun> + 'static,
{
    let notebook = use_notebook();
    let begun = RwSignal::new(None::<Begun>);
    spawn_local(async move {
        let Some(circle) = known.try_get_untracked().flatten() else { return };
        begun.try_set(Some(begin(notebook, circle, id).await));
    });
    move || {
        let begun = begun.get()?;
        let first = known.get_untracked()?;
        let circle = Signal::derive(move || known.get().unwrap_or_else(|| first.clone()));
        Some(task(circle, id, begun))
    }
}

/// A record in its circle, and whatever is needed to do something to it.
#[derive(Clone, Copy)]
pub(crate) struct Here {
    pub(crate) notebook: Notebook,
    pub(crate) done: JustDone,
    pub(crate) circle: Signal<Circle>,
    pub(crate) record: Memo<Record>,
}

impl Here {
    /// The record as it stands, and as it last stood where it has gone. Inside a page only.
    pub(crate) fn new(known: Memo<Option<Circle>>, id: RecordId) -> Option<Self> {
        let (notebook, done) = (use_notebook(), use_just_done());
        let first = known.get_untracked()?;
        let record = first.get(id)?.clone();
        let circle = Signal::derive(move || known.get().unwrap_or_else(|| first.clone()));
        let record =
            Memo::new(move |_| circle.with(|circle| circle.get(id).cloned()).unwrap_or_else(|| record.clone()));
        Some(Self { notebook, done, circle, record })
    }

    /// Whether I may fill in this part of an item, as the record stands.
    pub(crate) fn may_fill_in_item(self, at: At) -> bool {
        let may = |circle: &Circle| {
            self.record.with(|record| !record.removed && circle.may_fill_in_item(at, record, show::today()))
        };
        self.circle.with(may)
    }

    /// For what goes on after the page may be gone.
    pub(crate) fn there(self) -> There {
        let (circle, record) = self.record.with_untracked(|record| (record.circle, record.id));
        There { notebook: self.notebook, done: self.done, circle, record }
    }

    /// Records a change of the record as it stands, if anything would change, and says so with the way back.
    pub(crate) fn act(self, compose: impl FnOnce(Compose<'_>) -> Compose<'_>, said: impl Into<String>) {
        self.there().act(|_, _, begun| compose(begun), said);
    }
}

/// Where a record is: what outlives its page.
#[derive(Clone, Copy)]
pub(crate) struct There {
    notebook: Notebook,
    done: JustDone,
    circle: CircleId,
    record: RecordId,
}

impl There {
    /// Records a change of the record as it stands now, if it is still there and anything would change, and says so with
    /// the way back.
    pub(crate) fn act(
        self,
        compose: impl for<'a> FnOnce(&Circle, &Record, Compose<'a>) -> Compose<'a>,
        said: impl Into<String>,
    ) {
        let Self { notebook, done, .. } = self;
        let Some(circle) = notebook.circle(self.circle).get_untracked() else { return };
        let Some(before) = circle.get(self.record) else { return };
        let change = compose(&circle, before, notebook.on(before)).done();
        act(notebook, done, before, None, change, said);
    }
}

/// Records a change of a record that stood like `before`, after another that stays if it is taken back, and says so with
/// the way back.
pub(crate) fn act(
    notebook: Notebook,
    done: JustDone,
    before: &Record,
    first: Option<Change>,
    change: Change,
    said: impl Into<String>,
) {
    if change.edits.is_empty() {
        return;
    }
    let (before, said) = (before.clone(), said.into());
    spawn_local(async move {
        // What could not be kept is announced above every page.
        if notebook.record(first.into_iter().chain([change.clone()]).collect()).await.is_ok() {
            say(notebook, done, &before, &change, said);
        }
    });
}

/// Says what was done to a record that stood like `before`, with the way back.
pub(crate) fn say(notebook: Notebook, done: JustDone, before: &Record, change: &Change, said: impl Into<String>) {
    let (circle, id) = (before.circle, before.id);
    match undo::inverse(before, change) {
        Some(back) => done.say(said.into(), move || take_back(notebook, circle, vec![(id, back.clone())])),
        None => done.say_only(said.into()),
    }
}

/// Puts records back as they were.
pub(crate) fn take_back(notebook: Notebook, circle: CircleId, edits: Vec<(RecordId, Vec<Edit>)>) {
    let known = notebook.circle(circle).get_untracked();
    let back = |(id, edits): (RecordId, Vec<Edit>)| {
        let record = known.as_ref()?.get(id)?;
        Some(edits.into_iter().fold(notebook.on(record), Compose::edit).done())
    };
    let changes: Vec<Change> = edits.into_iter().filter_map(back).collect();
    spawn_local(async move {
        // What could not be kept is announced above every page.
        let _ = notebook.record(changes).await;
    });
}
