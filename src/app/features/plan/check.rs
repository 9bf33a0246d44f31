//! What we read, to be checked before anything is saved: columns, rows, questions, and what is in no row.

use leptos::prelude::*;

use super::asking;
use super::columns::Columns as TableColumns;
use super::doubts::Doubts;
use super::draft::{AboutPlan, PlanDraft};
use super::import;
use super::paste::Pasting;
use super::split::Subjects;
use crate::show;
use crate::text::plan::{paste as words, plan as plan_words};
use crate::text::time;
use crate::ui::badge::ChildBadge;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::{Card, CardTone};
use crate::ui::icon::Icon;
use crate::ui::page::Stack;
use crate::ui::page_header::PageHeader;
use domain::record::Record;

/// The part.
#[component]
pub(super) fn Check(pasting: Pasting) -> impl IntoView {
    let Pasting { circle, plan, readings, form, .. } = pasting;
    let rows =
        Memo::new(move |_| readings.with(|readings| readings.iter().map(|reading| reading.rows.len()).sum::<usize>()));
    let sub = Signal::derive(move || {
        Some(match rows.get() {
            0 => words().check_nothing.to_owned(),
            rows => (words().check_sub)(rows),
        })
    });
    let count = Memo::new(move |_| readings.with(Vec::len));
    let answered = Memo::new(move |_| form.with(|form| !form.answers.is_empty()));
    view! {
        <PageHeader title=words().check_title sub end=move || view! { <Into circle plan /> } />
        <Stack>
            <LeftUnseen pasting />
            <Subjects pasting />
            {move || {
                let count = count.get();
                (0..count)
                    .map(|table| {
                        view! {
                            {(count > 1).then(|| view! { <h2 class="fb-plan-table-title">{(words().table_of)(table + 1, count)} {title_of(pasting, table)}</h2> })}
                            <TableColumns pasting table />
                            <Doubts pasting table />
                        }
                    })
                    .collect_view()
            }}
            <OtherSubject pasting />
            <OtherDates pasting />
            <LeftOver pasting />
            <FileToo pasting />
            <Show when=move || answered.get()>
                <div class="fb-actions">
                    <Button
                        label=words().ask_anew
                        kind=ButtonKind::Plain
                        icon=Icon::RefreshCw
                        on_press=move |()| form.update(|form| {
                            form.answers.clear();
                            form.split = None;
                        })
                    />
                </div>
            </Show>
        </Stack>
    }
}

fn title_of(pasting: Pasting, table: usize) -> Option<String> {
    let reading = pasting.readings.with_untracked(|readings| {
        let about = &readings.get(table)?.about;
        about.subject.clone().or_else(|| about.title.clone())
    });
    reading.map(|title| format!("· {title}"))
}

/// Which plan it goes into, and whose.
#[component]
fn Into(circle: Signal<crate::circle::Circle>, plan: Memo<Record>) -> impl IntoView {
    let title = move || {
        let title = plan.with(Record::title);
        if title.trim().is_empty() { plan_words().untitled.to_owned() } else { title }
    };
    view! {
        <div class="fb-plan-into">
            {move || {
                let badge = circle.with(show::badge);
                view! { <ChildBadge badge /> }
            }}
            <p>
                <strong>{title}</strong>
                <br />
                <span class="fb-quiet fb-small">{move || circle.with(|circle| circle.first_name().to_owned())}</span>
            </p>
        </div>
    }
}

