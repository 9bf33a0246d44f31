//! `POST /api/sync`: one exchange of records.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Serialize;
use sync::wire::{OLDEST, Outcome, PROTOCOL, SyncReply, SyncRequest};

use super::error::ApiError;
use crate::app::App;
use crate::gate::Actor;

/// Hands an exchange to the gate.
pub(crate) async fn sync(
    State(app): State<Arc<App>>,
    actor: Actor,
    body: Bytes,
) -> Result<impl IntoResponse, ApiError> {
    let request: SyncRequest = postcard::from_bytes(&body).map_err(|_| not_understood(&body))?;
    let reply = app.gate.sync(&actor, &request, app.clock.now()).await?;
    count(&app, &reply);
    Ok(packed(&reply))
}

/// A value as its postcard bytes.
pub(super) fn packed<T: Serialize>(value: &T) -> impl IntoResponse + use<T> {
    let bytes = postcard::to_allocvec(value).expect("replies hold nothing that postcard cannot write");
    ([(header::CONTENT_TYPE, "application/octet-stream")], bytes)
}

/// A request of another protocol may have another shape; its number always comes first.
fn not_understood(body: &[u8]) -> ApiError {
    match postcard::take_from_bytes::<u16>(body) {
        Ok((protocol, _)) if !(OLDEST..=PROTOCOL).contains(&protocol) => ApiError::TooOld,
        _ => ApiError::Nonsense,
    }
}

fn count(app: &App, reply: &SyncReply) {
    for (_, outcome) in &reply.outcomes {
        let outcome = match outcome {
            Outcome::Accepted { .. } => "accepted",
            Outcome::Quarantined { .. } => "quarantined",
            Outcome::Refused { .. } => "refused",
        };
        app.metrics.count("footbridge_changes_total", &[("outcome", outcome)]);
    }
    let records: u32 = reply.segments.iter().map(|segment| segment.count).sum();
    app.metrics.add("footbridge_records_sent_total", &[], f64::from(records));
}
