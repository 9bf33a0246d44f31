//! Trunk, wasm-bindgen and geckodriver: programs from crates.io, each version in a folder of its own.
//!
//! They are compiled with low optimisation: that takes a third of the time, and what they do here is quick anyway.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::{progress, wasm};
use crate::{paths, process};

/// A program that `cargo install` makes.
pub(crate) struct Tool {
    package: &'static str,
    program: &'static str,
    version: String,
    arguments: &'static [&'static str],
}

/// Builds the app. 0.22 asks for a newer Rust. It never downloads anything here, so it needs no TLS.
fn trunk() -> Tool {
    Tool {
        package: "trunk",
        program: "trunk",
        version: "0.21.14".to_owned(),
        arguments: &["--locked", "--no-default-features"],
    }
}

/// Must be the version the app is compiled with.
fn wasm_bindgen() -> Result<Tool> {
    let version = locked_version("wasm-bindgen")?;
    Ok(Tool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version, arguments: &[] })
}

/// Drives Firefox in the browser tests.
pub(crate) fn geckodriver() -> Tool {
    Tool { package: "geckodriver", program: "geckodriver", version: "0.37.1".to_owned(), arguments: &["--locked"] }
}

pub(crate) fn install() -> Result<()> {
    trunk().install()?;
    wasm_bindgen()?.install()
}

/// Lets a command find the tools, and compile for wasm.
pub(crate) fn prepare(command: &mut Command) -> Result<()> {
    let mut folders = vec![trunk().folder()?, wasm_bindgen()?.folder()?, paths::node_modules().join(".bin")];
    folders.extend(wasm::prepare(command).map(Path::to_owned));
    command
        .env("PATH", process::path_with(folders.iter().map(PathBuf::as_path))?)
        .env("CARGO_TARGET_DIR", paths::wasm_target())
        .env("SASS_PATH", paths::node_modules());
    Ok(())
}

impl Tool {
    pub(crate) fn install(&self) -> Result<()> {
        if self.file()?.is_file() {
            return Ok(());
        }
        progress(&format!("building {} {}: some minutes, once for all checkouts", self.package, self.version));
        let building = paths::tools()?.join("building");
        let place = self.folder()?;
        process::run(
            process::cargo()
                .args(["install", "--quiet", "--force", self.package, "--version", &self.version, "--root"])
                .arg(place.parent().context("a tool's folder is its bin")?)
                .args(self.arguments)
                .env("CARGO_TARGET_DIR", &building)
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
        )
        .with_context(|| format!("`cargo install {} --version {}` does it by hand", self.package, self.version))?;
        // What the tools share was worth keeping between them, but not the gigabyte afterwards.
        if building.is_dir() && self.package != "trunk" {
            fs::remove_dir_all(&building)?;
        }
        Ok(())
    }

    pub(crate) fn file(&self) -> Result<PathBuf> {
        Ok(self.folder()?.join(self.program))
    }

    fn folder(&self) -> Result<PathBuf> {
        Ok(paths::tools()?.join(format!("{}-{}", self.package, self.version)).join("bin"))
    }
}

/// The version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock"))?;
    let name = format!("name = \"{package}\"");
    lock.lines()
        .skip_while(|line| *line != name)
        .nth(1)
        .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock names no {package}"))
}
