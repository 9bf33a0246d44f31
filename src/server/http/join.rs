//! Invitations: a first look at one, and taking it up, as somebody new or with an account. The server's first
//! administrator comes in by the same door.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use domain::ids::DeviceId;
use domain::names;
use domain::role::Role;
use serde::{Deserialize, Serialize};
use sync::{invitation, password, sign_in_name};

use super::actor::Address;
use super::error::ApiError;
use super::sign_in::{self, Welcome, device, welcome};
use crate::administrator;
use crate::app::App;
use crate::auth::limits::Key;
use crate::auth::proof::Proof;
use crate::auth::turns::Line;
use crate::auth::{limits, secret, sessions};
use crate::db::PersonRow;
use crate::gate::Actor;
use crate::gate::join::{JoinError, Joined, Joining};

/// What `POST /api/invitation` and `POST /api/take-up` are told.
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
    /// The child's initials; empty for the server's first administrator.
    pub child: String,
    /// Until when the code is good, in milliseconds since 1970; none for the server's first administrator.
    pub until: Option<i64>,
}

/// What `POST /api/join` is told: by somebody new, or by somebody with an account whom no session tells. Who asks again,
/// because no answer came, sends the same and is let in.
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

/// What `POST /api/take-up` answers.
#[derive(Debug, Serialize, Deserialize)]
pub struct TakenUp {
    /// The circle that they are in now, written out.
    pub circle: Option<String>,
}

/// `POST /api/invitation`.
pub(crate) async fn first_look(
    State(app): State<Arc<App>>,
    Address(address): Address,
    Json(ask): Json<Code>,
) -> Result<Json<FirstLook>, ApiError> {
    let tries = Key::of_network("look", &address);
    let code = hash_of(&app, tries, &ask.code)?;
    if administrator::awaits(app.db(), &code).await? {
        let (role, nobody) = (Role::ServiceLead, String::new());
        return Ok(Json(FirstLook { inviter: nobody.clone(), name: nobody.clone(), role, child: nobody, until: None }));
    }
    let look = app.gate.first_look(&code, app.clock.now()).await;
    let look = look.map_err(|error| wrong(&app, tries, error.into()))?;
    let until = Some(look.until.0);
    Ok(Json(FirstLook { inviter: look.inviter, name: look.name, role: look.role, child: look.child, until }))
}

/// `POST /api/join`. It looks at no session: on a shared tablet that would be the last person's.
pub(crate) async fn join(
    State(app): State<Arc<App>>,
    Address(address): Address,
    Json(ask): Json<Join>,
) -> Result<Json<Welcome>, ApiError> {
    let tries = Key::of_network("join", &address);
    let code = hash_of(&app, tries, &ask.code)?;
    let device = device(ask.device.as_deref(), &app);
    let came = come_in(&app, &address, &code, &ask, device).await;
    let (account, proof) = came.map_err(|error| wrong(&app, tries, error))?;
    let actor = Actor { account, device };
    let mut txn = app.db().write().await?;
    let begun = sessions::begin(&mut *txn, &actor, &proof, app.clock.now()).await?;
    txn.commit().await?;
    Ok(Json(welcome(&actor, &begun)))
}

/// `POST /api/take-up`: somebody who is signed in takes up one more invitation.
pub(crate) async fn take_up(
    State(app): State<Arc<App>>,
    actor: Actor,
    Json(ask): Json<Code>,
) -> Result<Json<TakenUp>, ApiError> {
    let tries = Key::of("take up", actor.person().as_bytes());
    let code = hash_of(&app, tries, &ask.code)?;
    let joined = take(&app, &code, Joining::Known(Box::new(actor.account)), actor.device).await;
    let joined = joined.map_err(|error| wrong(&app, tries, error))?;
    Ok(Json(TakenUp { circle: joined.circle.map(|circle| circle.to_string()) }))
}

