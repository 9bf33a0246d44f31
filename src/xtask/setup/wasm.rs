//! The standard library for wasm32: from rustup where it can download, else built from Debian's own Rust.

use std::{path::Path, process::Command};

use anyhow::{Result, bail};

use super::{apt_install, may_install_packages, progress};
use crate::process;

/// Everything in the browser is compiled for it.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];
const DEBIAN_LINKER: &str = "/usr/lib/llvm-19/bin/wasm-ld";
const DEBIAN_STD_SOURCE: &str = "/usr/lib/rustlib/src/rust/library";

/// How wasm is compiled on this machine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The toolchain that runs this task has the target.
    Own,
    /// Debian's, which builds the standard library along with the app.
    Debian,
}

/// What is there now, if anything.
pub(crate) fn found() -> Option<Toolchain> {
    if own_target_is_there() {
        Some(Toolchain::Own)
    } else if Path::new(DEBIAN_STD_SOURCE).is_dir() && Path::new(DEBIAN_LINKER).is_file() {
        Some(Toolchain::Debian)
    } else {
        None
    }
}

pub(crate) fn install() -> Result<()> {
    if found().is_some() {
        return Ok(());
    }
    if process::on_path("rustup").is_some() {
        progress("rustup target add wasm32-unknown-unknown");
        if process::succeeds(process::command("rustup").args(["target", "add", TARGET])) && own_target_is_there() {
            return Ok(());
        }
    }
    if may_install_packages() {
        apt_install(&DEBIAN_PACKAGES)?;
    }
    if found().is_none() {
        bail!(
            "the wasm target is missing. Run `rustup target add {TARGET}`, or, on Debian as root, `apt-get install {}`",
            DEBIAN_PACKAGES.join(" ")
        );
    }
    Ok(())
}

/// Lets a command compile for wasm on this machine; a folder it returns goes first on PATH.
pub(crate) fn prepare(command: &mut Command) -> Option<&'static Path> {
    if found() != Some(Toolchain::Debian) {
        return None;
    }
    command
        .env_remove("RUSTUP_TOOLCHAIN")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER)
        .env("CARGO", "/usr/bin/cargo")
        .env("RUSTC", "/usr/bin/rustc");
    Some(Path::new("/usr/bin"))
}

/// Asked of rustc on PATH, which is what Trunk's cargo will use.
fn own_target_is_there() -> bool {
    process::first_line(process::command("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|folder| Path::new(&folder).is_dir())
}
