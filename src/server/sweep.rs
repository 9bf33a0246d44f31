//! What has ended is taken out from time to time, so that it does not grow for ever.

use std::sync::Arc;
use std::time::Duration;

use domain::value::Moment;

use crate::app::App;

/// How often.
const EVERY: Duration = Duration::from_secs(10 * 60);
const DAY: i64 = 24 * 60 * 60 * 1_000;
/// Invitations are good for a week; for so long after that it can still be told what became of one.
const INVITATIONS: i64 = 30 * DAY;
/// A file that nobody brought more of for so long begins anew.
const UNFINISHED: i64 = 3 * DAY;

/// What was taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Sessions that had ended.
    pub sessions: u64,
    /// Invitations that led nowhere any more.
    pub invitations: u64,
    /// Files that nobody went on bringing.
    pub unfinished: u64,
    /// How many tries are still counted.
    pub tries_left: usize,
}

/// Takes out what has ended by this moment.
///
/// # Errors
/// When the database or the disk fails; what is left waits for the next time.
pub async fn sweep(app: &App, now: Moment) -> anyhow::Result<Swept> {
    let tries_left = app.limits.sweep(now);
    let mut txn = app.db().write().await?;
    let sessions = txn.end_sessions_before(now).await?;
    let invitations = txn.end_invitations_before(Moment(now.0 - INVITATIONS)).await?;
    txn.commit().await?;
    let unfinished = app.files.forget_unfinished(Moment(now.0 - UNFINISHED)).await?;
    Ok(Swept { sessions, invitations, unfinished, tries_left })
}

/// Does so for as long as the server runs.
pub async fn keep_swept(app: Arc<App>) {
    let mut closing = app.closing.subscribe();
    loop {
        match sweep(&app, app.clock.now()).await {
            Ok(swept) => tracing::debug!(?swept, "swept"),
            Err(error) => tracing::warn!(?error, "not swept"),
        }
        if tokio::time::timeout(EVERY, closing.wait_for(|closing| *closing)).await.is_ok() {
            return;
        }
    }
}
