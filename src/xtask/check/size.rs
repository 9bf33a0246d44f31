//! What a person waits for the first time must stay small.

use anyhow::{Result, ensure};

use crate::{
    build::{self, Profile},
    setup,
};

/// Page, code and styles of the first screen as sent, in bytes.
const BUDGET: u64 = 450_000;

pub(super) fn check() -> Result<()> {
    setup::to_build()?;
    let first = build::app(Profile::Release)?.first_screen();
    println!("[check] first screen {first} of {BUDGET} bytes");
    ensure!(first <= BUDGET, "the first screen is {} bytes over its budget", first - BUDGET);
    Ok(())
}
