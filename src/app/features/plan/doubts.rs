//! Everything about a table that only a person can say, each with what we take it for until then.

use domain::plan_table::{Choice as Answer, Doubt, Question, Reading};
use leptos::prelude::*;

use super::columns::answer;
use super::paste::Pasting;
use crate::text::plan::paste as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::{Card, CardTone};
use crate::ui::icon::Icon;
use crate::ui::text_field::TextField;
use domain::kinds::medium_term_plan as plan;

/// The questions about one table.
#[component]
pub(super) fn Doubts(pasting: Pasting, table: usize) -> impl IntoView {
    let doubts = Memo::new(move |_| {
        let has_subject = pasting.plan.with(|plan| !plan.text(plan::SUBJECT).trim().is_empty());
        pasting.readings.with(|readings| {
            let Some(reading) = readings.get(table) else { return Vec::new() };
            // The plan says already which subject it is.
            let asks = |doubt: &&Doubt| doubt.question != Question::Subject || !has_subject;
            reading.doubts.iter().filter(asks).map(|doubt| (doubt.clone(), said(reading, doubt))).collect::<Vec<_>>()
        })
    });
    view! {
        <div class="fb-plan-doubts" aria-live="polite">
            <For each=move || doubts.get() key=|(doubt, _)| doubt.question let:one>
                <Ask pasting table doubt=one.0 title=one.1 />
            </For>
        </div>
    }
}

/// The question in words.
fn said(reading: &Reading, doubt: &Doubt) -> String {
    let heading = match doubt.question {
        Question::Column(index) => {
            reading.columns.iter().find(|column| column.index == index).map(|column| column.heading.clone())
        }
        _ => doubt.texts.first().cloned(),
    };
    (words().question)(doubt.question, &heading.unwrap_or_default(), doubt.rows.first().copied())
}

#[component]
fn Ask(pasting: Pasting, table: usize, doubt: Doubt, title: String) -> impl IntoView {
    let question = doubt.question;
    let for_now = (words().for_now)(&(words().choice)(question, &doubt.guess));
    let examples = doubt.texts.iter().take(3).cloned().collect::<Vec<_>>().join(" · ");
    let buttons = doubt
        .choices
        .iter()
        .enumerate()
        .map(|(at, choice)| {
            let label = (words().choice)(question, choice);
            let choice = choice.clone();
            // The likeliest stands out.
            let kind = if at == 0 { ButtonKind::Raised } else { ButtonKind::Plain };
            view! {
                <Button label kind size=ButtonSize::Small on_press=move |()| answer(pasting, table, question, choice.clone()) />
            }
        })
        .collect_view();
    view! {
        <Card tone=CardTone::Lantern title mark=|| Icon::Question.view()>
            {matches!(question, Question::Column(_) | Question::CellsHold | Question::Across(_))
                .then(|| view! { <p dir="auto">{examples}</p> })}
            <p class="fb-small">{for_now}</p>
            {match question {
                Question::Subject => view! { <NameIt pasting table /> }.into_any(),
                _ => view! { <div class="fb-actions">{buttons}</div> }.into_any(),
            }}
        </Card>
    }
}

/// The subject, in the person's own words.
#[component]
fn NameIt(pasting: Pasting, table: usize) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let save = Callback::new(move |()| {
        let name = typed.get_untracked().trim().to_owned();
        if !name.is_empty() {
            answer(pasting, table, Question::Subject, Answer::Named(name));
        }
    });
    view! {
        <TextField label=words().subject_missing value=typed on_input=move |text| typed.set(text) />
        <div class="fb-actions">
            <Button label=words().save kind=ButtonKind::Raised size=ButtonSize::Small on_press=save />
            <Button
                label=(words().choice)(Question::Subject, &Answer::Without)
                kind=ButtonKind::Plain
                size=ButtonSize::Small
                on_press=move |()| answer(pasting, table, Question::Subject, Answer::Without)
            />
        </div>
    }
}
