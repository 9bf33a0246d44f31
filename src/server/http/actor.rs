//! Who asks: from the session cookie, for every handler that needs somebody.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use domain::value::Moment;

use super::error::ApiError;
use crate::app::App;
use crate::auth::{limits, secret, sessions};
use crate::gate::Actor;

impl FromRequestParts<Arc<App>> for Actor {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let now = app.clock.now();
        let token = token_of(&parts.headers, app).ok_or(ApiError::SignedOut)?;
        let found = sessions::find(&mut *app.db().read().await?, &token, now).await?;
        let (account, mut row, moves) = found.ok_or(ApiError::SignedOut)?;
        if moves {
            row.expires = Moment(now.0 + sessions::LASTS);
            let mut txn = app.db().write().await?;
            txn.put_session(&secret::hash(&token), &row).await?;
            txn.commit().await?;
        }
        let key = format!("exchange {} {}", row.person, row.device);
        app.limits.take(key, limits::EXCHANGES, now).map_err(ApiError::TooOften)?;
        Ok(Actor { account, device: row.device })
    }
}

impl OptionalFromRequestParts<Arc<App>> for Actor {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Option<Self>, ApiError> {
        match <Self as FromRequestParts<Arc<App>>>::from_request_parts(parts, app).await {
            Ok(actor) => Ok(Some(actor)),
            Err(ApiError::SignedOut) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The token in the session cookie, if there is one.
pub(super) fn token_of(headers: &HeaderMap, app: &App) -> Option<[u8; 32]> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, token) = pairs.find(|(name, _)| *name == cookie_name(app))?;
    secret::from_hex(token)
}

/// Browsers hold a `__Host-` cookie to TLS and this very host. WebKit takes no such cookie over plain HTTP, not
/// even on the machine itself, so there the name is a plain one.
fn cookie_name(app: &App) -> &'static str {
    if app.settings.secure { "__Host-footbridge" } else { "footbridge" }
}

/// The header that gives a browser its session.
pub(super) fn cookie(app: &App, token: &[u8; 32]) -> HeaderValue {
    set_cookie(app, &secret::to_hex(token), sessions::LASTS / 1_000)
}

/// The header that takes it back.
pub(super) fn no_cookie(app: &App) -> HeaderValue {
    set_cookie(app, "", 0)
}

fn set_cookie(app: &App, value: &str, seconds: i64) -> HeaderValue {
    let secure = if app.settings.secure { "; Secure" } else { "" };
    let name = cookie_name(app);
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).expect("hexadecimal digits and fixed words are a header")
}

/// Where a request comes from, as far as can be known: only for limits, never kept.
pub struct Address(pub String);

impl FromRequestParts<Arc<App>> for Address {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let told = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
        // The last one is the proxy's own word; those before it anybody can write.
        let told = told.filter(|_| app.settings.proxy).and_then(|list| list.rsplit(',').next());
        let seen = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
        Ok(Self(told.map(|address| address.trim().to_owned()).or(seen).unwrap_or_default()))
    }
}
