//! The router as a device's server, without a socket, with a line that a story can cut.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::file::FileHash;
use sync::remote::{Remote, RemoteError};
use sync::wire::{FileProgress, SyncReply, SyncRequest};
use tower::ServiceExt;

use crate::World;
use crate::world::showing;

/// A line from a device to the server.
pub struct Wire {
    router: RefCell<Router>,
    /// The device's session, as [`crate::Answer::session`] gives it.
    pub session: RefCell<Option<String>>,
    /// No network.
    pub offline: Cell<bool>,
    /// The next so many answers get lost on the way back.
    pub lose_answers: Cell<u32>,
    /// The next so many answers to a chunk get lost on the way back.
    pub lose_chunk_answers: Cell<u32>,
    /// What the last exchange answered.
    pub last: RefCell<Option<SyncReply>>,
    /// How many bytes it had.
    pub last_bytes: Cell<usize>,
    /// How many chunks of files went up.
    pub chunks: Cell<u32>,
}

impl Wire {
    /// A line with this session.
    #[must_use]
    pub fn new(router: Router, session: Option<String>) -> Self {
        Self {
            router: RefCell::new(router),
            session: RefCell::new(session),
            offline: Cell::new(false),
            lose_answers: Cell::new(0),
            lose_chunk_answers: Cell::new(0),
            last: RefCell::new(None),
            last_bytes: Cell::new(0),
            chunks: Cell::new(0),
        }
    }

    /// From now on the line leads to this world's server.
    pub fn leads_to(&self, world: &World) {
        *self.router.borrow_mut() = world.router.clone();
    }

    async fn ask(
        &self,
        method: &str,
        path: &str,
        range: Option<String>,
        body: Vec<u8>,
    ) -> Result<(StatusCode, HeaderMap, Vec<u8>), RemoteError> {
        if self.offline.get() {
            return Err(RemoteError::Unreachable);
        }
        let mut request =
            Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/octet-stream");
        if let Some(session) = &*self.session.borrow() {
            request = showing(request, session);
        }
        if let Some(range) = range {
            request = request.header(header::RANGE, range);
        }
        let router = self.router.borrow().clone();
        let response = router.oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
        if self.lose_answers.get() > 0 {
            self.lose_answers.set(self.lose_answers.get() - 1);
            return Err(RemoteError::Unreachable);
        }
        match status {
            StatusCode::OK | StatusCode::PARTIAL_CONTENT => Ok((status, headers, body)),
            StatusCode::UNAUTHORIZED => Err(RemoteError::SignedOut),
            StatusCode::CONFLICT => Err(RemoteError::OtherPerson),
            StatusCode::UPGRADE_REQUIRED => Err(RemoteError::TooOld),
            StatusCode::NOT_FOUND => Err(RemoteError::NotFound),
            StatusCode::INSUFFICIENT_STORAGE => Err(RemoteError::DiskFull),
            StatusCode::BAD_GATEWAY => Err(RemoteError::Unreachable),
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                let asked = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
                Err(RemoteError::Busy(asked.unwrap_or(30)))
            }
            _ => Err(RemoteError::Nonsense),
        }
    }
}

impl Remote for Wire {
    async fn wait(&self, seconds: u32) {
        tokio::time::sleep(Duration::from_secs(seconds.into())).await;
    }

    async fn sync(&self, request: &SyncRequest) -> Result<SyncReply, RemoteError> {
        let body = postcard::to_allocvec(request).unwrap();
        let (_, _, body) = self.ask("POST", "/api/sync", None, body).await?;
        let reply: SyncReply = postcard::from_bytes(&body).map_err(|_| RemoteError::Nonsense)?;
        self.last_bytes.set(body.len());
        *self.last.borrow_mut() = Some(reply.clone());
        Ok(reply)
    }

    async fn file_progress(&self, file: FileHash) -> Result<FileProgress, RemoteError> {
        let (_, headers, _) = self.ask("HEAD", &format!("/api/files/{file}"), None, Vec::new()).await?;
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let received = text("upload-offset").and_then(|text| text.parse().ok()).ok_or(RemoteError::Nonsense)?;
        Ok(FileProgress { received, complete: text("upload-complete") == Some("?1") })
    }

    async fn put_chunk(
        &self,
        file: FileHash,
        offset: u64,
        whole: u64,
        bytes: &[u8],
    ) -> Result<FileProgress, RemoteError> {
        self.chunks.set(self.chunks.get() + 1);
        let path = format!("/api/files/{file}?offset={offset}&whole={whole}");
        let (_, _, body) = self.ask("PUT", &path, None, bytes.to_vec()).await?;
        if self.lose_chunk_answers.get() > 0 {
            self.lose_chunk_answers.set(self.lose_chunk_answers.get() - 1);
            return Err(RemoteError::Unreachable);
        }
        postcard::from_bytes(&body).map_err(|_| RemoteError::Nonsense)
    }

    async fn get_chunk(&self, file: FileHash, offset: u64, most: u64) -> Result<(Vec<u8>, u64), RemoteError> {
        let range = format!("bytes={offset}-{}", offset + most - 1);
        let (_, headers, body) = self.ask("GET", &format!("/api/files/{file}"), Some(range), Vec::new()).await?;
        let whole = headers.get(header::CONTENT_RANGE).and_then(|value| value.to_str().ok()?.rsplit_once('/'));
        Ok((body, whole.and_then(|(_, whole)| whole.parse().ok()).ok_or(RemoteError::Nonsense)?))
    }
}
