//! When to sync: after something was recorded, when the network or the page comes back, when the server says
//! "look now", and now and then by itself. One tab does it for all.

use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, unbounded};
use futures::future::{Either, LocalBoxFuture, select};
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::engine::SyncError;
use sync::remote::RemoteError;

use domain::value::Moment;

use crate::later::{self, Missing, Pages};
use crate::notebook::Notebook;
use crate::platform::clock::{now, random_below, sleep};
use crate::platform::live::Line;
use crate::platform::marks::{Mark, mark};
use crate::platform::{online, tabs};
use crate::prefetch;

/// How syncing goes, for the network pill and for "To send".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SyncStatus {
    /// Bytes are on their way.
    pub(crate) working: bool,
    /// Since when the server could not be reached.
    pub(crate) away_since: Option<Moment>,
    /// There is no session for this store, or it has ended: sign in to send.
    pub(crate) signed_out: bool,
    /// This app is too old for the server.
    pub(crate) too_old: bool,
    /// The server has no room left.
    pub(crate) server_full: bool,
    /// The server is there, and has asked to be left alone for a while.
    pub(crate) server_busy: bool,
}

/// What it takes for the things that wait to go. Only here is decided who is told what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sending {
    /// Nothing: they go when there is a network.
    ByItself,
    /// This person has to sign in.
    AfterSigningIn,
    /// This person has to load the new version.
    AfterLoading,
}

impl SyncStatus {
    /// What it takes for the things that wait to go.
    pub(crate) fn sending(self) -> Sending {
        if self.too_old {
            Sending::AfterLoading
        } else if self.signed_out {
            Sending::AfterSigningIn
        } else {
            Sending::ByItself
        }
    }
}

/// A signal of [`SyncStatus`], as a context.
#[derive(Clone, Copy)]
pub(crate) struct Syncing(pub(crate) RwSignal<SyncStatus>);

/// How syncing goes.
pub(crate) fn use_syncing() -> Signal<SyncStatus> {
    expect_context::<Syncing>().0.into()
}

/// Looks for news this often, in milliseconds, when nothing else asks for it.
const EVERY: u32 = 30_000;
/// Looks so soon whether the other tab that was at it has sent what waits here, too.
const SOON: u32 = 1_000;
/// Waits at most this long after failures.
const LONGEST_WAIT: u32 = 60_000;
/// Waits at most this long because it was asked to.
const LONGEST_ASKED: u32 = 15 * 60_000;

/// Asks this often for the part of the app that syncs, where it did not come.
const BRING_AGAIN: u32 = 5_000;

/// Starts to keep the device and the server in step, for as long as the notebook is open.
pub(crate) fn start(notebook: Notebook, status: Syncing) {
    let (nudge, nudged) = unbounded::<()>();
    let asks = [nudge.clone(), nudge.clone(), nudge];
    let [by_record, by_network, by_server] = asks.map(|nudge| {
        move || {
            // Fails only when the loop has ended, and then nobody needs to be woken.
            let _ = nudge.unbounded_send(());
        }
    });
    // Keeps the world outside in step: each of these only says that now is a good time.
    Effect::new(move || {
        notebook.nudges.track();
        by_record();
    });
    online::on_network_change(by_network);
    // A connection that died while the page slept is had again before somebody types.
    online::on_visible(move || spawn_local(async move { notebook.wake().await })).forever();
    tabs::on_told(tabs::Telling::Changed, move || spawn_local(async move { notebook.reload().await }));
    tabs::on_told(tabs::Telling::Drafts, move || spawn_local(async move { notebook.reread_drafts().await }));
    let in_step = InStep { notebook, status, nudged, by_server: Box::new(by_server) };
    spawn_local(async move {
        if let Some(part) = brought(notebook, status).await {
            (part.keep_in_step)(in_step).await;
        }
    });
}

/// What it takes to keep the device and the server in step.
pub(crate) struct InStep {
    notebook: Notebook,
    status: Syncing,
    /// Something says that now is a good time.
    nudged: UnboundedReceiver<()>,
    /// For the server, to say so.
    by_server: Box<dyn Fn()>,
}

/// What keeps in step comes after the first screen, and on a device where the app is installed without a network.
/// `None` when nobody is here any more.
async fn brought(notebook: Notebook, Syncing(status): Syncing) -> Option<Pages> {
    while notebook.is_open() {
        match later::brought().await {
            Ok(part) => return Some(part),
            Err(why) => status.try_update(|status| match why {
                Missing::Replaced => status.too_old = true,
                Missing::NoNetwork => _ = status.away_since.get_or_insert_with(now),
            }),
        };
        sleep(BRING_AGAIN).await;
    }
    None
}

