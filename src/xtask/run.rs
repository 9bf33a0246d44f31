//! `cargo xtask run`: builds everything and starts the server with its demonstration circles.

use std::{path::PathBuf, thread};

use anyhow::{Result, anyhow};
use clap::Args;

use crate::{
    build::{self, Profile},
    paths, process, setup,
};

#[derive(Args)]
pub(crate) struct Options {
    /// Start without the demonstration circles, in a data folder of its own
    #[arg(long)]
    empty: bool,
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Build the app faster and larger
    #[arg(long)]
    quick: bool,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    setup::to_build()?;
    let profile = if options.quick { Profile::Quick } else { Profile::Release };
    // The app's last steps keep one processor busy for minutes; the server is compiled on the others meanwhile.
    let server = thread::spawn(build_server);
    build::app(profile)?;
    let server = server.join().map_err(|_| anyhow!("building the server ended early"))??;

    let data = paths::root().join("data").join(if options.empty { "own" } else { "demo" });
    let address = format!("127.0.0.1:{}", options.port);
    println!("[run] Footbridge is at http://localhost:{}   (stop it with Ctrl+C)", options.port);
    let mut command = process::command(server);
    command.args(["serve", "--listen", &address, "--data"]).arg(data).arg("--app").arg(profile.folder());
    if !options.empty {
        command.arg("--demo");
    }
    process::run(&mut command)
}

/// The server as people run it; Cargo skips what is up to date.
pub(crate) fn build_server() -> Result<PathBuf> {
    println!("[build] the server, unless it is up to date: some minutes the first time");
    // Whatever else is being built goes first: the app takes longer, and most of it on one processor.
    let mut build = process::politely(process::cargo());
    process::run(build.args(["build", "--quiet", "--release", "--package", "server"]))?;
    Ok(paths::target().join("release").join("footbridge"))
}
