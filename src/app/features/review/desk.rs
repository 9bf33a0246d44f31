//! What every part of the page works with: the review as it stands, what is being written, and who is here.

use domain::access::Action;
use domain::calendar::HalfTerm;
use domain::compose::Compose;
use domain::field::Field;
use domain::ids::{PersonId, RecordId};
use domain::kinds::progress_review as review;
use domain::merge::apply;
use domain::record::Record;
use domain::scope::Revision;
use leptos::prelude::*;

use super::model::{Part, ReviewForm, half_term_for_new};
use crate::circle::Circle;
use crate::just_done::{JustDone, use_just_done};
use crate::notebook::{Notebook, use_notebook};
use crate::show;
use crate::text::whom::Whom;
use crate::ui::seen_by::Readers;

/// One review on the table. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) notebook: Notebook,
    pub(super) circle: Signal<Circle>,
    pub(super) id: RecordId,
    pub(super) form: RwSignal<ReviewForm>,
    /// The review, or what it would be if it were begun now.
    pub(super) record: Memo<Record>,
    pub(super) is_there: Memo<bool>,
    /// Whether this person prepares the review, and it is not closed.
    pub(super) leads: Memo<bool>,
    pub(super) busy: RwSignal<bool>,
    pub(super) not_saved: RwSignal<bool>,
    pub(super) done: JustDone,
}

impl Desk {
    pub(super) fn new(circle: Signal<Circle>, id: RecordId, record: Record, form: RwSignal<ReviewForm>) -> Self {
        let notebook = use_notebook();
        let is_there = Memo::new(move |_| circle.with(|circle| circle.get(id).is_some()));
        let record = Memo::new(move |last: Option<&Record>| {
            circle
                .with(|circle| circle.get(id).cloned())
                .unwrap_or_else(|| last.cloned().unwrap_or_else(|| record.clone()))
        });
        let leads = Memo::new(move |_| {
            // What was closed is read; whoever closed it by mistake takes it back first.
            let open = |record: &Record| record.state != review::CLOSED;
            circle.with(|circle| record.with(|record| open(record) && circle.may(Action::Edit, record, show::today())))
        });
        Self {
            notebook,
            circle,
            id,
            form,
            record,
            is_there,
            leads,
            busy: RwSignal::new(false),
            not_saved: RwSignal::new(false),
            done: use_just_done(),
        }
    }

    pub(super) fn is_open(self, part: Part) -> Memo<bool> {
        let form = self.form;
        Memo::new(move |_| form.with(|form| form.is_open(part)))
    }

    /// Whether I may fill in this field.
    pub(super) fn may_fill<T>(self, field: Field<T>) -> bool {
        let spec = review::SPEC.field(field.key);
        spec.is_some_and(|spec| {
            self.circle.with(|circle| self.record.with(|record| circle.may_fill_in(spec, record, show::today())))
        })
    }

    /// Whether the child's view is not here yet (A39).
    pub(super) fn child_is_unheard(self) -> bool {
        self.record.with(|record| {
            record.text(review::PUPIL_VIEW).trim().is_empty() && record.items(review::PUPIL_VIEW_FILES).is_empty()
        })
    }

    /// How the child is spoken of to me.
    pub(super) fn whom(self) -> Whom {
        self.circle.with_untracked(Circle::whom)
    }

    /// "Zara".
    pub(super) fn name(self) -> String {
        self.circle.with_untracked(|circle| circle.first_name().to_owned())
    }

    /// Who reads what I write here.
    pub(super) fn readers(self) -> Signal<Readers> {
        Signal::derive(move || self.circle.with(|circle| self.record.with(|record| show::readers(circle, record))))
    }

    /// What a person is called by those who read this: "You", or a name.
    pub(super) fn called(self, person: PersonId) -> String {
        self.circle.with(|circle| show::name(circle, person))
    }
}

/// A new review of this half term.
pub(super) fn begin_review(
    notebook: Notebook,
    circle: &Circle,
    id: RecordId,
    half_term: &HalfTerm,
) -> Compose<'static> {
    notebook
        .begin(review::KIND, circle.id(), id)
        .set(review::HALF_TERM, half_term.name.clone())
        .set(review::PERIOD_FIRST, half_term.first)
        .set(review::PERIOD_LAST, half_term.last)
}

/// The half term that a review begun now is for.
pub(super) fn half_term_now(circle: &Circle) -> HalfTerm {
    half_term_for_new(&circle.calendar(), &circle.of_kind(review::KIND), show::today())
}

/// What a review would be if it were begun now. `None` never happens: a beginning always fits.
pub(super) fn proposed(notebook: Notebook, circle: &Circle, id: RecordId) -> Option<Record> {
    let change = begin_review(notebook, circle, id, &half_term_now(circle)).done();
    apply(None, &change, circle.me, Revision(0)).ok().map(|applied| applied.record)
}
