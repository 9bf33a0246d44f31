//! Where a story plays: a server, a copy of the app, and the devices it asks for. Keeps evidence when it fails.

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use anyhow::{Result, bail};
use tokio::sync::{Mutex, MutexGuard};

use super::{Device, Engine, Shape, network::Network, server::Server, site::Site};

/// Clones are the same stage.
#[derive(Clone)]
pub(crate) struct Stage {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    site: Site,
    server: Mutex<Server>,
    devices: Mutex<Vec<Device>>,
}

impl Stage {
    async fn set(engine: Engine) -> Result<Self> {
        let site = Site::copy()?;
        let server = Server::start(site.path()).await?;
        Ok(Self { inner: Arc::new(Inner { engine, site, server: Mutex::new(server), devices: Mutex::default() }) })
    }

    /// A new device of this story's engine, with nothing on it.
    pub(crate) async fn device(&self, shape: Shape) -> Result<Device> {
        let network = Network::open(self.inner.server.lock().await.address()).await?;
        let device = Device::start(self.inner.engine, shape, network).await?;
        self.inner.devices.lock().await.push(device.clone());
        Ok(device)
    }

    pub(crate) fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// The copy of the app that is served here.
    pub(crate) fn site(&self) -> &Site {
        &self.inner.site
    }

    /// The server, to stop it, start it again or read what it said.
    pub(crate) async fn server(&self) -> MutexGuard<'_, Server> {
        self.inner.server.lock().await
    }

    /// Screenshots, pages, consoles and the server's words.
    async fn keep_evidence(&self, story: &str) -> Result<()> {
        let folder = target().join("screenshots").join("failed");
        fs::create_dir_all(&folder)?;
        let name = format!("{story}-{}", self.inner.engine.name());
        fs::write(folder.join(format!("{name}-server.log")), self.server().await.said())?;
        for (at, device) in self.inner.devices.lock().await.iter().enumerate() {
            let file = |end: &str| folder.join(format!("{name}-{}{end}", at + 1));
            // Each may fail for the reason the story did.
            let _ = device.photograph(&file(".png")).await;
            if let Ok(page) = device.driver().source().await {
                let address = device.address().await.unwrap_or_default();
                fs::write(file(".html"), format!("<!-- {address} -->\n{page}"))?;
            }
            fs::write(file("-console.log"), format!("{}\n{}", device.console().await.join("\n"), device.driver_log()))?;
        }
        Ok(())
    }

    /// A page that broke its policy or panicked is wrong even where the story didn't notice.
    async fn consoles_are_clean(&self) -> Result<()> {
        for device in self.inner.devices.lock().await.iter() {
            for line in device.console().await {
                if ["Content Security Policy", "panicked at", "unreachable executed"]
                    .iter()
                    .any(|wrong| line.contains(wrong))
                {
                    bail!("the console holds: {line}");
                }
            }
        }
        Ok(())
    }

    async fn clear(&self) {
        for device in self.inner.devices.lock().await.drain(..) {
            device.leave().await;
        }
    }
}

/// Plays one story in one engine.
pub(crate) fn perform<Story, Playing>(engine: Engine, name: &str, story: Story)
where
    Story: FnOnce(Stage) -> Playing,
    Playing: Future<Output = Result<()>> + Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a machine that runs tests can run threads");
    let started = Instant::now();
    runtime.block_on(async {
        let stage = Stage::set(engine).await.unwrap_or_else(|error| panic!("{error:#}"));
        // As a task of its own, so that a failed assertion still leaves time for evidence.
        let mut ended = tokio::spawn(story(stage.clone())).await.unwrap_or_else(|panic| {
            let said = panic.into_panic();
            let said = said
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| said.downcast_ref::<&str>().map(|said| (*said).to_owned()));
            Err(anyhow::anyhow!(said.unwrap_or_else(|| "it panicked".to_owned())))
        });
        if ended.is_ok() {
            ended = stage.consoles_are_clean().await;
        }
        if ended.is_err() {
            // The story's own error is the one to report.
            let _ = stage.keep_evidence(name).await;
        }
        stage.clear().await;
        says_how_long(started, name);
        if let Err(error) = ended {
            panic!("{name} in {}: {error:#}", engine.name());
        }
    });
}

/// A line for whoever runs the stories, past what the test runner holds back: `cargo xtask test` lists the slowest.
fn says_how_long(started: Instant, story: &str) {
    let thread = std::thread::current();
    // The runner calls a test's thread by the test's whole name.
    let name = thread.name().filter(|name| name.contains("::")).unwrap_or(story);
    // Nobody reads it: no reason to fail.
    let _ = writeln!(std::io::stdout(), "took {:.1} s: {name}", started.elapsed().as_secs_f64());
}

/// The folder of everything built.
pub(crate) fn target() -> PathBuf {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| top.join("target"), |folder| top.join(folder))
}
