//! What the school does with its plan: share it, add to it, say what it is about.

use domain::access::Action;
use domain::kinds::medium_term_plan as plan;
use leptos::prelude::*;

use super::draft::RowForm;
use super::here::Here;
use super::model::{self, RowView};
use super::ways::{Target, Ways};
use crate::routes::paths;
use crate::show;
use crate::text::plan::plan as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;

/// Whether this person may share the plan now.
pub(super) fn may_share(here: Here) -> bool {
    here.circle.with(|circle| {
        here.plan.with(|record| {
            let open = matches!(record.state, plan::DRAFT | plan::REQUESTED);
            open && circle.may(Action::Move { from: record.state, to: plan::SHARED }, record, show::today())
        })
    })
}

/// The main button of a draft.
#[component]
pub(super) fn Share(here: Here) -> impl IntoView {
    let why_not = Signal::derive(move || {
        here.plan.with(|record| {
            let empty = record.items(plan::ROWS).is_empty() && model::files(record).is_empty();
            match record.text(plan::SUBJECT).trim().is_empty() {
                true => Some(words().share_no_subject.to_owned()),
                false => empty.then(|| words().share_empty.to_owned()),
            }
        })
    });
    let share = Callback::new(move |()| {
        let before = here.plan.get_untracked();
        let change = here.notebook.on(&before).move_to(plan::SHARED).done();
        here.act(before, change, words().shared);
    });
    view! { <Button label=words().share icon=Icon::Send why_not on_press=share /> }
}

/// What the school can do here. Nothing for anybody else.
#[component]
pub(super) fn SchoolBar(
    here: Here,
    rows: Memo<Vec<RowView>>,
    row_form: RwSignal<Option<RowForm>>,
    about_open: RwSignal<bool>,
) -> impl IntoView {
    let writes = Memo::new(move |_| here.writes());
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty) && here.plan.with(|plan| model::files(plan).is_empty()));
    let Here { circle_id, id, .. } = here;
    let on_write = Callback::new(move |()| row_form.set(Some(RowForm::default())));
    view! {
        <Show when=move || writes.get()>
            <div class="fb-actions fb-no-print">
                <Button label=words().about kind=ButtonKind::Second icon=Icon::Pencil on_press=move |()| about_open.set(true) />
                <Show when=move || !is_empty.get()>
                    <Button label=words().add_row kind=ButtonKind::Second icon=Icon::Plus on_press=on_write />
                    <Button label=words().paste_more kind=ButtonKind::Second icon=Icon::Table href=paths::paste(circle_id, id) />
                </Show>
            </div>
            <Show when=move || is_empty.get()>
                <div class="fb-no-print">
                    <Ways target=Target::of(here) on_write />
                </div>
            </Show>
        </Show>
    }
}
