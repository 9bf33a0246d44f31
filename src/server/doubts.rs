//! What is wrong with how the server is set up: said at start where the flags alone tell, and at first sight where only
//! requests do. Once in the log, and on /healthz for as long as the server runs.

use std::sync::{Mutex, PoisonError};

use axum::http::HeaderMap;

/// The headers in which proxies say for whom they ask.
const TOLD: [&str; 3] = ["x-forwarded-for", "forwarded", "x-real-ip"];

/// Requests come through a proxy that the server was not told of.
pub const UNASKED: &str = "requests come through a proxy, and the server was started without --proxy: everybody counts as \
     one address, so that a few wrong passwords keep all people out. Start it with --proxy";
/// The server was told of a proxy that says nothing.
pub const UNTOLD: &str = "the server was started with --proxy, and requests come without X-Forwarded-For: everybody counts \
     as one address. Let the proxy add that header, or start without --proxy";
/// Reachable from other machines, and no proxy.
pub const IN_CLEAR: &str = "the server listens to other machines without TLS and without --proxy: what people write travels \
     in clear, and browsers refuse to install the app. Put a proxy with TLS in front, listen on 127.0.0.1 and start \
     with --proxy";
/// Reachable past the proxy.
pub const PAST_THE_PROXY: &str = "the server was started with --proxy and listens to other machines: let nobody but the proxy \
     reach this port, because whoever does can say any address of themselves";

/// What is wrong, each thing once.
#[derive(Default)]
pub struct Doubts(Mutex<Vec<&'static str>>);

impl Doubts {
    /// Something is wrong.
    pub fn about(&self, what: &'static str) {
        let mut doubts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !doubts.contains(&what) {
            doubts.push(what);
            tracing::warn!("{what}");
        }
    }

    /// Looks at how a request came.
    pub fn look_at(&self, headers: &HeaderMap, proxy: bool) {
        let told = TOLD.iter().any(|name| headers.contains_key(*name));
        match (told, proxy) {
            (true, false) => self.about(UNASKED),
            (false, true) => self.about(UNTOLD),
            _ => {}
        }
    }

    /// Everything that is wrong.
    #[must_use]
    pub fn all(&self) -> Vec<&'static str> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