async fn come_in(
    app: &App,
    address: &str,
    code: &[u8; 32],
    ask: &Join,
    device: DeviceId,
) -> Result<(PersonRow, Proof), ApiError> {
    let sign_in_name = sign_in_name::kept(&ask.sign_in_name);
    if sign_in_name::problem(&sign_in_name).is_some() {
        return Err(ApiError::Problem("sign_in_name"));
    }
    let used = is_used(app, code).await?;
    if let Some(known) = proven(app, address, &sign_in_name, ask, device).await.map_err(|error| said_of(error, used))? {
        return take_known(app, code, known, device).await;
    }
    match newcomer(app, address, code, ask, &sign_in_name, device).await {
        // The same was asked a moment ago and answered meanwhile, while the password was being hashed.
        Err(ApiError::Problem("invitation_used" | "name_taken")) => {
            let known = proven(app, address, &sign_in_name, ask, device).await.map_err(|error| said_of(error, used))?;
            take_known(app, code, known.ok_or(ApiError::Problem("invitation_used"))?, device).await
        }
        outcome => outcome,
    }
}

/// What is said of a name with another password: whoever holds no more than a used code learns nothing about names.
fn said_of(error: ApiError, used: bool) -> ApiError {
    match error {
        ApiError::NotRecognised if used => ApiError::Problem("invitation_used"),
        ApiError::NotRecognised => ApiError::Problem("name_taken"),
        error => error,
    }
}

/// Whether somebody came in by this code.
///
/// # Errors
/// As [`JoinError::NoSuchInvitation`] where it leads nowhere at all.
async fn is_used(app: &App, code: &[u8; 32]) -> Result<bool, ApiError> {
    if administrator::awaits(app.db(), code).await? {
        return Ok(false);
    }
    match app.gate.first_look(code, app.clock.now()).await {
        Ok(_) => Ok(false),
        Err(JoinError::Used) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Whose name this is, by their password; `None` when it is nobody's yet.
async fn proven(
    app: &App,
    address: &str,
    name: &str,
    ask: &Join,
    device: DeviceId,
) -> Result<Option<(PersonRow, Proof)>, ApiError> {
    if app.db().read().await?.sign_in(name).await?.is_none() {
        return Ok(None);
    }
    // It is a way to try passwords like any other.
    let proof = sign_in::proven(app, name, ask.password.clone(), address, Some(device)).await?;
    Ok(app.db().read().await?.person(proof.person).await?.map(|account| (account, proof)))
}

async fn newcomer(
    app: &App,
    address: &str,
    code: &[u8; 32],
    ask: &Join,
    sign_in_name: &str,
    device: DeviceId,
) -> Result<(PersonRow, Proof), ApiError> {
    if !names::fits(&ask.name) {
        return Err(ApiError::Problem("name"));
    }
    if let Some(problem) = password::problem(&ask.password, sign_in_name) {
        return Err(ApiError::Problem(problem.code()));
    }
    let turn = app.passwords.turn(Line::from(address)).await?;
    let hashed = app.passwords.hash_in(turn, ask.password.clone()).await.ok_or(ApiError::Failed)?;
    let name = ask.name.trim().to_owned();
    let account = if administrator::awaits(app.db(), code).await? {
        administrator::begin(app.db(), code, name, sign_in_name, &hashed, app.clock.now()).await?
    } else {
        let joining = Joining::New { name, sign_in_name: sign_in_name.to_owned(), password: hashed.clone() };
        take(app, code, joining, device).await?.account
    };
    let proof = Proof { person: account.id, name: sign_in_name.to_owned(), hash: hashed };
    Ok((account, proof))
}

async fn take_known(
    app: &App,
    code: &[u8; 32],
    (account, proof): (PersonRow, Proof),
    device: DeviceId,
) -> Result<(PersonRow, Proof), ApiError> {
    Ok((take(app, code, Joining::Known(Box::new(account)), device).await?.account, proof))
}

async fn take(app: &App, code: &[u8; 32], joining: Joining, device: DeviceId) -> Result<Joined, ApiError> {
    let now = app.clock.now();
    Ok(app.gate.join(code, joining, device, secret::new_change(now), now).await?)
}

fn hash_of(app: &App, tries: Key, code: &str) -> Result<[u8; 32], ApiError> {
    invitation::hash_of(code).ok_or_else(|| wrong(app, tries, ApiError::Problem("no_such_invitation")))
}

/// Counts a code that was none, and after too many says no more than that. A right one always counts as right: else
/// somebody on a ward's network could keep everybody there from joining, and 65 bits are not guessed at any speed.
fn wrong(app: &App, tries: Key, error: ApiError) -> ApiError {
    if !matches!(error, ApiError::Problem("no_such_invitation")) {
        return error;
    }
    app.limits.take(tries, limits::CODES, app.clock.now()).map_or_else(ApiError::TooOften, |()| error)
}
