//! Every screen that the demonstration leads to: nobody is shut out of it, on phone or tablet, light or dark.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fs,
    path::Path,
};

use anyhow::{Result, ensure};
use serde_json::json;

use crate::{
    demo::{comes_in, stays_signed_in},
    harness::{Device, Engine, Shape, Stage, stories},
};

stories! { every_screen_is_accessible_and_quiet }

/// Between them they see every screen.
const PEOPLE: [&str; 3] = ["grace", "helen", "zara"];
/// The one leads on to Today, the other shows a code that is still good: the story of joining looks at both.
const OF_JOINING: [&str; 2] = ["/join", "/pupils/:circle/invitations/:record"];
const LINKS: &str = "return [...document.querySelectorAll('a[href^=\"/\"]')].map((link) => link.getAttribute('href'));";

async fn every_screen_is_accessible_and_quiet(stage: Stage) -> Result<()> {
    let routes = routes()?;
    let (mut looked_at, mut wrong) = (BTreeMap::new(), Vec::new());
    // One engine looks with everybody's eyes, at every shape and colour; the others look once.
    let everybody = stage.engine() == Engine::Chromium;
    for name in PEOPLE.into_iter().take(if everybody { PEOPLE.len() } else { 1 }) {
        let device = stage.device(Shape::Tablet).await?;
        device.open("/").await?;
        stays_signed_in(&device).await?;
        comes_in(&device, name).await?;
        looks_around(&device, &routes, &mut looked_at, &mut wrong).await?;
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    let seen = looked_at.into_values().collect();
    let unseen: Vec<&String> = routes.difference(&seen).filter(|route| !OF_JOINING.contains(&route.as_str())).collect();
    ensure!(!everybody || unseen.is_empty(), "nothing leads to {unseen:?}");
    Ok(())
}

/// Follows links until one screen of every address that leads on has been looked at, by somebody. What is wrong with
/// any of them is gathered, so that one run tells all of it.
async fn looks_around(
    device: &Device,
    routes: &BTreeSet<String>,
    looked_at: &mut BTreeMap<String, String>,
    wrong: &mut Vec<String>,
) -> Result<()> {
    let mut opened = BTreeSet::new();
    let mut waiting = VecDeque::from(["/".to_owned()]);
    while let Some(path) = waiting.pop_front() {
        let Some(route) = routes.iter().filter(|route| matches(route, &path)).max_by_key(|route| exactness(route))
        else {
            continue;
        };
        // A part of a page is a screen of its own.
        let screen = format!("{route}{}", path.split_once('?').map_or("", |(_, part)| part));
        if !opened.insert(screen.clone()) {
            continue;
        }
        device.open(&path).await?;
        device.sees("Skip to the page").await?;
        device.sees_no("Getting it ready").await?;
        // Today is another screen for everybody.
        if looked_at.insert(screen.clone(), route.clone()).is_none() || path == "/" {
            for found in [is_good_in_every_light(device).await, device.is_quiet().await] {
                if let Err(error) = found {
                    wrong.push(format!("{screen}: {error:#}"));
                }
            }
        }
        let links = device.driver().execute(LINKS, Vec::new()).await?;
        waiting.extend(serde_json::from_value::<Vec<String>>(links.json().clone())?);
    }
    Ok(())
}

/// Only Chromium can be told to be a phone, or that it is dark.
async fn is_good_in_every_light(device: &Device) -> Result<()> {
    if device.engine() != Engine::Chromium {
        return device.is_accessible().await;
    }
    let tools = device.driver().cdp();
    for (width, height) in [(1180, 820), (390, 844)] {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        tools.send_raw("Emulation.setDeviceMetricsOverride", size).await?;
        for scheme in ["light", "dark"] {
            let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
            tools.send_raw("Emulation.setEmulatedMedia", media).await?;
            let found = if scheme == "light" { device.is_accessible().await } else { device.has_good_colours().await };
            found.map_err(|error| error.context(format!("{scheme}, {width} wide")))?;
        }
    }
    Ok(())
}

/// The addresses of the app, as its own table has them.
fn routes() -> Result<BTreeSet<String>> {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/app/routes.rs");
    let text = fs::read_to_string(table)?;
    let found = text.split("Address(\"").skip(1).filter_map(|rest| rest.split_once('"'));
    let routes: BTreeSet<String> = found.map(|(path, _)| path.to_owned()).collect();
    // Read otherwise than it is written, the table would lead nowhere, and nothing would be looked at.
    ensure!(routes.contains("/") && routes.len() > 20, "the app's table of addresses is not read: {routes:?}");
    Ok(routes)
}

fn matches(route: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let (route, path): (Vec<_>, Vec<_>) = (route.split('/').collect(), path.split('/').collect());
    route.len() == path.len() && route.iter().zip(path).all(|(wanted, part)| wanted.starts_with(':') || *wanted == part)
}

/// `/pupils/new` comes before `/pupils/:circle`.
fn exactness(route: &str) -> usize {
    route.split('/').filter(|part| !part.starts_with(':')).count()
}
