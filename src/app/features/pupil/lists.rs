//! The parts that are lists of records: plans, work, targets, reviews.

use domain::kind::Kind;
use domain::kinds::{medium_term_plan, progress_review, target, work};
use domain::record::Record;
use leptos::prelude::*;

use crate::circle::Circle;
use crate::faces::face;
use crate::features::hand_made::stands;
use crate::platform::clock::new_id;
use crate::routes::paths;
use crate::show;
use crate::text::pupil::pupil as words;
use crate::text::time;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::page::Stack;
use crate::ui::row::{Row, Rows};
use crate::ui::sync_tag::SyncTag;

/// The school's plans.
#[component]
pub(super) fn Plans(circle: Circle) -> impl IntoView {
    let id = circle.id();
    let school_writes = circle.role().is_some_and(|role| role.side() == domain::role::Side::School);
    let action = circle.may_begin(medium_term_plan::KIND).then(|| {
        let label = if school_writes { words().share_plan } else { words().ask_plan };
        let href = paths::new_plan(id);
        view! { <Button label kind=ButtonKind::Second icon=Icon::Plus href /> }
    });
    view! {
        <Stack>
            <List circle kind=medium_term_plan::KIND empty=words().no_plans empty_more=words().no_plans_more />
            {action}
        </Stack>
    }
}

/// The child's work.
#[component]
pub(super) fn Works(circle: Circle) -> impl IntoView {
    let nothing_more = (words().nothing_yet_more)(&circle.whom());
    let href = paths::hand_in(circle.id(), new_id());
    let action = circle.may_begin(work::KIND).then(|| {
        view! { <Button label=words().hand_in kind=ButtonKind::Second icon=Icon::Camera href /> }
    });
    view! {
        <Stack>
            <List circle kind=work::KIND empty=words().no_work empty_more=nothing_more />
            {action}
        </Stack>
    }
}

/// Targets.
#[component]
pub(super) fn Targets(circle: Circle) -> impl IntoView {
    let nothing_more = (words().nothing_yet_more)(&circle.whom());
    let href = paths::new_record(circle.id(), target::KIND);
    let action = circle.may_begin(target::KIND).then(|| {
        view! { <Button label=words().add_target kind=ButtonKind::Second icon=Icon::Target href /> }
    });
    view! {
        <Stack>
            <List circle kind=target::KIND empty=words().no_targets empty_more=nothing_more />
            {action}
        </Stack>
    }
}

/// Half-termly reviews.
#[component]
pub(super) fn Reviews(circle: Circle) -> impl IntoView {
    let nothing_more = (words().nothing_yet_more)(&circle.whom());
    let href = paths::review(circle.id(), new_id());
    let action = circle.may_begin(progress_review::KIND).then(|| {
        view! { <Button label=words().plan_review kind=ButtonKind::Second icon=Icon::CalendarCheck href /> }
    });
    view! {
        <Stack>
            <List circle kind=progress_review::KIND empty=words().no_reviews empty_more=nothing_more />
            {action}
        </Stack>
    }
}

#[component]
fn List(circle: Circle, kind: Kind, empty: &'static str, #[prop(into)] empty_more: String) -> impl IntoView {
    let records: Vec<Record> = circle.of_kind(kind).into_iter().cloned().collect();
    if records.is_empty() {
        return view! { <Empty icon=face(kind).icon title=empty text=empty_more /> }.into_any();
    }
    let rows = records.iter().map(|record| record_row(&circle, record)).collect_view();
    view! {
        <Card flush=true>
            <Rows>{rows}</Rows>
        </Card>
    }
    .into_any()
}

/// A record as a row that leads to it.
pub(super) fn record_row(circle: &Circle, record: &Record) -> impl IntoView + use<> {
    let state = stands(circle, record);
    let when = time::when(record.created.at, show::today());
    let small = format!("{state} · {}, {when}", show::name(circle, record.created.by));
    // What is safe needs no word in a list; its own page says since when.
    let tag = show::delivery_if_unsent(circle, record);
    let strong = show::called(record);
    view! { <Row strong small tag=move || tag.clone().map(|tag| view! { <SyncTag tag /> }) href=paths::of(record) /> }
}
