//! Packs what is worth packing, once at build time, so that the server only has to send it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::{paths, process};

const PACKED: [&str; 8] = ["html", "js", "css", "wasm", "svg", "json", "webmanifest", "txt"];

/// Whether a file is text or code; pictures are packed already.
pub(crate) fn is_worth_it(file: &Path) -> bool {
    file.extension().and_then(|extension| extension.to_str()).is_some_and(|extension| PACKED.contains(&extension))
}

/// Writes `<file>.br` beside each file and gives their sizes, in order.
pub(crate) fn brotli(files: &[PathBuf]) -> Result<Vec<u64>> {
    let output = process::command("node")
        .arg(paths::root().join("src/xtask/build/compress.mjs"))
        .args(files)
        .output()
        .context("starting node")?;
    if !output.status.success() {
        bail!("packing failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let sizes = String::from_utf8(output.stdout)?.lines().map(str::parse).collect::<Result<Vec<u64>, _>>()?;
    if sizes.len() != files.len() {
        bail!("packed {} of {} files", sizes.len(), files.len());
    }
    Ok(sizes)
}
