//! What became of a record over time: `GET /api/history/{record}?after=` and `GET /api/record/{record}/at/{revision}`.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::response::IntoResponse;
use domain::ids::RecordId;
use domain::scope::Revision;
use serde::Deserialize;

use super::error::ApiError;
use super::sync::packed;
use crate::app::App;
use crate::gate::Actor;

/// Where to go on.
#[derive(Deserialize)]
pub(crate) struct From {
    #[serde(default)]
    after: u64,
}

/// The changes of a record that this person was allowed to see happen, after one of them. A header says whether these
/// are all.
pub(crate) async fn history(
    State(app): State<Arc<App>>,
    actor: Actor,
    Path(record): Path<String>,
    Query(From { after }): Query<From>,
) -> Result<impl IntoResponse, ApiError> {
    let record = RecordId::parse(&record).ok_or(ApiError::NotFound)?;
    let (reply, more) = app.gate.history(&actor, record, Revision(after), app.clock.now()).await?;
    let complete = HeaderValue::from_static(if more { "?0" } else { "?1" });
    Ok(([("history-complete", complete)], packed(&reply)))
}

/// A record as it once was.
pub(crate) async fn record_at(
    State(app): State<Arc<App>>,
    actor: Actor,
    Path((record, revision)): Path<(String, u64)>,
) -> Result<impl IntoResponse, ApiError> {
    let record = RecordId::parse(&record).ok_or(ApiError::NotFound)?;
    Ok(packed(&app.gate.record_at(&actor, record, Revision(revision), app.clock.now()).await?))
}
