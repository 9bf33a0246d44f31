//! `cargo xtask check`: what a change must meet before it is shared. Every part runs, then the failures are named.

pub(crate) mod size;
mod tidy;

use anyhow::{Result, bail};
use clap::Args;

use crate::{process, setup};

#[derive(Args)]
pub(crate) struct Options {
    /// Run only these parts: format, clippy, clippy-wasm, tidy, size
    parts: Vec<String>,
}

type Part = fn() -> Result<()>;

const PARTS: [(&str, Part); 5] = [
    ("tidy", tidy::check),
    ("format", format),
    ("clippy", clippy),
    ("clippy-wasm", clippy_wasm),
    ("size", size::check),
];

pub(crate) fn run(options: &Options) -> Result<()> {
    for wanted in &options.parts {
        if !PARTS.iter().any(|(part, _)| part == wanted) {
            bail!("there is no part called {wanted}");
        }
    }
    let mut failed = Vec::new();
    for (part, check) in PARTS {
        if options.parts.is_empty() || options.parts.iter().any(|wanted| wanted == part) {
            println!("[check] {part}");
            if let Err(error) = check() {
                println!("{error:#}");
                failed.push(part);
            }
        }
    }
    if !failed.is_empty() {
        bail!("not in order: {}", failed.join(", "));
    }
    println!("[check] all in order");
    Ok(())
}

fn format() -> Result<()> {
    process::run(process::cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    process::run(process::cargo().args([
        "clippy",
        "--quiet",
        "--workspace",
        "--exclude",
        "app",
        "--exclude",
        "worker",
        "--all-targets",
        // The browser stories are not among them, for they need a built app to run.
        "--test",
        "browser",
        "--",
        "-D",
        "warnings",
    ]))
}

fn clippy_wasm() -> Result<()> {
    setup::to_build()?;
    let mut command = process::command("cargo");
    setup::tools::prepare(&mut command)?;
    process::run(command.args([
        "clippy",
        "--quiet",
        "--package",
        "app",
        "--package",
        "worker",
        "--target",
        "wasm32-unknown-unknown",
        "--",
        "-D",
        "warnings",
    ]))
}
