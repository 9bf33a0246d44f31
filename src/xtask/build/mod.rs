//! Builds the app with Trunk and finishes the release: what the service worker pins, and packed copies to serve.

mod compress;
mod inputs;
mod release;
mod split;

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

pub(crate) use release::Release;

use crate::{paths, process, setup::tools};

/// How much time goes into making the app small.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// What people get.
    Release,
    /// For tests and for working on screens.
    Quick,
}

impl Profile {
    /// Where the built app lies, ready to serve.
    pub(crate) fn folder(self) -> PathBuf {
        match self {
            Self::Release => paths::root().join("dist"),
            Self::Quick => paths::target().join("dist-quick"),
        }
    }

    /// Its name in Cargo.toml.
    pub(crate) fn cargo_profile(self) -> &'static str {
        match self {
            Self::Release => "wasm-release",
            Self::Quick => "wasm-quick",
        }
    }
}

/// Builds the app unless what it is made from is as it was, and gives the release in its folder.
pub(crate) fn app(profile: Profile) -> Result<Release> {
    // Two commands at once would pull the folders from under each other; the lock ends with this function.
    fs::create_dir_all(paths::target())?;
    let one_at_a_time = fs::File::create(paths::target().join("app-build.lock"))?;
    if one_at_a_time.try_lock().is_err() {
        println!("[build] another command is building the app: waiting for it");
        one_at_a_time.lock()?;
    }
    let folder = profile.folder();
    let stamp = paths::target().join(format!("app-{}.stamp", profile.cargo_profile()));
    let inputs = inputs::hash(profile.cargo_profile())?;
    if fs::read_to_string(&stamp).is_ok_and(|built| built == inputs)
        && let Ok(release) = Release::read(&folder)
    {
        println!("[build] the app is up to date: release {}", release.release);
        return Ok(release);
    }
    println!("[build] building the app ({}): some minutes the first time", profile.cargo_profile());
    trunk(profile)?;
    split::app(&folder, profile)?;
    let release = release::finish(&folder)?;
    fs::write(&stamp, inputs)?;
    print_sizes(&release);
    Ok(release)
}

fn trunk(profile: Profile) -> Result<()> {
    // wasm-bindgen leaves snippets of earlier builds beside the new ones, and Trunk would ship them all.
    let leftovers = paths::wasm_target().join("wasm-bindgen");
    if leftovers.is_dir() {
        fs::remove_dir_all(&leftovers)?;
    }
    let mut command = process::command("trunk");
    tools::prepare(&mut command)?;
    command
        .args(["build", "--offline", "--color", "never", "--log", "warn"])
        .args(["--cargo-profile", profile.cargo_profile()])
        .arg("--dist")
        .arg(profile.folder());
    if profile == Profile::Release {
        // Nobody but who works on it looks at the gallery of components.
        command.args(["--release", "--no-default-features=true"]);
    }
    // Trunk reads NO_COLOR as a boolean and refuses the usual `1`; its backtraces bury the cause.
    command.env_remove("NO_COLOR").env("RUST_BACKTRACE", "0");
    process::run(&mut command).context("building the app")
}

fn print_sizes(release: &Release) {
    println!("[build] release {}: file, bytes, bytes as sent (brotli)", release.release);
    for file in &release.files {
        println!("  {:>9} {:>9}  {}", file.bytes, file.sent, file.path);
    }
    println!("  first screen: {} KB as sent", release.first_screen().div_ceil(1000));
}
