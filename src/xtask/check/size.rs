//! What a person waits for the first time must stay small.

use anyhow::{Result, ensure};

use crate::{
    build::{self, Profile, Release},
    setup,
};

/// Page, code and styles of the first screen as sent, in bytes.
const BUDGET: u64 = 430_000;
/// The same of the quick build, which is not made small: to see at each test that something large has come to the first
/// screen. Measured beside the budget; what counts is the release.
const QUICK_BUDGET: u64 = 865_000;

pub(super) fn check() -> Result<()> {
    setup::to_build()?;
    let first = build::app(Profile::Release)?.first_screen();
    println!("[check] first screen {first} of {BUDGET} bytes");
    ensure!(first <= BUDGET, "the first screen is {} bytes over its budget", first - BUDGET);
    Ok(())
}

/// For the tests, which build no release.
pub(crate) fn check_quick(built: &Release) -> Result<()> {
    let first = built.first_screen();
    println!("[test] first screen {first} of {QUICK_BUDGET} bytes in the quick build");
    ensure!(first <= QUICK_BUDGET, "the first screen is {} bytes over its budget", first - QUICK_BUDGET);
    Ok(())
}
