//! Each target against the child's own start, with the child's own star. Never against anyone else.

use leptos::prelude::*;

use super::desk::Desk;
use super::model::chart;
use super::pack::InPack;
use super::save::period;
use crate::text::review::review as words;
use crate::text::time;
use crate::ui::card::Card;
use crate::ui::page::Columns;
use crate::ui::small_chart::{ChartKey, ChartPoint, SmallChart};

/// The card.
#[component]
pub(super) fn Targets(desk: Desk) -> impl IntoView {
    let whom = desk.whom();
    let charts = Memo::new(move |_| {
        let until = desk.record.with(|record| period(record).1);
        let ids = desk.contents().targets;
        desk.circle.with(|circle| {
            ids.into_iter().filter_map(|id| Some((id, chart(circle.get(id)?, until)))).collect::<Vec<_>>()
        })
    });
    move || {
        let charts = charts.get();
        if charts.is_empty() {
            return view! { <Card title=words().targets sub=words().no_targets>""</Card> }.into_any();
        }
        let picks = desk.packs();
        let each = charts.into_iter().map(|(id, chart)| {
            let since = chart.points.first().map(|(day, _)| (words().since)(&time::day_and_month(*day)));
            let points: Vec<ChartPoint> = chart
                .points
                .iter()
                .map(|(day, score)| ChartPoint { when: time::short_day(*day), score: *score })
                .collect();
            let title = chart.title.clone();
            let change = chart.change.map(words().change_since);
            let drawn = match (points.is_empty(), chart.own) {
                (true, _) => {
                    view! { <p><strong>{chart.title}</strong></p> <p class="fb-quiet">{words().no_scores}</p> }
                        .into_any()
                }
                (false, Some(own)) => {
                    view! { <SmallChart title=chart.title change note=since points own /> }.into_any()
                }
                (false, None) => view! { <SmallChart title=chart.title change note=since points /> }.into_any(),
            };
            view! { <div>{drawn} {picks.then(|| view! { <InPack desk id title /> })}</div> }
        });
        let each = each.collect_view();
        let own = (words().own_score)(&whom);
        view! {
            <Card title=words().targets>
                <ChartKey began=words().began own />
                <Columns>{each}</Columns>
            </Card>
        }
        .into_any()
    }
}
