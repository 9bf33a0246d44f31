//! A device of the bench, and what is done on it.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize as _;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::filled::Filled;
use crate::harness::Device;
use crate::workload::sentence_of;

/// How long anything here may take.
const PATIENCE: Duration = Duration::from_secs(240);
/// Edits that one call makes: a call must end within the driver's patience.
const AT_ONCE: usize = 25;

/// One edit as the page's hands take it: the record's address, the field, the words.
pub(crate) type Edit = (String, String, String);

/// A mark on a device's timeline, and when, by the machine's clock in milliseconds.
pub(crate) type Marked = (String, f64);

/// What came of a first sync.
pub(crate) struct FirstSync {
    /// Milliseconds from the first question until everything was on the disk.
    pub(crate) synced: f64,
    /// The same from the press on "Sign in": the password's hashing and the making of keys included.
    pub(crate) from_press: f64,
    pub(crate) down: u64,
    pub(crate) up: u64,
    pub(crate) stored: f64,
}

/// The machine's clock in milliseconds.
pub(crate) fn clock() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |passed| passed.as_secs_f64() * 1_000.0)
}

/// The address of an edit's record on the general screens, its field, and the words that are added.
pub(crate) fn edit_of(filled: &Filled, slot: u32, words: String) -> Edit {
    let (circle, record, prose) = filled.at(slot);
    (format!("/pupils/{circle}/records/{record}"), format!("field-{}", prose.key.0), words)
}

pub(crate) async fn first_sync(device: &Device, name: &str) -> Result<FirstSync> {
    device.open("/").await?;
    device.ready_for_offline().await?;
    gives_hands(device).await?;
    device.fill("Your sign-in name", name).await?;
    device.fill("Password", tests::PASSWORD).await?;
    device.driver().execute("document.querySelector('input[type=checkbox]').click();", Vec::new()).await?;
    let (up, down) = device.network().carried();
    let pressed = clock();
    device.tap("Sign in").await?;
    let in_step = marked(device, "in_step", pressed).await?;
    let begins = marked(device, "round_begins", pressed).await?;
    let marks = marks(device).await?;
    let taken_in = marks.iter().filter(|(mark, at)| mark == "taken_in" && *at > begins && *at <= in_step);
    let on_disk = taken_in.map(|(_, at)| *at).fold(begins, f64::max);
    let (up_after, down_after) = device.network().carried();
    Ok(FirstSync {
        synced: on_disk - begins,
        from_press: on_disk - pressed,
        down: down_after - down,
        up: up_after - up,
        stored: stored(device).await?,
    })
}

/// Bytes that IndexedDB has on the disk, as the browser counts them.
pub(crate) async fn stored(device: &Device) -> Result<f64> {
    let script =
        "const { usage, usageDetails } = await navigator.storage.estimate(); return usageDetails?.indexedDB ?? usage;";
    device.evaluate(script).await?.as_f64().context("a number of bytes")
}

/// Gives the page its hands and eyes; once a page.
pub(crate) async fn gives_hands(device: &Device) -> Result<()> {
    device.driver().execute(include_str!("page.js"), Vec::new()).await?;
    Ok(())
}

pub(crate) async fn marks(device: &Device) -> Result<Vec<Marked>> {
    let found = device.evaluate("return window.bench.marks;").await?;
    Ok(Vec::<Marked>::deserialize(found)?)
}

/// Waits for the first mark of this name after a time, and gives when it was.
pub(crate) async fn marked(device: &Device, name: &str, after: f64) -> Result<f64> {
    let began = Instant::now();
    loop {
        let found = marks(device).await?.into_iter().find(|(mark, at)| mark == name && *at > after);
        if let Some((_, at)) = found {
            return Ok(at);
        }
        if began.elapsed() > PATIENCE {
            bail!("no mark {name}; the page reads:\n{}", device.text().await?);
        }
        sleep(Duration::from_millis(300)).await;
    }
}

/// Calls one of the page's hands with edits, some at a time, and gives what each call gave.
pub(crate) async fn with_edits(device: &Device, call: &str, edits: &[Edit]) -> Result<Vec<Value>> {
    let mut found = Vec::new();
    for some in edits.chunks(AT_ONCE) {
        let script = format!("const edits = {}; return window.bench.{call};", json!(some));
        found.push(device.evaluate(&script).await?);
    }
    Ok(found)
}

/// The network is back, and the browser has noticed.
pub(crate) async fn comes_back(device: &Device) -> Result<()> {
    device.network().on();
    device.driver().execute("window.dispatchEvent(new Event('online'));", Vec::new()).await?;
    Ok(())
}

/// When two devices had taken in the last thing that either had to tell: nothing came for some seconds.
pub(crate) async fn settled(devices: [&Device; 2], after: f64) -> Result<f64> {
    let began = Instant::now();
    loop {
        sleep(Duration::from_secs(1)).await;
        let mut last = 0.0_f64;
        let mut in_step = true;
        for device in devices {
            let marks = marks(device).await?;
            let news = marks.iter().filter(|(mark, at)| mark == "taken_in" && *at > after).map(|(_, at)| *at);
            let news = news.fold(after, f64::max);
            let step = marks.iter().find(|(mark, at)| mark == "in_step" && *at > after && *at >= news);
            in_step &= step.is_some() && news > after;
            last = last.max(step.map_or(news, |(_, at)| *at));
        }
        if in_step && clock() - last > 5_000.0 {
            return Ok(last - after);
        }
        if began.elapsed() > PATIENCE {
            bail!("the two devices do not come to rest");
        }
    }
}

/// How many of these records show the sentence of the other device.
pub(crate) async fn shows(device: &Device, filled: &Filled, who: char, slots: &[u32]) -> Result<usize> {
    let mut shown = 0;
    for slot in slots {
        let (record, _, words) = edit_of(filled, *slot, sentence_of(who, *slot));
        let script = format!(
            "window.bench.go({record:?});
             return window.bench.until(() => location.pathname === {record:?} && document.querySelector('main h1'), 'the record')
               .then(() => document.querySelector('main').textContent.includes({:?}));",
            words.trim()
        );
        shown += usize::from(device.evaluate(&script).await? == Value::Bool(true));
    }
    Ok(shown)
}
