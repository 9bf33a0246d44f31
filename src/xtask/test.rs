//! `cargo xtask test`: every part to its end, whatever fails before it, and one closing line with the counts.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::{
    build::{self, Profile},
    check::size,
    paths, process, setup,
};

#[derive(Args)]
pub(crate) struct Options {
    /// Run only parts (native, wasm, browser) or tests whose names contain one of these
    names: Vec<String>,
}

#[derive(Default)]
struct Counts {
    passed: usize,
    failed: Vec<String>,
    /// What each test that says so took, in seconds.
    took: Vec<(f64, String)>,
}

/// As many of the slowest tests are named at the end.
const SLOWEST: usize = 20;

type Part = fn(&[&str], &mut Counts) -> Result<()>;

const PARTS: [(&str, Part); 3] = [("native", native), ("wasm", wasm), ("browser", browser)];

pub(crate) fn run(options: &Options) -> Result<()> {
    setup::everything()?;
    let started = Instant::now();
    let (chosen, names): (Vec<&str>, Vec<&str>) =
        options.names.iter().map(String::as_str).partition(|name| PARTS.iter().any(|(part, _)| part == name));

    let mut counts = Counts::default();
    for (part, tests) in PARTS.iter().filter(|(part, _)| chosen.is_empty() || chosen.contains(part)) {
        println!("[test] {part}");
        let part_started = Instant::now();
        let failed_before = counts.failed.len();
        if let Err(error) = tests(&names, &mut counts) {
            println!("[test] {part}: {error:#}");
            // A part that could not even start is one failure; one whose tests failed has named them.
            if counts.failed.len() == failed_before {
                counts.failed.push(format!("{part}: {error}"));
            }
        }
        println!("[test] {part}: {} s", part_started.elapsed().as_secs());
    }

    counts.print_slowest();
    for name in &counts.failed {
        println!("failed: {name}");
    }
    println!("{} passed, {} failed in {} s", counts.passed, counts.failed.len(), started.elapsed().as_secs());
    if !counts.failed.is_empty() {
        std::process::exit(1);
    }
    Ok(())
}

/// Everything that runs without a browser.
fn native(names: &[&str], counts: &mut Counts) -> Result<()> {
    counts.cargo_test(process::cargo().args(["test", "--workspace", "--no-fail-fast"]), names)
}

/// Tests that need IndexedDB or another part of a browser, but not the whole app.
fn wasm(names: &[&str], counts: &mut Counts) -> Result<()> {
    let chromedriver = process::on_path("chromedriver").context("chromedriver is missing")?;
    for package in ["app", "worker"] {
        let folder = paths::root().join("src").join(package);
        if !fs::read_to_string(folder.join("Cargo.toml"))?.contains("wasm-bindgen-test") {
            continue;
        }
        let mut command = process::command("cargo");
        setup::tools::prepare(&mut command)?;
        command
            .args(["test", "--package", package, "--no-fail-fast"])
            // The quick app's profile: what both depend on is compiled once.
            .args(["--target", "wasm32-unknown-unknown", "--profile", Profile::Quick.cargo_profile()])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
            .env_remove("GECKODRIVER")
            .env("CHROMEDRIVER", &chromedriver);
        counts.cargo_test(&mut command, names)?;
    }
    Ok(())
}

/// The built app in three engines, against the real server.
fn browser(names: &[&str], counts: &mut Counts) -> Result<()> {
    let mut stories = browser_stories()?;
    if let Err(error) = size::check_quick(&build::Release::read(&Profile::Quick.folder())?) {
        println!("[test] {error}");
        counts.failed.push(error.to_string());
    }
    counts.cargo_test(&mut stories, names)
}

/// Builds what the browser stories need and gives the command that plays them.
pub(crate) fn browser_stories() -> Result<Command> {
    build::app(Profile::Quick)?;
    // The whole workspace's features, as in the native part: a package by itself would compile what it stands on anew.
    process::run(process::cargo().args(["build", "--quiet", "--workspace", "--bin", "footbridge"]))?;
    let server = paths::target().join("debug").join("footbridge");
    // A story waits as much as it works: one more at a time than there are processors.
    let at_a_time = std::thread::available_parallelism()?.get() + 1;
    let mut command = process::cargo();
    command
        .args(["test", "--workspace", "--test", "browser"])
        .env("FOOTBRIDGE_APP", Profile::Quick.folder())
        .env("FOOTBRIDGE_SERVER", server)
        .env("FOOTBRIDGE_NODE_MODULES", paths::node_modules())
        .env("GECKODRIVER", setup::browsers::geckodriver()?)
        .env("RUST_TEST_THREADS", at_a_time.to_string())
        // A story's own words say what went wrong; the frames below them are the harness.
        .env("RUST_BACKTRACE", "0");
    Ok(command)
}

impl Counts {
    /// Runs `cargo test`, shows what is worth reading, and counts by its own words.
    fn cargo_test(&mut self, command: &mut Command, names: &[&str]) -> Result<()> {
        let mut child = command.arg("--").args(names).stdout(Stdio::piped()).spawn().context("starting cargo")?;
        let stdout = child.stdout.take().expect("it was asked to be piped");
        let started = Instant::now();
        let mut lines = BufReader::new(stdout).lines();
        if let Some(first) = lines.next() {
            println!("[test] built after {} s", started.elapsed().as_secs());
            self.read(&first?);
        }
        for line in lines {
            self.read(&line?);
        }
        if !child.wait()?.success() {
            bail!("did not pass or did not build");
        }
        Ok(())
    }

    fn print_slowest(&mut self) {
        self.took.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        for (seconds, name) in self.took.iter().take(SLOWEST) {
            println!("{seconds:>6.1} s  {name}");
        }
    }

    fn read(&mut self, line: &str) {
        if let Some((seconds, name)) = line.strip_prefix("took ").and_then(|rest| rest.split_once(" s: ")) {
            self.took.extend(seconds.parse().ok().map(|seconds| (seconds, name.to_owned())));
            return;
        }
        let outcome = line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... "));
        match outcome {
            Some((_, result)) if result.starts_with("ok") => self.passed += 1,
            Some((name, result)) if result.starts_with("FAILED") => {
                self.failed.push(name.to_owned());
                println!("{line}");
            }
            _ if line.is_empty() || line == "running 0 tests" || line.starts_with("test result: ok. 0 passed") => {}
            _ => println!("{line}"),
        }
    }
}
