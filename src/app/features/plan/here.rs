//! The plan that a page is about, and doing something to it: recorded at once, with the way back.

use domain::access::Action;
use domain::change::{Change, Edit};
use domain::ids::{CircleId, RecordId};
use domain::kinds::medium_term_plan as plan;
use domain::record::Record;
use domain::role::Role;
use domain::undo;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::at_record::{act, take_back};
use crate::circle::Circle;
use crate::just_done::JustDone;
use crate::notebook::Notebook;
use crate::show;
use crate::ui::seen_by::Readers;

/// A plan in its circle, and whatever is needed to write about it.
#[derive(Clone, Copy)]
pub(super) struct Here {
    pub(super) notebook: Notebook,
    pub(super) done: JustDone,
    pub(super) circle: Signal<Circle>,
    pub(super) plan: Memo<Record>,
    pub(super) circle_id: CircleId,
    pub(super) id: RecordId,
}

impl Here {
    /// Whether this person writes the plan: the school's side.
    pub(super) fn writes(self) -> bool {
        self.circle
            .with(|circle| self.plan.with(|plan| circle.may(Action::Edit, plan, show::today()) && is_school(circle)))
    }

    /// Whether this person teaches from it and says how far its rows have come.
    pub(super) fn marks(self) -> bool {
        let shared = self.plan.with(|record| matches!(record.state, plan::SHARED | plan::SUPERSEDED | plan::ARCHIVED));
        shared && self.circle.with(|circle| circle.role() == Some(Role::HospitalTeacher))
    }

    /// Who reads what I write in the plan: the school's draft of one that it was asked for is the school's.
    pub(super) fn readers(self) -> Signal<Readers> {
        Signal::derive(move || {
            self.plan.with(|plan| {
                let state = plan::before_writing(plan).unwrap_or(plan.state);
                self.circle.with(|circle| show::readers_in(circle, plan, state))
            })
        })
    }

    /// Records what was done to a record that stood like this before, and says so with the way back.
    pub(super) fn act(self, before: Record, change: Change, said: impl Into<String>) {
        let moves = change.edits.iter().any(|edit| matches!(edit, Edit::Move { .. }));
        let first = taken_up(self.notebook, &before).filter(|_| !moves && self.circle.with_untracked(is_school));
        act(self.notebook, self.done, &before, first, change, said);
    }

    /// Records something new, and says so with the way back.
    pub(super) fn begin(self, change: Change, said: impl Into<String>) {
        let (said, id) = (said.into(), change.record);
        spawn_local(async move {
            if self.notebook.record(vec![change]).await.is_ok() {
                self.done.say(said, move || self.take_back(id, undo::inverse_of_beginning()));
            }
        });
    }

    fn take_back(self, record: RecordId, edits: Vec<domain::change::Edit>) {
        take_back(self.notebook, self.circle_id, vec![(record, edits)]);
    }
}

/// With what the school takes up a plan that it was asked for, before it writes there: what is half written is nobody
/// else's yet. A change of its own, so that taking back a row does not take back that.
pub(super) fn taken_up(notebook: Notebook, before: &Record) -> Option<Change> {
    Some(notebook.on(before).move_to(plan::before_writing(before)?).done())
}

/// Whether this person is of the school.
pub(super) fn is_school(circle: &Circle) -> bool {
    circle.role().is_some_and(|role| role.side() == domain::role::Side::School)
}
