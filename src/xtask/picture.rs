//! `cargo xtask picture`: the app on a phone and on a tablet, photographed by the browser tests for the README.

use std::fs;

use anyhow::{Result, ensure};

use crate::{paths, process, setup, test};

/// The story that signs in to the demonstration and photographs what it sees.
const STORY: &str = "pictures_for_the_readme";

pub(crate) fn run() -> Result<()> {
    setup::everything()?;
    process::run(test::browser_stories()?.args(["--", "--ignored", STORY]))?;
    let place = paths::root().join("public").join("screenshots");
    fs::create_dir_all(&place)?;
    for name in ["phone.png", "tablet.png"] {
        let made = paths::target().join("screenshots").join("readme").join(name.replace(".png", "-chromium.png"));
        ensure!(made.is_file(), "{STORY} made no {name}");
        fs::copy(&made, place.join(name))?;
        println!("[picture] public/screenshots/{name}");
    }
    Ok(())
}
