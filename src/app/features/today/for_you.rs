//! What waits for me: choices between texts first, then duties by day.

use domain::duty;
use leptos::prelude::*;

use super::model::{Waits, waits_for_me};
use crate::circle::Circle;
use crate::routes::paths;
use crate::show;
use crate::text::duties;
use crate::text::time;
use crate::text::today::today as words;
use crate::ui::card::Card;
use crate::ui::row::{Row, Rows};
use crate::ui::sync_tag::{DeliveryTag, SyncTag};

/// The card.
#[component]
pub(super) fn ForYou(circles: Signal<Vec<Circle>>) -> impl IntoView {
    let waits = Memo::new(move |_| waits_for_me(&circles.get(), show::today()));
    view! {
        <Card title=words().for_you flush=true>
            {move || {
                let waits = waits.get();
                if waits.is_empty() {
                    view! {
                        <Rows>
                            <Row strong=words().nothing_waits small=words().nothing_waits_more />
                        </Rows>
                    }
                        .into_any()
                } else {
                    view! { <Rows>{waits.into_iter().take(8).map(one).collect_view()}</Rows> }.into_any()
                }
            }}
        </Card>
    }
}

fn one((circle, waits): (Circle, Waits)) -> impl IntoView {
    let today = show::today();
    let name = circle.first_name().to_owned();
    match waits {
        Waits::ToChoose { circle: id, record, at } => {
            let about = circle.get(record).map(|record| record.title()).unwrap_or_default();
            view! {
                <Row
                    strong=words().choose_between
                    small=joined(&name, &about)
                    tag=|| view! { <SyncTag tag=DeliveryTag::NeedsYou /> }
                    href=paths::choose(id, record, at)
                />
            }
            .into_any()
        }
        Waits::Review(half_term) => view! {
            <Row strong=duties::duty(duty::BOOK_REVIEW) small=joined(&name, &half_term) href=paths::REVIEWS />
        }
        .into_any(),
        Waits::Duty(duty) => {
            let about = circle.get(duty.record).map(|record| record.title()).unwrap_or_default();
            let by = duty.due.map(|due| (words().by)(&time::day(due, today)));
            let small = [Some(joined(&name, &about)), by].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            view! { <Row strong=duties::duty(duty.what) small href=path_of(&circle, &duty) /> }.into_any()
        }
    }
}

fn joined(name: &str, about: &str) -> String {
    if about.is_empty() || about == name { name.to_owned() } else { format!("{name} · {about}") }
}

/// Where a duty is done.
pub(crate) fn path_of(circle: &Circle, duty: &duty::Duty) -> String {
    // The duty is the work's until there is feedback.
    if duty.what == duty::GIVE_FEEDBACK {
        return paths::feedback(duty.circle, duty.record);
    }
    circle.get(duty.record).map_or_else(|| paths::pupil(duty.circle), paths::of)
}
