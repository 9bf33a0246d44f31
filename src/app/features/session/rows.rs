//! What was done: the plan's next rows in three parts each, something else in two taps, any other row from a sheet.

use domain::ids::{ItemId, RecordId};
use leptos::prelude::*;

use super::model::{AskForm, HowFar, RowForm, SessionForm};
use super::pick::PickRow;
use super::suggest::{self, PlanRow};
use crate::circle::Circle;
use crate::platform::clock::new_id;
use crate::show;
use crate::text::session::session as words;
use crate::text::time;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::choice::Choice;
use crate::ui::icon::Icon;
use crate::ui::row::{Row, Rows};
use crate::ui::section::Section;
use crate::ui::segmented::Segmented;
use crate::ui::select_field::SelectField;
use crate::ui::tag::{Tag, TagTone};
use crate::ui::text_area::TextArea;

/// The part.
#[component]
pub(super) fn WhatDidYouDo(circle: Signal<Circle>, form: RwSignal<SessionForm>) -> impl IntoView {
    let picking = RwSignal::new(false);
    let shown = Memo::new(move |_| circle.with(|circle| form.with(|form| suggest::shown(circle, form))));
    let plans = Memo::new(move |_| {
        circle.with(|circle| suggest::plans(circle).iter().map(|plan| (plan.id, plan.title())).collect::<Vec<_>>())
    });
    let empty = move || {
        if plans.with(Vec::is_empty) {
            return Some(view! { <Row strong=words().no_plan small=words().no_plan_more /> }.into_any());
        }
        shown.with(Vec::is_empty).then(|| view! { <Row strong=words().all_taught /> }.into_any())
    };
    view! {
        <Section title=words().what_did_you_do>
            <WhichPlan circle form plans />
            <Card flush=true>
                <Rows>
                    {empty}
                    <For each=move || shown.get() key=|row| (row.plan, row.row) let:row>
                        <PlanRowCard circle form row />
                    </For>
                    <SomethingElse form picking has_rows=Signal::derive(move || !plans.with(Vec::is_empty)) />
                </Rows>
            </Card>
            <PickRow circle form open=picking />
        </Section>
    }
}

/// Which of the school's plans the rows come from; nothing where there is one.
#[component]
fn WhichPlan(
    circle: Signal<Circle>,
    form: RwSignal<SessionForm>,
    plans: Memo<Vec<(RecordId, String)>>,
) -> impl IntoView {
    let on_select = Callback::new(move |chosen: RecordId| {
        let subject = circle.with_untracked(|circle| circle.get(chosen).map(suggest::subject)).unwrap_or_default();
        form.update(|form| {
            form.plan = Some(chosen);
            form.subject = subject;
        });
    });
    move || {
        let plans = plans.get();
        (plans.len() > 1).then(|| {
            let options = plans.into_iter().map(|(id, title)| Choice::new(id, title)).collect::<Vec<_>>();
            let selected = Signal::derive(move || form.with(|form| form.plan));
            view! { <SelectField label=words().which_plan options selected on_select /> }
        })
    }
}

#[component]
fn PlanRowCard(circle: Signal<Circle>, form: RwSignal<SessionForm>, row: PlanRow) -> impl IntoView {
    let (plan_id, row_id) = (row.plan, row.row);
    let far = Memo::new(move |_| form.with(|form| form.how_far(plan_id, row_id)));
    let item: ItemId = new_id();
    let say = StoredValue::new(RowForm {
        item,
        plan: plan_id,
        row: row_id,
        words: row.words.clone(),
        how_far: HowFar::Taught,
    });
    let mark = Callback::new(move |how_far: HowFar| {
        let said = RowForm { how_far, ..say.get_value() };
        form.update(|form| form.mark(said));
    });
    let week = if row.week.is_empty() { words().schools_plan.to_owned() } else { (words().schools_plan_at)(&row.week) };
    let before = row.coverage == domain::coverage::Coverage::Part;
    let small = if before { format!("{week} · {}", words().part_before) } else { week };
    let legend = (words().how_far)(&row.words);
    let parts = StoredValue::new(legend);
    view! {
        <Row
            strong=row.words.clone()
            small
            end=move || {
                view! {
                    <Show
                        when=move || far.get() != Some(HowFar::Skipped)
                        fallback=move || {
                            view! {
                                <div class="fb-actions">
                                    <Tag label=words().left_out icon=Icon::CircleSlash />
                                    <Button
                                        label=words().left_out_undo
                                        kind=ButtonKind::Plain
                                        size=ButtonSize::Small
                                        on_press=move |()| mark.run(HowFar::Skipped)
                                    />
                                </div>
                            }
                        }
                    >
                        <Segmented
                            legend=parts.get_value()
                            options=vec![
                                Choice::new(HowFar::Taught, words().taught).with_icon(Icon::CircleCheck),
                                Choice::new(HowFar::Part, words().part).with_icon(Icon::CircleHalf),
                                Choice::new(HowFar::NotToday, words().not_today).with_icon(Icon::Circle),
                            ]
                            selected=far
                            on_select=mark
                        />
                    </Show>
                }
            }
        >
            <AskForWorksheet circle form row />
        </Row>
    }
}

