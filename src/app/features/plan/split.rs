//! Several subjects in one table: which go into this plan, or a plan for each.

use leptos::prelude::*;

use super::import::{self, Split};
use super::paste::Pasting;
use crate::text::plan::paste as words;
use crate::ui::card::{Card, CardTone};
use crate::ui::checkbox::Checkbox;
use crate::ui::icon::Icon;
use crate::ui::radio_card::{RadioCard, RadioCards};
use domain::kinds::medium_term_plan as plan;

/// What goes where as it stands.
pub(super) fn settled(pasting: Pasting) -> Option<Split> {
    let subject = pasting.plan.with(|plan| plan.text(plan::SUBJECT).to_owned());
    let parts = pasting.readings.with(|readings| import::parts(readings));
    pasting.form.with(|form| import::settled(&parts, &subject, form.split.as_ref()))
}

/// The question; nothing where there is one subject.
#[component]
pub(super) fn Subjects(pasting: Pasting) -> impl IntoView {
    let form = pasting.form;
    let parts = Memo::new(move |_| {
        pasting.readings.with(|readings| {
            import::parts(readings)
                .into_iter()
                .map(|part| (part.key(), part.subject.clone(), part.rows.len()))
                .collect::<Vec<_>>()
        })
    });
    let now = Memo::new(move |_| settled(pasting));
    let choose = Callback::new(move |split: Split| form.update(|form| form.split = Some(split)));
    let some = Memo::new(move |_| {
        now.with(|now| matches!(now, Some(Split::These(_))))
            || form.with(|form| matches!(form.split, Some(Split::These(_))))
    });
    let start_some = Callback::new(move |()| {
        if !some.get_untracked() {
            choose.run(Split::These(Vec::new()));
        }
    });
    let toggle = move |key: String, on: bool| {
        let mut these = match now.get_untracked() {
            Some(Split::These(these)) => these,
            _ => Vec::new(),
        };
        these.retain(|known| *known != key);
        if on {
            these.push(key);
        }
        choose.run(Split::These(these));
    };
    move || {
        let parts = parts.get();
        (parts.len() > 1).then(|| {
            let count = parts.len();
            let boxes = parts
                .into_iter()
                .map(|(key, subject, rows)| {
                    let name = subject.unwrap_or_else(|| words().no_subject.to_owned());
                    let own = key.clone();
                    let checked = Signal::derive(move || now.with(|now| matches!(now, Some(Split::These(these)) if these.contains(&own))));
                    view! { <Checkbox label=(words().subject_rows)(&name, rows) checked on_toggle=move |on| toggle(key.clone(), on) /> }
                })
                .collect::<Vec<_>>();
            view! {
                <Card tone=CardTone::Lantern title=words().which_subjects sub=words().which_subjects_more mark=|| Icon::Question.view()>
                    <RadioCards legend=words().which_subjects>
                        <RadioCard
                            name="plan-split"
                            selected=Signal::derive(move || now.with(|now| *now == Some(Split::Each)))
                            on_select=move |()| choose.run(Split::Each)
                            title=(words().each)(count)
                            small=words().each_more.to_owned()
                        />
                        <RadioCard
                            name="plan-split"
                            selected=some
                            on_select=start_some
                            title=words().some
                        />
                    </RadioCards>
                    <div class="fb-plan-subjects" hidden=move || !some.get()>
                        {boxes}
                    </div>
                </Card>
            }
        })
    }
}
