//! Who asks, for every handler that needs somebody: the session in the `Authorization` header, good only for the store
//! that the request names.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::value::Moment;
use sync::session::{STORE_HEADER, SessionToken, StoreName};

use super::error::ApiError;
use crate::app::App;
use crate::auth::limits::Key;
use crate::auth::{limits, sessions};
use crate::gate::Actor;

/// The cookies in which the first releases of the app had their sessions.
const OLD_COOKIES: [&str; 2] = ["footbridge=", "__Host-footbridge="];

impl FromRequestParts<Arc<App>> for Actor {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let now = app.clock.now();
        let Shown(token) = Shown::in_headers(&parts.headers)?;
        let store = parts.headers.get(STORE_HEADER).and_then(|value| StoreName::parse(value.to_str().ok()?));
        let open = sessions::open(&mut *app.db().read().await?, token, store, now).await?;
        if open.moves {
            let mut txn = app.db().write().await?;
            // It may have been signed out of while this waited for its turn.
            if !txn.move_session(&token.mark(), Moment(now.0 + sessions::LASTS)).await? {
                return Err(ApiError::SignedOut);
            }
            txn.commit().await?;
        }
        let is_file = parts.uri.path().starts_with("/api/files/");
        let (kind, limit) = if is_file { ("piece", limits::PIECES) } else { ("exchange", limits::EXCHANGES) };
        let key = Key::of(kind, open.actor.person().as_bytes()).with(open.actor.device.as_bytes());
        app.limits.take(key, limit, now).map_err(ApiError::TooOften)?;
        Ok(open.actor)
    }
}

/// The session that a request shows, whether good or not.
pub struct Shown(pub SessionToken);

impl Shown {
    fn in_headers(headers: &HeaderMap) -> Result<Self, ApiError> {
        let text = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        text.and_then(SessionToken::parse).map(Self).ok_or_else(|| without_session(headers))
    }
}

impl FromRequestParts<Arc<App>> for Shown {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, ApiError> {
        Self::in_headers(&parts.headers)
    }
}

/// An app that still shows a cookie can sign in as often as it likes and has no session then: it has to load the new one.
fn without_session(headers: &HeaderMap) -> ApiError {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut cookies = cookies.flat_map(|cookies| cookies.split(';')).map(str::trim);
    let is_old = cookies.any(|cookie| OLD_COOKIES.iter().any(|name| cookie.starts_with(name)));
    if is_old && !headers.contains_key(header::AUTHORIZATION) { ApiError::TooOld } else { ApiError::SignedOut }
}

/// Where a request comes from, as far as can be known: only for limits, never kept.
pub struct Address(pub String);

impl FromRequestParts<Arc<App>> for Address {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let told = told(&parts.headers).filter(|_| app.settings.proxy);
        let seen = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
        Ok(Self(told.map(str::to_owned).or(seen).unwrap_or_default()))
    }
}

/// The last word is the proxy's own, whether it adds to a line that came or adds a line; those before it anybody can write.
fn told(headers: &HeaderMap) -> Option<&str> {
    let line = headers.get_all("x-forwarded-for").into_iter().next_back()?.to_str().ok()?;
    line.rsplit(',').next().map(str::trim)
}
