//! What the design asks, measured on the shared workload: `cargo xtask bench`.
//!
//! First without a browser (bytes are exact there), then the built app in Chromium against the real server, beside
//! a page that does the same with plain IndexedDB.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

mod browser;
mod figures;
mod filled;
#[path = "../browser/harness/mod.rs"]
mod harness;
mod mapping;
mod native;
mod workload;

use filled::Filled;
use workload::{SEED, Size};

/// Arguments: a number is another seed, `S` the small size, `native` leaves the browser out, `browser` the rest;
/// `serve` only fills a server and leaves it running, to look at by hand.
#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let seed = words.iter().find_map(|word| word.parse().ok()).unwrap_or(SEED);
    let size = if words.iter().any(|word| word == "S") { Size::S } else { Size::M };
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    if has("serve") {
        let (world, filled) = Filled::begin(seed, size).await;
        return browser::serve(world, &filled).await;
    }
    if !has("browser") {
        let (world, filled) = Filled::begin(seed, size).await;
        native::first_syncs(&world, &filled).await;
        native::nothing_new(&world, &filled).await;
        let lost = native::catch_up(&world, &filled).await;
        anyhow::ensure!(lost == 0, "{lost} sentences were lost");
    }
    if !has("native") {
        // Packs are kept from the first time on that somebody asks; that is not what is measured.
        let (world, filled) = Filled::begin(seed, size).await;
        native::first_syncs(&world, &filled).await;
        browser::run(world, &filled).await?;
    }
    Ok(())
}
