//! What was removed from a child's page in the last 30 days: to look into, and to bring back by whoever may write it.

use chrono::NaiveDate;
use domain::access::Action;
use domain::calendar::{days_after, london_day};
use domain::change::Edit;
use domain::order::sort_by_key;
use domain::record::Record;
use leptos::prelude::*;

use crate::at_record::act;
use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::just_done::use_just_done;
use crate::notebook::use_notebook;
use crate::routes::{paths, use_circle_id};
use crate::show;
use crate::text::drafts::drafts as words;
use crate::text::record::record as record_words;
use crate::text::{kinds, time};
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::loading::Loading;
use crate::ui::page::{Page, PageWidth};
use crate::ui::page_header::{Back, PageHeader};
use crate::ui::row::{Row, Rows};
use crate::ui::sync_tag::SyncTag;

/// For so many days what was removed can be brought back (see `Record::removed`).
const KEPT_DAYS: u64 = 30;

/// What was removed and I may write, the last removed first, each with the days that are left.
pub(crate) fn removed(circle: &Circle, today: NaiveDate) -> Vec<(Record, i64)> {
    let mine = |record: &&Record| record.removed && circle.may(Action::Edit, record, today);
    let mut found: Vec<&Record> = circle.view.records.values().filter(mine).collect();
    sort_by_key(&mut found, |record| std::cmp::Reverse(record.changed.turn()));
    let left = |record: &Record| (days_after(london_day(record.changed.at), KEPT_DAYS) - today).num_days();
    found.into_iter().map(|record| (record.clone(), left(record))).filter(|(_, left)| *left > 0).collect()
}

/// The page.
#[component]
pub(crate) fn RemovedPage() -> impl IntoView {
    let (notebook, circle_id) = (use_notebook(), use_circle_id());
    let circle = Memo::new(move |_| circle_id.get().and_then(|id| notebook.circle(id).get()));
    let known =
        Memo::new(move |_| circle_id.get().is_some_and(|id| notebook.circles.with(|circles| circles.contains(&id))));
    view! {
        <Page width=PageWidth::Narrow>
            {move || match (circle.get(), known.get()) {
                (Some(circle), true) => view! { <List circle /> }.into_any(),
                (None, true) => view! { <Loading /> }.into_any(),
                (_, false) => view! { <NotHerePage /> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn List(circle: Circle) -> impl IntoView {
    let found = removed(&circle, show::today());
    let back = Back { href: paths::pupil(circle.id()), label: (record_words().back_to)(&circle.whom()) };
    let shown = if found.is_empty() {
        view! { <Empty icon=Icon::Trash title=words().nothing_removed text=words().removed_more /> }.into_any()
    } else {
        let rows = found.into_iter().map(|(record, left)| one(&circle, record, left)).collect_view();
        view! { <Card flush=true><Rows>{rows}</Rows></Card> }.into_any()
    };
    view! {
        <PageHeader title=(words().removed_of)(&circle.whom()) sub=words().removed_more back />
        {shown}
    }
}

fn one(circle: &Circle, record: Record, left: i64) -> impl IntoView + use<> {
    let (notebook, done) = (use_notebook(), use_just_done());
    let kind = kinds::kind(record.kind);
    let title = record.title();
    let strong = if title.is_empty() { kind.to_owned() } else { format!("{kind}: {title}") };
    let by =
        (words().removed_by)(&show::name(circle, record.changed.by), &time::when(record.changed.at, show::today()));
    let small = format!("{by} · {}", (words().days_left)(left));
    let tag = show::delivery_if_unsent(circle, &record);
    // Each kind's own page leads nowhere from here on; the general one shows what was removed, too.
    let href = paths::record(record.circle, record.id);
    let bring = move |()| {
        let change = notebook.on(&record).edit(Edit::Restore).done();
        act(notebook, done, &record, None, change, record_words().brought_back);
    };
    view! {
        <Row strong small tag=move || tag.clone().map(|tag| view! { <SyncTag tag /> }) href>
            <div class="fb-actions">
                <Button label=words().bring_back kind=ButtonKind::Second size=ButtonSize::Small icon=Icon::Undo on_press=bring />
            </div>
        </Row>
    }
}
