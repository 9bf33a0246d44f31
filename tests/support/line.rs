//! The line on which the server says "look now".

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::{Request, StatusCode};
use futures::StreamExt;
use tower::ServiceExt;

use crate::world::showing;
use crate::{Tablet, World};

/// Silence for so long is an answer.
const SILENCE: Duration = Duration::from_millis(400);

/// A line that a tablet holds open.
pub struct Line(BodyDataStream);

impl Line {
    /// The tablet calls the server.
    pub async fn open(world: &World, tablet: &Tablet) -> Self {
        let session = tablet.wire.session.borrow().clone().unwrap();
        let request = showing(Request::get("/api/now"), &session).body(Body::empty()).unwrap();
        let response = world.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        Self(response.into_body().into_data_stream())
    }

    /// What is said next, if anything is said soon.
    pub async fn hears(&mut self) -> Option<String> {
        let said = tokio::time::timeout(SILENCE, self.0.next()).await.ok()?;
        Some(String::from_utf8(said.unwrap().unwrap().to_vec()).unwrap())
    }
}
