//! The frame of a page at a record's address: waiting until its circle is read, not here, to fill in, or to read.

use std::future::Future;

use domain::ids::RecordId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::notebook::{Notebook, use_notebook};
use crate::routes::{use_circle_id, use_record_id};
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

/// A page at a record's address, drawn anew for another address only: its circle stays while it is read anew.
pub(crate) fn at_address(draw: impl Fn(Memo<Option<Circle>>, RecordId) -> AnyView + Send + 'static) -> impl IntoView {
    let notebook = use_notebook();
    let (circle_id, record_id) = (use_circle_id(), use_record_id());
    move || {
        let (Some(circle_id), Some(id)) = (circle_id.get(), record_id.get()) else {
            return view! { <NotHerePage /> }.into_any();
        };
        let circle = notebook.circle(circle_id);
        let known = Memo::new(move |last: Option<&Option<Circle>>| circle.get().or_else(|| last.cloned().flatten()));
        draw(known, id)
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
    at_address(move |known, id| {
        // Once a form is open it stays until the person leaves, whatever arrives meanwhile.
        let shown = Memo::new(move |last: Option<&Option<AtRecord>>| match last {
            Some(Some(AtRecord::Task)) => Some(AtRecord::Task),
            _ => known.with(|circle| circle.as_ref().map(|circle| which(circle, id))),
        });
        let drawn = move || match shown.get() {
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
