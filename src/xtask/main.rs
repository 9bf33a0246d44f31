//! `cargo xtask …`: sets up what is missing, builds, runs, tests and checks Footbridge.
//! A command-line tool for developers: it prints, and it stops at the first thing a person must do.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench;
mod build;
mod check;
mod paths;
mod picture;
mod process;
mod run;
mod setup;
mod test;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::build::Profile;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Sets up, builds, runs, tests and checks Footbridge")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what is missing: the wasm target, Trunk, wasm-bindgen, npm tools, browsers
    Setup,
    /// Build the app, small, into dist/; with --quick, faster and larger, into target/dist-quick
    Build {
        #[arg(long)]
        quick: bool,
        /// Says what is the default, for those who expect it
        #[arg(long, conflicts_with = "quick")]
        release: bool,
    },
    /// Build and start the server with its demonstration circles, and print the address
    Run(run::Options),
    /// Run every test; with names, only those parts or tests whose names contain one of them
    Test(test::Options),
    /// Format, lints, tidiness and the size of the first screen
    Check(check::Options),
    /// Measure what the design asks, on the shared workload
    Bench(bench::Options),
    /// Make the pictures of the app for the README
    Picture,
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    match task {
        Task::Setup => setup::everything(),
        Task::Build { quick, release: _ } => {
            setup::to_build()?;
            build::app(if quick { Profile::Quick } else { Profile::Release }).map(drop)
        }
        Task::Run(options) => run::run(&options),
        Task::Test(options) => test::run(&options),
        Task::Check(options) => check::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::Picture => picture::run(),
    }
}
