//! Signing in and out, and who somebody is.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse};
use domain::ids::DeviceId;
use domain::role::Role;
use serde::{Deserialize, Serialize};
use sync::password;

use super::actor::{Address, cookie, no_cookie, token_of};
use super::error::ApiError;
use crate::app::App;
use crate::auth::sessions::Begun;
use crate::auth::{limits, secret, sessions, sign_in_name};
use crate::db::Deed;
use crate::gate::Actor;

/// What `POST /api/sign-in` is told.
#[derive(Deserialize)]
pub(crate) struct SignIn {
    name: String,
    password: String,
    device: Option<String>,
}

/// Who somebody is, on which device: the answer to signing in, joining and `GET /api/me`.
#[derive(Debug, Serialize, Deserialize)]
pub struct Me {
    /// [`domain::ids::PersonId`], written out.
    pub person: String,
    /// What they are called.
    pub name: String,
    /// What they are, wherever no circle says otherwise.
    pub role: Role,
    /// May begin a circle for a new pupil.
    pub may_add_pupils: bool,
    /// Looks after this server's people and settings.
    pub administrator: bool,
    /// [`DeviceId`], written out.
    pub device: String,
    /// 64 hexadecimal digits that this person's store on this device is sealed with. The same for ever.
    pub device_secret: String,
}

/// `POST /api/sign-in`.
pub(crate) async fn sign_in(
    State(app): State<Arc<App>>,
    Address(address): Address,
    Json(ask): Json<SignIn>,
) -> Result<impl IntoResponse, ApiError> {
    let now = app.clock.now();
    let name = sign_in_name(&ask.name);
    app.limits.take(format!("address {address}"), limits::BY_ADDRESS, now).map_err(ApiError::TooOften)?;
    app.limits.take(format!("name {name}"), limits::BY_NAME, now).map_err(ApiError::TooOften)?;
    let known = app.db().read().await?.sign_in(&name).await?;
    let hash = known.as_ref().map(|(_, hash)| hash.clone());
    let right = ask.password.len() <= password::LONGEST && app.passwords.matches(ask.password, hash).await;
    app.metrics.count("footbridge_sign_ins_total", &[("right", if right { "yes" } else { "no" })]);
    let (person, _) = known.filter(|_| right).ok_or(ApiError::NotRecognised)?;
    let mut txn = app.db().write().await?;
    let account = txn.person(person).await?.ok_or(ApiError::NotRecognised)?;
    let actor = Actor { account, device: device(ask.device.as_deref(), &app) };
    let begun = sessions::begin(&mut *txn, &actor, Deed::SignedIn, now).await?;
    txn.commit().await?;
    Ok(welcome(&app, &actor, &begun))
}

/// `GET /api/me`.
pub(crate) async fn me(State(app): State<Arc<App>>, actor: Actor) -> Result<Json<Me>, ApiError> {
    let mut txn = app.db().write().await?;
    let secret = sessions::secret_of(&mut *txn, actor.person(), actor.device, app.clock.now()).await?;
    txn.commit().await?;
    Ok(Json(describe(&actor, &secret)))
}

/// `POST /api/sign-out`: ends this session. Without one there is nothing to end, and all is well.
pub(crate) async fn sign_out(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<impl IntoResponse, ApiError> {
    if let Some(token) = token_of(&headers, &app) {
        let mut txn = app.db().write().await?;
        txn.end_session(&secret::hash(&token)).await?;
        txn.commit().await?;
    }
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(header::SET_COOKIE, no_cookie(&app))])))
}

/// `POST /api/sign-out-everywhere`: ends all of this person's sessions.
pub(crate) async fn sign_out_everywhere(
    State(app): State<Arc<App>>,
    actor: Actor,
) -> Result<impl IntoResponse, ApiError> {
    let mut txn = app.db().write().await?;
    let ended = txn.end_sessions_of(actor.person()).await?;
    txn.commit().await?;
    tracing::info!(person = %actor.person(), ended, "signed out everywhere");
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(header::SET_COOKIE, no_cookie(&app))])))
}

/// The device that a client names, or a new one.
pub(super) fn device(named: Option<&str>, app: &App) -> DeviceId {
    named.and_then(DeviceId::parse).unwrap_or_else(|| secret::new_device(app.clock.now()))
}

/// Who they are, and their cookie.
pub(super) fn welcome(app: &App, actor: &Actor, begun: &Begun) -> impl IntoResponse + use<> {
    (AppendHeaders([(header::SET_COOKIE, cookie(app, &begun.token))]), Json(describe(actor, &begun.secret)))
}

fn describe(actor: &Actor, secret: &[u8; 32]) -> Me {
    Me {
        person: actor.person().to_string(),
        name: actor.account.name.clone(),
        role: actor.account.role,
        may_add_pupils: actor.account.may_add_pupils,
        administrator: actor.account.administrator,
        device: actor.device.to_string(),
        device_secret: secret::to_hex(secret),
    }
}
