//! What a plan is about: subject, topic, half term, class. In a form of its own, and on the page that begins a plan.

use leptos::prelude::*;

use super::draft::AboutPlan;
use super::here::Here;
use crate::circle::Circle;
use crate::show;
use crate::text::duties;
use crate::text::plan::{paste as words, plan as plan_words};
use crate::text::time;
use crate::ui::button::Button;
use crate::ui::choice::Choice;
use crate::ui::dialog::Dialog;
use crate::ui::select_field::SelectField;
use crate::ui::text_field::TextField;

/// The fields.
#[component]
pub(super) fn AboutFields(
    circle: Signal<Circle>,
    #[prop(into)] about: Signal<AboutPlan>,
    #[prop(into)] on_change: Callback<AboutPlan>,
    /// Whether the subject may come from the table.
    #[prop(optional)]
    may_wait: bool,
) -> impl IntoView {
    let change = move |apply: fn(&mut AboutPlan, String), text: String| {
        let mut new = about.get_untracked();
        apply(&mut new, text);
        on_change.run(new);
    };
    let half_terms =
        about.with_untracked(|about| circle.with_untracked(|circle| about.half_terms(circle, show::today())));
    let options: Vec<Choice<chrono::NaiveDate>> = half_terms
        .iter()
        .map(|half_term| {
            let (first, last) = (time::short_day(half_term.first), time::short_day(half_term.last));
            Choice::new(half_term.first, (words().half_term_of)(&half_term.name, &first, &last))
        })
        .collect();
    let choose = Callback::new(move |first: chrono::NaiveDate| {
        let last = half_terms.iter().find(|half_term| half_term.first == first).map(|half_term| half_term.last);
        on_change.run(AboutPlan { first: Some(first), last, ..about.get_untracked() });
    });
    let dates = circle.with_untracked(|circle| duties::dates(circle.calendar().dates(show::today())));
    let dates = dates.map(str::to_owned);
    let hint = may_wait.then(|| words().subject_hint.to_owned());
    view! {
        <TextField id="plan-subject" label=words().subject hint
            value=Signal::derive(move || about.with(|about| about.subject.clone()))
            on_input=move |text| change(|about, text| about.subject = text, text) />
        <TextField id="plan-topic" label=words().topic hint=words().topic_hint
            value=Signal::derive(move || about.with(|about| about.topic.clone()))
            on_input=move |text| change(|about, text| about.topic = text, text) />
        <SelectField id="plan-half-term" label=words().half_term hint=dates options
            selected=Signal::derive(move || about.with(|about| about.first)) on_select=choose />
        <TextField id="plan-class" label=words().class
            value=Signal::derive(move || about.with(|about| about.class.clone()))
            on_input=move |text| change(|about, text| about.class = text, text) />
    }
}

/// The sheet over a plan's page.
#[component]
pub(super) fn AboutSheet(here: Here, open: RwSignal<bool>) -> impl IntoView {
    let about = RwSignal::new(AboutPlan::default());
    // What the person saw when they opened it: others may write meanwhile.
    let before = StoredValue::new(here.plan.get_untracked());
    let shown = RwSignal::new(false);
    // The form is filled before it is drawn.
    Effect::new(move || {
        if open.get() {
            let plan = here.plan.get_untracked();
            about.set(AboutPlan::of(&plan));
            before.set_value(plan);
        }
        shown.set(open.get());
    });
    let save = Callback::new(move |()| {
        let before = before.get_value();
        let change = about.get_untracked().write(here.notebook.on(&before)).done();
        here.act(before, change, plan_words().about_saved);
        open.set(false);
    });
    view! {
        <Dialog
            title=plan_words().about
            open=shown
            on_close=move |()| open.set(false)
            actions=move || view! { <Button label=words().save on_press=save /> }
        >
            <AboutFields circle=here.circle about on_change=move |new| about.set(new) />
        </Dialog>
    }
}
