//! The notebook and the server: the session, a round of syncing, and what is heard from it and from other tabs.

use domain::ids::{CircleId, RecordId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::device::Adopted;
use sync::remote::{Remote, RemoteError};
use sync::store::StoreError;
use sync::wire::HistoryReply;

use super::{Inner, Notebook};
use crate::platform::clock::{device_clock, put_right};
use crate::platform::http::Pass;
use crate::platform::marks::{Mark, mark};
use crate::platform::tabs::{self, Telling};

impl Notebook {
    /// Makes sure that the device still answers, and says so where it does not.
    pub(crate) async fn wake(&self) {
        let inner = self.inner();
        if let Err(error) = inner.store.probe().await {
            self.trouble.set(Some(error));
        }
    }

    /// Sends what waits and takes in what is new: for the sync loop only.
    pub(crate) async fn sync_once(&self) -> Result<(), sync::engine::SyncError> {
        let inner = self.inner();
        inner.in_round.set(true);
        let outcome = self.round(&inner).await;
        inner.in_round.set(false);
        // It may have come too late for this round.
        let is_left = || self.has_unsent() || self.files_waiting.with_untracked(|files| !files.is_empty());
        if inner.recorded_in_round.replace(false) && (outcome.is_err() || is_left()) {
            self.nudge();
        }
        outcome
    }

    async fn round(&self, inner: &Inner) -> Result<(), sync::engine::SyncError> {
        let notebook = *self;
        let heard = move |adopted: &Adopted| notebook.after_exchange(adopted);
        sync::engine::sync_once(&inner.device, &inner.remote, device_clock, heard).await?;
        self.refresh_lists().await?;
        inner.device.tidy().await?;
        Ok(())
    }

    /// What this person shows the server, and for which store.
    pub(crate) fn pass(&self) -> Pass {
        self.inner().pass.clone()
    }

    /// Whether another tab has signed in anew for this person, so that trying again can help.
    pub(crate) async fn finds_new_session(&self) -> bool {
        let inner = self.inner();
        let kept = inner.device.session().await.ok().flatten();
        let is_new = kept.is_some() && kept != inner.pass.session();
        if is_new {
            inner.pass.hold(kept);
        }
        is_new
    }

    /// This person is signed out here: no session is left on the device.
    pub(crate) async fn drop_session(&self) -> Result<(), StoreError> {
        let inner = self.inner();
        inner.device.keep_session(None).await?;
        inner.pass.hold(None);
        Ok(())
    }

    /// The changes of a record that this person was allowed to see happen; only the server has them.
    pub(crate) async fn history(&self, record: RecordId) -> Result<HistoryReply, RemoteError> {
        self.inner().remote.history(record).await
    }

    /// Whether files may travel the way that leads to the server now.
    pub(crate) fn takes_files(&self) -> bool {
        self.inner().remote.takes_files()
    }

    /// Whether a change has not been sent yet.
    pub(crate) fn has_unsent(&self) -> bool {
        self.inner().device.waiting() > 0
    }

    /// Goes by what the server said of this device's clock; whether that is news.
    pub(super) fn heed_clock(self) -> bool {
        let off = self.inner().device.clock_off(device_clock());
        put_right(off);
        crate::show::look_at_the_day();
        let is_news = self.clock_off.get_untracked() != off;
        if is_news {
            self.clock_off.set(off);
        }
        is_news
    }

    fn after_exchange(self, adopted: &Adopted) {
        let clock_news = self.heed_clock();
        if !adopted.circles.is_empty() {
            mark(Mark::TakenIn);
        }
        if clock_news || !adopted.circles.is_empty() {
            tabs::tell_others(Telling::Changed);
        }
        let circles = adopted.circles.clone();
        spawn_local(async move {
            self.refresh(&circles).await;
            self.trouble.set(self.refresh_lists().await.err());
        });
    }

    /// Another tab has changed something.
    pub(crate) async fn reload(&self) {
        let inner = self.inner();
        let outcome = inner.device.reload().await;
        self.heed_clock();
        let loaded: Vec<CircleId> = inner.views.borrow().keys().copied().collect();
        self.refresh(&loaded).await;
        self.trouble.set(outcome.and(self.refresh_lists().await).err());
    }
}
