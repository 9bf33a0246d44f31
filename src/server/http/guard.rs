//! Around every route: writes come from this site's own pages only, and every answer is counted and logged by
//! its route, never by its address.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::error::ApiError;
use crate::app::App;
use crate::metrics;

/// Refuses writes that another site made somebody's browser send. Sessions travel in a header that no other site knows;
/// this is the second lock on the same door, and the only one before signing in and joining.
pub(crate) async fn own_pages_only(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || ours(request.headers()) { next.run(request).await } else { ApiError::NotOurs.into_response() }
}

fn ours(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let kind = text(header::CONTENT_TYPE).map(|kind| kind.split(';').next().unwrap_or_default().trim());
    // A form on another site cannot send these without asking first, and is never told yes.
    let unasked = !matches!(kind, Some("application/json" | "application/octet-stream"));
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let other_site = site.is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let host = text(header::HOST);
    let origin = text(header::ORIGIN).map(|origin| origin.split_once("://").map_or(origin, |(_, host)| host));
    let other_origin = site.is_none() && matches!((origin, host), (Some(origin), Some(host)) if origin != host);
    !unasked && !other_site && !other_origin
}

/// How long an answer may take: a device waits a minute at most. Whoever sends a body drop by drop is cut off by it too.
const ANSWER: Duration = Duration::from_secs(75);

/// Counts and logs an answer.
pub(crate) async fn watched(
    State((app, route)): State<(Arc<App>, &'static str)>,
    request: Request,
    next: Next,
) -> Response {
    let method = metrics::method(request.method());
    let begun = Instant::now();
    if route.starts_with("/api/") {
        app.doubts.look_at(request.headers(), app.settings.proxy);
    }
    let response = tokio::time::timeout(ANSWER, next.run(request)).await;
    let response = response.unwrap_or_else(|_| ApiError::Busy.into_response());
    let (status, seconds) = (response.status(), begun.elapsed().as_secs_f64());
    let labels = [("route", route), ("method", method), ("status", metrics::status(status))];
    app.metrics.count("footbridge_requests_total", &labels);
    app.metrics.add("footbridge_request_seconds_total", &[("route", route), ("method", method)], seconds);
    tracing::debug!(route, method, status = status.as_u16(), millis = begun.elapsed().as_millis(), "answered");
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(&'static str, &'static str)], expect: bool) {
        let mut headers = HeaderMap::new();
        headers.insert("host", "footbridge.example".parse().expect("a header"));
        for (name, value) in pairs {
            headers.insert(*name, value.parse().expect("a header"));
        }
        assert_eq!(ours(&headers), expect, "{pairs:?}");
    }

    #[test]
    fn only_our_own_pages_write() {
        let json = ("content-type", "application/json; charset=utf-8");
        check(&[json], true);
        check(&[json, ("origin", "https://footbridge.example")], true);
        check(&[json, ("sec-fetch-site", "same-origin")], true);
        check(&[json, ("origin", "https://evil.example")], false);
        check(&[json, ("sec-fetch-site", "cross-site")], false);
        check(&[json, ("sec-fetch-site", "same-site")], false);
        check(&[("content-type", "text/plain")], false);
        check(&[], false);
    }
}
