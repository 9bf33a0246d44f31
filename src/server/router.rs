//! The whole URL table on one page. It is data, so that a test can visit every route as everybody: a route
//! without a rule about who may use it cannot be written down here.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get, post};

use crate::app::App;
use crate::http::error::{ApiError, ours};
use crate::http::{
    files, guard, headers, health, history, join, name, now, password, shell, sign_in, sync as exchange,
};

/// Who gets an answer other than a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody at all.
    Anyone,
    /// Anybody with the right code or password.
    WithCode,
    /// Whoever looks after the server, by a token; for all others it is not there.
    Operator,
    /// Anybody signed in; what they are told depends on their circles.
    SignedIn,
    /// Only those who may see the record that the address names; for all others it is not there.
    Seeing,
}

/// One address.
pub struct Route {
    /// Its pattern.
    pub path: &'static str,
    /// By which methods.
    pub methods: &'static [&'static str],
    /// For whom.
    pub who: Who,
    /// The most bytes in a request's body.
    pub most: usize,
    handlers: fn() -> MethodRouter<Arc<App>>,
}

/// Room for more than any device sends, so that one with a change that is too large is told so.
const EXCHANGE: usize = sync::wire::MOST_SENT;
/// A chunk of a file, and some room.
const PIECE: usize = 1024 * 1024;
/// A few short texts.
const SMALL: usize = 16 * 1024;

/// Every route there is, besides the app's own files.
pub const ROUTES: &[Route] = &[
    Route { path: "/healthz", methods: &["GET"], who: Who::Anyone, most: 0, handlers: || get(health::healthz) },
    Route { path: "/metrics", methods: &["GET"], who: Who::Operator, most: 0, handlers: || get(health::metrics) },
    Route {
        path: "/api/sign-in",
        methods: &["POST"],
        who: Who::WithCode,
        most: SMALL,
        handlers: || post(sign_in::sign_in),
    },
    Route {
        path: "/api/invitation",
        methods: &["POST"],
        who: Who::WithCode,
        most: SMALL,
        handlers: || post(join::first_look),
    },
    Route { path: "/api/join", methods: &["POST"], who: Who::WithCode, most: SMALL, handlers: || post(join::join) },
    Route {
        path: "/api/take-up",
        methods: &["POST"],
        who: Who::SignedIn,
        most: SMALL,
        handlers: || post(join::take_up),
    },
    Route { path: "/api/name", methods: &["POST"], who: Who::SignedIn, most: SMALL, handlers: || post(name::change) },
    Route {
        path: "/api/sign-out",
        methods: &["POST"],
        who: Who::Anyone,
        most: SMALL,
        handlers: || post(sign_in::sign_out),
    },
    Route {
        path: "/api/sign-out-everywhere",
        methods: &["POST"],
        who: Who::SignedIn,
        most: SMALL,
        handlers: || post(sign_in::sign_out_everywhere),
    },
    Route {
        path: "/api/password",
        methods: &["POST"],
        who: Who::SignedIn,
        most: SMALL,
        handlers: || post(password::change),
    },
    Route { path: "/api/me", methods: &["GET"], who: Who::SignedIn, most: 0, handlers: || get(sign_in::me) },
    Route {
        path: "/api/sync",
        methods: &["POST"],
        who: Who::SignedIn,
        most: EXCHANGE,
        handlers: || post(exchange::sync),
    },
    Route { path: "/api/now", methods: &["GET"], who: Who::SignedIn, most: 0, handlers: || get(now::now) },
    Route {
        path: "/api/files/{hash}",
        methods: &["GET", "HEAD", "PUT"],
        who: Who::Seeing,
        most: PIECE,
        handlers: || get(files::get).head(files::progress).put(files::put),
    },
    Route {
        path: "/api/history/{record}",
        methods: &["GET"],
        who: Who::Seeing,
        most: 0,
        handlers: || get(history::history),
    },
    Route {
        path: "/api/record/{record}/at/{revision}",
        methods: &["GET"],
        who: Who::Seeing,
        most: 0,
        handlers: || get(history::record_at),
    },
];

/// The router over this app.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let watched = from_fn_with_state((app.clone(), route.path), guard::watched);
        let handlers =
            (route.handlers)().layer(DefaultBodyLimit::max(route.most)).layer(map_response(ours)).layer(watched);
        router = router.route(route.path, handlers);
    }
    router = router
        .route("/api/", axum::routing::any(nowhere))
        .route("/api", axum::routing::any(nowhere))
        .route("/api/{*rest}", axum::routing::any(nowhere));
    let shell = app.settings.app.as_deref().map(shell::shell);
    let router = router.layer(from_fn(guard::own_pages_only)).with_state(app);
    let router = match shell {
        Some(shell) => router.fallback_service(shell),
        None => router.fallback(|| async { StatusCode::NOT_FOUND }),
    };
    router.layer(map_response(headers::secure))
}

async fn nowhere() -> impl IntoResponse {
    ApiError::NotFound
}
