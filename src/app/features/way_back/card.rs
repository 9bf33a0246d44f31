//! On the pupil's page: the step we are on, and how far this week is.

use domain::kinds::step_ladder as ladder;
use leptos::prelude::*;

use super::model;
use super::step::how_far;
use crate::circle::Circle;
use crate::routes::paths;
use crate::show;
use crate::text::way_back::way_back as words;
use crate::ui::card::Card;
use crate::ui::row::{Row, Rows};

/// The card; nothing where no way back is planned or on.
#[component]
pub(crate) fn WayBackCard(circle: Circle) -> impl IntoView {
    let today = show::today();
    let on = |record: &&domain::record::Record| matches!(record.state, ladder::AGREED | ladder::ACTIVE);
    let rows: Vec<_> = circle
        .of_kind(ladder::KIND)
        .into_iter()
        .filter(on)
        .filter_map(|record| {
            let weeks = model::weeks(record);
            let (step, week) = (model::step_now(&weeks, today)?, model::week_now(&weeks, today)?);
            let strong = (words().step_is)(step.number, &step.what);
            Some(view! { <Row strong small=how_far(week, week.holds(today)) href=paths::of(record) /> })
        })
        .collect();
    let title = (words().title)(&circle.whom());
    (!rows.is_empty()).then(|| view! { <Card title flush=true><Rows>{rows}</Rows></Card> })
}
