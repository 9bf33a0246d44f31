//! Everything about a table that only a person can say, each with what we take it for until then.

use domain::plan_table::{Choice as Answer, Doubt, Question};
use leptos::prelude::*;

use super::asking;
use super::columns::answer;
use super::paste::Pasting;
use crate::text::plan::paste as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::{Card, CardTone};
use crate::ui::choice::Choice;
use crate::ui::icon::Icon;
use crate::ui::segmented::{Segmented, SegmentedLook};
use crate::ui::text_field::TextField;
use domain::kinds::medium_term_plan as plan;

/// The questions about one table.
#[component]
pub(super) fn Doubts(pasting: Pasting, table: usize) -> impl IntoView {
    let doubts = Memo::new(move |_| {
        let has_subject = pasting.plan.with(|plan| !plan.text(plan::SUBJECT).trim().is_empty());
        pasting.readings.with(|readings| {
            let asked = asking::asked(readings, table, has_subject).into_iter();
            asked.map(|doubt| (doubt.clone(), asking::in_words(&readings[table], &doubt))).collect::<Vec<_>>()
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

#[component]
fn Ask(pasting: Pasting, table: usize, doubt: Doubt, title: String) -> impl IntoView {
    let question = doubt.question;
    let examples = doubt.texts.iter().take(3).cloned().collect::<Vec<_>>().join(" · ");
    let options: Vec<Choice<usize>> = doubt
        .choices
        .iter()
        .enumerate()
        .map(|(at, choice)| Choice::new(at, (words().choice)(question, choice)))
        .collect();
    // What looks chosen counts: our guess does, but for what has to be answered nothing is chosen yet.
    let guess = doubt.choices.iter().position(|choice| *choice == doubt.guess);
    let selected = Signal::stored(guess.filter(|_| !asking::is_needed(question)));
    let on_select = {
        let choices = doubt.choices;
        Callback::new(move |at: usize| {
            if let Some(choice) = choices.get(at) {
                answer(pasting, table, question, choice.clone());
            }
        })
    };
    let legend = title.clone();
    view! {
        <Card tone=CardTone::Lantern title mark=|| Icon::Question.view()>
            {matches!(question, Question::Column(_) | Question::CellsHold | Question::Across(_))
                .then(|| view! { <p dir="auto">{examples}</p> })}
            {match question {
                Question::Subject => view! { <NameIt pasting table /> }.into_any(),
                _ => view! { <Segmented legend options selected on_select look=SegmentedLook::Edged /> }.into_any(),
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
