//! The built app, for every address that is not the API's.

use std::convert::Infallible;
use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

/// Hands out the files of this folder, packed where a packed one lies beside; any other address opens the app.
pub(crate) fn shell(folder: &Path) -> Router {
    let index = ServeFile::new(folder.join("index.html")).precompressed_br();
    let files = ServeDir::new(folder).precompressed_br().append_index_html_on_directories(false);
    Router::new()
        .fallback(move |request: Request| {
            let (index, files) = (index.clone(), files.clone());
            async move {
                let reads = matches!(*request.method(), Method::GET | Method::HEAD);
                let answer: Result<Response, Infallible> = match (reads, is_page(request.uri().path())) {
                    (false, _) => Ok(StatusCode::METHOD_NOT_ALLOWED.into_response()),
                    (true, true) => index.oneshot(request).await.map(|file| file.map(Body::new)),
                    (true, false) => files.oneshot(request).await.map(|file| file.map(Body::new)),
                };
                answer
            }
        })
        .layer(from_fn(keep))
}

/// How long a browser may keep a file: for ever when its name holds its hash; otherwise only after asking. The page itself
/// is never kept, for then no browser keeps it in its memory either when it is left: Back would show what was locked, and in
/// Safari the frozen page would hold the device's store, for which the next page waits.
async fn keep(request: Request, next: Next) -> Response {
    let (page, hashed) = (is_page(request.uri().path()), is_hashed(request.uri().path()));
    let mut response = next.run(request).await;
    let keep = match (page, hashed && response.status().is_success()) {
        (true, _) => "no-store",
        (false, true) => "public, max-age=31536000, immutable",
        (false, false) => "no-cache",
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

/// Whether the app itself is at an address: at every one that names no file.
fn is_page(path: &str) -> bool {
    path == "/" || path == "/index.html" || !last_part(path).contains('.')
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Whether a file's name holds the hash that the build gave it: a dash and then sixteen hexadecimal digits.
fn is_hashed(path: &str) -> bool {
    last_part(path)
        .split(['-', '.', '_'])
        .skip(1)
        .any(|part| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::fs;

    use axum::body::Body;
    use axum::http::{Request, StatusCode, header};
    use tower::ServiceExt;

    use super::{is_hashed, shell};

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(is_hashed("/app-1a2b3c4d5e6f7a8b_bg.wasm"));
        assert!(is_hashed("/main-1a2b3c4d5e6f7a8b.css"));
        assert!(!is_hashed("/sw.js"));
        assert!(!is_hashed("/release.json"));
        assert!(!is_hashed("/index.html"));
        assert!(!is_hashed("/icons/icon-192.png"));
    }

    #[tokio::test]
    async fn no_browser_keeps_the_page_itself_at_any_address() -> Result<(), Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        for (name, text) in [("index.html", "<!doctype html>"), ("sw.js", "1"), ("app-1a2b3c4d5e6f7a8b.js", "2")] {
            fs::write(folder.path().join(name), text)?;
        }
        let app = shell(folder.path());
        for (path, kept) in [
            ("/", "no-store"),
            ("/pupils/01a177827200784a98022b93d39ebdd0", "no-store"),
            ("/index.html", "no-store"),
            ("/work-1a2b3c4d5e6f7a8b", "no-store"),
            ("/sw.js", "no-cache"),
            ("/app-1a2b3c4d5e6f7a8b.js", "public, max-age=31536000, immutable"),
        ] {
            let answer = app.clone().oneshot(Request::get(path).body(Body::empty())?).await?;
            assert_eq!(answer.status(), StatusCode::OK, "{path}");
            assert_eq!(answer.headers()[header::CACHE_CONTROL], kept, "{path}");
        }
        // A browser that kept it before does not go on keeping it.
        let asks = Request::get("/").header(header::IF_MODIFIED_SINCE, "Fri, 01 Jan 2100 00:00:00 GMT");
        let unchanged = app.oneshot(asks.body(Body::empty())?).await?;
        assert_eq!(unchanged.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(unchanged.headers()[header::CACHE_CONTROL], "no-store");
        Ok(())
    }
}
