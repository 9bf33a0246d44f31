//! Saving parts of a review and moving it on: always one record of changes, with the way back where the review has one.

use domain::change::{Change, Edit};
use domain::compose::{Compose, with};
use domain::field::{Field, Items};
use domain::ids::{CircleId, ItemId, RecordId};
use domain::kind::StateKey;
use domain::kinds::progress_review as review;
use domain::kinds::{action, measure, medium_term_plan};
use domain::record::Record;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::{Desk, begin_review};
use super::model::{MainStep, Part, ReviewForm, chosen, guests, numbers, plan_requests};
use crate::circle::Circle;
use crate::notebook::Notebook;
use crate::platform::clock::new_id;
use crate::show;
use crate::text::review::review as words;

impl Desk {
    /// Saves these parts.
    pub(super) fn save(self, parts: Vec<Part>) {
        self.record_it(parts, None);
    }

    /// Moves the review on, and saves with it whatever is written and whole.
    pub(super) fn go(self, step: MainStep) {
        let parts = self.form.with_untracked(|form| {
            let ready = Part::ALL.into_iter().filter(|part| form.is_open(*part) && !form.is_wrong(*part));
            ready.filter(|part| form.differs(*part) || *part == Part::When).collect()
        });
        self.record_it(parts, Some(step));
    }

    fn record_it(self, parts: Vec<Part>, step: Option<MainStep>) {
        if self.busy.get_untracked() {
            return;
        }
        let (form, circle, stands) =
            (self.form.get_untracked(), self.circle.get_untracked(), self.record.get_untracked());
        let Made { changes, asked } = self.changes(&form, &circle, &stands, &parts, step);
        self.busy.set(true);
        self.not_saved.set(false);
        spawn_local(async move {
            let outcome = if changes.is_empty() { Ok(()) } else { self.notebook.record(changes).await };
            self.busy.try_set(false);
            if outcome.is_err() {
                self.not_saved.try_set(true);
                return;
            }
            self.form.try_update(|now| {
                // What was typed while this was being kept stays open.
                if *now == form {
                    parts.iter().for_each(|part| now.close(*part));
                }
                if step == Some(MainStep::SharePack) {
                    now.left_out.clear();
                }
            });
            match step {
                None => self.done.say_only(words().saved.to_owned()),
                Some(step) => self.say_step(step, stands.state, asked),
            }
        });
    }

    fn say_step(self, step: MainStep, from: StateKey, asked: Vec<RecordId>) {
        let said = (words().step_done)(step_key(step), asked.len());
        let leads_back = review::SPEC.moves.iter().any(|m| m.from == step.to() && m.to == from);
        if !leads_back {
            self.done.say_only(said);
            return;
        }
        let (notebook, circle, id) = (self.notebook, self.circle.with_untracked(Circle::id), self.id);
        self.done.say(said, move || take_back(notebook, circle, id, from, &asked));
    }

