//! `cargo xtask bench`: what the design asks, measured on the shared workload; without a browser, then in Chromium.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::build::{self, Profile};
use crate::{process, run, setup};

#[derive(Args)]
pub(crate) struct Options {
    /// Another seed of the workload
    seed: Option<u32>,
    /// S: 1,000 records, for a look; M: the 10,000 that the goals speak of
    #[arg(long, value_enum, ignore_case = true, default_value_t = Size::M)]
    size: Size,
    /// Only this part
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// Take the quick build of the app: soon there, larger and slower than what people get
    #[arg(long)]
    quick: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Size {
    S,
    M,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Bytes and catch-up over the real gate, without a browser
    Native,
    /// The built app in Chromium, beside a page with plain IndexedDB
    Browser,
    /// The filled server, left running to look at by hand; nothing is measured
    Serve,
}

impl Part {
    const fn word(self) -> &'static str {
        match self {
            Part::Native => "native",
            Part::Browser => "browser",
            Part::Serve => "serve",
        }
    }
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let server = run::build_server()?;
    let mut bench = process::cargo();
    bench.args(["run", "--quiet", "--release", "--package", "tests", "--bin", "bench", "--"]);
    bench.args(options.seed.map(|seed| seed.to_string()));
    bench.args((options.size == Size::S).then_some("S"));
    bench.args(options.only.map(Part::word));
    if options.only != Some(Part::Native) {
        setup::to_build()?;
        let profile = if options.quick { Profile::Quick } else { Profile::Release };
        build::app(profile)?;
        bench.env("FOOTBRIDGE_APP", profile.folder()).env("FOOTBRIDGE_SERVER", server).env("RUST_BACKTRACE", "0");
    }
    process::run(&mut bench)
}
