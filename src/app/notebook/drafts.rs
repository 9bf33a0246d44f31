//! What is being typed: kept under a version of its own, in place of what this form of this tab went on from.

use domain::ids::RecordId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;
use sync::device::Draft;
use sync::store::StoreError;

use super::{Inner, Notebook};
use crate::forms::FormName;
use crate::platform::clock::{random_bytes, sleep};
use crate::platform::online;
use crate::platform::tabs::{self, Telling};

/// As many versions are remembered: of saves that overtake each other, the later takes the place of the earlier.
const HELD: usize = 4;
/// How long a store may take to say that it has kept the drafts, in steps of [`LOOK`], in milliseconds.
const LONGEST_KEEPING: u32 = 2_000;
const LOOK: u32 = 10;

impl Inner {
    fn hold(&self, form: (RecordId, FormName), versions: impl IntoIterator<Item = u64>) {
        let mut versions: Vec<u64> = versions.into_iter().collect();
        let old = versions.len().saturating_sub(HELD);
        versions.drain(..old);
        self.held.borrow_mut().insert(form, versions);
    }
}

/// A number for a draft's version that no tab has given: 53 bits, so that every store keeps it whole.
fn new_version() -> u64 {
    (u64::from_le_bytes(random_bytes()) >> 11).max(1)
}

impl Notebook {
    /// Keeps what is being typed in this form and tab, in place of what was kept there of it or gone on from. What another
    /// tab or form kept meanwhile stays beside it.
    pub(crate) async fn keep_draft(&self, draft: Draft, form: FormName) -> Result<(), StoreError> {
        let inner = self.inner();
        let draft = Draft { version: new_version(), ..draft };
        let before = inner.held.borrow().get(&(draft.record, form)).cloned().unwrap_or_default();
        inner.hold((draft.record, form), before.iter().copied().chain([draft.version]));
        let outcome = inner.device.keep_draft(&draft, &before).await;
        self.trouble.set(outcome.err());
        // Other tabs hear what was begun or gone on from, and not of each few letters, unless two write at once.
        let others = |kept: &Draft| kept.record == draft.record && !before.contains(&kept.version);
        let tells = before.len() < 2 || self.drafts.with_untracked(|drafts| drafts.iter().any(others));
        self.drafts.update(|drafts| {
            let drafts = Arc::make_mut(drafts);
            drafts.retain(|kept| kept.record != draft.record || !before.contains(&kept.version));
            drafts.insert(0, draft);
        });
        if tells {
            tabs::tell_others(Telling::Drafts);
        }
        outcome
    }

    /// The draft of this form for a record: what this tab holds of it, else the last touched. From now on this tab goes on
    /// from it. What the form does not read is left as it is.
    pub(crate) async fn draft<F>(
        &self,
        record: RecordId,
        form: FormName,
        read: impl Fn(&Draft) -> Option<F>,
    ) -> Option<(Draft, F)> {
        let inner = self.inner();
        let drafts = match inner.device.drafts_of(record).await {
            Ok(drafts) => drafts,
            Err(error) => {
                self.trouble.set(Some(error));
                return None;
            }
        };
        let of_form = |draft: Draft| read(&draft).map(|form| (draft, form));
        let mut of_form: Vec<(Draft, F)> = drafts.into_iter().filter_map(of_form).collect();
        let own = of_form.iter().position(|(draft, _)| self.holds_draft(draft)).unwrap_or_default();
        let found = (own < of_form.len()).then(|| of_form.swap_remove(own))?;
        inner.hold((record, form), [found.0.version]);
        Some(found)
    }

    /// Whether a draft is what this tab goes on from.
    pub(crate) fn holds_draft(&self, draft: &Draft) -> bool {
        let Some(form) = FormName::of(draft) else { return false };
        self.inner().held.borrow().get(&(draft.record, form)).is_some_and(|versions| versions.contains(&draft.version))
    }

    /// Goes on from this draft of a form instead; what this tab held stays beside it.
    pub(crate) fn go_on_from(&self, draft: &Draft, form: FormName) {
        self.inner().hold((draft.record, form), [draft.version]);
        self.drafts.notify();
    }

    /// What this tab held of a form has become a change, or was thrown away. What another tab or form holds stays.
    pub(crate) async fn drop_draft(&self, record: RecordId, form: FormName) {
        let held = self.inner().held.borrow_mut().remove(&(record, form)).unwrap_or_default();
        self.drop_versions(record, held).await;
    }

    /// Somebody throws a draft away, whoever holds it.
    pub(crate) async fn throw_away(&self, draft: &Draft) {
        if let Some(form) = FormName::of(draft).filter(|_| self.holds_draft(draft)) {
            self.inner().held.borrow_mut().remove(&(draft.record, form));
        }
        self.drop_versions(draft.record, vec![draft.version]).await;
    }

    async fn drop_versions(&self, record: RecordId, versions: Vec<u64>) {
        if versions.is_empty() {
            return;
        }
        if let Err(error) = self.inner().device.drop_draft(record, &versions).await {
            self.trouble.set(Some(error));
        }
        let gone = |kept: &Draft| kept.record == record && versions.contains(&kept.version);
        self.drafts.update(|drafts| Arc::make_mut(drafts).retain(|kept| !gone(kept)));
        tabs::tell_others(Telling::Drafts);
    }

    /// Reads the drafts anew: another tab has begun or ended one. Whoever did has seen this tab's text only as it was when
    /// this tab last told of it, so the first time that two stand side by side, this tab tells of its own.
    pub(crate) async fn reread_drafts(&self) {
        match self.inner().device.drafts().await {
            Ok(drafts) => {
                let beside = self.written_beside(&drafts);
                let told = self.drafts.with_untracked(|before| self.written_beside(before));
                self.drafts.set(Arc::new(drafts));
                if !beside.is_subset(&told) {
                    tabs::tell_others(Telling::Drafts);
                }
            }
            Err(error) => self.trouble.set(Some(error)),
        }
    }

    /// Before the page is left on purpose: has every form keep what is being typed, and waits until it is in the store,
    /// for what is read after it waits for it. No engine has to keep it while the page dies. A store that does not answer
    /// is waited for no longer than a moment, for whoever locks has to go.
    pub(crate) async fn keep_all_drafts(&self) {
        online::tell_leaving();
        let kept = Rc::new(Cell::new(false));
        let (done, notebook) = (kept.clone(), *self);
        // What keeps them has begun by then.
        sleep(0).await;
        spawn_local(async move {
            // Only when it answers counts, not what.
            let _ = notebook.inner().device.drafts().await;
            done.set(true);
        });
        let mut waited = 0;
        while !kept.get() && waited < LONGEST_KEEPING {
            sleep(LOOK).await;
            waited += LOOK;
        }
    }

    /// The records of which this tab goes on from one draft while another stands beside it.
    fn written_beside(&self, drafts: &[Draft]) -> BTreeSet<RecordId> {
        let held: BTreeSet<RecordId> =
            drafts.iter().filter(|draft| self.holds_draft(draft)).map(|draft| draft.record).collect();
        let others = drafts.iter().filter(|draft| !self.holds_draft(draft) && held.contains(&draft.record));
        others.map(|draft| draft.record).collect()
    }
}
