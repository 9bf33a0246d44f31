//! `GET /api/now`: "look now", and never what there is to see. A device that cannot hold this line open finds
//! everything by asking from time to time.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use domain::ids::CircleId;
use futures::stream::{Stream, unfold};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, timeout_at};

use super::error::ApiError;
use super::lines::Place;
use crate::app::App;
use crate::gate::{Actor, Notice};

/// How long a line is held: then the device calls again, and shows anew who it is.
const HELD: Duration = Duration::from_secs(30 * 60);
/// How often something is said into a silent line, so that proxies don't cut it.
const SOUND: Duration = Duration::from_secs(20);

/// Opens the line.
pub(crate) async fn now(
    State(app): State<Arc<App>>,
    actor: Actor,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiError> {
    let place = app.lines.open(actor.person());
    let line = Line { notices: app.gate.notices(), app, actor, place, until: Instant::now() + HELD };
    let events = unfold(line, |mut line| async {
        line.news().await.then(|| (Ok(Event::default().event("look").data("look")), line))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(SOUND)))
}

struct Line {
    notices: Receiver<Notice>,
    app: Arc<App>,
    actor: Actor,
    place: Place,
    until: Instant,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.app.lines.close(self.actor.person(), &self.place);
    }
}

impl Line {
    /// Waits for news that this person may have; `false` when the line is to be closed.
    async fn news(&mut self) -> bool {
        let mut closing = self.app.closing.subscribe();
        loop {
            let heard = tokio::select! {
                heard = timeout_at(self.until, self.notices.recv()) => heard,
                _ = closing.wait_for(|closing| *closing) => return false,
                () = self.place.ends() => return false,
            };
            match heard {
                Ok(Ok(notice)) if notice.knows == Some((self.actor.person(), self.actor.device)) => {}
                Ok(Ok(notice)) if self.theirs(notice.circle).await => return true,
                Ok(Ok(_)) => {}
                // Too much happened to hear it all: surely some of it is news.
                Ok(Err(RecvError::Lagged(_))) => return true,
                Ok(Err(RecvError::Closed)) | Err(_) => return false,
            }
        }
    }

    /// Somebody who just left a circle is told to look as well: that is how it leaves their device at once.
    async fn theirs(&self, circle: CircleId) -> bool {
        self.app.gate.was_in_circle(&self.actor, circle, self.app.clock.now()).await.unwrap_or(false)
    }
}
