//! A table as we read it: over each of its columns the heading that it has and what it is for us.

use domain::plan_table::{Choice as Answer, ColumnGuess, PlanColumn, PreviewLine, Question};
use leptos::prelude::*;

use super::asking;
use super::paste::Pasting;
use crate::text::plan::paste as words;
use crate::ui::choice::Choice;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::select_field::SelectField;

/// As many lines as show what is what.
const SHOWN: usize = 4;

/// The table; on phones a card for each column.
#[component]
pub(super) fn Columns(pasting: Pasting, table: usize) -> impl IntoView {
    let columns = Memo::new(move |_| {
        pasting.readings.with(|readings| readings.get(table).map(|reading| reading.columns.clone())).unwrap_or_default()
    });
    let lines = Memo::new(move |_| {
        pasting.readings.with(|readings| readings.get(table).map(|reading| reading.lines.clone())).unwrap_or_default()
    });
    let all = RwSignal::new(false);
    // Drawn anew only where the headings themselves change: a menu that is open stays open.
    let heads = Memo::new(move |_| {
        columns.with(|columns| columns.iter().map(|column| (column.index, column.heading.clone())).collect::<Vec<_>>())
    });
    let asks = move |index: usize| {
        Signal::derive(move || {
            columns.with(|columns| columns.iter().any(|column| column.index == index && !column.sure))
        })
    };
    let body = move || {
        let shown = if all.get() { usize::MAX } else { SHOWN };
        let columns = columns.get();
        lines.with(|lines| lines.iter().take(shown).map(|line| one_line(&columns, line)).collect_view())
    };
    let more = move || lines.with(Vec::len).saturating_sub(SHOWN);
    view! {
        <div class="fb-plan-preview fb-not-phone" tabindex="0" role="region" aria-label=words().preview>
            <table class="fb-plan-preview__table">
                <caption class="fb-hidden">{words().preview}</caption>
                <thead>
                    <tr>
                        {move || {
                            heads
                                .get()
                                .into_iter()
                                .map(|(index, heading)| {
                                    view! {
                                        <th scope="col" class=("fb-plan-preview__asks", asks(index))>
                                            <ColumnIs pasting table index heading columns />
                                        </th>
                                    }
                                })
                                .collect_view()
                        }}
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
            <Show when=move || { !all.get() && more() > 0 }>
                <button class="fb-plan-preview__more" type="button" on:click=move |_| all.set(true)>
                    {move || (words().more_rows)(more())}
                </button>
            </Show>
        </div>
        <div class="fb-plan-columns fb-only-phone">
            {move || {
                heads
                    .get()
                    .into_iter()
                    .map(|(index, heading)| {
                        let examples = move || columns.with(|columns| {
                            columns.iter().find(|column| column.index == index).map(|column| column.examples.join(" · "))
                        });
                        view! {
                            <div class="fb-plan-columns__one" class=("fb-plan-preview__asks", asks(index))>
                                <ColumnIs pasting table index heading columns />
                                <p class="fb-quiet fb-small" dir="auto">{examples}</p>
                            </div>
                        }
                    })
                    .collect_view()
            }}
        </div>
    }
}

fn one_line(columns: &[ColumnGuess], line: &PreviewLine) -> impl IntoView + use<> {
    let cells = line.cells.iter().enumerate().map(|(at, text)| {
        let column = columns.get(at);
        let asks = column.is_some_and(|column| !column.sure);
        let strong = column.is_some_and(|column| column.guess == PlanColumn::Objective);
        let out = column.is_some_and(|column| column.guess == PlanColumn::LeftOut);
        let above = line.from_above.contains(&at);
        view! {
            <td
                dir="auto"
                class=("fb-plan-preview__asks", asks)
                class=("fb-plan-preview__strong", strong)
                class=("fb-plan-preview__out", out)
            >
                {above
                    .then(|| {
                        view! {
                            {Icon::CornerDownRight.sized(IconSize::Tiny)}
                            <span class="fb-hidden">{words().from_above}</span>
                            " "
                        }
                    })}
                {text.clone()}
            </td>
        }
    });
    let cells = cells.collect_view();
    view! { <tr>{cells}</tr> }
}

/// The heading that the school wrote, and what the column is for us.
#[component]
fn ColumnIs(
    pasting: Pasting,
    table: usize,
    index: usize,
    heading: String,
    columns: Memo<Vec<ColumnGuess>>,
) -> impl IntoView {
    let label = if heading.is_empty() { (words().column_of)(index + 1) } else { (words().yours)(&heading) };
    let options: Vec<Choice<PlanColumn>> =
        PlanColumn::ALL.into_iter().zip(words().columns).map(|(column, label)| Choice::new(column, label)).collect();
    // Nothing stands in the menu while only a person can say what the column is.
    let selected = Memo::new(move |_| {
        columns.with(|columns| {
            columns.iter().find(|column| column.index == index && column.sure).map(|column| column.guess)
        })
    });
    let on_select = Callback::new(move |column: PlanColumn| {
        answer(pasting, table, Question::Column(index), Answer::Column(column))
    });
    view! { <SelectField label options selected on_select asks=true /> }
}

/// Takes an answer, for every table that asks the same.
pub(super) fn answer(pasting: Pasting, table: usize, question: Question, choice: Answer) {
    let served = pasting.readings.with_untracked(|readings| asking::served(readings, table, question));
    pasting.form.update(|form| {
        for (table, question) in served {
            if form.answers.len() <= table {
                form.answers.resize_with(table + 1, Default::default);
            }
            form.answers[table].give(question, choice.clone());
        }
    });
}
