//! Whether the server is well, for those who look after it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use sha2::{Digest, Sha256};

use super::error::ApiError;
use crate::app::App;
use crate::health::Trouble;

/// `GET /healthz`: something could be written just now; and what is wrong with how the server is set up.
pub(crate) async fn healthz(State(app): State<Arc<App>>) -> (StatusCode, String) {
    let (status, mut words) = match app.health.look(app.db(), app.files.folder(), app.clock.now()).await {
        Ok(()) => (StatusCode::OK, "ok\n".to_owned()),
        Err(Trouble::DiskFull) => (StatusCode::INSUFFICIENT_STORAGE, format!("{}\n", Trouble::DiskFull)),
        Err(trouble) => (StatusCode::SERVICE_UNAVAILABLE, format!("{trouble}\n")),
    };
    for doubt in app.doubts.all() {
        words.push_str("warning: ");
        words.push_str(doubt);
        words.push('\n');
    }
    (status, words)
}

/// `GET /metrics`, for whoever shows the token. Without one there is nothing here: a proxy in front makes strangers
/// look like the machine itself.
pub(crate) async fn metrics(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<String, ApiError> {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let shown = shown.and_then(|value| value.strip_prefix("Bearer "));
    // Hashes are compared, so that the time it takes tells nothing of the token.
    let same = |token: &str, shown: &str| Sha256::digest(token) == Sha256::digest(shown);
    match (&app.settings.metrics_token, shown) {
        (Some(token), Some(shown)) if same(token, shown) => Ok(app.metrics.text()),
        _ => Err(ApiError::NotFound),
    }
}
