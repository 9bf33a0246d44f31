//! What matters most in the next half term, subject by subject, and which plans closing will ask for.

use domain::ids::ItemId;
use domain::kinds::{medium_term_plan, progress_review as review};
use leptos::prelude::*;

use super::desk::Desk;
use super::editing::{Foot, Open, Readers, area, line};
use super::model::{Part, PriorityForm};
use super::save::requests;
use crate::platform::clock::new_id;
use crate::text::review::review as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::{Card, CardTone};
use crate::ui::icon::Icon;
use crate::ui::text_field::TextKind;

/// The card.
#[component]
pub(super) fn Priorities(desk: Desk) -> impl IntoView {
    let open = desk.is_open(Part::Priorities);
    let listed = Memo::new(move |_| desk.record.with(review::next_plan_priorities));
    let start = Callback::new(move |()| {
        let mut rows: Vec<PriorityForm> = desk
            .record
            .with_untracked(|record| record.items(review::PRIORITIES).into_iter().map(PriorityForm::of).collect());
        if rows.is_empty() {
            rows = subjects(desk).into_iter().map(|subject| PriorityForm::new(new_id(), subject)).collect();
        }
        if rows.is_empty() {
            rows.push(PriorityForm::new(new_id(), String::new()));
        }
        desk.form.update(|form| form.priorities = Some(rows));
    });
    view! {
        {move || {
            if open.get() {
                return view! { <Editor desk /> }.into_any();
            }
            let (listed, leads) = (listed.get(), desk.leads.get());
            if listed.is_empty() && !leads {
                return ().into_any();
            }
            let label = if listed.is_empty() { words().write_priorities } else { words().change };
            let each = listed.into_iter().map(|(subject, text)| {
                let subject = if subject.is_empty() { words().all_subjects.to_owned() } else { subject };
                view! {
                    <h3>{subject}</h3>
                    {super::pack::paragraphs(&text)}
                }
            });
            let each = each.collect_view();
            view! {
                <Card title=words().priorities sub=words().priorities_more>
                    {each} {leads.then(|| view! { <Open label open=start /> })}
                </Card>
            }
                .into_any()
        }} <WillAsk desk />
    }
}

/// The subjects that have a plan now, once each.
fn subjects(desk: Desk) -> Vec<String> {
    desk.circle.with_untracked(|circle| {
        let mut subjects: Vec<String> = Vec::new();
        for plan in circle.of_kind(medium_term_plan::KIND) {
            let subject = plan.text(medium_term_plan::SUBJECT).trim().to_owned();
            if plan.state == medium_term_plan::SHARED && !subject.is_empty() && !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        subjects
    })
}

#[component]
fn Editor(desk: Desk) -> impl IntoView {
    let form = desk.form;
    let rows = Memo::new(move |_| {
        form.with(|form| {
            form.priorities.iter().flatten().filter(|row| !row.removed).map(|row| row.item).collect::<Vec<_>>()
        })
    });
    let add = move |()| {
        form.update(|form| {
            if let Some(rows) = &mut form.priorities {
                rows.push(PriorityForm::new(new_id(), String::new()));
            }
        });
    };
    view! {
        <Card title=words().priorities sub=words().priorities_more>
            <Readers desk />
            <For each=move || rows.get() key=|item| *item let:item>
                <RowFields desk item />
            </For>
            <div class="fb-actions">
                <Button label=words().add_subject kind=ButtonKind::Plain size=ButtonSize::Small icon=Icon::Plus on_press=add />
            </div>
            <Foot desk part=Part::Priorities />
        </Card>
    }
}

#[component]
fn RowFields(desk: Desk, item: ItemId) -> impl IntoView {
    let form = desk.form;
    let remove = move |()| {
        form.update(|form| {
            if let Some(row) = form.priorities.iter_mut().flatten().find(|row| row.item == item) {
                row.removed = true;
            }
        });
        desk.done.say(words().taken_out.to_owned(), move || {
            form.try_update(|form| {
                if let Some(row) = form.priorities.iter_mut().flatten().find(|row| row.item == item) {
                    row.removed = false;
                }
            });
        });
    };
    view! {
        <div>
            {line(desk, words().subject, TextKind::Text, move |form| {
                form.priorities.as_mut()?.iter_mut().find(|row| row.item == item).map(|row| &mut row.subject)
            })}
            {area(desk, words().priority, None, move |form| {
                form.priorities.as_mut()?.iter_mut().find(|row| row.item == item).map(|row| &mut row.words.text)
            })}
            <Button label=words().take_out kind=ButtonKind::Plain size=ButtonSize::Small on_press=remove />
        </div>
    }
}

/// Before closing: what the school will be asked for.
#[component]
fn WillAsk(desk: Desk) -> impl IntoView {
    let asked = Memo::new(move |_| {
        let closes = desk.leads.get() && desk.record.with(|record| record.state == review::NOTES_SHARED);
        let list = || desk.circle.with(|circle| desk.record.with(|record| requests(circle, record)));
        closes.then(list)
    });
    move || {
        let asked = asked.get()?;
        if asked.is_empty() {
            return Some(
                view! { <Card tone=CardTone::School title=words().will_ask sub=words().will_ask_nobody>""</Card> }
                    .into_any(),
            );
        }
        let half_term =
            asked.first().and_then(|request| request.half_term.as_ref()).map(|half_term| half_term.name.clone());
        Some({
            let each = asked.into_iter().map(|request| view! { <li>{request.subject}</li> }).collect_view();
            view! {
                <Card tone=CardTone::School title=words().will_ask sub=(words().will_ask_for)(half_term.as_deref().unwrap_or_default())>
                    <ul>{each}</ul>
                </Card>
            }
            .into_any()
        })
    }
}
