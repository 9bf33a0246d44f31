//! By what name others see somebody.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use domain::names;
use serde::{Deserialize, Serialize};

use super::error::ApiError;
use crate::app::App;
use crate::auth::secret;
use crate::gate::Actor;

/// What `POST /api/name` is told and, with the name as it is kept, answers.
#[derive(Serialize, Deserialize)]
pub(crate) struct Name {
    name: String,
}

/// `POST /api/name`.
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    actor: Actor,
    Json(ask): Json<Name>,
) -> Result<Json<Name>, ApiError> {
    if !names::fits(&ask.name) {
        return Err(ApiError::Problem("name"));
    }
    let now = app.clock.now();
    let account = app.gate.rename(&actor, ask.name.trim(), || secret::new_change(now), now).await?;
    Ok(Json(Name { name: account.name }))
}
