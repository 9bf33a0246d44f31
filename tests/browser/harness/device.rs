//! One device: a browser of its own behind a network of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use thirtyfour::{Key, WebDriver, WebElement};
use tokio::time::sleep;

use super::{Engine, WAIT, driver::Browser, finding, network::Network, pressing::presses, stage::target};

/// What a person holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    Phone,
    Tablet,
    Laptop,
}

impl Shape {
    pub(super) fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (390, 844),
            Self::Tablet => (1180, 820),
            Self::Laptop => (1366, 768),
        }
    }

    pub(super) fn is_phone(self) -> bool {
        self == Self::Phone
    }
}

/// A browser with an empty profile. Clones are the same device.
#[derive(Clone)]
pub(crate) struct Device {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    browser: Browser,
    network: Network,
}

impl Device {
    pub(crate) async fn start(engine: Engine, shape: Shape, network: Network) -> Result<Self> {
        let browser = Browser::start(engine, shape).await?;
        let device = Self { inner: Arc::new(Inner { engine, browser, network }) };
        device.take_shape(shape).await?;
        Ok(device)
    }

    pub(crate) fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// The plain WebDriver, for what has no words.
    pub(crate) fn driver(&self) -> &WebDriver {
        &self.inner.browser.driver
    }

    pub(crate) fn network(&self) -> &Network {
        &self.inner.network
    }

    /// Where this device reaches the server: the same everywhere but for the port.
    pub(crate) fn origin(&self) -> String {
        format!("http://localhost:{}", self.network().port())
    }

    /// Opens a page of the app, from the slash, and waits until the app has started.
    pub(crate) async fn open(&self, path: &str) -> Result<()> {
        self.driver().goto(format!("{}{path}", self.origin())).await.with_context(|| format!("opening {path}"))?;
        self.has_started().await
    }

    /// Reloads as a person would, and waits until the app has started again. Not the driver's own reload: Firefox's
    /// goes past every cache, the service worker included.
    pub(crate) async fn reload(&self) -> Result<()> {
        let leave = "window.isBeingLeft = true; setTimeout(() => location.reload());";
        self.driver().execute(leave, Vec::new()).await.context("reloading")?;
        self.holds("the page to be left", "return window.isBeingLeft !== true;").await?;
        self.has_started().await
    }

    /// The app takes the opening words away when it runs.
    pub(crate) async fn has_started(&self) -> Result<()> {
        let script = r#"return document.readyState !== "loading" && !document.getElementById("opening") && document.querySelector("script[data-wasm]") !== null;"#;
        self.holds("the app to start", script).await
    }

    /// Waits until the service worker holds a whole release and serves this page.
    pub(crate) async fn ready_for_offline(&self) -> Result<()> {
        self.holds(
            "the service worker to serve this page",
            "return navigator.serviceWorker?.controller?.state === 'activated';",
        )
        .await
    }

    /// Taps what carries these words: a button, a link, a tab, a choice.
    pub(crate) async fn tap(&self, words: &str) -> Result<()> {
        let what = format!("something to tap called “{words}”");
        self.press(&finding::tappable(), vec![words.into()], &what).await
    }

    /// The keyboard and the screen reader are somewhere on the page, after a step that took away what was pressed.
    pub(crate) async fn keeps_its_place(&self) -> Result<()> {
        let script = "return ![null, document.body, document.documentElement].includes(document.activeElement);";
        self.holds("the focus to be on the page", script).await
    }

    /// Taps one of the choices of a group with this name: the same words may stand in other groups.
    pub(crate) async fn chooses_in(&self, group: &str, words: &str) -> Result<()> {
        let what = format!("“{words}” to choose in “{group}”");
        self.press(&finding::choice(), vec![group.into(), words.into()], &what).await
    }

