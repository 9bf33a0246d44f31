//! Whether the server is well, for those who look after it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, header};

use super::error::ApiError;
use crate::app::App;

/// `GET /healthz`: the database answers.
pub(crate) async fn healthz(State(app): State<Arc<App>>) -> Result<&'static str, ApiError> {
    app.db().read().await?.people_count().await?;
    Ok("ok\n")
}

/// `GET /metrics`.
pub(crate) async fn metrics(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<String, ApiError> {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let shown = shown.and_then(|value| value.strip_prefix("Bearer "));
    match &app.settings.metrics_token {
        Some(token) if shown != Some(token) => Err(ApiError::NotFound),
        _ => Ok(app.metrics.text()),
    }
}
