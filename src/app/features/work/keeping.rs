//! Keeps a form as a draft while it is being filled in: at most 400 ms after the first change, and when the page
//! is left or hidden. What was kept comes back after a lock, an update or a crash.

use domain::ids::{CircleId, RecordId};
use domain::kind::Kind;
use domain::value::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sync::device::Draft;

use crate::forms::{self, FormName};
use crate::notebook::Notebook;
use crate::platform::clock::{now, sleep};
use crate::platform::device::this_device;
use crate::platform::online;
use crate::text::time;
use crate::ui::sync_tag::DeliveryTag;

/// How long to wait for more keys before writing, and after it before saying so, in milliseconds.
const WAIT: u32 = 400;

/// How long to wait after a save that failed, in milliseconds.
const AGAIN: u32 = 5_000;

/// Whether what stands in the form is kept: never said of more than what is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Safe {
    /// Nothing is begun.
    Nothing,
    /// Something has changed since it was last kept.
    NotYet,
    At(Moment),
}

/// What the draft will become or change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) record: RecordId,
    pub(crate) kind: Kind,
    pub(crate) circle: CircleId,
}

/// How a form is written down: its words, and whether there is anything to keep at all.
pub(crate) trait Kept: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync + 'static {
    /// Stored with it: a form reads, and replaces, no draft but its own.
    const NAME: FormName;

    fn words(&self) -> String;
    fn is_begun(&self) -> bool;
    /// How many photos and files are in it. A new one is kept at once: nobody should have to take it again.
    fn files(&self) -> usize {
        0
    }
}

/// Keeps one form.
pub(crate) struct Keeping<F: Kept> {
    pub(super) notebook: Notebook,
    pub(super) about: About,
    form: RwSignal<F>,
    /// Something has changed since a save of it began.
    dirty: StoredValue<bool>,
    /// How often something has changed: what was saved is all there is only where this stood still meanwhile.
    changes: StoredValue<u64>,
    over: StoredValue<bool>,
    safe: RwSignal<Safe>,
}

impl<F: Kept> Clone for Keeping<F> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<F: Kept> Copy for Keeping<F> {}

/// The form as it was left, if it was.
pub(crate) async fn kept<F: Kept>(notebook: Notebook, record: RecordId) -> Option<(F, Moment)> {
    let (draft, form) = notebook.draft(record, F::NAME, read).await?;
    Some((form, draft.at))
}

/// A draft as this form; `None` where it is another form's, or is understood no more: then it stays as it is.
pub(crate) fn read<F: Kept>(draft: &Draft) -> Option<F> {
    if FormName::of(draft) != Some(F::NAME) {
        return None;
    }
    serde_json::from_str(&draft.form).ok()
}

/// What this tab kept of this form has become a change, or holds nothing any more.
pub(crate) async fn drop_kept<F: Kept>(notebook: Notebook, record: RecordId) {
    notebook.drop_draft(record, F::NAME).await;
}

/// Begins to keep a form. Belongs to the component that calls it: what it has not kept yet is kept when that goes.
pub(crate) fn keep<F: Kept>(notebook: Notebook, about: About, form: RwSignal<F>, since: Option<Moment>) -> Keeping<F> {
    let (dirty, over, changes) = (StoredValue::new(false), StoredValue::new(false), StoredValue::new(0));
    let safe = RwSignal::new(since.map_or(Safe::Nothing, Safe::At));
    let keeping = Keeping { notebook, about, form, dirty, changes, over, safe };
    // Keeps the store in step with the form.
    Effect::new(move |before: Option<usize>| {
        let files = form.with(F::files);
        if let Some(before) = before {
            keeping.touched();
            if files > before {
                keeping.keep_now();
            }
        }
        files
    });
    // Ends with the component that holds it.
    StoredValue::new_local(online::on_leaving(move || keeping.keep_now()));
    on_cleanup(move || keeping.keep_now());
    keeping
}

impl<F: Kept> Keeping<F> {
    fn touched(self) {
        self.changes.try_update_value(|changes| *changes += 1);
        if self.dirty.try_get_value() != Some(false) {
            return;
        }
        self.dirty.set_value(true);
        if matches!(self.safe.try_get_untracked(), Some(Safe::At(_))) {
            self.safe.try_set(Safe::NotYet);
        }
        self.keep_after(WAIT);
    }

    fn keep_after(self, wait: u32) {
        spawn_local(async move {
            sleep(wait).await;
            self.keep_now();
        });
    }

    /// Keeps at once what has changed since it was last kept.
    pub(crate) fn keep_now(self) {
        if self.over.try_get_value() != Some(false) || self.dirty.try_get_value() != Some(true) {
            return;
        }
        let Some(form) = self.form.try_get_untracked() else { return };
        self.dirty.set_value(false);
        let Keeping { notebook, about, safe, dirty, changes, .. } = self;
        let as_saved = changes.try_get_value();
        spawn_local(async move {
            if !form.is_begun() {
                drop_kept::<F>(notebook, about.record).await;
                safe.try_set(Safe::Nothing);
                return;
            }
            let Ok(moment) = keep_form(notebook, about, &form).await else {
                // That is announced above every page. The form still holds it, and there may be room again.
                if dirty.try_set_value(true).is_none() {
                    self.keep_after(AGAIN);
                }
                return;
            };
            if safe.try_get_untracked() == Some(Safe::NotYet) {
                // Else it would change with every few letters.
                sleep(WAIT).await;
            }
            if changes.try_get_value() == as_saved {
                safe.try_set(Safe::At(moment));
            }
        });
    }

    /// Goes on with what was typed in another window; what is in this form stays beside it.
    pub(super) fn go_on_from(self, draft: &Draft, form: F) {
        self.keep_now();
        let (notebook, draft) = (self.notebook, draft.clone());
        spawn_local(async move {
            // What was just kept is kept under its own version first.
            sleep(0).await;
            notebook.go_on_from(&draft, F::NAME);
            self.form.try_set(form);
            self.safe.try_set(Safe::At(draft.at));
        });
    }

    /// The form has become a record: nothing more of it is kept.
    pub(crate) async fn done(self) {
        self.over.try_set_value(true);
        drop_kept::<F>(self.notebook, self.about.record).await;
    }

    /// "Saved on this tablet 11:10", once all of it is.
    pub(crate) fn tag(self) -> Signal<Option<DeliveryTag>> {
        let safe = self.safe;
        Signal::derive(move || match safe.get() {
            Safe::Nothing => None,
            Safe::NotYet => Some(DeliveryTag::SavingHere(this_device())),
            Safe::At(at) => Some(DeliveryTag::SavedHere { device: this_device(), time: time::clock(at) }),
        })
    }
}

/// Keeps a form as a draft, once: also for putting back what was taken back.
pub(crate) async fn keep_form<F: Kept>(
    notebook: Notebook,
    about: About,
    form: &F,
) -> Result<Moment, sync::store::StoreError> {
    let at = now();
    let About { record, kind, circle } = about;
    let (written, words) = (forms::written(F::NAME, form), form.words());
    notebook.keep_draft(Draft { record, kind, circle, at, form: written, words, version: 0 }, F::NAME).await?;
    Ok(at)
}
