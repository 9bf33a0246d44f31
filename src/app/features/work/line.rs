//! One piece of work in a list.

use domain::record::Record;
use leptos::prelude::*;

use super::model::{handed_in_at, pictures};
use super::photo::Photo;
use super::steps::StateTag;
use crate::circle::Circle;
use crate::routes::paths;
use crate::show;
use crate::text::time;
use crate::text::work::work as words;
use crate::ui::avatar::{Mark, Side};
use crate::ui::icon::Icon;
use crate::ui::row::Row;
use crate::ui::sync_tag::SyncTag;

/// The row: its first picture, what it is, whose, since when, and how far it has come.
#[component]
pub(super) fn WorkLine(circle: Circle, work: Record) -> impl IntoView {
    let first = pictures(&work).into_iter().next();
    let unsent = show::delivery_if_unsent(&circle, &work);
    let when = time::when(handed_in_at(&work), show::today());
    let small = format!("{} · {when}", circle.first_name());
    let href = paths::work(circle.id(), work.id);
    let state = work.clone();
    view! {
        <Row
            strong=title_of(&work)
            small
            mark=move || match first.clone() {
                Some(page) => view! { <Photo file=page.file turn=page.turn /> }.into_any(),
                None => view! { <Mark icon=Icon::FileText side=Side::Ward /> }.into_any(),
            }
            tag=move || unsent.clone().map(|tag| view! { <SyncTag tag /> })
            end=move || view! { <StateTag record=state.clone() /> }
            href
        />
    }
}

/// What it is called, or what it is.
pub(super) fn title_of(work: &Record) -> String {
    let title = work.title();
    if title.trim().is_empty() { words().untitled.to_owned() } else { title }
}
