//! Serves the page with plain IndexedDB, and the workload to it as lines of JSON.

use std::net::SocketAddr;

use anyhow::Result;
use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use tokio::net::TcpListener;

/// Serves until the bench ends.
pub(crate) async fn serve(workload: String) -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let file = |kind: &'static str, text: &'static str| get(move || async move { ([(CONTENT_TYPE, kind)], text) });
    let workload = axum::body::Bytes::from(workload);
    let router = Router::new()
        .route("/", file("text/html", include_str!("raw/index.html")))
        .route("/raw.js", file("text/javascript", include_str!("raw/raw.js")))
        .route("/sw.js", file("text/javascript", include_str!("raw/sw.js")))
        .route("/workload.ndjson", get(move || async move { ([(CONTENT_TYPE, "application/x-ndjson")], workload) }));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}
