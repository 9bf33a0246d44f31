//! Signing in and out, and who somebody is.

use std::collections::BTreeSet;
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
use crate::auth::limits::Key;
use crate::auth::proof::Proof;
use crate::auth::sessions::Begun;
use crate::auth::tries::Tries;
use crate::auth::{limits, secret, sessions, sign_in_name};
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
    let named = ask.device.as_deref().and_then(DeviceId::parse);
    let proof = proven(&app, &sign_in_name(&ask.name), ask.password, &address, named).await?;
    let now = app.clock.now();
    let mut txn = app.db().write().await?;
    let account = txn.person(proof.person).await?.ok_or(ApiError::NotRecognised)?;
    let actor = Actor { account, device: device(ask.device.as_deref(), &app) };
    let begun = sessions::begin(&mut *txn, &actor, &proof, now).await?;
    txn.commit().await?;
    Ok(Json(welcome(&actor, &begun)))
}

/// Who signs in by this name, if this is their password. Every door that takes a password asks here, so that wrong ones
/// are counted together.
pub(super) async fn proven(
    app: &App,
    name: &str,
    password: String,
    address: &str,
    device: Option<DeviceId>,
) -> Result<Proof, ApiError> {
    let now = app.clock.now();
    let (known, used_before) = {
        let mut txn = app.db().read().await?;
        let known = txn.sign_in(name).await?;
        let used_before = match (&known, device) {
            (Some((person, _)), Some(device)) => txn.device_secret(*person, device).await?.map(|_| device),
            _ => None,
        };
        (known, used_before)
    };
    let tries = Tries::of(name, address, used_before);
    tries.left(&app.limits, now).map_err(ApiError::TooOften)?;
    let turn = app.passwords.turn(tries.line()).await?;
    // Those before in the line may have used them up.
    tries.left(&app.limits, app.clock.now()).map_err(ApiError::TooOften)?;
    let hash = known.as_ref().map(|(_, hash)| hash.clone());
    let right = password.len() <= password::LONGEST && app.passwords.matches(turn, password, hash).await;
    app.metrics.count("footbridge_sign_ins_total", &[("right", if right { "yes" } else { "no" })]);
    if !right {
        tries.one_less(&app.limits, now);
    }
    let (person, hash) = known.filter(|_| right).ok_or(ApiError::NotRecognised)?;
    let came = Key::of("came in", person.as_bytes());
    app.limits.take(came, limits::SIGN_INS, now).map_err(ApiError::TooOften)?;
    Ok(Proof { person, name: name.to_owned(), hash })
}

/// `GET /api/me`.
pub(crate) async fn me(actor: Actor) -> Json<Me> {
    Json(describe(&actor))
}

/// `POST /api/sign-out`: ends these sessions. Each is named by the hash of its token: a device that signed out without a
/// network can keep that in clear, because nobody signs in with it. What has ended already has ended. Anybody may ask, so
/// whoever names nothing that is there writes nothing and waits for nobody who writes.
pub(crate) async fn sign_out(
    State(app): State<Arc<App>>,
    Address(address): Address,
    Json(ask): Json<SignOut>,
) -> Result<StatusCode, ApiError> {
    let (now, key) = (app.clock.now(), Key::of_network("sign out", &address));
    app.limits.look(key, limits::SIGN_OUTS, now).map_err(ApiError::TooOften)?;
    let named: BTreeSet<_> = ask.ends.iter().filter_map(|mark| secret::from_hex(mark)).collect();
    let mut ends = Vec::new();
    {
        let mut txn = app.db().read().await?;
        for mark in &named {
            ends.extend(txn.session(mark).await?.map(|_| *mark));
        }
    }
    if ends.len() < named.len() {
        app.limits.take(key, limits::SIGN_OUTS, now).map_err(ApiError::TooOften)?;
    }
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
