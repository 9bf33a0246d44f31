//! Sass, wasm-opt, axe, NHS styles and icons: npm packages pinned by a lock file, kept once for all checkouts
//! and linked from `target/npm`.

use std::{fs, os::unix::fs::symlink};

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};

use super::{apt_install, may_install_packages, progress};
use crate::{paths, process};

pub(crate) fn install() -> Result<()> {
    let pinned = paths::root().join("src/xtask/npm");
    let lock = fs::read(pinned.join("package-lock.json"))?;
    let place = paths::tools()?.join(format!("npm-{:.12}", format!("{:x}", Sha256::digest(&lock))));
    if !place.join("complete").is_file() {
        if process::on_path("npm").is_none() && may_install_packages() {
            apt_install(&["nodejs", "npm"])?;
        }
        if process::on_path("npm").is_none() {
            bail!("Node.js with npm is missing: on Debian as root, `apt-get install nodejs npm`; else see nodejs.org");
        }
        progress("installing npm packages");
        fs::create_dir_all(&place)?;
        for file in ["package.json", "package-lock.json"] {
            fs::copy(pinned.join(file), place.join(file))?;
        }
        process::run_quietly(
            process::command("npm").args(["ci", "--omit=optional", "--ignore-scripts"]).current_dir(&place),
        )?;
        fs::write(place.join("complete"), "")?;
    }
    let link = paths::target().join("npm");
    if fs::read_link(&link).ok().as_ref() != Some(&place) {
        fs::create_dir_all(paths::target())?;
        if link.is_symlink() {
            fs::remove_file(&link)?;
        }
        symlink(&place, &link)?;
    }
    Ok(())
}
