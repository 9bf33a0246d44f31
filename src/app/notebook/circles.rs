//! Circles as they are read from the device and shown: the one that a page shows first, then all of them together.

use std::sync::Arc;

use domain::ids::CircleId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::device::CircleView;
use sync::store::StoreError;

use super::{Notebook, Shown};
use crate::circle::Circle;
use crate::platform::clock::sleep;
use crate::platform::finger;
use crate::platform::tabs::{self, Telling};

impl Notebook {
    pub(super) async fn refresh(&self, circles: &[CircleId]) {
        let inner = self.inner();
        let shown = {
            let views = inner.views.borrow();
            circles.iter().filter_map(|circle| Some((*circle, views.get(circle)?.clone()))).collect()
        };
        self.load_all(shown).await;
    }

    /// Reads several circles and shows them together: whoever looks at all of them looks once.
    async fn load_all(&self, circles: Vec<(CircleId, Shown)>) {
        let inner = self.inner();
        let mut read = Vec::with_capacity(circles.len());
        for (circle, signal) in circles {
            while inner.asked_for.get() > 0 {
                sleep(0).await;
            }
            let view = inner.device.circle(circle).await;
            if let Some(view) = self.readable(circle, view) {
                read.push((signal, view));
            }
        }
        finger::lifted().await;
        for (signal, view) in read {
            if signal.with_untracked(|shown| shown.as_ref().is_none_or(|shown| !Arc::ptr_eq(shown, &view))) {
                signal.set(Some(view));
            }
        }
    }

    async fn load(&self, circle: CircleId, signal: ArcRwSignal<Option<Arc<CircleView>>>) {
        let inner = self.inner();
        inner.asked_for.update(|count| count + 1);
        let read = inner.device.circle(circle).await;
        inner.asked_for.update(|count| count - 1);
        if let Some(view) = self.readable(circle, read) {
            signal.set(Some(view));
        }
    }

    /// What was read of a circle. One that cannot be read is said to be so, and keeps nobody from the others.
    fn readable(&self, circle: CircleId, read: Result<Arc<CircleView>, StoreError>) -> Option<Arc<CircleView>> {
        let unreadable = matches!(read, Err(StoreError::Damaged));
        if self.unreadable.with_untracked(|circles| circles.contains(&circle)) != unreadable {
            self.unreadable.update(|circles| {
                circles.retain(|known| *known != circle);
                circles.extend(unreadable.then_some(circle));
            });
        }
        match read {
            Ok(view) => Some(view),
            Err(StoreError::Damaged) => None,
            Err(error) => {
                self.trouble.set(Some(error));
                None
            }
        }
    }

    /// Whether this circle is on the device and cannot be read there: then it is not on its way.
    pub(crate) fn is_unreadable(&self, circle: Option<CircleId>) -> bool {
        circle.is_some_and(|circle| self.unreadable.with(|circles| circles.contains(&circle)))
    }

    /// Asks the server anew for the circles that cannot be read here.
    pub(crate) async fn fetch_unreadable(&self) {
        let inner = self.inner();
        for circle in self.unreadable.get_untracked() {
            if let Err(error) = inner.device.fetch_anew(circle).await {
                self.trouble.set(Some(error));
                return;
            }
        }
        self.unreadable.set(Vec::new());
        tabs::tell_others(Telling::Changed);
        self.nudge();
    }

    /// Reads a circle that is on the device before anything is drawn: the page that was opened shows it at once.
    pub(crate) async fn read_first(&self, circle: CircleId) {
        let inner = self.inner();
        if self.circles.with_untracked(|circles| circles.contains(&circle)) {
            let signal = ArcRwSignal::new(None);
            inner.views.borrow_mut().insert(circle, signal.clone());
            self.load(circle, signal).await;
        }
    }

    /// A circle as it stands, `None` until it is read. Reading begins with the first call.
    pub(crate) fn circle(&self, circle: CircleId) -> Signal<Option<Circle>> {
        let inner = self.inner();
        let signal = inner.views.borrow_mut().entry(circle).or_insert_with(|| ArcRwSignal::new(None)).clone();
        // It may be on its way among all of them; who asks for this one does not wait for those.
        if signal.with_untracked(Option::is_none) {
            let (notebook, loading) = (*self, signal.clone());
            spawn_local(async move { notebook.load(circle, loading).await });
        }
        let notebook = *self;
        Signal::derive(move || signal.get().map(|view| notebook.seen_by_me(view)))
    }

    fn seen_by_me(&self, view: Arc<CircleView>) -> Circle {
        // In a circle that is not on this device I am nothing, whatever I am elsewhere.
        let is_here = !view.records.is_empty() || self.circles.with(|circles| circles.contains(&view.circle));
        Circle { view, me: self.me, role_elsewhere: self.role.filter(|_| is_here) }
    }

    /// Every circle that has been read so far; asks for all of them.
    pub(crate) fn all(&self) -> Signal<Vec<Circle>> {
        let notebook = *self;
        Signal::derive(move || {
            let ids = notebook.circles.get();
            notebook.begin_all(&ids);
            let inner = notebook.inner();
            let signals: Vec<Shown> = {
                let views = inner.views.borrow();
                ids.iter().filter_map(|circle| views.get(circle).cloned()).collect()
            };
            signals.into_iter().filter_map(|signal| Some(notebook.seen_by_me(signal.get()?))).collect()
        })
    }

    /// Whether circles are on the device that have not been read yet, so that nobody says there are none.
    pub(crate) fn is_reading(&self) -> Signal<bool> {
        let (notebook, all) = (*self, self.all());
        let readable = move || notebook.circles.with(Vec::len).saturating_sub(notebook.unreadable.with(Vec::len));
        Signal::derive(move || readable() > all.with(Vec::len))
    }

    /// The circles that have been read so far, once.
    pub(crate) fn read_so_far(&self) -> Vec<Circle> {
        let inner = self.inner();
        let views = inner.views.borrow();
        views.values().filter_map(|signal| Some(self.seen_by_me(signal.get_untracked()?))).collect()
    }

    /// Begins to read those circles that nobody has asked for yet.
    fn begin_all(self, ids: &[CircleId]) {
        let inner = self.inner();
        let mut new = Vec::new();
        {
            let mut views = inner.views.borrow_mut();
            for circle in ids {
                views.entry(*circle).or_insert_with(|| {
                    let signal = ArcRwSignal::new(None);
                    new.push((*circle, signal.clone()));
                    signal
                });
            }
        }
        if !new.is_empty() {
            spawn_local(async move {
                // A page that is about to be drawn may ask for one of them first.
                sleep(0).await;
                self.load_all(new).await;
            });
        }
    }
}
