//! Invitations: a first look at one, and taking it up. The server's first administrator comes in by the same door.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::role::Role;
use serde::{Deserialize, Serialize};
use sync::{invitation, password};

use super::actor::Address;
use super::error::ApiError;
use super::sign_in::{device, welcome};
use crate::administrator;
use crate::app::App;
use crate::auth::{limits, secret, sessions, sign_in_name};
use crate::db::{Deed, PersonRow};
use crate::gate::Actor;
use crate::gate::join::Joining;

/// What `POST /api/invitation` is told.
#[derive(Deserialize)]
pub(crate) struct Code {
    code: String,
}

/// What an invitation is to.
#[derive(Debug, Serialize, Deserialize)]
pub struct FirstLook {
    /// Who invites; empty for the server's first administrator.
    pub inviter: String,
    /// What the inviter calls the one who is invited.
    pub name: String,
    /// What they would be.
    pub role: Role,
}

/// What `POST /api/join` is told by somebody new. Whoever is signed in needs only the code.
#[derive(Deserialize)]
pub(crate) struct Join {
    code: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    sign_in_name: String,
    #[serde(default)]
    password: String,
    device: Option<String>,
}

/// `POST /api/invitation`.
pub(crate) async fn first_look(
    State(app): State<Arc<App>>,
    Address(address): Address,
    Json(ask): Json<Code>,
) -> Result<Json<FirstLook>, ApiError> {
    let code = code_hash(&app, &address, &ask.code)?;
    if administrator::awaits(app.db(), &code).await? {
        return Ok(Json(FirstLook { inviter: String::new(), name: String::new(), role: Role::ServiceLead }));
    }
    let look = app.gate.first_look(&code, app.clock.now()).await?;
    Ok(Json(FirstLook { inviter: look.inviter, name: look.name, role: look.role }))
}

/// `POST /api/join`.
pub(crate) async fn join(
    State(app): State<Arc<App>>,
    Address(address): Address,
    signed_in: Option<Actor>,
    Json(ask): Json<Join>,
) -> Result<impl IntoResponse, ApiError> {
    let now = app.clock.now();
    let code = code_hash(&app, &address, &ask.code)?;
    let device = match &signed_in {
        Some(actor) => actor.device,
        None => device(ask.device.as_deref(), &app),
    };
    let account = match signed_in {
        Some(actor) => {
            let joining = Joining::Known(Box::new(actor.account));
            app.gate.join(&code, joining, device, secret::new_change(now), now).await?
        }
        None => newcomer(&app, &code, ask, device).await?,
    };
    let actor = Actor { account, device };
    let mut txn = app.db().write().await?;
    let begun = sessions::begin(&mut *txn, &actor, Deed::Joined, now).await?;
    txn.commit().await?;
    Ok(welcome(&app, &actor, &begun))
}

async fn newcomer(app: &App, code: &[u8; 32], ask: Join, device: domain::ids::DeviceId) -> Result<PersonRow, ApiError> {
    let now = app.clock.now();
    let sign_in_name = sign_in_name(&ask.sign_in_name);
    if let Some(problem) = problem(&ask, &sign_in_name) {
        return Err(ApiError::Problem(problem));
    }
    let hashed = app.passwords.hash(ask.password).await.ok_or(ApiError::Failed)?;
    let name = ask.name.trim().to_owned();
    if administrator::awaits(app.db(), code).await? {
        return Ok(administrator::begin(app.db(), code, name, &sign_in_name, &hashed, now).await?);
    }
    let joining = Joining::New { name, sign_in_name, password: hashed };
    Ok(app.gate.join(code, joining, device, secret::new_change(now), now).await?)
}

fn problem(ask: &Join, sign_in_name: &str) -> Option<&'static str> {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '+');
    if ask.name.trim().is_empty() || ask.name.chars().count() > 120 {
        return Some("name");
    }
    if !(3..=80).contains(&sign_in_name.chars().count()) || !sign_in_name.chars().all(fits) {
        return Some("sign_in_name");
    }
    password::problem(&ask.password, sign_in_name).map(|_| "password")
}

fn code_hash(app: &App, address: &str, code: &str) -> Result<[u8; 32], ApiError> {
    app.limits.take(format!("code {address}"), limits::CODES, app.clock.now()).map_err(ApiError::TooOften)?;
    invitation::hash_of(code).ok_or(ApiError::Problem("no_such_invitation"))
}
