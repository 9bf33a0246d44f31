//! `POST /api/sync`: one exchange of records.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ids::PersonId;
use serde::Serialize;
use sync::bounded::{self, Unread};
use sync::wire::{OLDEST, Outcome, PROTOCOL, SyncReply, SyncRequest};
use tokio::sync::Semaphore;

use super::error::ApiError;
use crate::app::App;
use crate::gate::Actor;

/// The most exchanges of one person at once: their devices, and a try that hangs. Each may hold a body in memory, and one
/// of the database's readers: there are more of these.
const AT_ONCE: u8 = 6;
/// How long a body may take to come, over the slowest line that can still carry one.
const PATIENCE: Duration = Duration::from_secs(60);
/// A body up to this size is read where it came in: it takes a millisecond.
const SMALL: usize = 32 * 1024;

/// Hands an exchange to the gate.
pub(crate) async fn sync(State(app): State<Arc<App>>, actor: Actor, request: Request) -> Result<Response, ApiError> {
    let exchange = app.exchanges.begin(actor.person()).ok_or(ApiError::TooOften(1))?;
    let body = tokio::time::timeout(PATIENCE, Bytes::from_request(request, &())).await;
    let body = body.map_err(|_| ApiError::TooLate)?.map_err(|refused| match refused.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ApiError::TooLarge,
        _ => ApiError::Nonsense,
    })?;
    let now = app.clock.now();
    let request = match read(&app, &body).await? {
        Ok(request) => request,
        Err(_) if is_of_another_protocol(&body) => return Err(ApiError::TooOld),
        Err(Unread::ChangeTooLarge(change)) => {
            let reply = app.gate.too_large(&actor, change, now).await?;
            count(&app, &reply);
            return Ok(packed(&reply).into_response());
        }
        Err(Unread::TooLarge) => return Err(ApiError::TooLarge),
        Err(Unread::Nonsense) => return Err(ApiError::Nonsense),
    };
    drop(body);
    // One writer of each person stands in line: whoever sends much at once waits for themselves, not others for them.
    let _my_turn = if request.push.is_empty() { None } else { Some(exchange.line.lock().await) };
    let reply = app.gate.sync(&actor, &request, now).await?;
    count(&app, &reply);
    Ok(packed(&reply).into_response())
}

/// Reads a body: a large one off the threads that answer people, and only a few of those at once.
async fn read(app: &App, body: &Bytes) -> Result<Result<SyncRequest, Unread>, ApiError> {
    if body.len() <= SMALL {
        return Ok(bounded::read(body));
    }
    let _turn = app.exchanges.large.acquire().await.map_err(|_| ApiError::Failed)?;
    let body = body.clone();
    tokio::task::spawn_blocking(move || bounded::read(&body)).await.map_err(|_| ApiError::Failed)
}

/// The exchanges that are on.
pub struct Exchanges {
    people: Mutex<HashMap<PersonId, Present>>,
    /// Who may read a large body.
    large: Semaphore,
}

/// Somebody whose exchanges are on.
#[derive(Default)]
struct Present {
    count: u8,
    /// See [`Exchange`].
    line: Arc<tokio::sync::Mutex<()>>,
}

impl Default for Exchanges {
    fn default() -> Self {
        Self { people: Mutex::default(), large: Semaphore::new(2) }
    }
}

impl Exchanges {
    /// One more of this person, until what comes back is dropped; `None` when there are enough.
    fn begin(&self, person: PersonId) -> Option<Exchange<'_>> {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        let present = people.entry(person).or_default();
        if present.count >= AT_ONCE {
            return None;
        }
        present.count += 1;
        Some(Exchange { all: self, person, line: present.line.clone() })
    }
}

/// One exchange that is on.
struct Exchange<'a> {
    all: &'a Exchanges,
    person: PersonId,
    /// Of those of this person that write.
    line: Arc<tokio::sync::Mutex<()>>,
}

impl Drop for Exchange<'_> {
    fn drop(&mut self) {
        let mut people = self.all.people.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut present) = people.entry(self.person) {
            present.get_mut().count -= 1;
            if present.get().count == 0 {
                present.remove();
            }
        }
    }
}

/// A value as its postcard bytes.
pub(super) fn packed<T: Serialize>(value: &T) -> impl IntoResponse + use<T> {
    let bytes = postcard::to_allocvec(value).expect("replies hold nothing that postcard cannot write");
    ([(header::CONTENT_TYPE, "application/octet-stream")], bytes)
}

/// A request of another protocol may have another shape; its number always comes first.
fn is_of_another_protocol(body: &[u8]) -> bool {
    postcard::take_from_bytes::<u16>(body).is_ok_and(|(protocol, _)| !(OLDEST..=PROTOCOL).contains(&protocol))
}

fn count(app: &App, reply: &SyncReply) {
    for (_, outcome) in &reply.outcomes {
        let outcome = match outcome {
            Outcome::Accepted { .. } => "accepted",
            Outcome::Quarantined { .. } => "quarantined",
            Outcome::Refused { .. } => "refused",
        };
        app.metrics.count("footbridge_changes_total", &[("outcome", outcome)]);
    }
    let records: u32 = reply.segments.iter().map(|segment| segment.count).sum();
    app.metrics.add("footbridge_records_sent_total", &[], f64::from(records));
}
