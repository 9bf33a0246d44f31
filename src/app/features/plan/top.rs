//! Over the rows: how far the plan is, and which version of it this is.

use leptos::prelude::*;

use super::here::Here;
use super::model::{self, RowView};
use crate::platform::device::this_device;
use crate::show;
use crate::text::plan::plan as words;
use crate::text::time;
use crate::ui::card::Card;
use crate::ui::coverage::{Coverage, CoverageBar};
use domain::kinds::{medium_term_plan as plan, session};
use domain::scope::Revision;

/// The card.
#[component]
pub(super) fn Top(here: Here, rows: Memo<Vec<RowView>>, seen: RwSignal<Option<Revision>>) -> impl IntoView {
    let cells = Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.coverage).collect::<Vec<Coverage>>()));
    // Who holds only some sessions would read "not yet" where much was taught.
    let counts = Memo::new(move |_| here.circle.with(|circle| circle.holds_all(session::KIND)));
    let has_rows = Memo::new(move |_| cells.with(|cells| !cells.is_empty()) && counts.get());
    let is_there =
        Memo::new(move |_| here.plan.with(|record| record.state != plan::DRAFT && record.state != plan::REQUESTED));
    view! {
        <Show when=move || is_there.get()>
            <Card>
                <div class="fb-plan-top">
                    <Show when=move || has_rows.get()>
                        <CoverageBar cells legend=true />
                    </Show>
                    <Version here rows seen />
                </div>
            </Card>
        </Show>
    }
}

#[component]
fn Version(here: Here, rows: Memo<Vec<RowView>>, seen: RwSignal<Option<Revision>>) -> impl IntoView {
    let version = Memo::new(move |_| {
        here.plan.with(|plan| (words().schools_plan)(&time::day_and_month(model::version_day(plan))))
    });
    let checked = move || {
        // Looked up anew whenever something arrives or goes.
        here.circle.track();
        here.notebook.outbox.track();
        let at = here.notebook.last_exchange()?;
        Some((words().checked)(this_device().word(), &time::when(at, show::today())))
    };
    let changed = Memo::new(move |_| rows.with(|rows| rows.iter().filter(|row| row.changed).count()));
    let news = move || match (seen.get(), changed.get()) {
        (None, _) => None,
        (_, 0) => Some(view! { <p class="fb-quiet fb-small">{words().nothing_changed}</p> }.into_any()),
        (_, count) => Some(view! { <p class="fb-plan-top__news">{(words().rows_changed)(count)}</p> }.into_any()),
    };
    view! {
        <div class="fb-plan-top__version">
            <p><strong>{version}</strong></p>
            <p class="fb-quiet fb-small">{checked}</p>
            {news}
        </div>
    }
}
