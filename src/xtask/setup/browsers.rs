//! Three browser engines and their drivers, for the browser tests.

use std::path::Path;

use anyhow::Result;

use super::{apt_install, may_install_packages, progress, tools};
use crate::process;

/// What one engine's tests need: programs on PATH or at a fixed place, and the Debian packages that hold them.
struct Engine {
    name: &'static str,
    programs: &'static [&'static str],
    packages: &'static [&'static str],
}

const ENGINES: [Engine; 3] = [
    Engine { name: "Chromium", programs: &["chromium", "chromedriver"], packages: &["chromium", "chromium-driver"] },
    Engine { name: "Firefox", programs: &["firefox-esr"], packages: &["firefox-esr"] },
    Engine { name: "WebKit", programs: &["WebKitWebDriver", "Xvfb"], packages: &["webkit2gtk-driver", "xvfb"] },
];

/// Installs what can be; an engine that stays away is named, and its tests will say so too.
pub(crate) fn install() -> Result<()> {
    let missing: Vec<_> = ENGINES.iter().filter(|engine| !engine.is_there()).collect();
    if !missing.is_empty() && may_install_packages() {
        let packages: Vec<_> = missing.iter().flat_map(|engine| engine.packages).copied().collect();
        apt_install(&packages)?;
    }
    for engine in ENGINES.iter().filter(|engine| !engine.is_there()) {
        progress(&format!(
            "{} is missing ({}). On Debian as root: apt-get install {}",
            engine.name,
            engine.programs.join(", "),
            engine.packages.join(" ")
        ));
    }
    if process::on_path("geckodriver").is_none() && (process::on_path("firefox").is_some() || ENGINES[1].is_there()) {
        tools::geckodriver().install()?;
    }
    Ok(())
}

impl Engine {
    fn is_there(&self) -> bool {
        self.programs.iter().all(|program| {
            process::on_path(program).is_some()
                || other_names(program).iter().any(|name| process::on_path(name).is_some())
        })
    }
}

/// What other systems call the same program.
fn other_names(program: &str) -> &'static [&'static str] {
    match program {
        "chromium" => &["google-chrome", "chromium-browser"],
        "firefox-esr" => &["firefox"],
        _ => &[],
    }
}

/// Where geckodriver is: on PATH, or where set-up put it.
pub(crate) fn geckodriver() -> Result<std::path::PathBuf> {
    match process::on_path("geckodriver") {
        Some(file) => Ok(file),
        None => tools::geckodriver().file().map(|file| Path::new(&file).to_owned()),
    }
}
