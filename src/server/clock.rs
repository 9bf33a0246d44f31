//! The server's clock, as something a test can set.

use std::sync::Arc;

use domain::value::Moment;

/// Tells the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Moment + Send + Sync>);

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn real() -> Self {
        Self(Arc::new(|| Moment(chrono::Utc::now().timestamp_millis())))
    }

    /// A clock of somebody's own making.
    #[must_use]
    pub fn of(tell: impl Fn() -> Moment + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// What it shows.
    #[must_use]
    pub fn now(&self) -> Moment {
        (self.0)()
    }
}
