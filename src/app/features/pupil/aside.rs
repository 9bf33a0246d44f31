//! Beside the page: who is in the circle, how far the plans are, the targets.

use domain::coverage::Coverage;
use domain::kinds::{circle_member, session, target};
use leptos::prelude::*;

use super::model::plans_with_coverage;
use crate::circle::Circle;
use crate::features::first_contact::FirstContactCard;
use crate::features::in_touch::InTouchCard;
use crate::features::way_back::WayBackCard;
use crate::routes::paths;
use crate::show;
use crate::text::pupil::pupil as words;
use crate::ui::card::Card;
use crate::ui::coverage::{self, CoverageBar};
use crate::ui::page::Stack;
use crate::ui::person::{People, Person};

/// The cards.
#[component]
pub(super) fn Aside(circle: Circle) -> impl IntoView {
    let id = circle.id();
    let members = circle.members();
    let count = members.len();
    let people = members
        .into_iter()
        .take(5)
        .filter_map(|member| {
            let person = member.get(circle_member::PERSON)?;
            let name = member.text(circle_member::NAME).to_owned();
            let shown = show::first_name(&show::name(&circle, person));
            let side = show::side(circle.side_of(person));
            Some(view! { <Person name shown side href=paths::people(id) /> })
        })
        .collect_view();
    let targets: Vec<String> = circle
        .of_kind(target::KIND)
        .into_iter()
        .filter(|target| target.state == target::ACTIVE)
        .map(|target| target.title())
        .collect();
    view! {
        <Stack>
            <Card
                title=(words().circle_of)(&circle.whom())
                end=move || view! { <a href=paths::people(id)>{(words().see_all)(count)}</a> }
            >
                <People>{people}</People>
            </Card>
            <PlanBars circle=circle.clone() />
            <WayBackCard circle=circle.clone() />
            <InTouchCard circle=circle.clone() />
            <FirstContactCard circle />
            {(!targets.is_empty())
                .then(|| {
                    let count = (words().active)(targets.len());
                    view! {
                        <Card title=words().targets end=move || view! { <span class="fb-quiet">{count.clone()}</span> }>
                            {targets.into_iter().map(|title| view! { <p>{title}</p> }).collect_view()}
                        </Card>
                    }
                })}
        </Stack>
    }
}

/// A bar for each plan.
#[component]
fn PlanBars(circle: Circle) -> impl IntoView {
    let id = circle.id();
    let mut plans = plans_with_coverage(&circle);
    // Who holds only some sessions would read "not yet" where much was taught.
    plans.retain(|(_, cells)| !cells.is_empty() && circle.holds_all(session::KIND));
    if plans.is_empty() {
        return ().into_any();
    }
    let bars = plans
        .into_iter()
        .map(|(plan, cells)| {
            let taught = cells.iter().filter(|cell| **cell == Coverage::Taught).count();
            let small = (words().taught_of)(taught, cells.len());
            let cells: Vec<coverage::Coverage> = cells.into_iter().map(shown_coverage).collect();
            view! {
                <p class="fb-plan-bar">
                    <a href=paths::plan(id, plan.id)>{plan.title()}</a>
                    <span class="fb-quiet fb-small">{small}</span>
                </p>
                <CoverageBar cells=Signal::stored(cells) />
            }
        })
        .collect_view();
    view! { <Card title=words().plans_now>{bars}</Card> }.into_any()
}

/// How far a row has come, for the kit.
pub(crate) fn shown_coverage(coverage: Coverage) -> coverage::Coverage {
    match coverage {
        Coverage::Taught => coverage::Coverage::Taught,
        Coverage::Part => coverage::Coverage::Part,
        Coverage::NotYet => coverage::Coverage::NotYet,
        Coverage::Skipped => coverage::Coverage::Skipped,
    }
}