    fn changes(
        self,
        form: &ReviewForm,
        circle: &Circle,
        stands: &Record,
        parts: &[Part],
        step: Option<MainStep>,
    ) -> Made {
        let begins = !self.is_there.get_untracked();
        let mut compose: Compose<'_> = match begins {
            true => begin_review(self.notebook, circle, self.id, &half_term_of(stands)),
            false => self.notebook.on(stands),
        };
        let guests = guests(circle);
        for part in parts {
            compose = form.write(*part, compose, stands, &guests, begins);
        }
        if step == Some(MainStep::SharePack) {
            compose = put_pack(compose, form, circle, stands, parts.contains(&Part::Summary));
        }
        if let Some(step) = step {
            compose = compose.move_to(step.to());
        }
        let mut changes: Vec<Change> =
            Some(compose).filter(|compose| !compose.is_empty()).map(Compose::done).into_iter().collect();
        for part in parts {
            changes.extend(self.besides(*part, form, circle, stands));
        }
        let mut asked = Vec::new();
        if step == Some(MainStep::Close) {
            for request in requests(circle, stands) {
                let id: RecordId = new_id();
                asked.push(id);
                changes.push(request.write(self.notebook.begin(medium_term_plan::KIND, circle.id(), id)).done());
            }
        }
        Made { changes, asked }
    }

    /// What a part says of other records.
    fn besides(self, part: Part, form: &ReviewForm, circle: &Circle, stands: &Record) -> Vec<Change> {
        let begin = |form: &super::model::ActionForm| {
            form.write(self.notebook.begin(action::KIND, circle.id(), form.record), self.id).done()
        };
        match part {
            Part::Action => form.action.iter().filter(|action| action.is_whole()).map(begin).collect(),
            Part::Issue => {
                form.issue.iter().map(|issue| &issue.action).filter(|action| action.is_whole()).map(begin).collect()
            }
            Part::Measures => {
                let typed = form.measures.iter().flatten().filter(|typed| typed.value != typed.before);
                typed
                    .filter_map(|typed| {
                        let (value, record) = (typed.number()?, circle.get(typed.measure)?);
                        let change = put_value(self.notebook.on(record), record, self.id, stands, value).done();
                        circle.may_change(Some(record), &change, show::today()).then_some(change)
                    })
                    .filter(|change| !change.edits.is_empty())
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

struct Made {
    changes: Vec<Change>,
    asked: Vec<RecordId>,
}

/// The plans that closing asks for.
pub(super) fn requests(circle: &Circle, stands: &Record) -> Vec<super::model::PlanRequest> {
    if !circle.may_begin(medium_term_plan::KIND) {
        return Vec::new();
    }
    plan_requests(stands, &circle.of_kind(medium_term_plan::KIND), &circle.calendar(), words().all_subjects)
}

fn half_term_of(stands: &Record) -> domain::calendar::HalfTerm {
    let first = stands.get(review::PERIOD_FIRST).unwrap_or_else(show::today);
    let last = stands.get(review::PERIOD_LAST).unwrap_or(first);
    domain::calendar::HalfTerm { name: stands.text(review::HALF_TERM).to_owned(), first, last }
}

/// The records that a pack is built from.
pub(super) fn all_records(circle: &Circle) -> Vec<&Record> {
    circle.view.records.values().filter(|record| !record.removed).collect()
}

/// The first and the last day that a review looks at.
pub(super) fn period(of: &Record) -> (chrono::NaiveDate, chrono::NaiveDate) {
    let half_term = half_term_of(of);
    (half_term.first, half_term.last)
}

/// What the pack says in words when nobody has written anything else.
pub(super) fn offered_summary(circle: &Circle, stands: &Record) -> String {
    let (first, last) = period(stands);
    let numbers = numbers(&all_records(circle), first, last);
    let taught = |far: &[domain::coverage::Coverage]| {
        far.iter().filter(|far| **far == domain::coverage::Coverage::Taught).count()
    };
    let plans: Vec<String> =
        numbers.plans.iter().map(|(title, far)| (words().plan_line)(title, taught(far), far.len())).collect();
    (words().summary)(circle.first_name(), numbers.sessions, numbers.days, &plans)
}

fn put_pack<'a>(
    compose: Compose<'a>,
    form: &ReviewForm,
    circle: &Circle,
    stands: &Record,
    written: bool,
) -> Compose<'a> {
    let (first, last) = period(stands);
    let contents = review::pack(all_records(circle), first, last);
    let (work, targets) = chosen(&contents, &form.left_out);
    let mut compose = compose;
    for item in stands.items(review::PACK) {
        let kept = |field: Field<RecordId>, of: &[RecordId]| item.get(field).is_some_and(|id| of.contains(&id));
        if !kept(review::PACK_WORK, &work) && !kept(review::PACK_TARGET, &targets) {
            compose = compose.remove(review::PACK, item.id);
        }
    }
    compose = put_list(compose, stands, review::PACK_WORK, &work);
    compose = put_list(compose, stands, review::PACK_TARGET, &targets);
    if !written && stands.text(review::SUMMARY).trim().is_empty() {
        compose = compose.write(review::SUMMARY, offered_summary(circle, stands));
    }
    compose
}

fn put_list<'a>(compose: Compose<'a>, stands: &Record, field: Field<RecordId>, of: &[RecordId]) -> Compose<'a> {
    let list: Field<Items> = review::PACK;
    of.iter().fold(compose, |compose, id| {
        let item = ItemId::from_bytes(*id.as_bytes());
        let there = stands.items(list).into_iter().any(|item| item.get(field) == Some(*id));
        match (there, stands.item(list.key, item).is_some()) {
            (true, _) => compose,
            (false, true) => compose.edit(Edit::RestoreItem { list: list.key, item }),
            (false, false) => compose.add(list, item, vec![with(field, *id)]),
        }
    })
}

/// A measure's value at this review, also where the measure itself is kept. The review's own bytes serve as the item.
fn put_value<'a>(compose: Compose<'a>, record: &Record, from: RecordId, stands: &Record, value: i64) -> Compose<'a> {
    let item = ItemId::from_bytes(*from.as_bytes());
    match record.item(measure::VALUES.key, item) {
        Some(_) => compose.set_in(measure::VALUES, item, measure::VALUE, value),
        None => compose.add(
            measure::VALUES,
            item,
            vec![
                with(measure::VALUE_ON, show::today()),
                with(measure::VALUE_HALF_TERM, stands.text(review::HALF_TERM).to_owned()),
                with(measure::VALUE, value),
            ],
        ),
    }
}

/// Back to where the review stood; plans that were asked for with it go too.
fn take_back(notebook: Notebook, circle: CircleId, id: RecordId, to: StateKey, asked: &[RecordId]) {
    let Some(circle) = notebook.circle(circle).get_untracked() else { return };
    let moved = circle.get(id).map(|record| notebook.on(record).move_to(to).done());
    let gone =
        asked.iter().filter_map(|plan| circle.get(*plan)).map(|plan| notebook.on(plan).edit(Edit::Remove).done());
    let changes: Vec<Change> = moved.into_iter().chain(gone).collect();
    spawn_local(async move {
        // What could not be kept is announced above every page.
        let _ = notebook.record(changes).await;
    });
}

/// The key of a step's words.
pub(super) fn step_key(step: MainStep) -> usize {
    match step {
        MainStep::ChooseDate => 0,
        MainStep::SharePack => 1,
        MainStep::Hold => 2,
        MainStep::ShareNotes => 3,
        MainStep::Close => 4,
    }
}
