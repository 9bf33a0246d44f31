//! Starts a browser through its driver, on a virtual screen where it wants one.

use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};
use tokio::{net::TcpStream, time::sleep};

use super::{Engine, Shape, WAIT, engine::free_port, program::Program};

/// A browser with an empty profile. Ends with all its processes when it goes out of scope.
pub(super) struct Browser {
    pub(super) driver: WebDriver,
    // In the order they must end: the browser, its screen, its files.
    _driver_program: Program,
    _screen: Option<Program>,
    profile: TempDir,
}

impl Browser {
    pub(super) async fn start(engine: Engine, shape: Shape) -> Result<Self> {
        let profile = TempDir::with_prefix("footbridge-browser-")?;
        let log = profile.path().join("driver.log");
        let port = free_port()?;
        let mut command = engine.driver(port, profile.path())?;
        let screen = if engine.wants_screen() {
            let (screen, display) = virtual_screen(profile.path()).await?;
            command.env("DISPLAY", display).env_remove("WAYLAND_DISPLAY");
            Some(screen)
        } else {
            None
        };
        let mut program = Program::start(&mut command, &log)?;
        wait_for_port(port, &mut program, &log).await?;

        let wanted = engine.capabilities(shape, profile.path());
        let wanted = wanted.as_object().context("capabilities are an object")?.clone();
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), Capabilities::from(wanted))
            .await
            .with_context(|| format!("{} doesn't start; its driver said:\n{}", engine.name(), said(&log)))?;
        driver.set_script_timeout(WAIT * 2).await?;
        Ok(Self { driver, _driver_program: program, _screen: screen, profile })
    }

    /// The folder of all that it keeps.
    pub(super) fn profile(&self) -> &Path {
        self.profile.path()
    }

    /// What the driver wrote, for a story that failed.
    pub(super) fn log(&self) -> String {
        said(&self.profile.path().join("driver.log"))
    }
}

/// Xvfb picks a free display and writes its number.
async fn virtual_screen(folder: &Path) -> Result<(Program, String)> {
    let log = folder.join("screen.log");
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1600x1400x24", "-nolisten", "tcp"]);
    let mut program = Program::start(&mut command, &log)?;
    let started = Instant::now();
    loop {
        let number = said(&log).lines().find_map(|line| line.trim().parse::<u32>().ok());
        if let Some(number) = number {
            return Ok((program, format!(":{number}")));
        }
        program.is_running().with_context(|| format!("Xvfb said:\n{}", said(&log)))?;
        if started.elapsed() > WAIT {
            bail!("Xvfb doesn't start:\n{}", said(&log));
        }
        sleep(Duration::from_millis(20)).await;
    }
}

pub(super) async fn wait_for_port(port: u16, program: &mut Program, log: &Path) -> Result<()> {
    let started = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        program.is_running().with_context(|| format!("the driver said:\n{}", said(log)))?;
        if started.elapsed() > WAIT {
            bail!("the driver doesn't listen:\n{}", said(log));
        }
        sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

fn said(log: &Path) -> String {
    fs::read_to_string(log).unwrap_or_default()
}
