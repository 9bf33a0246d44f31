//! The one thing to do next, and where the review stands.

use domain::access::Action;
use domain::calendar::london_day;
use domain::kinds::progress_review as review;
use leptos::prelude::*;

use super::desk::Desk;
use super::model::{MainStep, Part, WhenForm, main_step};
use super::page::likely_date;
use super::save::{requests, step_key};
use crate::features::hand_made::stands;
use crate::show;
use crate::text::review::review as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::page::PageAction;
use crate::ui::tag::{Tag, TagTone};

impl Desk {
    /// The next step, if it is mine to take.
    fn step(self) -> Option<MainStep> {
        let step = self.record.with(|record| main_step(record.state))?;
        let allowed = self.may_move(step) && self.leads.get();
        allowed.then_some(step)
    }

    /// The step that has a button now: while the date is open, the date has its own.
    fn offered(self) -> Memo<Option<MainStep>> {
        let date = self.is_open(Part::When);
        Memo::new(move |_| self.step().filter(|step| !(*step == MainStep::ChooseDate && date.get())))
    }

    fn may_move(self, step: MainStep) -> bool {
        self.circle.with(|circle| {
            self.record
                .with(|record| circle.may(Action::Move { from: record.state, to: step.to() }, record, show::today()))
        })
    }

    /// Opens the date, with a likely one where there is none.
    pub(super) fn open_date(self) {
        let stands = self.record.with_untracked(WhenForm::of);
        let before = if stands.day.is_empty() { self.circle.with_untracked(likely_date) } else { stands };
        self.form.update(|form| {
            form.when = Some(before.clone());
            form.when_before = before;
        });
    }
}

/// The main button above the bar on phones; no bar of its own where there is nothing to do.
#[component]
pub(super) fn MainButtonOnPhones(desk: Desk) -> impl IntoView {
    let offered = desk.offered();
    view! {
        <Show when=move || offered.with(Option::is_some)>
            <PageAction>
                <MainButton desk />
            </PageAction>
        </Show>
    }
}

/// The main button.
#[component]
pub(super) fn MainButton(desk: Desk) -> impl IntoView {
    let step = desk.offered();
    // A review can be held although nobody shared its pack.
    let also_held = Memo::new(move |_| {
        let day_came =
            || desk.record.with(|record| record.get(review::WHEN).is_some_and(|at| london_day(at) <= show::today()));
        step.get() == Some(MainStep::SharePack) && day_came() && desk.may_move(MainStep::Hold)
    });
    move || {
        let step = step.get()?;
        let icon = [Icon::Calendar, Icon::Send, Icon::Check, Icon::Send, Icon::CircleCheck][step_key(step)];
        let on_press = move |()| if step == MainStep::ChooseDate { desk.open_date() } else { desk.go(step) };
        let unheard = matches!(step, MainStep::SharePack | MainStep::Hold) && desk.child_is_unheard();
        let asks_nobody = || desk.circle.with(|circle| desk.record.with(|record| requests(circle, record).is_empty()));
        let label = match step {
            MainStep::Close if asks_nobody() => words().close_only,
            _ => words().steps[step_key(step)],
        };
        Some(view! {
            {unheard.then(|| view! { <p class="fb-quiet">{(words().no_view_yet)(&desk.name())}</p> })}
            <div class="fb-actions">
                <Button label icon busy=desk.busy on_press />
                {also_held
                    .get()
                    .then(|| {
                        view! {
                            <Button label=words().steps[step_key(MainStep::Hold)] kind=ButtonKind::Second on_press=move |()| desk.go(MainStep::Hold) />
                        }
                    })}
            </div>
        })
    }
}

/// Where it stands, in a word.
#[component]
pub(super) fn Stands(desk: Desk) -> impl IntoView {
    let state = Memo::new(move |_| {
        desk.circle.with(|circle| desk.record.with(|record| (record.state, stands(circle, record))))
    });
    move || {
        let (state, label) = state.get();
        let tone = if state == review::CLOSED { TagTone::Sunk } else { TagTone::Pine };
        view! { <Tag label tone /> }
    }
}
