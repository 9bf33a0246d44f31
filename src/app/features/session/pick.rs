//! Any other row of any plan, from a sheet; here a row can also be left out for good.

use domain::coverage::Coverage;
use leptos::prelude::*;

use super::model::{HowFar, RowForm, SessionForm};
use super::suggest::{self, PlanRow};
use crate::circle::Circle;
use crate::platform::clock::new_id;
use crate::text::session::session as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::coverage;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::row::{Row, Rows};
use crate::ui::tag::{Tag, TagTone};

/// The sheet.
#[component]
pub(super) fn PickRow(circle: Signal<Circle>, form: RwSignal<SessionForm>, open: RwSignal<bool>) -> impl IntoView {
    let close = move || open.set(false);
    view! {
        <Dialog
            title=words().pick_another
            open
            on_close=move |()| close()
            actions=move || view! { <Button label=words().done on_press=move |()| close() /> }
        >
            {move || {
                circle.with(|circle| {
                    suggest::plans(circle)
                        .into_iter()
                        .map(|plan| {
                            let rows = suggest::rows(circle, plan);
                            let rows = rows.into_iter().map(|row| view! { <PickOne form row /> }).collect_view();
                            view! {
                                <h3>{plan.title()}</h3>
                                <Rows>{rows}</Rows>
                            }
                        })
                        .collect_view()
                })
            }}
        </Dialog>
    }
}

#[component]
fn PickOne(form: RwSignal<SessionForm>, row: PlanRow) -> impl IntoView {
    let key = (row.plan, row.row);
    let here = Memo::new(move |_| form.with(|form| form.picked.contains(&key) || form.how_far(key.0, key.1).is_some()));
    let said = StoredValue::new(RowForm {
        item: new_id(),
        plan: row.plan,
        row: row.row,
        words: row.words.clone(),
        how_far: HowFar::Skipped,
    });
    let add = move || {
        form.update(|form| {
            if !form.picked.contains(&key) {
                form.picked.push(key);
            }
        })
    };
    let leave_out = move || form.update(|form| form.mark(said.get_value()));
    let shown = shown_coverage(row.coverage);
    view! {
        <Row strong=row.words small=row.week mark=move || shown.mark()>
            <div class="fb-actions">
                <Show
                    when=move || here.get()
                    fallback=move || {
                        view! {
                            <Button label=words().add_row kind=ButtonKind::Second size=ButtonSize::Small icon=Icon::Plus on_press=move |()| add() />
                            <Button label=words().leave_out kind=ButtonKind::Plain size=ButtonSize::Small on_press=move |()| leave_out() />
                        }
                    }
                >
                    <Tag label=words().row_is_shown icon=Icon::Check tone=TagTone::Pine />
                </Show>
            </div>
        </Row>
    }
}

fn shown_coverage(coverage: Coverage) -> coverage::Coverage {
    match coverage {
        Coverage::Taught => coverage::Coverage::Taught,
        Coverage::Part => coverage::Coverage::Part,
        Coverage::Skipped => coverage::Coverage::Skipped,
        Coverage::NotYet => coverage::Coverage::NotYet,
    }
}
