//! `cargo xtask bench`: size and catch-up at size M, over the real gate and its database.

use anyhow::Result;

use crate::process;

pub(crate) fn run(seed: Option<u32>) -> Result<()> {
    let mut bench = process::cargo();
    // The tests' own build: bytes do not depend on it, and times are upper bounds.
    bench.args(["run", "--quiet", "--package", "tests", "--bin", "bench", "--"]);
    bench.args(seed.map(|seed| seed.to_string()));
    process::run(&mut bench)
}