    /// Writes into the field with this label, in place of what it held.
    pub(crate) async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let started = Instant::now();
        loop {
            let field = self.field(label).await?;
            // As a person would; WebKit's driver does not reach what lies below the window.
            let _ = field.scroll_into_view().await;
            match written(&field, text).await {
                // A dialog that is still opening takes no words yet.
                Err(_) if started.elapsed() < WAIT => sleep(Duration::from_millis(50)).await,
                outcome => return outcome.with_context(|| format!("writing into “{label}”")),
            }
        }
    }

    /// Writes on behind what stands in the field with this label.
    pub(crate) async fn adds(&self, label: &str, text: &str) -> Result<()> {
        self.field(label).await?.send_keys(text).await.with_context(|| format!("writing on in “{label}”"))
    }

    /// Chooses from a menu by its words, or a day (`2026-11-13`) from the device's own calendar, which no driver opens.
    pub(crate) async fn choose(&self, label: &str, what: &str) -> Result<()> {
        let field = self.field(label).await?;
        let script = "const [field, what] = arguments;
            const option = [...(field.options ?? [])].find((option) => option.text.trim() === what);
            if (field.options && !option) return false;
            field.value = option ? option.value : what;
            for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
            return true;";
        let chosen = self.driver().execute(script, vec![field.to_json()?, what.into()]).await?;
        ensure!(chosen.json() == &Value::Bool(true), "“{label}” offers no “{what}”");
        Ok(())
    }

    /// Pastes what another program put on the clipboard, with the keys people use.
    pub(crate) async fn pastes(&self, label: &str, html: &str) -> Result<()> {
        // What the browser then copies is what the other program would have.
        let copy = "const [html] = arguments;
            document.addEventListener('copy', (event) => {
              event.clipboardData.setData('text/html', html);
              event.preventDefault();
              event.stopImmediatePropagation();
            }, { once: true, capture: true });";
        self.driver().execute(copy, vec![html.into()]).await?;
        let field = self.field(label).await?;
        field.send_keys("copied").await?;
        for key in ["a", "c", "v"] {
            field.send_keys(Key::Control + key).await?;
        }
        Ok(())
    }

    /// The field with this label.
    pub(crate) async fn field(&self, label: &str) -> Result<WebElement> {
        let kinds = "input:not([type=hidden]):not([type=file]), textarea, select, [contenteditable=true]";
        self.find_by(&finding::field(), vec![label.into(), kinds.into()], &format!("a field called “{label}”")).await
    }

    /// Gives files to the file field with this label, as the camera or the file picker would.
    pub(crate) async fn upload(&self, label: &str, files: &[PathBuf]) -> Result<()> {
        let arguments = vec![label.into(), "input[type=file]".into()];
        let field = self.find_by(&finding::field(), arguments, &format!("a place for files called “{label}”")).await?;
        for file in files {
            ensure!(file.is_file(), "there is no {}", file.display());
        }
        let paths: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
        field.send_keys(paths.join("\n")).await?;
        Ok(())
    }

    /// Waits until these words can be read on the page.
    pub(crate) async fn sees(&self, words: &str) -> Result<()> {
        self.reads(words, true).await
    }

    /// Waits until these words can't be read on the page any more.
    pub(crate) async fn sees_no(&self, words: &str) -> Result<()> {
        self.reads(words, false).await
    }

    /// All the words that can be read now.
    pub(crate) async fn text(&self) -> Result<String> {
        let found = self.driver().execute(finding::TEXT, Vec::new()).await?;
        Ok(found.json().as_str().unwrap_or_default().to_owned())
    }

    /// The address of the page, from the slash, with what follows the #.
    pub(crate) async fn address(&self) -> Result<String> {
        let address = self.evaluate("return location.pathname + location.hash;").await?;
        Ok(address.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until a script (`return …`) gives true.
    pub(crate) async fn holds(&self, what: &str, script: &str) -> Result<()> {
        let started = Instant::now();
        loop {
            // A page that is just being left answers with an error; the next one may hold.
            let answer = self.driver().execute(script, Vec::new()).await;
            if answer.as_ref().is_ok_and(|answer| answer.json() == &Value::Bool(true)) {
                return Ok(());
            }
            if started.elapsed() > WAIT {
                bail!("waited for {what}; last answer: {:?}", answer.map(|answer| answer.json().clone()));
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// What a script (`return …`, with `await`) gives.
    pub(crate) async fn evaluate(&self, script: &str) -> Result<Value> {
        let wrapped = format!(
            "const done = arguments[arguments.length - 1]; (async () => {{ {script} }})().then((value) => done([value ?? null]), (error) => done(String(error)));"
        );
        match self.driver().execute_async(wrapped, Vec::new()).await?.json() {
            Value::Array(value) => Ok(value.first().cloned().unwrap_or_default()),
            error => bail!("the script failed: {error}"),
        }
    }

    /// Keeps what the screen shows as `target/screenshots/<name>-<engine>.png`.
    pub(crate) async fn screenshot(&self, name: &str) -> Result<()> {
        self.photograph(&target().join("screenshots").join(format!("{name}-{}.png", self.engine().name()))).await
    }

    pub(super) async fn photograph(&self, file: &Path) -> Result<()> {
        fs::create_dir_all(file.parent().context("a picture lies in a folder")?)?;
        fs::write(file, self.driver().screenshot_as_png().await?)?;
        Ok(())
    }

    /// What the browser's console holds; only Chromium tells.
    pub(super) async fn console(&self) -> Vec<String> {
        if self.engine() != Engine::Chromium {
            return Vec::new();
        }
        let entries = self.driver().browser_log().await.unwrap_or_default();
        entries.into_iter().map(|entry| format!("{:?} {}", entry.level, entry.message)).collect()
    }

    /// The folder of all that the browser keeps.
    pub(crate) fn profile(&self) -> &Path {
        self.inner.browser.profile()
    }

    /// Fails with what the console calls an error since it was last looked at; only Chromium tells.
    pub(crate) async fn is_quiet(&self) -> Result<()> {
        let errors: Vec<String> =
            self.console().await.into_iter().filter(|line| line.starts_with("\"SEVERE\"")).collect();
        ensure!(errors.is_empty(), "the console holds:\n{}", errors.join("\n"));
        Ok(())
    }

    pub(super) fn driver_log(&self) -> String {
        self.inner.browser.log()
    }

    /// Ends the browser's session; the processes end with the device.
    pub(crate) async fn leave(&self) {
        // It may have crashed, which the story will have noticed.
        let _ = self.driver().clone().quit().await;
    }

    async fn reads(&self, words: &str, wanted: bool) -> Result<()> {
        let started = Instant::now();
        loop {
            let text = self.text().await.unwrap_or_default();
            if text.contains(words) == wanted {
                return Ok(());
            }
            if started.elapsed() > WAIT {
                let not = if wanted { "" } else { " no longer" };
                bail!("waited to see “{words}”{not}; the page reads:\n{text}");
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// It may move or be drawn anew between being found and being pressed.
    async fn press(&self, script: &str, arguments: Vec<Value>, what: &str) -> Result<()> {
        let started = Instant::now();
        loop {
            let element = self.find_by(script, arguments.clone(), what).await?;
            match presses(self.driver(), &element).await {
                Ok(true) => return Ok(()),
                Err(error) if started.elapsed() > WAIT => return Err(error.context(format!("pressing {what}"))),
                Ok(false) if started.elapsed() > WAIT => bail!("no press met {what}"),
                Ok(false) | Err(_) => sleep(Duration::from_millis(50)).await,
            }
        }
    }

    async fn find_by(&self, script: &str, arguments: Vec<Value>, what: &str) -> Result<WebElement> {
        let started = Instant::now();
        loop {
            if let Ok(found) = self.driver().execute(script, arguments.clone()).await
                && !found.json().is_null()
            {
                return Ok(found.element()?);
            }
            if started.elapsed() > WAIT {
                bail!("waited for {what}; the page reads:\n{}", self.text().await.unwrap_or_default());
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Makes the page itself, not the window around it, the wanted size.
    async fn take_shape(&self, shape: Shape) -> Result<()> {
        if self.engine() == Engine::Chromium && shape.is_phone() {
            return Ok(());
        }
        let (width, height) = shape.size();
        self.driver().set_window_rect(0, 0, width, height).await?;
        let inner = self.evaluate("return [innerWidth, innerHeight];").await?;
        let missing = |at: usize, wanted: u32| {
            wanted.saturating_sub(inner[at].as_u64().and_then(|size| u32::try_from(size).ok()).unwrap_or(wanted))
        };
        let (wider, higher) = (missing(0, width), missing(1, height));
        if wider > 0 || higher > 0 {
            self.driver().set_window_rect(0, 0, width + wider, height + higher).await?;
        }
        Ok(())
    }
}

/// Puts these words in place of what a field held.
async fn written(field: &WebElement, text: &str) -> thirtyfour::error::WebDriverResult<()> {
    field.clear().await?;
    // WebKit takes no empty text.
    if text.is_empty() { Ok(()) } else { field.send_keys(text).await }
}
