//! What every request may reach.

use std::path::PathBuf;
use std::sync::Arc;

use domain::ids::PersonId;
use tokio::sync::watch;

use crate::auth::limits::Limits;
use crate::auth::passwords::Passwords;
use crate::clock::Clock;
use crate::db::Db;
use crate::doubts::Doubts;
use crate::files::FileStore;
use crate::gate::Gate;
use crate::health::Health;
use crate::http::error::ApiError;
use crate::http::lines::Lines;
use crate::http::sync::Exchanges;
use crate::metrics::Metrics;

/// How this server is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the built app lies, if this server hands it out.
    pub app: Option<PathBuf>,
    /// Whether a proxy stands in front whose word about addresses counts.
    pub proxy: bool,
    /// Whoever asks for the metrics has to show this. Without it they are for nobody.
    pub metrics_token: Option<String>,
}

/// Everything a request may reach.
pub struct App {
    /// Decides.
    pub gate: Gate,
    /// Keeps files.
    pub files: FileStore,
    /// Hashes passwords.
    pub passwords: Passwords,
    /// Counts tries.
    pub limits: Limits,
    /// Counts everything else.
    pub metrics: Metrics,
    /// The lines that people hold.
    pub lines: Lines,
    /// Whether anything can be written.
    pub health: Health,
    /// What is wrong with how this server is set up.
    pub doubts: Doubts,
    /// Which exchanges are on.
    pub exchanges: Exchanges,
    /// Tells the time.
    pub clock: Clock,
    /// How this server is set up.
    pub settings: Settings,
    /// Turns true when the server is going down.
    pub closing: watch::Sender<bool>,
}

impl App {
    /// An app around these parts.
    #[must_use]
    pub fn new(gate: Gate, files: FileStore, passwords: Passwords, clock: Clock, settings: Settings) -> Arc<Self> {
        Arc::new(Self {
            gate,
            files,
            passwords,
            limits: Limits::default(),
            metrics: Metrics::default(),
            lines: Lines::default(),
            exchanges: Exchanges::default(),
            health: Health::default(),
            doubts: Doubts::default(),
            clock,
            settings,
            closing: watch::Sender::new(false),
        })
    }

    /// The database, for who is who.
    #[must_use]
    pub fn db(&self) -> &dyn Db {
        self.gate.db()
    }

    /// How many bytes a person may still bring today. What they have not finished bringing counts as well.
    ///
    /// # Errors
    /// [`ApiError`] when the database or the disk fails, or too much is unfinished.
    pub async fn bytes_left(&self, person: PersonId) -> Result<u64, ApiError> {
        /// The most bytes in a day: 2 GB. Our reasoning: a thousand photographed pages, and then as much again.
        const MOST: u64 = 2 * 1024 * 1024 * 1024;
        /// The most files that wait for the rest of them: a device brings one after the other.
        const MOST_UNFINISHED: u64 = 500;
        let since = domain::value::Moment(self.clock.now().0 - 24 * 60 * 60 * 1_000);
        let brought = self.db().read().await?.bytes_brought(person, since).await?;
        let unfinished = self.files.unfinished(person).await?;
        if unfinished.files > MOST_UNFINISHED {
            return Err(ApiError::TooLarge);
        }
        Ok(MOST.saturating_sub(brought).saturating_sub(unfinished.bytes))
    }
}
