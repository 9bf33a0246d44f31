//! What became of a record over time: `GET /api/history/{record}` and `GET /api/record/{record}/at/{revision}`.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::IntoResponse;
use domain::ids::RecordId;
use domain::scope::Revision;

use super::error::ApiError;
use super::sync::packed;
use crate::app::App;
use crate::gate::Actor;

/// Every change of a record that this person was allowed to see happen.
pub(crate) async fn history(
    State(app): State<Arc<App>>,
    actor: Actor,
    Path(record): Path<String>,
) -> Result<impl IntoResponse, ApiError> {
    let record = RecordId::parse(&record).ok_or(ApiError::NotFound)?;
    Ok(packed(&app.gate.history(&actor, record, app.clock.now()).await?))
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