/// One tap, where the row speaks of something to use.
#[component]
fn AskForWorksheet(circle: Signal<Circle>, form: RwSignal<SessionForm>, row: PlanRow) -> impl IntoView {
    if row.resources.is_empty() {
        return ().into_any();
    }
    let (plan_id, row_id, what) = (row.plan, row.row, row.resources);
    let asked = Memo::new(move |_| form.with(|form| form.asks_for(plan_id, row_id)));
    let before = Memo::new(move |_| {
        circle.with(|circle| {
            let request = suggest::open_request(circle, plan_id, row_id)?;
            let state = show::words(circle, request.kind).state(request.state);
            Some(format!("{state} {}", time::when(request.changed.at, crate::show::today())))
        })
    });
    let record: RecordId = new_id();
    let ask = StoredValue::new(AskForm { record, plan: plan_id, row: row_id, what: what.clone() });
    let toggle = Callback::new(move |()| form.update(|form| form.ask(ask.get_value())));
    view! {
        <div class="fb-session-ask">
            <span class="fb-quiet fb-small">{what}</span>
            {move || match (before.get(), asked.get()) {
                (Some(state), _) => view! { <Tag label=state icon=Icon::Paperclip tone=TagTone::School /> }.into_any(),
                (None, true) => {
                    view! {
                        <Tag label=words().asked icon=Icon::Check tone=TagTone::Pine />
                        <Button label=words().ask_no_more kind=ButtonKind::Plain size=ButtonSize::Small on_press=toggle />
                    }
                        .into_any()
                }
                (None, false) => {
                    view! { <Button label=words().ask_for kind=ButtonKind::Second size=ButtonSize::Small icon=Icon::Paperclip on_press=toggle /> }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}

/// Two taps: open it, tap an idea. Or write.
#[component]
fn SomethingElse(form: RwSignal<SessionForm>, picking: RwSignal<bool>, has_rows: Signal<bool>) -> impl IntoView {
    let open = Memo::new(move |_| form.with(|form| form.something_else.is_some()));
    let text = Signal::derive(move || form.with(|form| form.something_else.clone().unwrap_or_default()));
    let add = move |idea: &'static str| {
        form.update(|form| {
            let text = form.something_else.get_or_insert_default();
            if !text.contains(idea) {
                *text = if text.trim().is_empty() { idea.to_owned() } else { format!("{} {idea}", text.trim_end()) };
            }
        });
    };
    view! {
        <li class="fb-row fb-session-else">
            <div class="fb-session-else__head">
                <Button
                    label=words().something_else
                    kind=ButtonKind::Plain
                    icon=Icon::Plus
                    on_press=move |()| form.update(|form| {
                        form.something_else = match form.something_else.take() {
                            Some(text) if text.trim().is_empty() => None,
                            Some(text) => Some(text),
                            None => Some(String::new()),
                        };
                    })
                />
                <Show when=move || has_rows.get()>
                    <Button label=words().pick_another kind=ButtonKind::Plain icon_end=Icon::ChevronRight on_press=move |()| picking.set(true) />
                </Show>
            </div>
            <Show when=move || open.get()>
                <div class="fb-session-else__body">
                    <div class="fb-actions">
                        {words()
                            .ideas
                            .iter()
                            .map(|idea| {
                                view! { <Button label=*idea kind=ButtonKind::Second size=ButtonSize::Small on_press=move |()| add(idea) /> }
                            })
                            .collect_view()}
                    </div>
                    <TextArea
                        label=words().something_else_what
                        value=text
                        on_input=move |text: String| form.update(|form| form.something_else = Some(text))
                    />
                </div>
            </Show>
        </li>
    }
}
