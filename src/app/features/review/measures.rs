//! What both sides agreed to measure, from the child's own start; a value for this half term.

use domain::access::Action;
use domain::ids::RecordId;
use domain::kinds::{measure, progress_review as review};
use domain::record::Record;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use super::editing::{Foot, Open, Readers, line};
use super::model::{MeasureForm, Part};
use crate::circle::Circle;
use crate::routes::paths;
use crate::show;
use crate::text::review::review as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::table::{Table, TableCell, TableRow};
use crate::ui::text_field::TextKind;

/// One measure as it is shown.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    id: RecordId,
    name: String,
    unit: String,
    start: Option<i64>,
    now: Option<i64>,
    /// Somebody proposed it, and it waits for the others to agree.
    proposed: bool,
}

impl Desk {
    fn measures(self) -> Vec<Shown> {
        self.circle.with(|circle| {
            self.record.with(|stands| {
                let mut agreed = circle.of_kind(measure::KIND);
                agreed.retain(|record| record.state != measure::CLOSED || value(stands, record.id).is_some());
                agreed.reverse();
                agreed.into_iter().map(|record| one(stands, record)).collect()
            })
        })
    }
}

fn one(stands: &Record, record: &Record) -> Shown {
    Shown {
        id: record.id,
        name: record.title(),
        unit: record.text(measure::UNIT).to_owned(),
        start: record.get(measure::BASELINE),
        now: value(stands, record.id),
        proposed: record.state == measure::PROPOSED,
    }
}

fn value(stands: &Record, id: RecordId) -> Option<i64> {
    let found = stands.items(review::MEASURES).into_iter().find(|item| item.get(review::MEASURE) == Some(id));
    found.and_then(|item| item.get(review::MEASURE_VALUE))
}

/// The card.
#[component]
pub(super) fn Measures(desk: Desk) -> impl IntoView {
    let open = desk.is_open(Part::Measures);
    let shown = Memo::new(move |_| desk.measures());
    let start = Callback::new(move |()| {
        let typed = shown.get_untracked().into_iter().map(|one| {
            let before = one.now.map(|now| now.to_string()).unwrap_or_default();
            MeasureForm { measure: one.id, value: before.clone(), before }
        });
        let typed = typed.collect();
        desk.form.update(|form| form.measures = Some(typed));
    });
    let circle = desk.circle.with_untracked(Circle::id);
    move || {
        if open.get() {
            return view! { <Editor desk /> }.into_any();
        }
        let all = shown.get();
        let (leads, any) = (desk.leads.get(), !all.is_empty());
        if !any && !leads {
            return ().into_any();
        }
        let add = view! {
            <Button
                label=words().add_measure
                kind=ButtonKind::Plain
                size=ButtonSize::Small
                icon=Icon::Plus
                href=paths::new_record(circle, measure::KIND)
            />
        };
        let columns = words().measure_columns.map(str::to_owned).to_vec();
        let rows = all.into_iter().map(|one| view! { <MeasureRow desk one /> }).collect_view();
        view! {
            <Card title=words().measures sub=words().measures_more>
                {any.then(|| view! { <Table caption=words().measures columns>{rows}</Table> })}
                <div class="fb-actions">
                    {(leads && any).then(|| view! { <Open label=words().write_measures open=start /> })} {leads.then_some(add)}
                </div>
            </Card>
        }
        .into_any()
    }
}

#[component]
fn MeasureRow(desk: Desk, one: Shown) -> impl IntoView {
    let id = one.id;
    let agree = move |()| {
        let change = desk.circle.with_untracked(|circle| {
            let record = circle.get(id)?;
            Some(desk.notebook.on(record).move_to(measure::AGREED).done())
        });
        spawn_local(async move {
            if let Some(change) = change {
                // What could not be kept is announced above every page.
                let _ = desk.notebook.record(vec![change]).await;
            }
        });
    };
    let may_agree = Memo::new(move |_| {
        desk.circle.with(|circle| {
            let step = Action::Move { from: measure::PROPOSED, to: measure::AGREED };
            circle.get(id).is_some_and(|record| circle.may(step, record, show::today()))
        })
    });
    let agrees = move || {
        (one.proposed && may_agree.get()).then(|| {
            view! { <Button label=words().agree kind=ButtonKind::Second size=ButtonSize::Small on_press=agree /> }
        })
    };
    let small = if one.proposed { format!("{} · {}", one.unit, words().proposed) } else { one.unit };
    let [label, start, now] = words().measure_columns;
    let figure = |value: Option<i64>| value.map_or_else(|| words().not_yet.to_owned(), |value| value.to_string());
    view! {
        <TableRow>
            <TableCell label strong=one.name small>{agrees}</TableCell>
            <TableCell label=start>{figure(one.start)}</TableCell>
            <TableCell label=now>{figure(one.now)}</TableCell>
        </TableRow>
    }
}

#[component]
fn Editor(desk: Desk) -> impl IntoView {
    let names = desk.circle.with_untracked(|circle| {
        desk.form.with_untracked(|form| {
            let typed = form.measures.iter().flatten();
            typed
                .filter_map(|typed| Some((typed.measure, circle.get(typed.measure).map(label_of)?)))
                .collect::<Vec<_>>()
        })
    });
    let fields = names.into_iter().map(|(id, label)| {
        line(desk, label, TextKind::Number, move |form| {
            let typed = form.measures.as_mut()?.iter_mut().find(|typed| typed.measure == id)?;
            Some(&mut typed.value)
        })
    });
    let fields = fields.collect_view();
    view! {
        <Card title=words().measures sub=words().whole_numbers>
            <Readers desk />
            {fields}
            <Foot desk part=Part::Measures why=words().number_wrong />
        </Card>
    }
}

fn label_of(record: &Record) -> String {
    let (name, unit) = (record.title(), record.text(measure::UNIT));
    if unit.is_empty() { name } else { format!("{name}, {unit}") }
}
