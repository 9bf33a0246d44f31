//! The three browser engines, and what each wants to be told when it starts.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::Shape;

/// A browser engine that people use Footbridge in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    /// Safari's engine, and that of every browser on iPhone and iPad.
    WebKit,
}

impl Engine {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Whether it has no way to run without a screen, so that a virtual one must be made.
    pub(super) fn wants_screen(self) -> bool {
        self == Self::WebKit
    }

    /// The program that drives it, listening on the port.
    pub(super) fn driver(self, port: u16, profile: &Path) -> Result<Command> {
        let mut command = match self {
            Self::Chromium => Command::new("chromedriver"),
            Self::Firefox => Command::new(geckodriver()),
            Self::WebKit => Command::new("WebKitWebDriver"),
        };
        command.arg(format!("--port={port}"));
        if self == Self::Firefox {
            command.arg("--profile-root").arg(profile);
            // Several Firefoxes side by side must not all want the same port.
            command.args(["--websocket-port", &free_port()?.to_string()]);
        }
        command.env("HOME", profile).env("XDG_CACHE_HOME", profile).env("XDG_DATA_HOME", profile);
        command.env("XDG_RUNTIME_DIR", profile);
        // A screen reader's bridge isn't there and would be waited for.
        command.env("NO_AT_BRIDGE", "1");
        Ok(command)
    }

    pub(super) fn capabilities(self, shape: Shape, profile: &Path) -> Value {
        let (width, height) = shape.size();
        let mut wanted = match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": {
                    "binary": program(&["chromium", "google-chrome", "chromium-browser"]),
                    "args": [
                        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync",
                        "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en-GB",
                        format!("--user-data-dir={}", profile.join("chromium").display()),
                        format!("--window-size={width},{height}"),
                    ],
                },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": program(&["firefox-esr", "firefox"]),
                    "args": ["-headless", format!("--width={width}"), format!("--height={height}")],
                    "prefs": {
                        "intl.accept_languages": "en-GB",
                        "dom.disable_beforeunload": false,
                        "browser.tabs.remote.separatePrivilegedContentProcess": false,
                    },
                },
            }),
            Self::WebKit => json!({
                "webkitgtk:browserOptions": {
                    "binary": mini_browser(),
                    // As over HTTPS, where the page says that it is not to be kept in memory when it is left: WebKit listens
                    // to that only there.
                    "args": ["--automation", "--enable-page-cache=false"],
                },
            }),
        };
        if shape.is_phone()
            && let Some(options) = wanted.get_mut("goog:chromeOptions")
        {
            options["mobileEmulation"] =
                json!({ "deviceMetrics": { "width": width, "height": height, "pixelRatio": 2.0, "touch": true } });
        }
        wanted
    }
}

/// Where PATH has the first of these, or simply the first, whose absence the driver then reports.
fn program(names: &[&str]) -> String {
    let folders = env::var_os("PATH").unwrap_or_default();
    let found = names
        .iter()
        .find_map(|name| env::split_paths(&folders).map(|folder| folder.join(name)).find(|file| file.is_file()));
    found.map_or_else(|| names[0].to_owned(), |file| file.display().to_string())
}

/// WebKitGTK keeps its test browser beside its library.
fn mini_browser() -> String {
    ["x86_64-linux-gnu/webkit2gtk-4.1", "aarch64-linux-gnu/webkit2gtk-4.1", "webkit2gtk-4.1"]
        .iter()
        .map(|place| format!("/usr/lib/{place}/MiniBrowser"))
        .find(|file| Path::new(file).is_file())
        .unwrap_or_else(|| program(&["MiniBrowser"]))
}

/// `cargo xtask` says where it put it.
fn geckodriver() -> PathBuf {
    env::var_os("GECKODRIVER").map_or_else(|| program(&["geckodriver"]).into(), PathBuf::from)
}

/// Free now; taken by whoever is told of it.
pub(super) fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").context("no free port")?;
    Ok(listener.local_addr()?.port())
}
