//! A table on tablets and laptops; on phones each row becomes a card whose cells carry their heading.
//! Roles are written out because a changed `display` would take them away.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{
    button::{Button, ButtonKind, ButtonSize},
    coverage::{Coverage, CoverageSelect},
    example::Example,
    icon::Icon,
    tag::{Tag, TagTone},
};

/// A table with its heads. Rows are children.
#[component]
pub(crate) fn Table(
    /// What it is; read out, not shown.
    #[prop(into)]
    caption: Signal<String>,
    columns: Vec<String>,
    children: Children,
) -> impl IntoView {
    let heads = columns
        .into_iter()
        .map(|label| view! { <th class="fb-table__head" role="columnheader" scope="col">{label}</th> })
        .collect_view();
    view! {
        <div class="fb-table">
            <table class="fb-table__table" role="table">
                <caption class="fb-hidden">{caption}</caption>
                <thead class="fb-table__heads" role="rowgroup">
                    <tr role="row">{heads}</tr>
                </thead>
                <tbody role="rowgroup">{children()}</tbody>
            </table>
        </div>
    }
}

/// A row.
#[component]
pub(crate) fn TableRow(
    /// Changed by the home school since the person looked.
    #[prop(optional, into)]
    changed: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <tr class="fb-table__row" class=("fb-table__row--changed", changed) role="row">
            {children()}
        </tr>
    }
}

/// A cell. `label` repeats the column's head, for phones.
#[component]
pub(crate) fn TableCell(
    #[prop(into)] label: String,
    /// In bold: the week, the name of the row.
    #[prop(optional, into)]
    strong: MaybeProp<String>,
    /// A quiet line under it.
    #[prop(optional, into)]
    small: MaybeProp<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <td class="fb-table__cell" role="cell" data-label=label>
            <div class="fb-table__inside">
                {move || strong.get().map(|strong| view! { <strong class="fb-table__strong">{strong}</strong> })}
                {move || small.get().map(|small| view! { <span class="fb-table__small">{small}</span> })}
                {children.map(|children| children())}
            </div>
        </td>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("a plan", || {
        let state = RwSignal::new(Coverage::Part);
        view! {
            <Table
                caption="Maths: fractions"
                columns=["Week", "What we learn", "Words", "Worksheet", "Zara"].map(String::from).to_vec()
            >
                <TableRow>
                    <TableCell label="Week" strong="1" small="2 Nov" />
                    <TableCell label="What we learn" strong="Fractions of amounts" small="Bar models with counters, then problems in pairs" />
                    <TableCell label="Words">"whole, part, equal"</TableCell>
                    <TableCell label="Worksheet" strong="Bar model sheet" small="Got it 4 Nov" />
                    <TableCell label="Zara">
                        <CoverageSelect label="Fractions of amounts" selected=Coverage::Taught on_select=|_| () />
                    </TableCell>
                </TableRow>
                <TableRow changed=true>
                    <TableCell label="Week" strong="2" small="9 Nov" />
                    <TableCell label="What we learn" strong="Fractions on a number line" small="Place fractions from 0 to 2. Say how you know.">
                        <Tag label="Changed" icon=Icon::PencilLine tone=TagTone::School />
                    </TableCell>
                    <TableCell label="Words">"numerator, denominator"</TableCell>
                    <TableCell label="Worksheet" strong="Number line cards">
                        <Button label="Ask for this worksheet" kind=ButtonKind::Second size=ButtonSize::Small icon=Icon::FileQuestion />
                    </TableCell>
                    <TableCell label="Zara">
                        <CoverageSelect label="Fractions on a number line" selected=state on_select=move |s| state.set(s) />
                    </TableCell>
                </TableRow>
            </Table>
        }
    })]
}
