//! The rows of a plan: a table on tablets, cards on phones. Each row stays where it is while its content changes,
//! so that nobody loses the place their fingers or keyboard are at.

use domain::file::FileFact;
use domain::ids::{ItemId, RecordId};
use domain::kinds::{medium_term_plan as plan, session};
use leptos::prelude::*;

use super::here::Here;
use super::model::{self, RowView};
use super::worksheet::Worksheet;
use crate::platform::clock::new_id;
use crate::routes::paths;
use crate::text::plan::plan as words;
use crate::text::time;
use crate::ui::coverage::{Coverage, CoverageSelect};
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::icon_button::{IconButton, IconButtonKind};
use crate::ui::table::{Table, TableCell, TableRow};
use crate::ui::tag::{Tag, TagTone};

/// The table, or what will be there.
#[component]
pub(super) fn PlanRows(
    here: Here,
    rows: Memo<Vec<RowView>>,
    on_change: Callback<ItemId>,
    answering: RwSignal<Option<RecordId>>,
    viewing: RwSignal<Option<FileFact>>,
) -> impl IntoView {
    let name = here.circle.with_untracked(|circle| circle.first_name().to_owned());
    let ids = Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.id).collect::<Vec<_>>()));
    let is_empty = Memo::new(move |_| ids.with(Vec::is_empty));
    let caption = Signal::derive(move || here.plan.with(|plan| plan.title()));
    let has_files = Memo::new(move |_| here.plan.with(|plan| !model::files(plan).is_empty()));
    move || {
        if is_empty.get() {
            let text = if has_files.get() { words().no_rows_file } else { words().no_rows_more };
            return view! { <Empty icon=Icon::Table title=words().no_rows text /> }.into_any();
        }
        let name = StoredValue::new(name.clone());
        let columns = [words().week, words().learn, words().words, words().worksheet].map(str::to_owned);
        let columns: Vec<String> = columns.into_iter().chain([name.get_value()]).collect();
        view! {
            <div class="fb-plan-rows">
                <Table caption columns>
                    <For each=move || ids.get() key=|id| *id let:id>
                        <PlanRow here rows id name on_change answering viewing />
                    </For>
                </Table>
            </div>
        }
        .into_any()
    }
}

#[component]
fn PlanRow(
    here: Here,
    rows: Memo<Vec<RowView>>,
    id: ItemId,
    name: StoredValue<String>,
    on_change: Callback<ItemId>,
    answering: RwSignal<Option<RecordId>>,
    viewing: RwSignal<Option<FileFact>>,
) -> impl IntoView {
    // As it was, while it is on its way out.
    let row = Memo::new(move |last: Option<&Option<RowView>>| {
        rows.with(|rows| rows.iter().find(|row| row.id == id).cloned()).or_else(|| last.cloned().flatten())
    });
    let text = move |get: fn(&RowView) -> &String| {
        Signal::derive(move || row.with(|row| row.as_ref().map(|row| get(row).clone())).filter(|text| !text.is_empty()))
    };
    let starts = Signal::derive(move || row.with(|row| row.as_ref().and_then(|row| row.starts)).map(time::short_day));
    let changed = Signal::derive(move || row.with(|row| row.as_ref().is_some_and(|row| row.changed)));
    let (learn, activity, notes, assessed, key_words) = (
        text(|row| &row.learn),
        text(|row| &row.activity),
        text(|row| &row.notes),
        text(|row| &row.assessed),
        text(|row| &row.words),
    );
    let change =
        Signal::derive(move || (words().change_this)(&learn.get().unwrap_or_else(|| words().a_row.to_owned())));
    let begin = Signal::derive(move || (words().start_with)(&learn.get().unwrap_or_else(|| words().a_row.to_owned())));
    let may_teach = move || here.circle.with(|circle| circle.may_begin(session::KIND));
    let session_of_row = move || paths::session_from(here.circle_id, new_id(), Some(here.id), Some(id));
    let more = move || {
        let assessed = assessed.get().map(|text| (words().assessed)(&text));
        assessed
            .into_iter()
            .chain(notes.get())
            .map(|text| view! { <p class="fb-plan-text fb-quiet fb-small" dir="auto">{text}</p> })
            .collect_view()
    };
    view! {
        <TableRow changed>
            <TableCell label=words().week strong=text(|row| &row.week) small=starts />
            <TableCell label=words().learn strong=learn>
                <Show when=move || changed.get()>
                    <Tag label=words().changed icon=Icon::PencilLine tone=TagTone::School />
                </Show>
                {move || activity.get().map(|text| view! { <p class="fb-plan-text fb-quiet fb-small" dir="auto">{text}</p> })}
                {more}
            </TableCell>
            <TableCell label=words().words>
                <span class="fb-plan-text" dir="auto">{move || key_words.get()}</span>
            </TableCell>
            <TableCell label=words().worksheet strong=text(|row| &row.worksheet)>
                <Worksheet here row answering viewing />
            </TableCell>
            <TableCell label=name.get_value()>
                <HowFar here row />
                <Show when=move || here.marks() && may_teach()>
                    <span class="fb-no-print">
                        <IconButton icon=Icon::Play label=begin kind=IconButtonKind::Bare href=session_of_row() />
                    </span>
                </Show>
                <Show when=move || here.writes()>
                    <span class="fb-no-print">
                        <IconButton icon=Icon::Pencil label=change kind=IconButtonKind::Bare on_press=move |()| on_change.run(id) />
                    </span>
                </Show>
            </TableCell>
        </TableRow>
    }
}

/// How far the row has come: to change in place for whoever teaches it, to read for everybody else.
#[component]
fn HowFar(here: Here, row: Memo<Option<RowView>>) -> impl IntoView {
    let far = Memo::new(move |_| row.with(|row| row.as_ref().map_or(Coverage::NotYet, |row| row.coverage)));
    let name = Memo::new(move |_| {
        row.with(|row| row.as_ref().map(|row| row.learn.clone()))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| words().a_row.to_owned())
    });
    let marks = Memo::new(move |_| here.marks());
    let on_select = Callback::new(move |chosen: Coverage| {
        let Some(id) = row.with_untracked(|row| row.as_ref().map(|row| row.id)) else { return };
        let before = here.plan.get_untracked();
        let change = here.notebook.on(&before).set_in(plan::ROWS, id, plan::ROW_MARK, model::mark(chosen)).done();
        here.act(before, change, (words().marked)(&model::shortened(&name.get_untracked(), 40), chosen.word()));
    });
    move || {
        match marks.get() {
        true => {
            let label = Signal::derive(move || (words().how_far)(&name.get()));
            view! { <CoverageSelect label selected=far on_select /> }.into_any()
        }
        // Who holds only some sessions can't tell a row that was not taught from one they were not told of.
        false if far.get() == Coverage::NotYet && !here.circle.with(|circle| circle.holds_all(session::KIND)) => {
            ().into_any()
        }
        false => view! { <span class="fb-plan-far">{move || far.get().mark()} <span>{move || far.get().word()}</span></span> }.into_any(),
    }
    }
}
