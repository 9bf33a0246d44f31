//! A review's address: the review as it stands, or a new one for this half term.

use domain::access::Action;
use domain::ids::RecordId;
use domain::kinds::progress_review as review;
use domain::record::Record;
use domain::role::Role;
use domain::value::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::{half_term_now, proposed};
use super::model::{ReviewForm, ViewForm, WhenForm, guests, likely, suggested_day};
use super::whole::Whole;
use crate::at_record::at_address;
use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::features::work::{Kept, kept};
use crate::forms::FormName;
use crate::notebook::{Notebook, use_notebook};
use crate::show;
use crate::ui::loading::Loading;
use crate::ui::page::Page;

impl Kept for ReviewForm {
    const NAME: FormName = FormName::Review;

    fn words(&self) -> String {
        ReviewForm::words(self)
    }
    fn is_begun(&self) -> bool {
        ReviewForm::is_begun(self)
    }
}

/// What there is to do here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Waiting,
    NotHere,
    Review,
}

/// The page.
#[component]
pub(crate) fn ReviewPage() -> impl IntoView {
    at_address(move |known, id| {
        let shown =
            Memo::new(move |_| known.with(|circle| circle.as_ref().map_or(Shown::Waiting, |circle| which(circle, id))));
        view! {
            {move || match shown.get() {
                Shown::Waiting => view! { <Page><Loading /></Page> }.into_any(),
                Shown::NotHere => view! { <NotHerePage /> }.into_any(),
                Shown::Review => view! { <Begin known id /> }.into_any(),
            }}
        }
        .into_any()
    })
}

fn which(circle: &Circle, id: RecordId) -> Shown {
    let here = match circle.get(id) {
        Some(record) => {
            record.kind == review::KIND && !record.removed && circle.may(Action::Read, record, show::today())
        }
        None => circle.may_begin(review::KIND),
    };
    if here { Shown::Review } else { Shown::NotHere }
}

/// Brings back what was being written.
#[component]
fn Begin(known: Memo<Option<Circle>>, id: RecordId) -> impl IntoView {
    let notebook = use_notebook();
    let begun = RwSignal::new(None::<(Record, ReviewForm, Option<Moment>)>);
    spawn_local(async move {
        let Some(circle) = known.try_get_untracked().flatten() else { return };
        let Some(record) = circle.get(id).cloned().or_else(|| proposed(notebook, &circle, id)) else { return };
        let (form, since) = begin(notebook, &circle, &record).await;
        begun.try_set(Some((record, form, since)));
    });
    view! {
        {move || {
            let (record, form, since) = begun.get()?;
            let first = known.get_untracked()?;
            let circle = Signal::derive(move || known.get().unwrap_or_else(|| first.clone()));
            Some(view! { <Whole circle id record form since /> })
        }}
    }
}

async fn begin(notebook: Notebook, circle: &Circle, record: &Record) -> (ReviewForm, Option<Moment>) {
    let drafted = kept::<ReviewForm>(notebook, record.id).await;
    let since = drafted.as_ref().map(|(_, since)| *since);
    let mut form = drafted.map(|(form, _)| form).unwrap_or_default();
    if circle.get(record.id).is_none() && form.when.is_none() {
        form.when_before = likely_date(circle);
        form.when = Some(form.when_before.clone());
    }
    // The child and the family are asked in their own screens, before anything else.
    let asks = record.state.0 < review::HELD.0;
    match circle.role() {
        Some(Role::Pupil)
            if asks
                && form.pupil.is_none()
                && record.text(review::PUPIL_VIEW).is_empty()
                && record.items(review::PUPIL_VIEW_FILES).is_empty() =>
        {
            form.pupil = Some(ViewForm::pupil(record, None));
        }
        Some(Role::Parent)
            if asks
                && form.parent.is_none()
                && record.text(review::PARENT_VIEW).is_empty()
                && record.items(review::PARENT_VIEW_FILES).is_empty() =>
        {
            form.parent = Some(ViewForm::parent(record));
        }
        _ => {}
    }
    (form, since)
}

/// A likely day and hour, and who is likely asked.
pub(super) fn likely_date(circle: &Circle) -> WhenForm {
    let day = suggested_day(&circle.calendar(), &half_term_now(circle), show::today());
    WhenForm { day: day.to_string(), time: "14:00".to_owned(), people: likely(&guests(circle)), ..WhenForm::default() }
}
