//! On the pupil's page: what is still waited for, with the longest wait.

use domain::kinds::first_contact_checklist as checklist;
use leptos::prelude::*;

use super::model::standing;
use crate::circle::Circle;
use crate::routes::paths;
use crate::show;
use crate::text::first_contact::first_contact as words;
use crate::ui::card::Card;
use crate::ui::row::{Row, Rows};
use crate::ui::tag::{Tag, TagTone};

/// The card; nothing where nothing is waited for.
#[component]
pub(crate) fn FirstContactCard(circle: Circle) -> impl IntoView {
    let today = show::today();
    let rows: Vec<_> = circle
        .of_kind(checklist::KIND)
        .into_iter()
        .filter_map(|record| {
            let (answered, all, longest) = standing(record, today);
            let waited = (words().waits)(longest?);
            let tone = if longest? >= LONG { TagTone::Lantern } else { TagTone::Sunk };
            Some(view! {
                <Row
                    strong=(words().answered_of)(answered, all)
                    tag=move || view! { <Tag label=waited.clone() tone /> }
                    href=paths::of(record)
                />
            })
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <Card title=words().title flush=true><Rows>{rows}</Rows></Card> })
}

/// After so many days a wait stands out: a child has been without their school's plans for a school week.
const LONG: i64 = 7;
