//! `/api/files/{hash}`: files apart from records, in pieces that can be sent and fetched again.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::file::{FileHash, LARGEST_FILE};
use futures::stream::unfold;
use serde::Deserialize;
use sync::wire::FileProgress;
use tokio::io::AsyncReadExt;

use super::error::ApiError;
use super::sync::packed;
use crate::app::App;
use crate::db::{FileRow, Txn};
use crate::files::{Chunk, FileError, media};
use crate::gate::{Actor, GateError};

/// Where the bytes of a `PUT` belong.
#[derive(Deserialize)]
pub(crate) struct Piece {
    offset: u64,
    whole: u64,
}

/// `HEAD /api/files/{hash}`: how much the server has, in two headers.
pub(crate) async fn progress(
    State(app): State<Arc<App>>,
    actor: Actor,
    Path(hash): Path<String>,
) -> Result<impl IntoResponse, ApiError> {
    let hash = FileHash::parse(&hash).ok_or(ApiError::NotFound)?;
    Ok(progress_headers(progress_of(&app, &actor, hash).await?))
}

/// `PUT /api/files/{hash}?offset=&whole=`: some bytes of it.
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    actor: Actor,
    Path(hash): Path<String>,
    Query(Piece { offset, whole }): Query<Piece>,
    body: Bytes,
) -> Result<impl IntoResponse, ApiError> {
    let hash = FileHash::parse(&hash).ok_or(ApiError::NotFound)?;
    let (now, person) = (app.clock.now(), actor.person());
    // One after the other: what two at once may still bring could not be told.
    let _turn = app.files.turn(person).await;
    if !app.gate.is_in_a_circle(&actor, now).await? {
        return Err(ApiError::NotFound);
    }
    let mut progress = progress_of(&app, &actor, hash).await?;
    if !progress.complete {
        if whole > LARGEST_FILE || whole.saturating_sub(progress.received) > app.bytes_left(person).await? {
            return Err(ApiError::TooLarge);
        }
        progress = app.files.take(hash, person, Chunk { offset, whole, bytes: &body }).await?;
    }
    if progress.complete {
        let media = media::of(&app.files.head(hash).await?).to_owned();
        let mut txn: Box<dyn Txn> = app.db().write().await?;
        txn.put_file(&FileRow { hash, bytes: whole, media }, person, now).await?;
        txn.commit().await?;
    }
    Ok((progress_headers(progress), packed(&progress)))
}

/// `GET /api/files/{hash}`, whole or a range.
pub(crate) async fn get(
    State(app): State<Arc<App>>,
    actor: Actor,
    Path(hash): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let hash = FileHash::parse(&hash).ok_or(ApiError::NotFound)?;
    let file = app.gate.file(&actor, hash, app.clock.now()).await?;
    let asked = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
    let (first, last) = match asked.map(|asked| range(asked, file.bytes)) {
        None => (0, file.bytes.saturating_sub(1)),
        Some(Some(range)) => range,
        Some(None) => return Ok(StatusCode::RANGE_NOT_SATISFIABLE.into_response()),
    };
    let length = (last + 1 - first).min(file.bytes);
    let mut response = Response::new(stream(&app, hash, first, length).await?);
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    answer.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    answer.insert(header::CONTENT_TYPE, value(&file.media));
    let place = if media::shows(&file.media) { "inline" } else { "attachment" };
    answer.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(place));
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if asked.is_some() {
        answer.insert(header::CONTENT_RANGE, value(&format!("bytes {first}-{last}/{}", file.bytes)));
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// What somebody else brought counts only for those who may see it: that a file is here at all is news.
async fn progress_of(app: &App, actor: &Actor, hash: FileHash) -> Result<FileProgress, ApiError> {
    let known = app.gate.knows_file(actor, hash, app.clock.now()).await;
    match known {
        Ok(file) => Ok(FileProgress { received: file.bytes, complete: true }),
        Err(GateError::NotFound) => Ok(app.files.progress(hash, actor.person()).await?),
        Err(error) => Err(error.into()),
    }
}

fn progress_headers(progress: FileProgress) -> [(&'static str, HeaderValue); 2] {
    let complete = HeaderValue::from_static(if progress.complete { "?1" } else { "?0" });
    [("upload-offset", HeaderValue::from(progress.received)), ("upload-complete", complete)]
}

async fn stream(app: &App, hash: FileHash, first: u64, length: u64) -> Result<Body, ApiError> {
    let file = app.files.open_at(hash, first).await?.take(length);
    let pieces = unfold(file, |mut file| async {
        let mut piece = vec![0; 64 * 1024];
        match file.read(&mut piece).await {
            Ok(0) => None,
            Ok(read) => {
                piece.truncate(read);
                Some((Ok(piece), file))
            }
            Err(error) => Some((Err(error), file)),
        }
    });
    Ok(Body::from_stream(pieces))
}

/// The one form of range that devices use: `bytes=first-` or `bytes=first-last`.
fn range(asked: &str, bytes: u64) -> Option<(u64, u64)> {
    let (first, last) = asked.strip_prefix("bytes=")?.split_once('-')?;
    let first: u64 = first.parse().ok()?;
    let end = bytes.checked_sub(1)?;
    let last = if last.is_empty() { end } else { last.parse::<u64>().ok()?.min(end) };
    (first <= last).then_some((first, last))
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

impl From<FileError> for ApiError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::TooMany => ApiError::Nonsense,
            FileError::WrongHash => ApiError::Problem("wrong_hash"),
            FileError::Disk(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn ranges_stay_within_the_file() {
        assert_eq!(range("bytes=0-9", 100), Some((0, 9)));
        assert_eq!(range("bytes=90-200", 100), Some((90, 99)));
        assert_eq!(range("bytes=5-", 100), Some((5, 99)));
        assert_eq!(range("bytes=100-", 100), None);
        assert_eq!(range("bytes=-5", 100), None);
        assert_eq!(range("bytes=0-", 0), None);
    }
}
