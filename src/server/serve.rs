//! Starting, serving until asked to stop, and stopping without cutting anybody off.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use sync::wire::ServerEpoch;
use tokio::net::TcpListener;
use tokio::signal;

use crate::administrator;
use crate::app::{App, Settings};
use crate::auth::passwords::Passwords;
use crate::auth::secret;
use crate::clock::Clock;
use crate::config::{Data, Serve};
use crate::db::Db;
use crate::db::sqlite::SqliteDb;
use crate::demo;
use crate::files::FileStore;
use crate::gate::{Gate, Packing};
use crate::journal::Journal;
use crate::lock::FolderLock;
use crate::private;
use crate::restore;
use crate::router::router;
use crate::serving::Serving;
use crate::sweep::keep_swept;

/// How long those who are being answered have when the server stops.
const PATIENCE: Duration = Duration::from_secs(20);

/// Opens the database in this folder, for whoever holds its lock.
async fn open(data: &Data) -> anyhow::Result<SqliteDb> {
    private::folder(&data.folder).await.context("the data folder cannot be made, or kept from others")?;
    let db = SqliteDb::open(&data.database()).await.context("the database cannot be opened")?;
    Ok(db.with_journal(Journal::at(&data.journal())))
}

/// Opens the database in this folder for a command. Where no server works on it, none begins to while the lock is
/// held; where one does, it has to be of this version, for the database is not changed under it.
///
/// # Errors
/// When the database cannot be opened, or is another version's that a server works on.
pub async fn open_for_command(data: &Data) -> anyhow::Result<(SqliteDb, Option<FolderLock>)> {
    let lock = FolderLock::try_take(&data.folder)?;
    if lock.is_some() {
        return Ok((open(data).await?, lock));
    }
    let db = SqliteDb::as_it_is(&data.database()).await.context("the database cannot be opened")?;
    db.is_of_this_version().await.context("the database cannot be used")?;
    Ok((db.with_journal(Journal::at(&data.journal())), None))
}

/// Serves people until asked to stop.
///
/// # Errors
/// When it cannot start.
pub async fn serve(config: &Serve) -> anyhow::Result<()> {
    let _nobody_else = FolderLock::take(&config.data.folder)?;
    let app = start(config).await?;
    let listener =
        TcpListener::bind(config.listen).await.with_context(|| format!("cannot listen on {}", config.listen))?;
    tracing::info!(address = %listener.local_addr()?, "serving");
    for doubt in config.doubts() {
        app.doubts.about(doubt);
    }
    let sweeping = tokio::spawn(keep_swept(app.clone()));
    let of_network = Serving::default().of_network.filter(|_| !app.settings.proxy);
    let serving = Serving { of_network, ..Serving::default() };
    let serving = serving.serve(listener, router(app.clone()), app.closing.subscribe());
    tokio::pin!(serving);
    tokio::select! {
        () = &mut serving => {}
        () = asked_to_stop() => {
            app.closing.send_replace(true);
            tracing::info!("stopping");
            if tokio::time::timeout(PATIENCE, serving).await.is_err() {
                tracing::warn!("stopped before everybody was answered");
            }
        }
    }
    sweeping.await.ok();
    app.db().close().await;
    Ok(())
}

async fn start(config: &Serve) -> anyhow::Result<Arc<App>> {
    let db: Arc<dyn Db> = Arc::new(open(&config.data).await?);
    restore::is_up_to_date(&*db, &Journal::at(&config.data.journal())).await?;
    let gate = Gate::open(db, fresh_epoch(), Packing::SMALL).await?;
    let files = FileStore::open(&config.data.files()).await.context("the folder of files cannot be made")?;
    let settings =
        Settings { app: config.app.clone(), proxy: config.proxy, metrics_token: config.metrics_token.clone() };
    let app = App::new(gate, files, Passwords::strong(), Clock::real(), settings);
    if let Some(folder) = &config.app {
        anyhow::ensure!(folder.join("index.html").is_file(), "{} holds no built app", folder.display());
    }
    if config.demo
        && let Some(how) = demo::fill(&app).await.context("the demonstration cannot be made")?
    {
        tracing::info!("the demonstration is ready: {how}");
    }
    if let Some(code) = administrator::new_code(app.db()).await? {
        tracing::info!("nobody is here yet: the first administrator comes in at /join with the code {code}");
    }
    Ok(app)
}

/// A number for a database that is new, or was put back to an earlier day.
#[must_use]
pub fn fresh_epoch() -> ServerEpoch {
    ServerEpoch(u64::from_le_bytes(secret::random()))
}

async fn asked_to_stop() {
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate()).ok();
    let terminated = async {
        match &mut terminate {
            Some(terminate) => terminate.recv().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = signal::ctrl_c() => {}
        _ = terminated => {}
    }
}
