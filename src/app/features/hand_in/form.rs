//! The screen: photos in order, who helped, one main button, and a way out without blame.

use domain::ids::RecordId;
use domain::kinds::work;
use domain::value::Moment;
use leptos::prelude::*;

use super::helped::{OrElse, WhoHelped};
use super::model::HandInForm;
use super::photos::Photos;
use super::send::Send;
use super::what_for::WhatFor;
use crate::circle::Circle;
use crate::features::listen::Listen;
use crate::features::work::{About, OtherWriting, Taking, keep};
use crate::notebook::use_notebook;
use crate::routes::paths;
use crate::sync_loop::use_syncing;
use crate::text::hand_in::hand_in as words;
use crate::ui::icon::Icon;
use crate::ui::notice::Notice;
use crate::ui::page_header::PageHeader;
use crate::ui::task_shell::{TaskShell, WayOut};

/// The whole screen.
#[component]
pub(super) fn HandInTask(
    circle: Signal<Circle>,
    id: RecordId,
    form: HandInForm,
    since: Option<Moment>,
) -> impl IntoView {
    let notebook = use_notebook();
    let syncing = use_syncing();
    let form = RwSignal::new(form);
    let circle_id = circle.with_untracked(Circle::id);
    let keeping = keep(notebook, About { record: id, kind: work::KIND, circle: circle_id }, form, since);
    let taking = Taking::new(notebook);
    let way_out = WayOut { label: words().leave.to_owned(), href: paths::pupil(circle_id), icon: Icon::ArrowLeft };
    view! {
        <TaskShell way_out end=|| view! { <Listen words=|()| words().instructions.to_owned() /> } actions=move || view! { <Send circle id form keeping taking /> }>
            <PageHeader title=words().title />
            <Show when=move || syncing.get().away_since.is_some()>
                <Notice icon=Icon::WifiOff strong=words().no_internet text=words().no_internet_more />
            </Show>
            <OtherWriting keeping />
            <WhatFor circle form keeping />
            <Photos form taking />
            <OrElse circle form />
            <WhoHelped circle form />
        </TaskShell>
    }
}
