//! Signing in and out, and who somebody is.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::DeviceId;
use domain::role::Role;
use serde::{Deserialize, Serialize};
use sync::password;

use super::actor::Address;
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

/// Who somebody is, on which device: the answer to `GET /api/me`. It holds no secret.
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
}

/// The answer to a proof: to a password or a code. Nothing else gives these secrets.
#[derive(Debug, Serialize, Deserialize)]
pub struct Welcome {
    /// Who they are.
    #[serde(flatten)]
    pub me: Me,
    /// 64 hexadecimal digits that this person's store on this device is sealed with. The same for ever.
    pub device_secret: String,
    /// [`sync::session::SessionToken`], written out: for the store of this person on this device, and no other.
    pub session: String,
}

/// What `POST /api/sign-out` is told.
#[derive(Deserialize)]
pub(crate) struct SignOut {
    /// The hashes of the sessions' tokens, 64 hexadecimal digits each.
    #[serde(default)]
    ends: Vec<String>,
}

/// `POST /api/sign-in`.
pub(crate) async fn sign_in(
    State(app): State<Arc<App>>,
    Address(address): Address,
    Json(ask): Json<SignIn>,
) -> Result<Json<Welcome>, ApiError> {
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
    Ok(Json(welcome(&actor, &begun)))
}

/// `GET /api/me`.
pub(crate) async fn me(actor: Actor) -> Json<Me> {
    Json(describe(&actor))
}

/// `POST /api/sign-out`: ends these sessions. Each is named by the hash of its token: a device that signed out without a
/// network can keep that in clear, because nobody signs in with it. What has ended already has ended.
pub(crate) async fn sign_out(State(app): State<Arc<App>>, Json(ask): Json<SignOut>) -> Result<StatusCode, ApiError> {
    let ends: Vec<_> = ask.ends.iter().filter_map(|mark| secret::from_hex(mark)).collect();
    if !ends.is_empty() {
        let mut txn = app.db().write().await?;
        for mark in ends {
            txn.end_session(&mark).await?;
        }
        txn.commit().await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/sign-out-everywhere`: ends all of this person's sessions.
pub(crate) async fn sign_out_everywhere(State(app): State<Arc<App>>, actor: Actor) -> Result<StatusCode, ApiError> {
    let mut txn = app.db().write().await?;
    let ended = txn.end_sessions_of(actor.person()).await?;
    txn.commit().await?;
    tracing::info!(person = %actor.person(), ended, "signed out everywhere");
    Ok(StatusCode::NO_CONTENT)
}

/// The device that a client names, or a new one.
pub(super) fn device(named: Option<&str>, app: &App) -> DeviceId {
    named.and_then(DeviceId::parse).unwrap_or_else(|| secret::new_device(app.clock.now()))
}

/// Who they are, and their secrets.
pub(super) fn welcome(actor: &Actor, begun: &Begun) -> Welcome {
    let session = begun.token.to_hex();
    Welcome { me: describe(actor), device_secret: secret::to_hex(&begun.secret), session }
}

fn describe(actor: &Actor) -> Me {
    Me {
        person: actor.person().to_string(),
        name: actor.account.name.clone(),
        role: actor.account.role,
        may_add_pupils: actor.account.may_add_pupils,
        administrator: actor.account.administrator,
        device: actor.device.to_string(),
    }
}
