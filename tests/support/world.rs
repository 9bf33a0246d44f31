//! The server, and who is known to it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::ids::{DeviceId, PersonId};
use domain::role::Role;
use domain::value::Moment;
use serde_json::{Value, json};
use server::app::{App, Settings};
use server::auth::passwords::Passwords;
use server::auth::secret::{new_device, new_person};
use server::clock::Clock;
use server::db::sqlite::SqliteDb;
use server::db::{Db, PersonRow};
use server::files::FileStore;
use server::gate::join::may_add_pupils;
use server::gate::{Gate, Packing};
use server::journal::Journal;
use server::router::router;
use sync::session::STORE_HEADER;
use sync::wire::ServerEpoch;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::{Tablet, Wire};

/// The headers of a session and of the store that it is for.
pub(crate) fn showing(request: Builder, session: &str) -> Builder {
    let (token, store) = session.split_once(' ').unwrap_or((session, ""));
    let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    if store.is_empty() { request } else { request.header(STORE_HEADER, store) }
}

/// Everybody's password.
pub const PASSWORD: &str = "a long enough secret";

/// The server over real SQLite in a folder of its own, with a clock that a story moves.
pub struct World {
    /// The server's parts.
    pub app: Arc<App>,
    /// All of its routes.
    pub router: Router,
    clock: Arc<AtomicI64>,
    folder: TempDir,
}

/// Somebody the server knows.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// What they are called, and sign in as.
    pub name: &'static str,
    /// What they are.
    pub role: Role,
}

/// What the router answered.
#[derive(Debug)]
pub struct Answer {
    /// How it went.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The session that came with it and the store that it is for, as [`World::ask`] takes them.
    #[must_use]
    pub fn session(&self) -> Option<String> {
        let welcome = self.json();
        let text = |name: &str| welcome[name].as_str();
        Some(format!("{} {}.{}", text("session")?, text("person")?, text("device")?))
    }
}

impl World {
    /// A new world on Thursday 12 November 2026, at ten past ten.
    pub async fn new() -> Self {
        Self::packing(Packing::QUICK).await
    }

    /// The same, with packs made as hard as this.
    pub async fn packing(packing: Packing) -> Self {
        Self::over(tempfile::tempdir().unwrap(), packing).await
    }

    /// Over what a server has left in a folder.
    pub async fn over(folder: TempDir, packing: Packing) -> Self {
        let clock = Arc::new(AtomicI64::new(1_794_478_200_000));
        let shown = clock.clone();
        let db = SqliteDb::open(&folder.path().join("footbridge.db")).await.unwrap();
        let journal = Journal::at(&folder.path().join("journal"));
        let db: Arc<dyn Db> = Arc::new(db.with_journal(journal));
        let gate = Gate::open(db, ServerEpoch(7), packing).await.unwrap();
        let files = FileStore::open(&folder.path().join("files")).await.unwrap();
        let settings = Settings { app: None, proxy: false, metrics_token: None };
        let clock_of_server = Clock::of(move || Moment(shown.load(Ordering::Relaxed)));
        let app = App::new(gate, files, Passwords::quick(), clock_of_server, settings);
        Self { router: router(app.clone()), app, clock, folder }
    }

    /// Its data folder.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The server goes; what it kept stays in its folder, for [`World::over`] or a server process.
    #[must_use]
    pub fn into_folder(self) -> TempDir {
        self.folder
    }

    /// What the server's clock shows.
    #[must_use]
    pub fn now(&self) -> Moment {
        Moment(self.clock.load(Ordering::Relaxed))
    }

    /// So many seconds pass.
    pub fn passes(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1_000, Ordering::Relaxed);
    }

    /// So many days pass.
    pub fn days_pass(&self, days: i64) {
        self.passes(days * 24 * 60 * 60);
    }

    /// Somebody with an account.
    pub async fn person(&self, name: &'static str, role: Role) -> Person {
        let id = new_person(self.now());
        let account =
            PersonRow { id, name: name.to_owned(), role, may_add_pupils: may_add_pupils(role), administrator: false };
        let hash = self.app.passwords.hash(PASSWORD.to_owned()).await.unwrap();
        let mut txn = self.app.db().write().await.unwrap();
        txn.put_person(&account).await.unwrap();
        assert!(txn.put_sign_in(&name.to_lowercase(), id, &hash).await.unwrap(), "{name} is somebody else");
        txn.commit().await.unwrap();
        Person { id, name, role }
    }

    /// Asks the router, as a browser would from the app's own pages. A session is written as [`Answer::session`] gives it.
    pub async fn ask(&self, method: &str, path: &str, session: Option<&str>, body: Vec<u8>) -> Answer {
        let kind = if body.starts_with(b"{") { "application/json" } else { "application/octet-stream" };
        let mut request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, kind);
        if let Some(session) = session {
            request = showing(request, session);
        }
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Asks the router anything.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        Answer { status, headers, body: to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec() }
    }

    /// Posts JSON.
    pub async fn post(&self, path: &str, session: Option<&str>, body: Value) -> Answer {
        self.ask("POST", path, session, body.to_string().into_bytes()).await
    }

    /// Somebody signs in on a device: their session there.
    pub async fn session_of(&self, person: &Person, device: DeviceId) -> String {
        self.welcome_of(person, device).await.session().unwrap()
    }

    /// What somebody who signs in on a device is answered.
    pub async fn welcome_of(&self, person: &Person, device: DeviceId) -> Answer {
        let body = json!({ "name": person.name, "password": PASSWORD, "device": device.to_string() });
        let answer = self.post("/api/sign-in", None, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{} signs in", person.name);
        answer
    }

    /// Somebody signs in on a new device.
    pub async fn tablet(&self, person: &Person) -> Tablet {
        let device = new_device(self.now());
        let session = self.session_of(person, device).await;
        let wire = Wire::new(self.router.clone(), Some(session));
        Tablet::open(person.id, device, wire, self.clock.clone()).await
    }
}
