//! Choosing a new password.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use sync::password;

use super::actor::Shown;
use super::error::ApiError;
use super::sign_in::{Welcome, welcome};
use crate::app::App;
use crate::auth::limits::Key;
use crate::auth::proof::Proof;
use crate::auth::turns::Line;
use crate::auth::{limits, sessions};
use crate::db::Deed;
use crate::gate::Actor;

/// What `POST /api/password` is told.
#[derive(Deserialize)]
pub(crate) struct Change {
    /// The password so far: a tablet that lies open is not enough to take somebody's sign-in from them.
    current: String,
    new: String,
}

/// `POST /api/password`: every other session of this person ends, and the one that asks goes on.
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    actor: Actor,
    Shown(token): Shown,
    Json(ask): Json<Change>,
) -> Result<Json<Welcome>, ApiError> {
    let now = app.clock.now();
    let person = actor.person();
    let (name, hash) = app.db().read().await?.sign_in_of(person).await?.ok_or(ApiError::NotRecognised)?;
    let proof = Proof { person, name, hash };
    let key = Key::of("password", person.as_bytes());
    app.limits.look(key, limits::BY_DEVICE, now).map_err(ApiError::TooOften)?;
    let turn = app.passwords.turn(Line::Known(key)).await?;
    app.limits.look(key, limits::BY_DEVICE, now).map_err(ApiError::TooOften)?;
    let known = Some(proof.hash.clone());
    let right = ask.current.len() <= password::LONGEST && app.passwords.matches(turn, ask.current, known).await;
    if !right {
        app.limits.take(key, limits::BY_DEVICE, now).map_err(ApiError::TooOften)?;
        return Err(ApiError::NotRecognised);
    }
    if let Some(problem) = password::problem(&ask.new, &proof.name) {
        return Err(ApiError::Problem(problem.code()));
    }
    app.limits.take(Key::of("came in", person.as_bytes()), limits::SIGN_INS, now).map_err(ApiError::TooOften)?;
    let turn = app.passwords.turn(Line::Known(key)).await?;
    let hash = app.passwords.hash_in(turn, ask.new).await.ok_or(ApiError::Failed)?;
    let mut txn = app.db().write().await?;
    if !proof.stands(&mut *txn).await? {
        return Err(ApiError::NotRecognised);
    }
    txn.put_sign_in(&proof.name, person, &hash).await?;
    let begun = sessions::end_others(&mut *txn, &actor, token, Deed::PasswordChanged, now).await?;
    txn.commit().await?;
    Ok(Json(welcome(&actor, &begun)))
}
