//! Chromium as a person starts it: on an address, with what it kept from the last time. Nothing drives it until it is
//! looked at, so that starting takes as long as it takes.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};
use tokio::time::sleep;

use super::{Engine, Shape, WAIT, driver::wait_for_port, engine::free_port, program::Program};

/// Left alone for so long before it is looked at.
const ALONE: Duration = Duration::from_secs(4);

/// How long a start took, in milliseconds.
pub(crate) struct Started {
    /// From the start of the process until the page set the mark.
    pub(crate) from_process: f64,
    /// The page's part of it.
    pub(crate) from_page: f64,
    /// Every mark on the way there, from when the page itself began.
    pub(crate) marks: Vec<(String, f64)>,
}

/// Starts, and waits until the page has set this mark on its timeline.
pub(crate) async fn cold_start(profile: &Path, address: &str, mark: &str) -> Result<Started> {
    let (debugging, log) = (free_port()?, profile.join("cold.log"));
    let wanted = Engine::Chromium.capabilities(Shape::Tablet, profile);
    let options = &wanted["goog:chromeOptions"];
    let arguments = options["args"].as_array().context("Chromium has arguments")?;
    let mut command = Command::new(options["binary"].as_str().context("Chromium has a program")?);
    command.args(arguments.iter().filter_map(|argument| argument.as_str()));
    command.arg(format!("--remote-debugging-port={debugging}")).arg(address);
    command.env("HOME", profile).env("XDG_CACHE_HOME", profile).env("XDG_CONFIG_HOME", profile);
    let began = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64() * 1_000.0;
    let _browser = Program::start(&mut command, &log)?;
    sleep(ALONE).await;

    let port = free_port()?;
    let mut driver = Program::start(&mut Engine::Chromium.driver(port, profile)?, &log)?;
    wait_for_port(port, &mut driver, &log).await?;
    let attach = json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "debuggerAddress": format!("127.0.0.1:{debugging}") },
    });
    let attach = attach.as_object().context("capabilities are an object")?.clone();
    let page = WebDriver::new(format!("http://127.0.0.1:{port}"), Capabilities::from(attach)).await?;
    let script = format!(
        "const [mark] = performance.getEntriesByName('{mark}'); return mark
           ? [performance.timeOrigin, mark.startTime, ...performance.getEntriesByType('mark').map(({{ name, startTime }}) => [name, startTime])]
           : [];"
    );
    let looked = Instant::now();
    let found = loop {
        let found = page.execute(script.clone(), Vec::new()).await?;
        if let [origin, shown, marks @ ..] = found.json().as_array().map_or(&[][..], Vec::as_slice) {
            let (origin, shown) = (origin.as_f64().unwrap_or_default(), shown.as_f64().unwrap_or_default());
            let marks = serde_json::from_value::<Vec<(String, f64)>>(marks.to_vec().into())?;
            let marks = marks.into_iter().filter(|(_, at)| *at <= shown).collect();
            break Started { from_process: origin + shown - began, from_page: shown, marks };
        }
        if looked.elapsed() > WAIT {
            let body = page.execute("return document.body?.innerText;", Vec::new()).await?;
            bail!("{address} sets no mark {mark}; it reads: {}", body.json());
        }
        sleep(Duration::from_millis(100)).await;
    };
    // The browser ends with its program.
    let _ = page.quit().await;
    Ok(found)
}