/// Begins, in the part of the app that comes later.
pub(crate) fn keep_in_step(in_step: InStep) -> LocalBoxFuture<'static, ()> {
    let InStep { notebook, status, nudged, by_server } = in_step;
    let line = Line::hold(notebook.pass(), by_server);
    Box::pin(go_on(notebook, status, nudged, line))
}

async fn go_on(notebook: Notebook, status: Syncing, mut nudged: UnboundedReceiver<()>, line: Line) {
    let mut failures = 0u32;
    let turn = format!("sync {}", notebook.me());
    // Whether somebody did something, or the clock ran down.
    let mut asked = false;
    let fetching = Rc::new(Cell::new(false));
    while notebook.is_open() {
        // Another tab that is at it already does it for this one too.
        let outcome = tabs::only_one(&turn, run(notebook, status)).await;
        let elsewhere = outcome.is_none();
        let outcome = outcome.unwrap_or(Ok(()));
        failures = match outcome {
            Ok(()) => 0,
            // Who saves six things without a network is not to wait longer for it than who saves one.
            Err(_) if asked => failures.max(1),
            Err(_) => failures + 1,
        };
        if outcome.is_ok() && !elsewhere {
            line.mend();
        }
        if outcome.is_ok() && !fetching.replace(true) {
            let fetching = Rc::clone(&fetching);
            // Records never wait for files.
            spawn_local(async move {
                prefetch::files_of_plans(notebook).await;
                fetching.set(false);
            });
        }
        let wait = match outcome {
            Ok(()) if elsewhere && notebook.has_unsent() => SOON,
            Ok(()) => EVERY,
            Err(error) => {
                // Whoever saves meanwhile is not served sooner: that is what it has asked for.
                sleep(asked_to_wait(error)).await;
                (1_000 << failures.min(6)).min(LONGEST_WAIT)
            }
        };
        let wait = wait + random_below(wait / 4 + 1);
        asked = matches!(select(pin!(nudged.next()), pin!(sleep(wait))).await, Either::Left(_));
        // One round serves all who asked.
        while nudged.try_recv().is_ok() {}
    }
}

async fn run(notebook: Notebook, Syncing(status): Syncing) -> Result<(), SyncError> {
    status.try_update(|status| status.working = notebook.pass().session().is_some());
    mark(Mark::RoundBegins);
    let mut outcome = notebook.sync_once().await;
    if is_signed_out(outcome) && notebook.finds_new_session().await {
        outcome = notebook.sync_once().await;
    }
    if outcome.is_ok() {
        mark(Mark::InStep);
    }
    status.try_update(|status| {
        status.working = false;
        match outcome {
            Ok(()) => *status = SyncStatus::default(),
            // Whether there is a network shows only when something can be asked.
            _ if is_signed_out(outcome) => {
                *status = SyncStatus { signed_out: true, ..SyncStatus::default() };
            }
            Err(SyncError::Remote(RemoteError::TooOld)) => status.too_old = true,
            // It has answered: there is a network.
            Err(SyncError::Remote(RemoteError::DiskFull)) => {
                *status = SyncStatus { server_full: true, ..SyncStatus::default() };
            }
            Err(SyncError::Remote(RemoteError::Busy(_))) => {
                *status = SyncStatus { server_busy: true, ..SyncStatus::default() };
            }
            Err(SyncError::Remote(_)) => {
                (status.server_full, status.server_busy) = (false, false);
                status.away_since.get_or_insert_with(now);
            }
            Err(SyncError::Store(error)) => notebook.trouble.set(Some(error)),
        }
    });
    outcome
}

/// For how many milliseconds the server asks not to be asked. Nobody waits for hours because something before the server,
/// that speaks in its name, has said so.
fn asked_to_wait(error: SyncError) -> u32 {
    match error {
        SyncError::Remote(RemoteError::Busy(seconds)) => seconds.saturating_mul(1_000).min(LONGEST_ASKED),
        _ => 0,
    }
}

/// Nothing goes before this person signs in, whatever the network does. What waits stays.
fn is_signed_out(outcome: Result<(), SyncError>) -> bool {
    matches!(outcome, Err(SyncError::Remote(RemoteError::SignedOut | RemoteError::OtherPerson)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_server_is_left_alone_for_as_long_as_it_asks() {
        let busy = |seconds| asked_to_wait(SyncError::Remote(RemoteError::Busy(seconds)));
        assert_eq!(busy(120), 120_000, "longer than after any failure");
        assert_eq!(busy(u32::MAX), LONGEST_ASKED);
        assert_eq!(asked_to_wait(SyncError::Remote(RemoteError::Unreachable)), 0);
    }
}
