//! Where things are: in the checkout, and in the folder of tools that all checkouts of one person share.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// The top of the checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("this crate lies two folders below the top")
        .to_owned()
}

/// Native build output, as Cargo itself chooses it.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Build output for wasm, apart from the native one so that they don't evict each other.
pub(crate) fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// Tools that take minutes to build, kept once for all checkouts.
pub(crate) fn tools() -> Result<PathBuf> {
    let cache = match env::var_os("XDG_CACHE_HOME") {
        Some(cache) if !cache.is_empty() => PathBuf::from(cache),
        _ => env::home_dir().context("HOME is not set")?.join(".cache"),
    };
    Ok(cache.join("footbridge").join("tools"))
}

/// The npm packages of `src/xtask/npm`, as `cargo xtask setup` installed them.
pub(crate) fn node_modules() -> PathBuf {
    target().join("npm").join("node_modules")
}