/// What the author had hidden, and what to do if it was meant to be seen.
#[component]
fn LeftUnseen(pasting: Pasting) -> impl IntoView {
    let form = pasting.form;
    let unseen = Memo::new(move |_| {
        form.with(|form| form.source.as_ref().map(|source| source.document.unseen).unwrap_or_default())
    });
    let has_file =
        Memo::new(move |_| form.with(|form| form.source.as_ref().is_some_and(|source| source.file.is_some())));
    let leave_file = Callback::new(move |()| {
        form.update(|form| {
            if let Some(source) = &mut form.source {
                source.file = None;
            }
        });
    });
    move || {
        let unseen = unseen.get();
        unseen.is_any().then(|| {
            let lines = (words().unseen)(unseen).into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! {
                <Card tone=CardTone::Lantern title=words().unseen_title mark=|| Icon::EyeOff.view()>
                    <ul>{lines}</ul>
                    <p>{words().unseen_more}</p>
                    <Show when=move || has_file.get()>
                        <p>{words().unseen_in_file}</p>
                        <div class="fb-actions">
                            <Button label=words().without_file kind=ButtonKind::Raised on_press=leave_file />
                        </div>
                    </Show>
                </Card>
            }
        })
    }
}

/// That the file itself goes with the plan.
#[component]
fn FileToo(pasting: Pasting) -> impl IntoView {
    let name = Memo::new(move |_| {
        let of = |draft: &PlanDraft| {
            draft.source.as_ref().and_then(|source| source.file.as_ref()).map(|file| file.name.clone())
        };
        pasting.form.with(of)
    });
    move || name.get().map(|name| view! { <p class="fb-quiet fb-small">{(words().file_goes_too)(&name)}</p> })
}

/// One subject in the table, another on the plan.
#[component]
fn OtherSubject(pasting: Pasting) -> impl IntoView {
    let differs = Memo::new(move |_| {
        let own = pasting.plan.with(|plan| plan.text(domain::kinds::medium_term_plan::SUBJECT).trim().to_owned());
        let parts = pasting.readings.with(|readings| import::parts(readings));
        let [only] = &parts[..] else { return None };
        let theirs = only.subject.clone()?;
        (!own.is_empty() && import::key(Some(&theirs)) != import::key(Some(&own))).then_some((theirs, own))
    });
    move || {
        differs.get().map(|(theirs, own)| {
            view! {
                <Card tone=CardTone::Lantern title=(words().other_subject)(&theirs, &own) mark=|| Icon::Question.view()>
                    <p>{words().other_subject_more}</p>
                </Card>
            }
        })
    }
}

/// Weeks whose dates are not in the plan's half term.
#[component]
fn OtherDates(pasting: Pasting) -> impl IntoView {
    let about = Memo::new(move |_| pasting.plan.with(AboutPlan::of));
    let weeks =
        Memo::new(move |_| about.with(|about| pasting.readings.with(|readings| asking::outside(readings, about))));
    move || {
        let (weeks, about) = (weeks.get(), about.get());
        let (first, last) = about.first.zip(about.last).filter(|_| !weeks.is_empty())?;
        let half_term = format!("{} – {}", time::day_and_month(first), time::day_and_month(last));
        Some(view! {
            <Card tone=CardTone::Lantern title=(words().outside)(&half_term) mark=|| Icon::Question.view()>
                <p dir="auto">{weeks.join(" · ")}</p>
                <p class="fb-small">{words().outside_more}</p>
            </Card>
        })
    }
}

/// What is in no row.
#[component]
fn LeftOver(pasting: Pasting) -> impl IntoView {
    let texts = Memo::new(move |_| {
        pasting.tables.with(|tables| {
            pasting.readings.with(|readings| {
                let around =
                    tables.iter().zip(readings).flat_map(|(table, reading)| import::around_rows(table, reading));
                let mut texts: Vec<String> = Vec::new();
                for text in around.filter(|text| !text.trim().is_empty()) {
                    if !texts.contains(&text) {
                        texts.push(text);
                    }
                }
                texts
            })
        })
    });
    move || {
        let texts = texts.get();
        (!texts.is_empty()).then(|| {
            let items =
                texts.into_iter().map(|text| view! { <li class="fb-plan-text" dir="auto">{text}</li> }).collect_view();
            view! {
                <Card title=words().kept_as_notes sub=words().kept_as_notes_more mark=|| Icon::CornerDownRight.view()>
                    <ul>{items}</ul>
                </Card>
            }
        })
    }
}
