//! Installs what is missing. Each step is skipped when its result is there, a long one says so before it starts,
//! and what can't be installed from here is named with the command that does it.

pub(crate) mod browsers;
mod npm;
pub(crate) mod tools;
pub(crate) mod wasm;

use std::process::Command;

use anyhow::Result;

use crate::process;

/// All that running, building and testing need.
pub(crate) fn everything() -> Result<()> {
    to_build()?;
    browsers::install()
}

/// What building the app needs.
pub(crate) fn to_build() -> Result<()> {
    wasm::install()?;
    fetch_crates()?;
    tools::install()?;
    npm::install()
}

/// Trunk builds without a network, so every crate must be here before it starts.
fn fetch_crates() -> Result<()> {
    // A standard library that is built along with the app wants crates of its own, and only for its target.
    for target in [None, Some(wasm::TARGET)] {
        let fetch = |offline: Option<&str>| -> Result<Command> {
            let mut command = process::command("cargo");
            tools::prepare(&mut command)?;
            command.args(["fetch", "--quiet"]).args(offline);
            command.args(target.iter().flat_map(|target| ["--target", target]));
            Ok(command)
        };
        if process::run_quietly(&mut fetch(Some("--offline"))?).is_err() {
            progress("fetching crates");
            process::run(&mut fetch(None)?)?;
        }
    }
    Ok(())
}

pub(crate) fn progress(doing: &str) {
    println!("[setup] {doing}");
}

/// Runs a package manager for the whole machine, which only root may.
fn may_install_packages() -> bool {
    process::on_path("apt-get").is_some()
        && process::first_line(process::command("id").arg("-u")).is_some_and(|id| id == "0")
}

fn apt_install(packages: &[&str]) -> Result<()> {
    progress(&format!("apt-get install {}", packages.join(" ")));
    let apt = |arguments: &[&str]| {
        let mut command = process::command("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["-qq", "-o", "Dpkg::Use-Pty=0"]).args(arguments);
        command
    };
    process::run_quietly(&mut apt(&["update"]))?;
    process::run_quietly(apt(&["install", "-y", "--no-install-recommends"]).args(packages))
}
